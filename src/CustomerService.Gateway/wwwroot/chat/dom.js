// Builds elements. Strings become text nodes, never HTML: that is what keeps every text of the server harmless.
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

/** An http or https address, or undefined. */
export function webAddress(text) {
  try {
    const url = new URL(text, new URL('../', import.meta.url));
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** A picture that leaves no hole when it is missing. */
export function picture(address, className) {
  const source = address && webAddress(address);
  if (!source) return undefined;
  const image = el('img', { src: source, alt: '', class: className, decoding: 'async', draggable: 'false' });
  image.addEventListener('error', () => image.remove(), { once: true });
  return image;
}

const LINK = /https?:\/\/[^\s<>"'`，。；：！？、（）【】《》“”‘’]+/gi;

/** A text with its addresses made into links. */
export function linked(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const shown = match[0].replace(/[.,;:!?)\]}]+$/, '');
    const href = webAddress(shown);
    if (!href) continue;
    parts.push(text.slice(end, match.index));
    parts.push(el('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, shown));
    end = match.index + shown.length;
  }
  parts.push(text.slice(end));
  return parts;
}
