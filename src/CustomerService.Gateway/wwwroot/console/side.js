// The right pane: why they are here, what is known, who they are, what they bought.
import { get } from './api.js';
import { el } from '../chat/dom.js';

export function createSide(part, store, strings, talk) {
  let of, shopper;

  const section = (title, ...content) => {
    const inside = content.flat().filter(Boolean);
    return inside.length > 0 && el('section', {}, el('h3', {}, title), ...inside);
  };

  const fact = (name, value) => value && el('p', { class: 'fact' }, el('span', {}, name), ' ', el('b', {}, value));

  const day = (at) => new Date(at).toLocaleDateString(strings.locale, { year: 'numeric', month: 'numeric', day: 'numeric' });

  function summary(ticket, briefing) {
    const turns = briefing?.turns ?? [];
    const tried = [...new Set(turns.flatMap((turn) => turn.facts).map((fact) => strings.facts[fact.split(':')[0]]).filter(Boolean))];
    const wants = [...new Set(turns.flatMap((turn) => turn.intents))].map((intent) => strings.intents[intent] ?? intent);
    return [
      fact(strings.reason, ticket && (strings.reasons[ticket.reason] ?? ticket.reason)),
      fact(strings.wants, wants.join('、')),
      fact(strings.lastWords, ticket?.preview),
      fact(strings.mood, ticket && strings.moods[ticket.sentiment]),
      ...Object.entries(briefing?.slots ?? {}).map(([name, value]) => fact(strings.slots[name] ?? name, value)),
      tried.length > 0 && el('p', { class: 'fact' }, el('span', {}, strings.tried), ' ', tried.join('、')),
    ];
  }

  const order = ({ id, status, placedAt, total, items, parcel, trace }) => el('article', { class: 'order' },
    el('p', {}, el('b', {}, id), ' ', el('span', { class: 'badge' }, strings.orders[status] ?? status)),
    ...items.map((item) => el('p', {}, item)),
    el('p', { class: 'soft' }, `${day(placedAt)} · ¥${total}`),
    parcel && el('p', { class: 'soft' }, parcel),
    ...trace.map((line) => el('p', { class: 'soft' }, `${day(line.at)} ${line.place} ${line.text}`)));

  function paint() {
    const ticket = store.tickets.get(of);
    const known = shopper ?? { tags: [], orders: [] };
    part.side.replaceChildren(...[
      of && section(strings.summary, summary(ticket, talk.briefing())),
      section(strings.tags, known.tags.map(({ name, since, evidence, because }) =>
        el('p', {}, el('span', { class: 'tag' }, name), ' ', el('span', { class: 'soft' }, because ?? strings.evidence(evidence, day(since)))))),
      section(strings.notes, (ticket?.notes ?? []).map((note) =>
        el('p', { class: 'note' }, el('b', {}, store.agents.get(note.agent)?.name ?? note.agent), ' ', note.text))),
      section(strings.ordersTitle, known.orders.map(order)),
      of && shopper && !shopper.isMember && el('p', { class: 'soft' }, strings.notMember),
    ].filter(Boolean));
  }

  store.listen(async () => {
    const conversation = store.selected;
    if (conversation !== of) {
      of = conversation;
      shopper = undefined;
      const read = await get(`conversations/${conversation}/shopper`).catch(() => undefined);
      if (of === conversation) shopper = read;
    }
    paint();
  });
}
