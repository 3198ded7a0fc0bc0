// Product, order and coupon cards.
import { el, picture } from './dom.js';

const own = (name, className) => picture(new URL(name, import.meta.url).href, className);

const layouts = {
  product: (card) => [
    card.image && el('span', { class: 'card-picture' }, picture(card.image) ?? ''),
    body(card),
  ],
  order: (card) => [
    el('span', { class: 'card-picture card-icon' }, own('order.svg')),
    body(card),
  ],
  coupon: (card) => [
    el('span', { class: 'card-amount' }, card.price ?? ''),
    body({ ...card, price: undefined }),
  ],
};

function body({ title, subtitle, price }) {
  return el(
    'span',
    { class: 'card-body' },
    el('span', { class: 'card-title' }, title ?? ''),
    subtitle && el('span', { class: 'card-subtitle' }, subtitle),
    price && el('span', { class: 'card-price' }, price),
  );
}

/** A list of cards, or undefined where none is of a known kind. */
export function cards(list, label) {
  const known = (list ?? []).filter((card) => Object.hasOwn(layouts, card?.kind ?? ''));
  if (known.length === 0) return undefined;
  return el(
    'ul',
    { class: 'cards', role: 'list', 'aria-label': label },
    ...known.map((card) => el('li', { class: 'card', 'data-card': card.kind, 'data-id': card.id }, ...layouts[card.kind](card))),
  );
}
