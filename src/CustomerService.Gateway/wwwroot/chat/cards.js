// Product, order and coupon cards.
import { el, picture } from './dom.js';

const layouts = {
  product: (card) => [card.image && el('span', { class: 'card-picture' }, picture(card.image)), body(card)],
  order: (card) => [el('span', { class: 'card-picture card-icon' }, picture('order.svg')), body(card)],
  coupon: ({ price, code, ...card }) => [el('span', { class: 'card-amount' }, price), body(card, code)],
};

const body = ({ title, subtitle, price }, code) => el('span', { class: 'card-body' },
  el('span', { class: 'card-title' }, title),
  subtitle && el('span', { class: 'card-subtitle' }, subtitle),
  price && el('span', { class: 'card-price' }, price),
  code && el('code', { class: 'card-code' }, code));

/** A list of cards; kinds that are not known are left out. */
export function cards(list = [], label) {
  const items = list.filter((card) => Object.hasOwn(layouts, card.kind))
    .map((card) => el('li', { class: 'card', 'data-card': card.kind, 'data-id': card.id }, ...layouts[card.kind](card)));
  return items.length > 0 && el('ul', { class: 'cards', role: 'list', 'aria-label': label }, ...items);
}
