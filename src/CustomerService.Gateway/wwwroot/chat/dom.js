// Builds elements. Strings become text nodes, never HTML: that is what keeps every text of the server harmless.
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) if (value != null && value !== false) node.setAttribute(name, value);
  node.append(...children.filter(Boolean));
  return node;
}

/** An http or https address; relative ones are of the gateway. */
function webAddress(text) {
  try {
    const { protocol, href } = new URL(text, import.meta.url);
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** A picture that leaves no hole when it is missing. */
export function picture(address, className) {
  const image = el('img', { src: webAddress(address), alt: '', class: className });
  image.addEventListener('error', () => image.remove());
  return image.src && image;
}

const LINK = /(https?:\/\/[^\s<>"'`，。；：！？、（）【】《》“”‘’]*[\p{L}\p{N}/=&#%+_~-])/iu;

/** A text with its addresses made into links. */
export const linked = (text) => text.split(LINK).map((part, index) => {
  const href = index % 2 && webAddress(part);
  return href ? el('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, part) : part;
});
