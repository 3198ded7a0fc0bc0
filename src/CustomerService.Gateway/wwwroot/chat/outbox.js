// Messages that the server has not accepted yet. Each has a key of its own, so two tabs do not overwrite each other.
import { storage } from './storage.js';

/** Older ones were meant for another day: they wait for a tap instead of being sent by themselves. */
const STALE = 24 * 60 * 60 * 1000;

export function createOutbox(prefix) {
  prefix += 'out.';
  let messages = storage.keys(prefix).map((key) => JSON.parse(storage.get(key))).sort((a, b) => a.at - b.at);
  for (const message of messages) message.held = Date.now() - message.at > STALE;

  const outbox = {
    /** In the order in which they were written. */
    all: () => messages,

    /** What may be sent now. */
    due: () => messages.filter((message) => !message.held),

    add(message) {
      outbox.remove(message.messageId);
      messages.push(message);
      storage.set(prefix + message.messageId, JSON.stringify(message));
    },

    remove(messageId) {
      messages = messages.filter((message) => message.messageId !== messageId);
      storage.remove(prefix + messageId);
    },
  };
  return outbox;
}
