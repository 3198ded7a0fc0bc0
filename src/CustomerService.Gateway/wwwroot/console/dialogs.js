// Dialogs: to whom to transfer, how it ended, which product, what to note.
import { get } from './api.js';
import { el } from '../chat/dom.js';
import { cards } from '../chat/cards.js';

export function createDialogs(part, store, strings, does) {
  function open(title, ...content) {
    const form = el('form', { method: 'dialog' }, el('h2', { id: 'dialog-title' }, title), ...content);
    part.dialog.setAttribute('aria-labelledby', 'dialog-title');
    part.dialog.replaceChildren(form);
    part.dialog.showModal();
    return form;
  }

  const close = () => part.dialog.close();

  const buttons = (words) => el('div', { class: 'tools' },
    el('button', { type: 'button', 'data-cancel': '' }, strings.cancel),
    el('button', { type: 'submit', class: 'primary' }, words));

  part.dialog.addEventListener('click', (event) => event.target.closest('[data-cancel]') && close());

  return {
    transfer() {
      const people = [...store.agents.values()].filter((agent) => agent.state === 'online' && agent.id !== store.me.id);
      const to = el('select', { id: 'to' },
        el('optgroup', { label: strings.skills }, ...store.me.allSkills.map(({ id, name }) => el('option', { value: `skill:${id}` }, name))),
        people.length > 0 && el('optgroup', { label: strings.agents }, ...people.map((agent) =>
          el('option', { value: `agent:${agent.id}` }, `${agent.name} ${agent.load}/${agent.capacity}`))));
      const note = el('textarea', { id: 'transfer-note', rows: 3, maxlength: 500 });
      const form = open(strings.transfer,
        el('label', { for: 'to' }, strings.to), to,
        el('label', { for: 'transfer-note' }, strings.noteFor), note, buttons(strings.transfer));
      form.addEventListener('submit', () => {
        const [kind, id] = to.value.split(/:(.*)/s);
        does('transfer', { [kind === 'agent' ? 'toAgent' : 'toSkill']: id, text: note.value.trim() || undefined });
      });
    },

    close() {
      const codes = store.me.wrapUp.map(({ id, name }, index) => el('label', { class: 'choice' },
        el('input', { type: 'radio', name: 'code', value: id, checked: index === 0 ? '' : null }), ' ', name));
      const form = open(strings.close, ...codes, buttons(strings.close));
      form.addEventListener('submit', () => does('close', { code: new FormData(form).get('code') }));
    },

    note(done) {
      const text = el('textarea', { id: 'note-text', rows: 3, maxlength: 500, required: '' });
      const form = open(strings.texts.note, el('label', { for: 'note-text' }, strings.onlyAgents), text, buttons(strings.save));
      form.addEventListener('submit', () => text.value.trim() && done(text.value.trim()));
    },

    coupon(done) {
      const most = store.me.couponMost;
      const amount = el('input', { id: 'coupon-amount', type: 'number', min: '0.01', max: most, step: '0.01', required: '' });
      const form = open(strings.texts.coupon, el('label', { for: 'coupon-amount' }, strings.couponAmount(most)), amount, buttons(strings.giveCoupon));
      form.addEventListener('submit', () => done(Number(amount.value)));
    },

    product(done) {
      const words = el('input', { id: 'product-words', autocomplete: 'off', maxlength: 64 });
      const found = el('div', { class: 'found' });
      open(strings.texts.product, el('label', { for: 'product-words' }, strings.search), words, found,
        el('div', { class: 'tools' }, el('button', { type: 'button', 'data-cancel': '' }, strings.cancel)));
      let asked = 0;
      words.addEventListener('input', async () => {
        const mine = ++asked;
        const list = await get(`products?q=${encodeURIComponent(words.value.trim())}`).catch(() => []);
        if (mine !== asked) return;
        found.replaceChildren(...list.map((card) => {
          const choose = el('button', { type: 'button', class: 'product', 'data-product': card.id }, cards([card], card.title));
          choose.addEventListener('click', () => {
            close();
            done(card.id);
          });
          return choose;
        }));
      });
    },
  };
}
