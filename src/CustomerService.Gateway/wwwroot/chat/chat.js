// The shopper's page: ties the parts together.
import { createAttention } from './attention.js';
import { createComposer } from './composer.js';
import { connect } from './connection.js';
import { el } from './dom.js';
import { createLog } from './log.js';
import { createOutbox } from './outbox.js';
import { createScroll } from './scroll.js';
import { newId, settings } from './settings.js';

const TYPING_AT_MOST = 20_000;
/** After this quiet time the replay is complete: what follows is read out, and an empty log is greeted. */
const QUIET = 800;

const { default: strings } = await import(`./strings.${settings.language}.js`);
const root = document.documentElement;
const part = Object.fromEntries(Array.from(document.querySelectorAll('[id]'), (node) => [node.id, node]));

root.lang = strings.locale;
root.classList.toggle('embedded', Boolean(settings.host));
for (const node of document.querySelectorAll('[data-text]')) node.textContent = strings.texts[node.dataset.text];
for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', strings.texts[node.dataset.label]);
part.input.placeholder = strings.texts.placeholder;
part.close.hidden = !settings.host;
document.title = strings.title(part.shop.textContent);

const outbox = createOutbox(settings.prefix);
const log = createLog(part.log, part.quick, strings);
const scroll = createScroll(part.scroll, part.newest);
const attention = createAttention(settings, (focus) => {
  scroll.toEnd();
  if (focus) focusIfKeyboard();
});
createComposer(part, strings, send, () => connection.typing());

function focusIfKeyboard() {
  if (matchMedia('(pointer: fine)').matches) part.input.focus();
}

let typingEnds;
function showTyping(on) {
  clearTimeout(typingEnds);
  part.typing.hidden = !on;
  if (on) typingEnds = setTimeout(showTyping, TYPING_AT_MOST, false);
  scroll.follow(false);
}

let quiet;
function settle() {
  if (!part.log.hasAttribute('aria-busy')) return;
  clearTimeout(quiet);
  quiet = setTimeout(() => {
    part.log.removeAttribute('aria-busy');
    part.welcome.hidden = !log.isEmpty();
  }, QUIET);
}

const suggestions = settings.page ? strings.pageSuggestions : strings.suggestions;
part.suggestions.append(...suggestions.map((text) => el('button', { type: 'button', class: 'chip suggestion' }, text)));
for (const message of outbox.all()) log.addOwn(message, message.held ? 'failed' : 'pending');
const connection = connect(settings, outbox, {
  status(word) {
    root.dataset.status = part.status.dataset.status = word;
    if (part.words.textContent !== strings.status[word]) part.words.textContent = strings.status[word];
    if (word === 'online') settle();
  },
  event(event) {
    const theirs = event.kind === 'reply' || event.kind === 'agent';
    settle();
    if (theirs) showTyping(false);
    if (!log.addEvent(event)) return;
    part.welcome.hidden = true;
    scroll.follow(theirs);
    attention.count(event, theirs);
  },
  accepted: (messageId) => log.setState(messageId, 'sent'),
  refused: (messageId, problem) => log.setState(messageId, 'failed', problem),
  typing: showTyping,
});

function send(text) {
  const message = { messageId: newId(), text, page: settings.page, at: Date.now() };
  outbox.add(message);
  part.welcome.hidden = true;
  part.log.removeAttribute('aria-busy');
  log.addOwn(message, 'pending');
  scroll.toEnd();
  connection.flush();
}

function retry(node) {
  const { messageId, at } = node.dataset;
  outbox.add({ messageId, text: node.querySelector('.bubble').textContent, page: settings.page, at: Number(at) });
  log.setState(messageId, 'pending');
  connection.flush();
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button?.matches('.chip')) send(button.textContent);
  else if (button?.matches('.retry')) retry(button.closest('.message'));
  else if (button === part.close) return attention.close();
  else return;
  // The button is gone: a keyboard, whose clicks have no count, goes on in the field.
  if (event.detail === 0) part.input.focus();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.isComposing) attention.close();
});
// Safari lays its keyboard over the page instead of making it smaller.
visualViewport?.addEventListener('resize', () => {
  if (settings.host || visualViewport.scale !== 1) return;
  root.style.setProperty('--height', `${visualViewport.height}px`);
  scrollTo(0, 0);
});
if (!settings.host) focusIfKeyboard();
