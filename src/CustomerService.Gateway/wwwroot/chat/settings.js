// Who talks, about what and in which language: from the query of the page, else from what the browser remembers.
import { storage } from './storage.js';

const query = new URLSearchParams(location.search);
const given = (name) => query.get(name)?.trim() || undefined;

/** A random id, also on a page without TLS, where crypto.randomUUID is missing. */
export const newId = () =>
  crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-');

function remembered() {
  const user = storage.get('cs.user') ?? newId();
  storage.set('cs.user', user);
  return user;
}

const user = given('user') ?? remembered();
const tenant = given('tenant');

export const settings = {
  user,
  tenant,
  channel: 'web',
  page: given('page'),
  member: given('member'),
  proof: given('proof'),
  language: given('lang')?.startsWith('en') ? 'en' : 'zh',
  /** The origin of the page around the frame, in a widget. */
  host: query.has('embed') && parent !== window ? given('host') : undefined,
  /** The last event that was seen on an earlier page of the shop. */
  seen: Number(given('seen') ?? 0),
  /** Where the gateway is; the page may lie under a path of a reverse proxy. */
  base: new URL('../', import.meta.url),
  /** Of everything kept for this shopper. */
  prefix: `cs.${tenant ?? ''}.${user}.`,
};
