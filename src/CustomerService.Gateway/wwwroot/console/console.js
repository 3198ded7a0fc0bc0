// The agents' console: ties the parts together.
import { act, address, get, onLost, post, Problem, put, remember } from './api.js';
import { createAttention } from './attention.js';
import { left, since } from './clock.js';
import { createDialogs } from './dialogs.js';
import { el } from '../chat/dom.js';
import { createManage } from './manage.js';
import { createRows } from './rows.js';
import { createSide } from './side.js';
import { createStore } from './store.js';
import { openStream } from './stream.js';
import { createTalk } from './talk.js';
import { storage } from '../chat/storage.js';

const language = storage.get('cs.console.language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
const { default: strings } = await import(`./strings.${language}.js`);
const part = Object.fromEntries(Array.from(document.querySelectorAll('[id]'), (node) => [node.id, node]));
const store = createStore();
const LOGGED_IN = 'cs.console.in';

document.documentElement.lang = strings.locale;
document.title = strings.texts.title;
for (const node of document.querySelectorAll('[data-text]')) node.textContent = strings.texts[node.dataset.text];
for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', strings.texts[node.dataset.label]);
part.words.placeholder = strings.placeholder;
part.language.textContent = strings.otherLanguage;
part.language.addEventListener('click', () => {
  storage.set('cs.console.language', language === 'zh' ? 'en' : 'zh');
  location.reload();
});

let toastEnds;
function tell(words) {
  part.toast.textContent = words;
  part.toast.hidden = false;
  clearTimeout(toastEnds);
  toastEnds = setTimeout(() => { part.toast.hidden = true; }, 6000);
}

async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    tell(error instanceof Problem ? error.message : strings.noAnswer);
    return undefined;
  }
}

async function showLogin() {
  storage.remove(LOGGED_IN);
  const ways = await get('login/ways').catch(() => ({ local: true, oidc: false }));
  part.local.hidden = !ways.local;
  part.sso.hidden = !ways.oidc;
  part.desk.hidden = true;
  part.login.hidden = false;
  (ways.local ? part.user : part.sso).focus();
}

part['login-form'].addEventListener('submit', async (event) => {
  event.preventDefault();
  part['login-problem'].textContent = '';
  try {
    start(remember(await post('login', { user: part.user.value.trim(), password: part.password.value })));
    part.password.value = '';
  } catch (error) {
    part['login-problem'].textContent = error instanceof Problem ? error.message : strings.noAnswer;
  }
});

function row(ticket) {
  const talk = store.talk(ticket.conversation);
  const due = ticket.dueAt && left(ticket.dueAt);
  const skill = store.me.allSkills.find(({ id }) => id === ticket.skill)?.name ?? ticket.skill;
  return [
    el('span', { class: 'row-top' },
      el('b', {}, strings.intents[ticket.intent] ?? strings.reasons[ticket.reason] ?? ticket.reason),
      ...ticket.priority.map((why) => el('span', { class: `badge ${why}` }, strings.priorities[why] ?? why)),
      ticket.sentiment < 0 && !ticket.priority.includes('anger') && el('span', { class: 'badge anger' }, strings.moods[-1]),
      talk.unread > 0 && el('span', { class: 'unread', 'aria-label': strings.unread(talk.unread) }, String(talk.unread))),
    el('span', { class: 'row-words' }, talk.events.findLast(({ kind }) => kind === 'message')?.text ?? ticket.preview ?? ''),
    el('span', { class: 'row-foot' }, skill, ' · ', strings.waits(since(ticket.at)),
      due && el('span', { class: due.late ? 'due late' : due.soon ? 'due soon' : 'due' }, due.words)),
  ];
}

