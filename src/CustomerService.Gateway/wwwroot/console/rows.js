// A list that draws only the rows in sight: five hundred waiting cost what twenty do.
import { el } from '../chat/dom.js';

const HEIGHT = 76;
const BEYOND = 4;

/** @param draw gives the content of a row. @param choose called with the item of a row that was chosen. */
export function createRows(area, draw, choose) {
  const space = el('div', { class: 'space' });
  area.append(space);
  area.tabIndex = 0;
  let items = [];
  let selected;
  let active = 0;

  function paint() {
    const first = Math.max(0, Math.floor(area.scrollTop / HEIGHT) - BEYOND);
    const last = Math.min(items.length, Math.ceil((area.scrollTop + area.clientHeight) / HEIGHT) + BEYOND);
    space.style.height = `${items.length * HEIGHT}px`;
    const rows = [];
    for (let index = first; index < last; index++) {
      const item = items[index];
      const row = el('div', {
        class: 'row', role: 'option', id: `${area.id}-${index}`, 'data-conversation': item.conversation,
        'aria-selected': String(item.conversation === selected), 'aria-posinset': index + 1, 'aria-setsize': items.length,
      }, ...draw(item, index));
      row.style.top = `${index * HEIGHT}px`;
      if (index === active) row.classList.add('active');
      row.addEventListener('click', () => choose(item));
      rows.push(row);
    }
    space.replaceChildren(...rows);
    area.setAttribute('aria-activedescendant', items.length ? `${area.id}-${active}` : '');
  }

  function move(to) {
    active = Math.max(0, Math.min(items.length - 1, to));
    const top = active * HEIGHT;
    if (top < area.scrollTop) area.scrollTop = top;
    else if (top + HEIGHT > area.scrollTop + area.clientHeight) area.scrollTop = top + HEIGHT - area.clientHeight;
    paint();
  }

  area.addEventListener('scroll', paint, { passive: true });
  new ResizeObserver(paint).observe(area);
  area.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') move(active + 1);
    else if (event.key === 'ArrowUp') move(active - 1);
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(items.length - 1);
    else if (event.key === 'Enter' && items[active]) choose(items[active]);
    else return;
    event.preventDefault();
  });

  return {
    show(list, conversation) {
      items = list;
      selected = conversation;
      active = Math.min(active, Math.max(0, items.length - 1));
      paint();
    },
  };
}
