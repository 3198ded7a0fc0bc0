// One event of a talk, as the agent sees it.
import { cards } from '../chat/cards.js';
import { el, linked } from '../chat/dom.js';

const clock = (at, locale) => new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export function bubble(event, strings) {
  const { kind, at, text, author, media = [], cards: list, status, values } = event;
  if (kind === 'status') {
    const words = strings.statuses[status]?.replace(/\{(\w+)\}/g, (_, name) => values?.[name] ?? '') ?? text;
    return words && el('p', { class: 'notice', 'data-status': status }, words);
  }
  const who = { message: strings.shopper, reply: strings.bot, agent: author ?? strings.agent }[kind];
  if (!who) return undefined;
  const attached = media.map(({ kind: sort, url }) => el('a', { href: url, target: '_blank', rel: 'noopener noreferrer nofollow' }, `［${sort}］`));
  return el('div', { class: `said ${kind}`, 'data-kind': kind, 'data-sequence': event.sequence },
    el('p', { class: 'who' }, who, ' ', el('time', { datetime: at }, clock(at, strings.locale))),
    (text || attached.length > 0) && el('div', { class: 'bubble', dir: 'auto' }, ...linked(text ?? ''), ...attached),
    cards(list, strings.cards));
}
