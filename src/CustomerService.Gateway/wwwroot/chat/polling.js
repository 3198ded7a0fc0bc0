// Plain HTTP for networks that let no WebSocket through: posts messages one by one and long-polls for events.
import { storage } from './storage.js';

const WAIT_SECONDS = 25;
const IDLE = 10_000;

export class Polling {
  /** Whether the last request was answered; undefined before the first. */
  online;
  #settings;
  #outbox;
  #listener;
  #stop;
  #posting = false;
  #history = false;
  #pauses = new Set();

  /**
   * @param listener after(), changed(), events(list, history), accepted(id),
   * refused(id, problem) that gives whether to try again.
   */
  constructor(settings, outbox, listener) {
    this.#settings = settings;
    this.#outbox = outbox;
    this.#listener = listener;
  }

  get running() {
    return this.#stop !== undefined;
  }

  get conversation() {
    return storage.get(this.#settings.prefix + 'conversation');
  }

  set conversation(id) {
    storage.set(this.#settings.prefix + 'conversation', id);
  }

  start() {
    if (this.running) return;
    this.#stop = new AbortController();
    this.#history = Boolean(this.conversation);
    this.#poll(this.#stop.signal);
    this.flush();
  }

  stop() {
    this.#stop?.abort();
    this.#stop = undefined;
    this.online = undefined;
    this.nudge();
  }

  /** Ends pauses early. */
  nudge() {
    for (const end of this.#pauses) end();
  }

  async flush() {
    if (this.#posting) return;
    this.#posting = true;
    const signal = this.#stop?.signal;
    for (let failures = 0, next; !signal?.aborted && (next = this.#outbox.due[0]);) {
      const wait = await this.#post(next, signal).catch(() => 1000 * 2 ** failures++);
      if (wait) await this.#pause(Math.min(wait, 30_000));
    }
    this.#posting = false;
  }

  /** Gives the milliseconds to wait before the next one. */
  async #post({ messageId, text, page }, signal) {
    const { tenant, channel, user, member, proof } = this.#settings;
    const response = await fetch(new URL('api/v1/messages', this.#settings.base), {
      method: 'POST',
      signal,
      headers: { 'Content-Type': 'application/json', 'Accept-Language': this.#settings.language },
      body: JSON.stringify({ tenant, channel, user, messageId, text, page, member: member && { id: member, proof } }),
    });
    const body = await response.json();
    if (response.ok) {
      this.conversation = body.conversation;
      this.#listener.accepted(messageId);
      this.nudge();
      return 0;
    }
    const again = this.#listener.refused(messageId, { status: response.status, ...body });
    return again ? 1000 * (Number(response.headers.get('Retry-After')) || 2) : 0;
  }

  async #poll(signal) {
    for (let failures = 0; !signal.aborted;) {
      try {
        const known = await this.#ask(signal);
        failures = 0;
        this.#tell(true);
        if (!known) await this.#pause(IDLE);
      } catch {
        if (signal.aborted) return;
        this.#tell(false);
        await this.#pause(Math.random() * Math.min(30_000, 1000 * 2 ** ++failures));
      }
    }
  }

  /** Gets what is new; without a conversation it only asks whether anyone is there. */
  async #ask(signal) {
    const id = this.conversation;
    const path = id
      ? `api/v1/conversations/${encodeURIComponent(id)}/events?after=${this.#listener.after()}&wait=${WAIT_SECONDS}`
      : 'health/live';
    const response = await fetch(new URL(path, this.#settings.base), { signal, cache: 'no-store' });
    if (response.status === 404 && id) {
      storage.remove(this.#settings.prefix + 'conversation');
      return false;
    }
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    if (id) {
      this.#listener.events((await response.json()).events, this.#history);
      this.#history = false;
    }
    return Boolean(id);
  }

  #tell(online) {
    if (this.online === online) return;
    this.online = online;
    this.#listener.changed();
  }

  #pause(milliseconds) {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#pauses.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#pauses.add(end);
    });
  }
}
