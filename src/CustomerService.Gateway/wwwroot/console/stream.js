// Keeps the stream of the desk open, and knows when it is not: a stream that is silent is lost.
import { address } from './api.js';

const SILENCE = 12_000;
const LONGEST_PAUSE = 10_000;

/** @param store gives the mark and the sequences to resume by. @param listener desk, talk, state. */
export function openStream(store, listener) {
  let source, watchdog, timer;
  let failures = 0;
  let closed = false;

  function open() {
    clearTimeout(timer);
    const url = address('stream');
    if (store.mark) url.searchParams.set('after', store.mark);
    const seen = store.seen();
    if (seen) url.searchParams.set('seen', seen);
    if (store.watched) url.searchParams.set('watch', store.watched);
    source = new EventSource(url);
    source.addEventListener('desk', alive((data) => listener.desk(data)));
    source.addEventListener('talk', alive((data) => listener.talk(data)));
    source.addEventListener('ping', alive(() => {}));
    source.onerror = lose;
    watch();
  }

  const alive = (action) => (event) => {
    failures = 0;
    listener.state('online');
    watch();
    action(JSON.parse(event.data));
  };

  function watch() {
    clearTimeout(watchdog);
    watchdog = setTimeout(lose, SILENCE);
  }

  function lose() {
    clearTimeout(watchdog);
    source?.close();
    if (closed) return;
    listener.state('offline');
    timer = setTimeout(open, 300 + Math.random() * Math.min(LONGEST_PAUSE, 500 * 2 ** failures++));
  }

  function wake() {
    if (closed || source?.readyState === EventSource.OPEN) return;
    source?.close();
    open();
  }

  addEventListener('online', wake);
  addEventListener('offline', lose);
  document.addEventListener('visibilitychange', () => document.hidden || wake());
  open();
  return {
    /** Follows one more conversation, beside the agent's own. */
    watch(conversation) {
      if (store.watched === conversation) return;
      store.watched = conversation;
      source?.close();
      open();
    },

    close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(watchdog);
      source?.close();
    },
  };
}
