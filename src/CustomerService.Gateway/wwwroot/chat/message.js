// One message of the log as an element.
import { cards } from './cards.js';
import { el, linked, picture } from './dom.js';
import { showTime } from './times.js';

const avatar = (name) => picture(new URL(`${name}.svg`, import.meta.url).href, 'avatar');

function shell(kind, author, at, timed, strings) {
  const time = timed && el('time', { class: 'time', datetime: new Date(at).toISOString() }, showTime(at, strings));
  return el('div', { class: 'message', 'data-kind': kind, 'data-author': author, 'data-timed': timed }, time);
}

/** What the shopper wrote. */
export function ownMessage({ messageId, text, media, at }, state, timed, strings) {
  const node = shell('message', 'me', at, timed, strings);
  node.dataset.messageId = messageId ?? '';
  const shown = text || (media ?? []).map(() => strings.media).join(' ');
  node.append(
    el('div', { class: 'row' }, el('div', { class: 'content' }, sender(strings.me), bubble(shown))),
    el('p', { class: 'state' }),
  );
  setState(node, state, strings);
  return node;
}

/** What the bot or an agent wrote. */
export function theirMessage({ kind, text, cards: list, at }, timed, strings) {
  const author = kind === 'agent' ? 'agent' : 'bot';
  const node = shell(kind, author, at, timed, strings);
  const content = el('div', { class: 'content' }, sender(strings[author], author === 'agent'));
  if (text) content.append(bubble(text));
  content.append(cards(list, strings.cards) ?? '');
  node.append(el('div', { class: 'row' }, avatar(author), content));
  return node;
}

/** A change of state in words; undefined where there are none. */
export function statusMessage({ status, text, values, at }, timed, strings) {
  const words = text || strings.statuses[status]?.replace(/\{(\w+)\}/g, (_, name) => values?.[name] ?? '');
  if (!words) return undefined;
  const node = shell('status', 'system', at, timed, strings);
  if (status) node.dataset.status = status;
  node.append(el('p', { class: 'notice' }, words));
  return node;
}

/** Shows pending, sent or failed; a failed one says why and can be tried again. */
export function setState(node, state, strings, problem) {
  if (node.dataset.state === state) return;
  node.dataset.state = state;
  const retry = state === 'failed' && el('button', { type: 'button', class: 'retry' }, strings.retry);
  const why = problem?.detail ?? problem?.title;
  const words = state === 'pending'
    ? [el('span', { class: 'going' }, strings.states.pending), el('span', { class: 'waiting' }, strings.states.waiting)]
    : [strings.states[state]];
  node.querySelector('.state').replaceChildren(
    ...words, ...(retry ? [' · ', retry] : []), ...(why ? [el('span', { class: 'why' }, why)] : []));
}

/** Shows the text as the server keeps it: personal data is masked there. */
export function setText(node, text) {
  if (text && node.querySelector('.bubble').textContent !== text) node.querySelector('.bubble').replaceChildren(...linked(text));
}

const sender = (name, shown) => el('span', { class: shown ? 'sender' : 'sender aside' }, name);

const bubble = (text) => el('div', { class: 'bubble', dir: 'auto' }, ...linked(text));
