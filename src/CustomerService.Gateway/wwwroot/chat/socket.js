// One WebSocket from opening to closing. A silent one is given up: phones lose networks without telling the socket.
const READY_WITHIN = 10_000;
const PING_EVERY = 20_000;
const ANSWER_WITHIN = 8_000;

export class ChatSocket {
  #socket;
  #listener;
  #deadline;
  #beat;

  /** @param listener frame(object) for what comes, closed() once at the end. */
  constructor(url, listener) {
    this.#listener = listener;
    this.#deadline = setTimeout(() => this.close(), READY_WITHIN);
    this.#socket = new WebSocket(url);
    this.#socket.onmessage = ({ data }) => this.#receive(data);
    this.#socket.onclose = () => this.close();
  }

  ready = false;

  send(frame) {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify(frame));
    this.expectAnswer();
  }

  /** Asks whether the other side is still there. */
  probe() {
    this.send({ type: 'ping' });
  }

  expectAnswer() {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.close(), ANSWER_WITHIN);
  }

  close() {
    if (!this.#listener) return;
    const listener = this.#listener;
    this.#listener = undefined;
    this.ready = false;
    clearTimeout(this.#deadline);
    clearInterval(this.#beat);
    this.#socket.close();
    listener.closed();
  }

  #receive(data) {
    let frame;
    try {
      frame = JSON.parse(data);
    } catch {
      return;
    }
    if (!this.#listener || typeof frame?.type !== 'string') return;
    if (frame.type === 'ready') {
      this.ready = true;
      this.#beat = setInterval(() => this.probe(), PING_EVERY);
    }
    if (this.ready) clearTimeout(this.#deadline);
    this.#listener.frame(frame);
  }
}
