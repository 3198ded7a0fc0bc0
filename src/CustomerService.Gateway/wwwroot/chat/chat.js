// The shopper's page: ties the parts together.
import { Attention } from './attention.js';
import { Composer } from './composer.js';
import { Connection } from './connection.js';
import { el } from './dom.js';
import { Log } from './log.js';
import { Outbox } from './outbox.js';
import { Scroll } from './scroll.js';
import { newId, settings } from './settings.js';

const TYPING_AT_MOST = 20_000;
const HISTORY_SETTLES = 600;

const { default: strings } = await import(`./strings.${settings.language}.js`);
const root = document.documentElement;
const part = Object.fromEntries([...document.querySelectorAll('[id]')].map((node) => [node.id, node]));

function label(shop) {
  part.shop.textContent = shop;
  document.title = strings.title(shop);
}

root.lang = strings.locale;
root.classList.toggle('embedded', settings.embedded);
for (const node of document.querySelectorAll('[data-text]')) node.textContent = strings.texts[node.dataset.text];
for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', strings.texts[node.dataset.label]);
part.input.placeholder = strings.texts.placeholder;
part.close.hidden = !settings.embedded;
label(part.shop.textContent);

const outbox = new Outbox(settings.prefix);
const log = new Log(part.log, part.quick, strings);
const scroll = new Scroll(part.scroll, part.newest);
const attention = new Attention(settings, () => {
  scroll.toEnd();
  if (matchMedia('(pointer: fine)').matches) composer.focus();
});
const composer = new Composer({ form: part.composer, input: part.input, send: part.send, counter: part.counter }, strings, send);

let typingEnds;
function showTyping(on) {
  clearTimeout(typingEnds);
  part.typing.hidden = !on;
  if (on) typingEnds = setTimeout(() => showTyping(false), TYPING_AT_MOST);
  scroll.follow(false);
}

function welcome(on) {
  part.welcome.hidden = !on;
  if (on && part.suggestions.childElementCount === 0) {
    const texts = settings.page ? strings.pageSuggestions : strings.suggestions;
    part.suggestions.append(...texts.map((text) => el('button', { type: 'button', class: 'chip suggestion' }, text)));
  }
}

const connection = new Connection(settings, outbox, {
  status(word) {
    part.status.dataset.status = word;
    root.dataset.status = word;
    const words = strings.status[word];
    if (part.statusText.textContent !== words) part.statusText.textContent = words;
    // Without a socket nobody can say whether there is a history: greet as soon as someone is there.
    if (word === 'online' && log.isEmpty) setTimeout(() => welcome(log.isEmpty), HISTORY_SETTLES);
  },
  ready({ shop }) {
    if (shop) label(shop);
    // What is replayed is not read out; what comes after it is.
    setTimeout(() => part.log.removeAttribute('aria-busy'), HISTORY_SETTLES);
  },
  event(event, past) {
    if (!past) part.log.removeAttribute('aria-busy');
    const theirs = event.kind === 'reply' || event.kind === 'agent';
    if (theirs) showTyping(false);
    if (!log.addEvent(event)) return;
    welcome(false);
    scroll.follow(theirs);
    attention.count(event);
  },
  accepted: (messageId) => log.setState(messageId, 'sent'),
  refused(messageId, problem) {
    if (!messageId) return;
    log.setState(messageId, 'failed', problem);
    scroll.follow(false);
  },
  typing: showTyping,
});

function send(text) {
  const message = outbox.add({ messageId: newId(), text, page: settings.page });
  welcome(false);
  log.addOwn(message, 'pending');
  scroll.toEnd();
  connection.flush();
}

function retry(node) {
  const { messageId } = node.dataset;
  if (outbox.has(messageId)) outbox.release(messageId);
  else outbox.add({ messageId, text: node.querySelector('.bubble').textContent, page: settings.page });
  log.setState(messageId, 'pending');
  connection.flush();
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button?.matches('.chip')) send(button.textContent);
  else if (button?.matches('.retry')) retry(button.closest('.message'));
  else if (button === part.close) attention.close();
  else return;
  // The button is gone; a keyboard (no click count) goes on in the field, a finger does not want the keyboard.
  if (event.detail === 0) composer.focus();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.isComposing) attention.close();
});
// Safari lays its keyboard over the page instead of making it smaller.
visualViewport?.addEventListener('resize', () => {
  if (settings.embedded || visualViewport.scale !== 1) return;
  root.style.setProperty('--height', `${visualViewport.height}px`);
  scrollTo(0, 0);
});

for (const message of outbox.messages) log.addOwn(message, message.held ? 'failed' : 'pending');
scroll.toEnd();
connection.start();
if (!settings.embedded && matchMedia('(pointer: fine)').matches) composer.focus();
