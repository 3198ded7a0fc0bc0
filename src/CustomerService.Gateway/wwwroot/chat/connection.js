// Keeps the page connected: by WebSocket, or by HTTP where none gets through, and the outbox emptied over either.
// Events pass once and in order, whichever way they came.
import { createPolling } from './polling.js';
import { openSocket } from './socket.js';

const TRIES_BEFORE_POLLING = 3;
const TRIES_OF_A_MESSAGE = 5;
const LONGEST_PAUSE = 30_000;

/** @param listener status(word), event(event), accepted(id), refused(id, problem), typing(on). */
export function connect(settings, outbox, listener) {
  const sent = new Set();
  const tries = new Map();
  const polling = createPolling(settings, outbox, { after: () => sequence, changed: tell, event, accepted, refused });
  let socket, timer, wasReady;
  let failures = 0;
  let sequence = 0;

  function open() {
    clearTimeout(timer);
    const url = new URL('ws/chat', settings.base);
    url.protocol = url.protocol.replace('http', 'ws');
    url.searchParams.set('after', sequence);
    for (const name of ['user', 'tenant', 'channel', 'page', 'member', 'proof']) {
      if (settings[name]) url.searchParams.set(name, settings[name]);
    }
    socket = openSocket(url, { frame: receive, closed: lost });
    tell();
  }

  function lost() {
    socket = undefined;
    failures++;
    if (failures >= TRIES_BEFORE_POLLING && !polling.running()) polling.start();
    listener.typing(false);
    tell();
    // Spread over the whole pause: a server that restarts meets its shoppers one after another.
    timer = setTimeout(open, 300 + Math.random() * Math.min(LONGEST_PAUSE, 1000 * 2 ** failures));
  }

  function wake() {
    if (socket?.ready) socket.probe();
    else if (!socket) open();
    if (polling.running()) polling.start();
    tell();
  }

  function receive(frame) {
    switch (frame.type) {
      case 'ready': return ready(frame);
      case 'event': return event(frame.event);
      case 'accepted': return accepted(frame.messageId);
      case 'error': return failed(frame);
      case 'typing': return listener.typing(frame.typing);
    }
  }

  function ready(frame) {
    failures = 0;
    wasReady = true;
    polling.know(frame.conversation);
    polling.stop();
    sent.clear();
    tell();
    flush();
  }

  function event(event) {
    if (event.sequence <= sequence) return;
    sequence = event.sequence;
    if (event.messageId) outbox.remove(event.messageId);
    listener.event(event);
  }

  function accepted(messageId) {
    tries.delete(messageId);
    outbox.remove(messageId);
    listener.accepted(messageId);
  }

  function failed({ messageId, problem }) {
    if (messageId && refused(messageId, problem)) setTimeout(flush, 1000 * 2 ** tries.get(messageId));
  }

  /** Gives whether the message is tried again: it is when the server was busy, not when the message is wrong. */
  function refused(messageId, problem) {
    const count = (tries.get(messageId) ?? 0) + 1;
    const busy = [408, 429].includes(problem.status) || problem.status >= 500;
    tries.set(messageId, count);
    sent.delete(messageId);
    if (busy && count < TRIES_OF_A_MESSAGE) return true;
    tries.delete(messageId);
    outbox.remove(messageId);
    listener.refused(messageId, problem);
    return false;
  }

  /** Sends what the outbox holds and this connection has not sent yet. */
  function flush() {
    if (!socket?.ready) return polling.flush();
    for (const { messageId, text, page } of outbox.due()) {
      if (sent.has(messageId)) continue;
      sent.add(messageId);
      socket.send({ type: 'message', messageId, text, page });
    }
  }

  function tell() {
    listener.status(status());
  }

  function status() {
    if (!navigator.onLine) return 'offline';
    if (socket?.ready || polling.online) return 'online';
    if (polling.online === false) return 'offline';
    return wasReady ? 'reconnecting' : 'connecting';
  }

  addEventListener('online', wake);
  addEventListener('offline', tell);
  document.addEventListener('visibilitychange', () => document.hidden || wake());
  open();
  return {
    flush,
    /** Tells the agent, where there is one. Only over a socket: over HTTP it is worth no request. */
    typing: () => socket?.ready && socket.tell({ type: 'typing' }),
  };
}
