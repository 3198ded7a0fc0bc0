// The field to write in.
const LIMIT = 2000;
const COUNT_FROM = 1800;

/** Control characters other than tab and line feed, which the server refuses; pasted text brings them. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

export class Composer {
  #input;
  #send;
  #counter;
  #strings;
  #submit;

  constructor({ form, input, send, counter }, strings, submit) {
    this.#input = input;
    this.#send = send;
    this.#counter = counter;
    this.#strings = strings;
    this.#submit = submit;
    input.addEventListener('input', () => this.#changed());
    input.addEventListener('keydown', (event) => this.#key(event));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#go();
    });
    // Keeps the focus in the field, so that the virtual keyboard stays.
    send.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#changed();
  }

  focus() {
    this.#input.focus();
  }

  get #text() {
    const text = this.#input.value.replace(CONTROLS, '').trim();
    return text.toWellFormed?.() ?? text;
  }

  #key(event) {
    // 229: Safari ends a composition before the Enter that confirms it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#go();
  }

  #go() {
    const text = this.#text;
    if (!text || [...text].length > LIMIT) return;
    this.#input.value = '';
    this.#changed();
    this.#submit(text);
  }

  #changed() {
    const length = [...this.#text].length;
    const over = length > LIMIT;
    this.#counter.hidden = length < COUNT_FROM;
    this.#counter.textContent = over ? this.#strings.tooLong(length - LIMIT) : `${length} / ${LIMIT}`;
    this.#counter.classList.toggle('over', over);
    this.#input.setAttribute('aria-invalid', over);
    this.#send.setAttribute('aria-disabled', length === 0 || over);
    this.#grow();
  }

  #grow() {
    if (CSS.supports('field-sizing', 'content')) return;
    this.#input.style.height = 'auto';
    this.#input.style.height = `${this.#input.scrollHeight}px`;
  }
}