function start(me) {
  storage.set(LOGGED_IN, 'yes');
  store.me = me;
  part.login.hidden = true;
  part.desk.hidden = false;
  part.me.textContent = `${me.name} (${me.id})`;
  part.presence.replaceChildren(...['online', 'away', 'offline'].map((state) => el('option', { value: state }, strings.presences[state])));

  let talk, stream;
  const dialogs = createDialogs(part, store, strings, (path, body) => talk.does(path, body));
  talk = createTalk(part, store, strings, tell, dialogs, (conversation) => stream.watch(conversation));
  createSide(part, store, strings, talk);
  createManage(part, store, strings, attempt);
  const attention = createAttention(store, part.news, strings, (conversation) => talk.open(conversation));
  const mine = createRows(part.mine, row, (ticket) => talk.open(ticket.conversation));
  const queue = createRows(part.queue, row, (ticket) => talk.open(ticket.conversation));

  const others = createRows(part.others, row, (ticket) => talk.open(ticket.conversation));
  part.others.hidden = part['others-head'].hidden = !me.roles.includes('supervisor');

  function lists() {
    const [own, waiting, theirs] = [store.mine(), store.queue(), store.others()];
    part['others-count'].textContent = theirs.length;
    others.show(theirs, store.selected);
    part['mine-count'].textContent = own.length;
    part['queue-count'].textContent = waiting.length;
    mine.show(own, store.selected);
    queue.show(waiting, store.selected);
    const seat = store.agents.get(me.id);
    if (seat && document.activeElement !== part.presence) part.presence.value = seat.state;
  }
  store.listen(lists);
  setInterval(lists, 1000);

  stream = openStream(store, {
    state(state) {
      part.connection.dataset.state = state;
      if (part['connection-words'].textContent !== strings.states[state]) part['connection-words'].textContent = strings.states[state];
    },
    desk(changes) {
      const { given, angered } = store.takeDesk(changes);
      if (changes.full) return;
      for (const ticket of given) attention.given(ticket);
      for (const ticket of angered) {
        const words = strings.angry(ticket.preview ?? strings.reasons[ticket.reason] ?? '');
        attention.angered(ticket, words);
        tell(words);
      }
    },
    talk(said) {
      const heard = store.takeTalk(said);
      if (heard.length === 0) return;
      const known = store.talk(said.conversation);
      if (document.hidden || said.conversation !== store.selected) known.unread += heard.length;
      attention.heard(said.conversation, heard.at(-1));
      talk.heard(said.conversation);
    },
  });
  onLost(() => {
    stream.close();
    location.reload();
  });

  part.presence.addEventListener('change', () => attempt(() => put('presence', { state: part.presence.value })));
  part.next.addEventListener('click', () => attempt(async () => talk.open((await act('next')).conversation)));
  part.logout.addEventListener('click', async () => {
    stream.close();
    // What is still under way is refused from here on; going anew for that would go before the provider's end of the login.
    onLost(() => {});
    await put('presence', { state: 'offline' }).catch(() => {});
    await post('logout').catch(() => {});
    storage.remove(LOGGED_IN);
    if (me.external) location.assign(address('oidc/logout'));
    else location.reload();
  });
  attempt(() => put('presence', { state: 'online' }));

  async function figures() {
    if (!me.roles.includes('supervisor') && !me.roles.includes('operator')) return;
    const [desk] = await get('figures?group=desk&days=1').catch(() => []);
    part.figures.textContent = desk ? strings.figures(desk) : '';
  }
  figures();
  setInterval(figures, 30_000);

  document.addEventListener('keydown', (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || part.dialog.open) return;
    const own = store.mine();
    const at = own.findIndex((ticket) => ticket.conversation === store.selected);
    const does = {
      KeyN: () => part.next.click(),
      KeyA: () => store.tickets.get(store.selected)?.state === 'waiting' && talk.accept(store.selected),
      KeyT: () => own[at] && dialogs.transfer(),
      KeyC: () => own[at] && dialogs.close(),
      ArrowDown: () => own.length && talk.open(own[(at + 1) % own.length].conversation),
      ArrowUp: () => own.length && talk.open(own[(at - 1 + own.length) % own.length].conversation),
    }[event.code];
    if (!does) return;
    event.preventDefault();
    does();
  });
}

// Who comes back from the organisation's own login is in.
if (location.hash === '#in') {
  storage.set(LOGGED_IN, 'yes');
  history.replaceState(null, '', location.pathname + location.search);
}
// The cookie cannot be seen from here; who never logged in need not be told so by the server.
const me = storage.get(LOGGED_IN) && await get('me').catch(() => undefined);
if (me) start(remember(me));
else showLogin();
