// Plain HTTP where no WebSocket gets through: posts messages one by one and long-polls for events.
import { storage } from './storage.js';

const WAIT_SECONDS = 25;
const IDLE = 10_000;
const LONGEST_PAUSE = 30_000;

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, LONGEST_PAUSE)));

/** @param listener after(), changed(), event(event), accepted(id), refused(id, problem) that gives whether to try again. */
export function createPolling(settings, outbox, listener) {
  const key = settings.prefix + 'conversation';
  let stop;
  let posting = false;

  const polling = {
    /** Whether the last request was answered; undefined before the first. */
    online: undefined,

    running: () => Boolean(stop),

    /** Tells the conversation's id, which the first message gives otherwise. */
    know: (conversation) => storage.set(key, conversation),

    /** Starts, or asks anew at once. */
    start() {
      stop?.abort();
      stop = new AbortController();
      poll(stop.signal);
      polling.flush();
    },

    stop() {
      stop?.abort();
      stop = polling.online = undefined;
    },

    async flush() {
      if (posting) return;
      posting = true;
      for (let failures = 0, next; stop && (next = outbox.due()[0]);) {
        await sleep(await post(next).catch(() => 1000 * 2 ** failures++));
      }
      posting = false;
    },
  };

  /** Gives the milliseconds to wait before the next one. */
  async function post({ messageId, text, page }) {
    const { base, language, tenant, channel, user, member, proof } = settings;
    const response = await fetch(new URL('api/v1/messages', base), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': language },
      body: JSON.stringify({ tenant, channel, user, messageId, text, page, member: member && { id: member, proof } }),
    });
    const body = await response.json();
    if (!response.ok) {
      const again = listener.refused(messageId, { status: response.status, ...body });
      return again ? 1000 * (Number(response.headers.get('Retry-After')) || 2) : 0;
    }
    const first = !storage.get(key);
    polling.know(body.conversation);
    listener.accepted(messageId);
    if (first && stop) polling.start();
    return 0;
  }

  async function poll(signal) {
    for (let failures = 0; !signal.aborted;) {
      const online = await ask(signal).catch(() => false);
      if (signal.aborted) return;
      polling.online = online;
      listener.changed();
      failures = online ? 0 : failures + 1;
      if (!online) await sleep(Math.random() * 1000 * 2 ** failures);
      else if (!storage.get(key)) await sleep(IDLE);
    }
  }

  /** Gives whether somebody was there; without a conversation that is all it asks. */
  async function ask(signal) {
    const id = storage.get(key);
    const path = id ? `api/v1/conversations/${id}/events?after=${listener.after()}&wait=${WAIT_SECONDS}` : 'health/live';
    const response = await fetch(new URL(path, settings.base), { signal, cache: 'no-store' });
    if (id && response.ok) (await response.json()).events.forEach(listener.event);
    // Nothing was ever written in it.
    if (id && response.status === 404) polling.know('');
    return response.ok || response.status === 404;
  }

  return polling;
}
