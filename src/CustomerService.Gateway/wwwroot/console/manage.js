// The page for who manages: accounts, canned replies, coupons given and the audit log, by role.
import { get, post, put } from './api.js';
import { el } from '../chat/dom.js';

/** @param attempt does something and tells a problem in words. */
export function createManage(part, store, strings, attempt) {
  const words = strings.manage;
  const is = (...roles) => roles.some((role) => store.me.roles.includes(role));
  const pages = [
    is('supervisor') && { name: 'accounts', draw: accounts },
    is('supervisor') && { name: 'canned', draw: canned },
    is('supervisor', 'operator', 'auditor') && { name: 'coupons', draw: coupons },
    is('auditor') && { name: 'audit', draw: audit },
  ].filter(Boolean);

  part.manage.hidden = pages.length === 0;
  part.manage.addEventListener('click', open);

  function open() {
    const body = el('div', { class: 'manage-body', id: 'manage-body', role: 'tabpanel', tabindex: '0' });
    const tabs = pages.map(({ name, draw }) => {
      const tab = el('button', { type: 'button', role: 'tab', 'data-page': name, 'aria-controls': 'manage-body' }, words[name]);
      tab.addEventListener('click', () => show(tab, tabs, body, draw));
      return tab;
    });
    const close = el('button', { type: 'button', 'data-cancel': '' }, words.close);
    part.dialog.setAttribute('aria-labelledby', 'dialog-title');
    part.dialog.replaceChildren(el('div', { class: 'manage' },
      el('h2', { id: 'dialog-title' }, strings.texts.manage), el('div', { class: 'tabs', role: 'tablist', 'aria-label': strings.texts.manage }, ...tabs),
      body, el('div', { class: 'tools' }, close)));
    part.dialog.showModal();
    tabs[0].click();
  }

  async function show(tab, tabs, body, draw) {
    for (const each of tabs) each.setAttribute('aria-selected', String(each === tab));
    body.setAttribute('aria-label', tab.textContent);
    const content = await attempt(draw);
    if (tab.getAttribute('aria-selected') === 'true') body.replaceChildren(...content ?? []);
  }

  const table = (heads, rows) => el('table', {},
    el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, ...rows.map((cells) => el('tr', {}, ...cells.map((cell) => el('td', {}, cell || ' '))))));

  const time = (at) => new Date(at).toLocaleString(strings.locale, { dateStyle: 'short', timeStyle: 'short' });

  async function accounts() {
    const all = await get('accounts');
    const rows = all.map((account) => [
      account.id, account.name, account.roles.map((role) => words.roles[role] ?? role).join('、'),
      account.skills.map((id) => store.me.allSkills.find((skill) => skill.id === id)?.name ?? id).join('、'),
      String(account.capacity), button(account.disabled ? words.enable : words.disable, async () => {
        await put(`accounts/${account.id}`, { ...account, disabled: !account.disabled });
        await again('accounts');
      }, account.id === store.me.id),
    ]);
    return [table([words.id, words.name, words.role, words.skill, words.capacity, words.state], rows), form()];
  }

  function form() {
    const id = el('input', { id: 'account-id', required: '', maxlength: 32, pattern: '[a-z0-9._\\-]+', autocomplete: 'off' });
    const name = el('input', { id: 'account-name', required: '', maxlength: 32, autocomplete: 'off' });
    const choices = (kind, list) => el('fieldset', {}, el('legend', {}, words[kind]), ...list.map(([value, shown], index) =>
      el('label', { class: 'choice' }, el('input', { type: 'checkbox', name: kind, value, checked: index === 0 ? '' : null }), ' ', shown)));
    const made = el('form', { class: 'account', id: 'account-form' },
      el('h3', {}, words.add), el('label', { for: 'account-id' }, words.id), id, el('label', { for: 'account-name' }, words.name), name,
      choices('role', Object.entries(words.roles)), choices('skill', store.me.allSkills.map((skill) => [skill.id, skill.name])),
      el('button', { type: 'submit', class: 'primary' }, words.add), el('p', { id: 'account-made', role: 'status' }));
    made.addEventListener('submit', (event) => {
      event.preventDefault();
      const data = new FormData(made);
      attempt(async () => {
        const account = await post('accounts', { id: id.value, name: name.value, roles: data.getAll('role'), skills: data.getAll('skill') });
        await again('accounts');
        document.querySelector('#account-made').textContent = words.password(account.id, account.password);
      });
    });
    return made;
  }

  async function canned() {
    const replies = (await get('me')).canned;
    const rows = el('div', { class: 'canned-rows' }, ...replies.map(reply));
    const add = button(words.addReply, () => rows.append(reply({ key: '', title: '', text: '' })));
    const save = button(strings.save, async () => {
      const written = [...rows.children].map((row) => Object.fromEntries([...row.querySelectorAll('[name]')].map((field) => [field.name, field.value.trim()])));
      await put('canned', { replies: written });
      store.me.canned = written;
      part.dialog.close();
    });
    save.classList.add('primary');
    return [rows, el('div', { class: 'tools' }, add, save)];
  }

  function reply({ key, title, text }) {
    const row = el('div', { class: 'canned-row' },
      el('input', { name: 'key', 'aria-label': words.key, maxlength: 16, size: 6 }), el('input', { name: 'title', 'aria-label': words.title, maxlength: 32, size: 12 }),
      el('textarea', { name: 'text', 'aria-label': words.text, rows: 2, maxlength: 500 }), button(words.remove, () => row.remove()));
    [row.children[0].value, row.children[1].value, row.children[2].value] = [key, title, text];
    return row;
  }

  async function coupons() {
    const given = await get('coupons');
    return [table([words.at, words.kind, words.amount, words.code, words.by], given.map(({ at, kind, amount, code, givenBy }) =>
      [time(at), kind, `¥${amount}`, code, givenBy === 'bot' ? strings.bot : givenBy]))];
  }

  async function audit() {
    const entries = await get('audit');
    const rows = table([words.at, words.who, words.action, words.subject], entries.map(({ at, account, action, subject }) =>
      [time(at), account, words.actions[action] ?? action, subject]));
    const body = rows.querySelector('tbody');
    let last = entries.at(-1)?.number;
    const more = button(words.more, async () => {
      const older = await get(`audit?before=${last}`);
      last = older.at(-1)?.number;
      more.hidden = older.length < 100;
      body.append(...older.map(({ at, account, action, subject }) => el('tr', {}, ...[time(at), account, words.actions[action] ?? action, subject].map((cell) => el('td', {}, cell)))));
    });
    more.hidden = entries.length < 100;
    return [rows, more];
  }

  function button(label, does, disabled) {
    const made = el('button', { type: 'button', disabled: disabled ? '' : null }, label);
    made.addEventListener('click', () => attempt(does));
    return made;
  }

  const again = async (name) => part.dialog.querySelector(`[data-page=${name}]`)
    && document.querySelector('#manage-body').replaceChildren(...await pages.find((page) => page.name === name).draw());
}
