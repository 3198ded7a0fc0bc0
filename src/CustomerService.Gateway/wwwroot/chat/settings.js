// Who talks, about what and in which language: from the query of the page, else from what the browser remembers.
import { storage } from './storage.js';

const query = new URLSearchParams(location.search);
const given = (name) => query.get(name)?.trim() || undefined;

/** A random id, also on a page without TLS, where crypto.randomUUID is missing. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (each) => each.toString(16).padStart(2, '0')).join('');
}

function rememberedUser() {
  const known = storage.get('cs.user');
  if (known) return known;
  const user = newId();
  storage.set('cs.user', user);
  return user;
}

const user = given('user') ?? rememberedUser();
const tenant = given('tenant');

export const settings = {
  user,
  tenant,
  channel: 'web',
  page: given('page'),
  member: given('member'),
  proof: given('proof'),
  language: given('lang')?.startsWith('en') ? 'en' : 'zh',
  embedded: query.has('embed') && window.parent !== window,
  host: given('host'),
  /** Where the gateway is; the page may lie under a path of a reverse proxy. */
  base: new URL('../', import.meta.url),
  /** Prefix of everything kept for this shopper. */
  prefix: `cs.${tenant ?? ''}.${user}.`,
};
