// Calls of the console's API. What changes something carries an operation id, so it is safe to repeat.
const BASE = new URL('../api/v1/console/', import.meta.url);
const TRIES = 4;

let guard;
let lost = () => {};

export const address = (path) => new URL(path, BASE);

export const operation = () => (crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-'));

/** @param listener called when the login does not count any more. */
export const onLost = (listener) => { lost = listener; };

/** A problem of the API, with its words. */
export class Problem extends Error {
  constructor(body) {
    super(body.detail ?? body.title);
    Object.assign(this, body);
  }
}

async function call(method, path, body, language) {
  const response = await fetch(address(path), {
    method,
    headers: {
      'Accept-Language': language ?? document.documentElement.lang,
      ...(body && { 'Content-Type': 'application/json' }),
      ...(method !== 'GET' && guard && { 'X-Console-Guard': guard }),
    },
    body: body && JSON.stringify(body),
  });
  if (response.status === 204) return undefined;
  const answer = await response.json().catch(() => ({ status: response.status, title: response.statusText }));
  if (response.ok) return answer;
  if (response.status === 401 && path !== 'login') lost();
  throw new Problem(answer);
}

export const get = (path) => call('GET', path);

export const put = (path, body) => call('PUT', path, body);

export const post = (path, body) => call('POST', path, body);

/** Does something once: tries again, under the same operation id, where it is not known whether it was done. */
export async function act(path, body = {}) {
  const whole = { operationId: operation(), ...body };
  for (let tried = 1; ; tried++) {
    try {
      return await call('POST', path, whole);
    } catch (error) {
      const unknown = !(error instanceof Problem) || error.status >= 500;
      if (!unknown || tried === TRIES) throw error;
      await new Promise((done) => setTimeout(done, 400 * 2 ** tried));
    }
  }
}

export function remember(me) {
  guard = me.guard;
  return me;
}
