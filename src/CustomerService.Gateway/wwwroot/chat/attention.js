// Whether the shopper is looking, and how many answers are unread. In a widget the page around the frame is told.
import { storage } from './storage.js';

const SOURCE = 'customer-service';

/** @param opened called when the widget is opened, with whether it takes the focus. */
export function createAttention({ prefix, host, seen }, opened) {
  const key = prefix + 'seen';
  seen = Math.max(seen, Number(storage.get(key)));
  let shown = !host;
  let last = 0;
  let unread = 0;

  const say = (message) => host && parent.postMessage({ source: SOURCE, ...message }, host);

  function update() {
    if (shown && !document.hidden) {
      unread = 0;
      if (last > seen) storage.set(key, String(seen = last));
    }
    document.title = document.title.replace(/^(\(\d+\) )?/, unread ? `(${unread}) ` : '');
    say({ type: 'unread', count: unread, seen });
  }

  document.addEventListener('visibilitychange', update);
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || origin !== host || data?.source !== SOURCE || data.type !== 'visible') return;
    const opens = data.visible && !shown;
    shown = data.visible;
    update();
    if (opens) opened(data.focus);
  });
  say({ type: 'hello' });

  return {
    /** Asks the page around to close the widget. */
    close: () => say({ type: 'close' }),

    /** Counts an event that was shown; only the shop's words can be unread. */
    count({ sequence }, theirs) {
      last = sequence;
      if (theirs && sequence > seen) unread++;
      update();
    },
  };
}
