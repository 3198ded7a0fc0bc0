// Canned replies: a slash and a key or some words of the reply; arrows choose, Enter or Tab takes.
import { el } from '../chat/dom.js';

export function createCanned(part, store) {
  let found = [];
  let chosen = 0;

  function changed() {
    const words = part.words.value;
    const wanted = words.startsWith('/') ? words.slice(1).trim().toLowerCase() : undefined;
    found = wanted === undefined ? [] : store.me.canned.filter(({ key, title, text }) =>
      key.startsWith(wanted) || title.includes(wanted) || text.includes(wanted)).slice(0, 8);
    chosen = 0;
    paint();
  }

  function paint() {
    part.canned.hidden = found.length === 0;
    part.canned.replaceChildren(...found.map((reply, index) => {
      const option = el('div', { class: 'option', role: 'option', id: `canned-${index}`, 'aria-selected': String(index === chosen) },
        el('b', {}, `/${reply.key} ${reply.title}`), ' ', reply.text);
      option.addEventListener('mousedown', (event) => {
        event.preventDefault();
        take(reply);
      });
      return option;
    }));
    part.canned.children[chosen]?.scrollIntoView({ block: 'nearest' });
    part.words.setAttribute('aria-activedescendant', found.length ? `canned-${chosen}` : '');
  }

  function take(reply) {
    part.words.value = reply.text;
    close();
    part.words.focus();
  }

  function close() {
    found = [];
    paint();
  }

  return {
    changed,
    close,
    /** Gives whether the key was for the list. */
    key(event) {
      if (found.length === 0 || event.isComposing) return false;
      if (event.key === 'ArrowDown') chosen = (chosen + 1) % found.length;
      else if (event.key === 'ArrowUp') chosen = (chosen + found.length - 1) % found.length;
      else if (event.key === 'Enter' || event.key === 'Tab') take(found[chosen]);
      else if (event.key === 'Escape') close();
      else return false;
      event.preventDefault();
      paint();
      return true;
    },
  };
}
