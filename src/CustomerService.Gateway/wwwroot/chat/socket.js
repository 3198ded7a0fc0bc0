// One WebSocket from opening to closing. A silent one is given up: phones lose networks without telling the socket.
const READY_WITHIN = 10_000;
const PING_EVERY = 20_000;
const ANSWER_WITHIN = 8_000;

/** @param listener frame(object) for what comes, closed() once at the end. */
export function openSocket(url, listener) {
  const socket = new WebSocket(url);
  let deadline, beat, closed;

  function expect(within) {
    clearTimeout(deadline);
    deadline = setTimeout(close, within);
  }

  function close() {
    if (closed) return;
    closed = true;
    chat.ready = false;
    clearTimeout(deadline);
    clearInterval(beat);
    socket.close();
    listener.closed();
  }

  const chat = {
    ready: false,

    send(frame) {
      socket.send(JSON.stringify(frame));
      expect(ANSWER_WITHIN);
    },

    /** Sends what is not answered. */
    tell: (frame) => socket.send(JSON.stringify(frame)),

    /** Asks whether the other side is still there. */
    probe: () => chat.send({ type: 'ping' }),
  };
  socket.onclose = close;
  socket.onmessage = ({ data }) => {
    if (closed) return;
    const frame = JSON.parse(data);
    if (frame.type === 'ready') {
      chat.ready = true;
      beat = setInterval(chat.probe, PING_EVERY);
    }
    if (chat.ready) clearTimeout(deadline);
    listener.frame(frame);
  };
  expect(READY_WITHIN);
  return chat;
}
