// Whether the shopper is looking, and how many answers are unread. In a widget the page around the frame is told.
import { storage } from './storage.js';

const SOURCE = 'customer-service';

export class Attention {
  #key;
  #host;
  #title = document.title;
  #opened;
  #shown;
  #seen;
  #last = 0;
  #unread = 0;

  /** @param opened called when the widget is opened. */
  constructor({ prefix, embedded, host }, opened) {
    this.#key = prefix + 'seen';
    this.#host = embedded ? host : undefined;
    this.#opened = opened;
    this.#shown = !embedded;
    this.#seen = Number(storage.get(this.#key)) || 0;
    document.addEventListener('visibilitychange', () => this.#update());
    if (!this.#host) return;
    addEventListener('message', ({ source, origin, data }) => {
      if (source === parent && origin === this.#host && data?.source === SOURCE) this.#hear(data);
    });
    this.#say({ type: 'hello' });
  }

  /** Asks the page around to close the widget. */
  close() {
    this.#say({ type: 'close' });
  }

  /** Counts an event that was shown. */
  count({ sequence, kind }) {
    this.#last = sequence;
    if (sequence > this.#seen && kind !== 'message' && kind !== 'status') this.#unread++;
    this.#update();
  }

  #hear({ type, visible }) {
    if (type !== 'visible') return;
    const opened = visible && !this.#shown;
    this.#shown = visible === true;
    this.#update();
    if (opened) this.#opened();
  }

  #update() {
    if (this.#shown && !document.hidden) {
      this.#unread = 0;
      if (this.#last > this.#seen) {
        this.#seen = this.#last;
        storage.set(this.#key, String(this.#seen));
      }
    }
    if (this.#host) this.#say({ type: 'unread', count: this.#unread });
    else document.title = (this.#unread ? `(${this.#unread}) ` : '') + this.#title;
  }

  #say(message) {
    if (this.#host) parent.postMessage({ source: SOURCE, ...message }, this.#host);
  }
}
