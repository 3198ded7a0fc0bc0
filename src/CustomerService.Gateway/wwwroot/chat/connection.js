// Keeps the page connected: a WebSocket where it can be, HTTP where it cannot, and the outbox emptied over either.
// Events pass once and in order, whichever way they came.
import { ChatSocket } from './socket.js';
import { Polling } from './polling.js';

const TRIES_BEFORE_POLLING = 3;
const TRIES_OF_A_MESSAGE = 5;
const LONGEST_PAUSE = 30_000;

export class Connection {
  #settings;
  #outbox;
  #listener;
  #socket;
  #polling;
  #timer;
  #failures = 0;
  #sequence = 0;
  #known = 0;
  #everReady = false;
  #sent = new Set();
  #tries = new Map();

  /** @param listener status(word), event(event, past), accepted(id), refused(id, problem), typing(on), ready(frame). */
  constructor(settings, outbox, listener) {
    this.#settings = settings;
    this.#outbox = outbox;
    this.#listener = listener;
    this.#polling = new Polling(settings, outbox, {
      after: () => this.#sequence,
      changed: () => this.#tell(),
      events: (events, history) => this.#page(events, history),
      accepted: (id) => this.#accepted(id),
      refused: (id, problem) => this.#refused(id, problem),
    });
  }

  start() {
    addEventListener('online', () => this.#wake());
    addEventListener('offline', () => this.#tell());
    addEventListener('pageshow', () => this.#wake());
    document.addEventListener('visibilitychange', () => document.hidden || this.#wake());
    this.#connect();
  }

  /** Sends what the outbox holds and this connection has not sent yet. */
  flush() {
    if (this.#socket?.ready) {
      for (const { messageId, text, page } of this.#outbox.due) {
        if (this.#sent.has(messageId)) continue;
        this.#sent.add(messageId);
        this.#socket.send({ type: 'message', messageId, text, page });
      }
    } else if (this.#polling.running) {
      this.#polling.flush();
    }
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const url = new URL('ws/chat', this.#settings.base);
    url.protocol = url.protocol.replace('http', 'ws');
    for (const name of ['user', 'tenant', 'channel', 'page', 'member', 'proof']) {
      if (this.#settings[name]) url.searchParams.set(name, this.#settings[name]);
    }
    url.searchParams.set('after', this.#sequence);
    this.#socket = new ChatSocket(url, { frame: (frame) => this.#receive(frame), closed: () => this.#lost() });
    this.#tell();
  }

  #lost() {
    this.#socket = undefined;
    this.#failures++;
    if (this.#failures >= TRIES_BEFORE_POLLING) this.#polling.start();
    this.#listener.typing(false);
    this.#tell();
    // Spread over the whole pause: a silo that restarts meets its shoppers one after another.
    const pause = 300 + Math.random() * Math.min(LONGEST_PAUSE, 1000 * 2 ** this.#failures);
    this.#timer = setTimeout(() => this.#connect(), pause);
  }

  #wake() {
    if (this.#socket?.ready) this.#socket.probe();
    else if (this.#timer) this.#connect();
    this.#polling.nudge();
    this.#tell();
  }

  #receive(frame) {
    switch (frame.type) {
      case 'ready': return this.#ready(frame);
      case 'event': return this.#event(frame.event);
      case 'accepted': return this.#accepted(frame.messageId);
      case 'error': return this.#failed(frame);
      case 'typing': return this.#listener.typing(frame.typing === true);
    }
  }

  #ready(frame) {
    this.#failures = 0;
    this.#everReady = true;
    this.#known = Number(frame.next) || 0;
    if (frame.conversation) this.#polling.conversation = frame.conversation;
    this.#polling.stop();
    this.#sent.clear();
    this.#listener.ready(frame);
    this.#tell();
    this.flush();
  }

  #page(events, history) {
    if (history && this.#sequence === 0) this.#known = events.at(-1)?.sequence ?? 0;
    for (const event of events) this.#event(event);
  }

  #event(event) {
    if (!(event?.sequence > this.#sequence)) return;
    this.#sequence = event.sequence;
    if (event.messageId) this.#outbox.remove(event.messageId);
    this.#listener.event(event, event.sequence <= this.#known);
  }

  #accepted(messageId) {
    this.#tries.delete(messageId);
    this.#outbox.remove(messageId);
    this.#listener.accepted(messageId);
  }

  #failed({ messageId, problem }) {
    if (messageId && this.#outbox.has(messageId) && this.#refused(messageId, problem)) {
      this.#sent.delete(messageId);
      setTimeout(() => this.flush(), 1000 * 2 ** this.#tries.get(messageId));
    }
  }

  /** Gives whether the message will be tried again: it is when the server was busy, not when the message is wrong. */
  #refused(messageId, problem) {
    const tries = (this.#tries.get(messageId) ?? 0) + 1;
    const busy = problem?.status ? problem.status === 408 || problem.status === 429 || problem.status >= 500 : !problem?.field;
    if (busy && tries < TRIES_OF_A_MESSAGE) {
      this.#tries.set(messageId, tries);
      return true;
    }
    this.#tries.delete(messageId);
    this.#outbox.remove(messageId);
    this.#sent.delete(messageId);
    this.#listener.refused(messageId, problem);
    return false;
  }

  #tell() {
    this.#listener.status(this.#status());
  }

  #status() {
    if (!navigator.onLine) return 'offline';
    if (this.#socket?.ready || this.#polling.online) return 'online';
    if (this.#polling.online === false) return 'offline';
    return this.#everReady || this.#failures > 1 ? 'reconnecting' : 'connecting';
  }
}
