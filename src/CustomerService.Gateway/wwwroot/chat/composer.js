// The field to write in.
const LIMIT = 2000;
const COUNT_FROM = 1800;
const TYPING_EVERY = 3000;

/** Control characters other than tab and line feed, which the server refuses; pasted text brings them. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

export function createComposer({ composer, input, send, counter }, strings, submit, typing) {
  const written = () => input.value.replace(CONTROLS, '').trim();

  function changed() {
    // The server counts code points too.
    const length = [...written()].length;
    const over = length > LIMIT;
    counter.hidden = length < COUNT_FROM;
    counter.textContent = over ? strings.tooLong(length - LIMIT) : `${length} / ${LIMIT}`;
    counter.classList.toggle('over', over);
    input.setAttribute('aria-invalid', over);
    send.setAttribute('aria-disabled', length === 0 || over);
    if (CSS.supports('field-sizing', 'content')) return;
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`;
  }

  function go(event) {
    event.preventDefault();
    if (send.getAttribute('aria-disabled') === 'true') return;
    const text = written();
    input.value = '';
    changed();
    submit(text);
  }

  let typed = 0;
  input.addEventListener('input', () => {
    changed();
    if (!written() || Date.now() - typed < TYPING_EVERY) return;
    typed = Date.now();
    typing();
  });
  input.addEventListener('keydown', (event) => {
    // 229: Safari ends a composition before the Enter that confirms it.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) go(event);
  });
  composer.addEventListener('submit', go);
  // Keeps the focus in the field, so that the virtual keyboard stays.
  send.addEventListener('pointerdown', (event) => event.preventDefault());
  changed();
}
