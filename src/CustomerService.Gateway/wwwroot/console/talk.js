// The middle pane: what is said, and saying something.
import { act, get, Problem } from './api.js';
import { bubble } from './bubbles.js';
import { createCanned } from './canned.js';
import { left, since } from './clock.js';
import { el } from '../chat/dom.js';

const NEAR = 60;
const TYPING_EVERY = 4000;
const TYPING_SEEN = 6000;

/** @param tell shows a problem. @param ask opens dialogs. @param watch follows a conversation that is not the agent's. */
export function createTalk(part, store, strings, tell, ask, watch) {
  let shown, drawn = 0, lastTyped = 0, briefing;
  const canned = createCanned(part, store, strings);

  const ticket = () => store.tickets.get(shown);
  const isMine = () => ticket()?.agent === store.me.id;

  function head() {
    const now = ticket();
    if (!now) {
      part['talk-head'].replaceChildren(el('h2', {}, shown ? strings.over : strings.choose));
      return;
    }
    const agent = store.agents.get(now.agent);
    const due = now.dueAt && left(now.dueAt);
    part['talk-head'].replaceChildren(...[
      el('h2', {}, strings.reasons[now.reason] ?? now.reason, now.intent && ` · ${strings.intents[now.intent] ?? now.intent}`),
      el('span', { class: `mood mood${now.sentiment}`, title: strings.moods[now.sentiment] }, strings.moods[now.sentiment]),
      due ? el('span', { class: due.late ? 'due late' : due.soon ? 'due soon' : 'due', 'data-due': '' }, `${strings.due} ${due.words}`)
        : el('span', { class: 'due' }, strings.answered),
      el('span', { class: 'grow' }),
      !now.agent && button('accept', strings.accept, 'primary', () => accept(now.conversation)),
      now.agent && !isMine() && el('span', {}, strings.with(agent?.name ?? now.agent)),
      now.agent && !isMine() && store.me.roles.includes('supervisor') && button('take-over', strings.takeOver, '', () => does('take-over')),
      isMine() && button('transfer', strings.transfer, '', () => ask.transfer(now)),
      isMine() && button('back', strings.back, '', () => does('back-to-bot')),
      isMine() && button('close', strings.close, '', () => ask.close(now)),
    ].filter(Boolean));
  }

  function button(name, words, look, action) {
    const made = el('button', { type: 'button', class: look || null, 'data-action': name }, words);
    made.addEventListener('click', action);
    return made;
  }

  async function does(path, body) {
    try {
      return await act(`conversations/${shown}/${path}`, body);
    } catch (error) {
      tell(error instanceof Problem ? error.message : strings.noAnswer);
      return undefined;
    }
  }

  async function accept(conversation) {
    try {
      await act(`conversations/${conversation}/accept`);
      open(conversation);
      part.words.focus();
    } catch (error) {
      tell(error instanceof Problem ? error.message : strings.noAnswer);
    }
  }

  function events() {
    const talk = store.talk(shown);
    const area = part.events;
    const atEnd = isAtEnd();
    for (; drawn < talk.events.length; drawn++) {
      const node = bubble(talk.events[drawn], strings);
      if (node) area.append(node);
    }
    for (const node of area.querySelectorAll('.sending')) if (talk.events.some((event) => event.messageId === `agent:${node.dataset.operation}`)) node.remove();
    const sending = area.querySelectorAll('.sending');
    for (const node of sending) area.append(node);
    if (atEnd) area.scrollTop = area.scrollHeight;
    typing();
    if (!document.hidden) talk.unread = 0;
  }

  function typing() {
    const talk = store.talk(shown);
    const shopper = Date.now() - talk.typedAt < TYPING_SEEN;
    part.typing.hidden = !shopper && (!talk.typing || isMine());
    part.typing.textContent = shopper ? strings.shopperTyping : strings.texts.typing;
  }

  async function brief() {
    const conversation = shown;
    const read = await get(`conversations/${conversation}/briefing`).catch(() => undefined);
    if (conversation !== shown) return;
    briefing = read;
    draft();
  }

  // The last words stay in sight when the draft takes room below them.
  function draft() {
    const atEnd = isAtEnd();
    paintDraft();
    if (atEnd) part.events.scrollTop = part.events.scrollHeight;
  }

  const isAtEnd = () => part.events.scrollHeight - part.events.scrollTop - part.events.clientHeight < NEAR;

  function paintDraft() {
    const words = isMine() && briefing?.draft;
    part.draft.hidden = !words;
    if (!words) return;
    const use = button('draft', strings.useDraft, 'small', takeDraft);
    part.draft.replaceChildren(el('b', {}, strings.draft), el('span', { class: 'draft-words' }, words), use);
  }

  function takeDraft() {
    if (part.draft.hidden) return;
    part.words.value = briefing.draft;
    part.words.focus();
  }

  async function load(conversation) {
    const talk = store.talk(conversation);
    if (talk.next > 0) return;
    const page = await get(`conversations/${conversation}/events?limit=500`).catch(() => undefined);
    if (page) store.takeTalk({ conversation, events: page.events });
  }

  async function open(conversation) {
    if (shown === conversation) return;
    if (shown) store.talk(shown).words = part.words.value;
    shown = store.selected = conversation;
    drawn = 0;
    briefing = undefined;
    part.events.replaceChildren();
    part.draft.hidden = true;
    part.words.value = store.talk(conversation).words;
    store.changed();
    await load(conversation);
    if (!isMine()) watch(conversation);
    await brief();
  }

  async function say(text, products) {
    const operationId = crypto.randomUUID?.() ?? String(Date.now());
    const node = el('div', { class: 'said agent sending', 'data-operation': operationId }, el('div', { class: 'bubble', dir: 'auto' }, text || strings.texts.product));
    part.events.append(node);
    part.events.scrollTop = part.events.scrollHeight;
    if (await does('messages', { operationId, text, products })) return;
    // Not sent: the words go back where they can be sent again.
    node.remove();
    if (!part.words.value) part.words.value = text;
  }

  part.composer.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = part.words.value.trim();
    if (!text || !isMine()) return;
    part.words.value = '';
    canned.close();
    part.draft.hidden = true;
    say(text);
  });
  part.words.addEventListener('keydown', (event) => {
    if (canned.key(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      part.composer.requestSubmit();
    } else if (event.key === 'Tab' && !event.shiftKey && !part.words.value && !part.draft.hidden) {
      event.preventDefault();
      takeDraft();
    }
  });
  part.words.addEventListener('input', () => {
    canned.changed();
    if (!isMine() || Date.now() - lastTyped < TYPING_EVERY) return;
    lastTyped = Date.now();
    act(`conversations/${shown}/typing`, { typing: true }).catch(() => {});
  });
  part['show-product'].addEventListener('click', () => ask.product((id) => say('', [id])));
  part['give-coupon'].hidden = store.me.couponMost === 0;
  part['give-coupon'].addEventListener('click', () => ask.coupon(async (amount) => {
    if (await does('coupon', { amount })) tell(strings.couponGiven);
  }));
  part['leave-note'].addEventListener('click', () => ask.note((text) => does('note', { text })));

  store.listen(() => {
    head();
    part.composer.hidden = !isMine();
    if (shown) events();
    draft();
  });
  setInterval(() => {
    if (!ticket()) return;
    head();
    typing();
  }, 1000);

  return {
    open,
    accept,
    does,
    /** After the shopper wrote: the draft and the summary are of now. */
    heard: (conversation) => conversation === shown && setTimeout(brief, 700),
    briefing: () => briefing,
    shown: () => shown,
    waited: since,
  };
}
