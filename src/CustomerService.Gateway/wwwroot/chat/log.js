// The conversation on the page: events in the server's order, and behind them what is still on its way.
import { el } from './dom.js';
import { createMessage, showState, showText } from './message.js';
import { isApart } from './times.js';

export function createLog(list, quick, strings) {
  const own = new Map();
  /** Own messages that have no place in the server's order yet. */
  let waiting = [];

  function create(event, before) {
    const node = createMessage(event, isApart(Number(before?.dataset.at), event.at), strings);
    if (node && event.kind === 'message') showState(node, 'sent', strings);
    return node;
  }

  /** One-tap answers belong to the latest reply only. */
  function offer(texts = []) {
    quick.replaceChildren(...texts.map((text) => el('button', { type: 'button', class: 'chip quick-reply' }, text)));
  }

  const log = {
    isEmpty: () => list.childElementCount === 0,

    /** Shows a message that was just written, or found in the outbox. */
    addOwn(message, state) {
      const node = create({ ...message, kind: 'message' }, list.lastElementChild);
      own.set(message.messageId, node);
      waiting.push(node);
      list.append(node);
      log.setState(message.messageId, state);
      offer();
    },

    setState(messageId, state, problem) {
      if (own.has(messageId)) showState(own.get(messageId), state, strings, problem);
    },

    /** Shows an event; gives whether there was anything to show. */
    addEvent(event) {
      const mine = event.kind === 'message' && own.get(event.messageId);
      const before = waiting[0] ? waiting[0].previousElementSibling : list.lastElementChild;
      const node = mine || create({ ...event, at: Date.parse(event.at) }, before);
      if (!node) return false;
      node.dataset.sequence = event.sequence;
      if (mine) {
        waiting = waiting.filter((each) => each !== node);
        showState(node, 'sent', strings);
        showText(node, event.text);
      }
      const next = waiting[0] ?? null;
      if (!node.isConnected || node.nextSibling !== next) list.insertBefore(node, next);
      if (event.kind !== 'status' || event.quickReplies) offer(event.quickReplies);
      return true;
    },
  };
  return log;
}
