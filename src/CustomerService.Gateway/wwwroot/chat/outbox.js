// Messages that the server has not accepted yet. Each has a key of its own, so two tabs do not overwrite each other.
import { storage } from './storage.js';

/** Older ones were meant for another day: they wait for a tap instead of being sent by themselves. */
const STALE = 24 * 60 * 60 * 1000;

export class Outbox {
  #prefix;
  #messages;
  #last = 0;

  constructor(prefix) {
    this.#prefix = prefix + 'out.';
    this.#messages = storage.keys(this.#prefix).map((key) => this.#read(key)).filter(Boolean).sort((a, b) => a.at - b.at);
    for (const message of this.#messages) message.held = Date.now() - message.at > STALE;
  }

  /** In the order in which they were written. */
  get messages() {
    return [...this.#messages];
  }

  /** What may be sent now. */
  get due() {
    return this.#messages.filter((message) => !message.held);
  }

  has(messageId) {
    return this.#messages.some((message) => message.messageId === messageId);
  }

  add({ messageId, text, page }) {
    this.#last = Math.max(Date.now(), this.#last + 1);
    const message = { messageId, text, page, at: this.#last };
    this.#messages.push(message);
    storage.set(this.#prefix + messageId, JSON.stringify(message));
    return message;
  }

  release(messageId) {
    const message = this.#messages.find((each) => each.messageId === messageId);
    if (message) message.held = false;
  }

  remove(messageId) {
    this.#messages = this.#messages.filter((message) => message.messageId !== messageId);
    storage.remove(this.#prefix + messageId);
  }

  #read(key) {
    try {
      const message = JSON.parse(storage.get(key));
      return typeof message.messageId === 'string' && typeof message.text === 'string' ? message : null;
    } catch {
      storage.remove(key);
      return null;
    }
  }
}
