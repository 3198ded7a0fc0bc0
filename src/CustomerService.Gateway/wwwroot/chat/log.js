// The conversation on the page: events in the server's order, and behind them what is still on its way.
import { el } from './dom.js';
import { ownMessage, setState, setText, statusMessage, theirMessage } from './message.js';
import { isApart } from './times.js';

export class Log {
  #log;
  #quick;
  #strings;
  #own = new Map();
  /** Own messages that have no place in the server's order yet. */
  #waiting = [];

  constructor(log, quick, strings) {
    this.#log = log;
    this.#quick = quick;
    this.#strings = strings;
  }

  get isEmpty() {
    return this.#log.childElementCount === 0;
  }

  /** Shows a message that was just written, or found in the outbox. */
  addOwn(message, state) {
    const node = this.#timed(message.at, this.#log.lastElementChild, (timed) => ownMessage(message, state, timed, this.#strings));
    this.#own.set(message.messageId, node);
    this.#waiting.push(node);
    this.#log.append(node);
    this.#quick.replaceChildren();
  }

  setState(messageId, state, problem) {
    const node = this.#own.get(messageId);
    if (node) setState(node, state, this.#strings, problem);
  }

  /** Shows an event; gives whether there was anything to show. */
  addEvent(event) {
    const waits = event.kind === 'message' && this.#own.get(event.messageId);
    const node = waits || this.#create({ ...event, at: Date.parse(event.at) || Date.now() });
    if (!node) return false;
    node.dataset.sequence = event.sequence;
    if (waits) this.#settle(node, event);
    const next = this.#waiting[0] ?? null;
    if (node.nextSibling !== next || !node.isConnected) this.#log.insertBefore(node, next);
    this.#offer(event);
    return true;
  }

  #settle(node, { text }) {
    this.#waiting = this.#waiting.filter((each) => each !== node);
    setState(node, 'sent', this.#strings);
    setText(node, text);
  }

  #create(event) {
    const before = this.#waiting[0] ? this.#waiting[0].previousElementSibling : this.#log.lastElementChild;
    return this.#timed(event.at, before, (timed) => {
      switch (event.kind) {
        case 'message': return ownMessage(event, 'sent', timed, this.#strings);
        case 'reply':
        case 'agent': return theirMessage(event, timed, this.#strings);
        case 'status': return statusMessage(event, timed, this.#strings);
      }
    });
  }

  #timed(at, before, create) {
    const node = create(!before || isApart(Number(before.dataset.at), at));
    if (node) node.dataset.at = at;
    return node;
  }

  /** One-tap answers belong to the latest reply only. */
  #offer({ kind, quickReplies }) {
    if (kind === 'status') return;
    const texts = kind === 'message' || this.#waiting.length > 0 ? [] : quickReplies ?? [];
    this.#quick.replaceChildren(...texts.map((text) => el('button', { type: 'button', class: 'chip quick-reply' }, text)));
  }
}
