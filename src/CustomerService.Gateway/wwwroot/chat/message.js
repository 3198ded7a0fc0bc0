// One message of the log as an element; undefined for what has nothing to show.
import { cards } from './cards.js';
import { el, linked, picture } from './dom.js';
import { showTime } from './times.js';

const sender = (name, shown) => el('span', { class: shown ? 'sender' : 'sender aside' }, name);

const bubble = (text) => text && el('div', { class: 'bubble', dir: 'auto' }, ...linked(text));

const bodies = {
  message: ({ text, media = [] }, strings) => [
    el('div', { class: 'row' }, el('div', { class: 'content' }, sender(strings.me), bubble(text || media.map(() => strings.media).join('')))),
    el('p', { class: 'state' }),
  ],
  reply: (event, strings) => [said('bot', event, strings)],
  agent: (event, strings) => [said('agent', event, strings)],
  status({ status, text, values }, strings) {
    const words = text || strings.statuses[status]?.replace(/\{(\w+)\}/g, (_, name) => values?.[name] ?? '');
    return words && [el('p', { class: 'notice' }, words)];
  },
};

const said = (kind, { text, author, cards: list }, strings) => el('div', { class: 'row' },
  picture(`${kind}.svg`, 'avatar'),
  el('div', { class: 'content' }, sender(author ? `${strings[kind]} ${author}` : strings[kind], kind === 'agent'), bubble(text), cards(list, strings.cards)));

/** @param timed whether its time is shown above it. */
export function createMessage(event, timed, strings) {
  const { kind, at, status, messageId } = event;
  const body = Object.hasOwn(bodies, kind) && bodies[kind](event, strings);
  if (!body) return undefined;
  const time = timed && el('time', { class: 'time', datetime: new Date(at).toISOString() }, showTime(at, strings));
  return el('div', {
    class: timed ? 'message timed' : 'message',
    'data-kind': kind, 'data-at': at, 'data-status': status, 'data-message-id': messageId,
  }, time, ...body);
}

/** Shows pending, sent or failed; a failed one says why and can be tried again. */
export function showState(node, state, strings, problem) {
  const words = strings.states;
  node.dataset.state = state;
  node.querySelector('.state').replaceChildren(...{
    pending: () => [el('span', { class: 'going' }, words.pending), el('span', { class: 'waiting' }, words.waiting)],
    sent: () => [words.sent],
    failed: () => [`${words.failed} · `, el('button', { type: 'button', class: 'retry' }, strings.retry), el('span', { class: 'why' }, problem?.detail)],
  }[state]());
}

/** Shows the text as the server keeps it: personal data is masked there. */
export function showText(node, text) {
  const shown = node.querySelector('.bubble');
  if (text && shown.textContent !== text) shown.replaceChildren(...linked(text));
}
