// The chat on any page of a shop, by one tag:
//   <script src="https://HOST/widget.js" data-page="P1001" data-position="right" data-tenant="" async></script>
// Also understood: data-lang, data-user, data-member, data-proof. An element with data-customer-service="open" opens it.
// A page with a content security policy allows HOST in script-src and frame-src, nothing else.
(() => {
  const script = document.currentScript;
  const home = new URL('.', script?.src ?? location.href);
  if (!script || document.querySelector('customer-service')) return;

  const { page, position, tenant, lang, user, member, proof } = script.dataset;
  // Escaped: a shop's page may be in another encoding, and a plain script follows it.
  const words = lang?.startsWith('en')
    ? { open: 'Open customer service', close: 'Close customer service', panel: 'Customer service', unread: (n) => `, ${n} unread` }
    : { open: '\u6253\u5f00\u5728\u7ebf\u5ba2\u670d', close: '\u5173\u95ed\u5728\u7ebf\u5ba2\u670d', panel: '\u5728\u7ebf\u5ba2\u670d', unread: (n) => `\uff0c${n} \u6761\u672a\u8bfb` };
  const SOURCE = 'customer-service';
  const STATE = `${SOURCE}.state`;
  const SEEN = `${SOURCE}.seen`;
  const css = `
    :host { all: initial; position: fixed; z-index: 2147483000; --side: calc(20px + env(safe-area-inset-right)); right: var(--side); bottom: calc(20px + env(safe-area-inset-bottom)); }
    :host([data-position="left"]) { --side: calc(20px + env(safe-area-inset-left)); right: auto; left: var(--side); }
    button { position: relative; display: grid; place-items: center; width: 58px; height: 58px; border: 0; border-radius: 50%; background: #1f3f66; color: #fff; cursor: pointer; box-shadow: 0 0 0 1px rgb(255 255 255 / 12%), 0 8px 24px rgb(20 30 45 / 30%); transition: transform .18s; }
    button:hover { transform: translateY(-2px); }
    button:focus-visible { outline: 3px solid #fff; outline-offset: -5px; box-shadow: 0 0 0 3px #1f3f66; }
    svg { width: 28px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
    .badge { position: absolute; top: -3px; right: -3px; min-width: 10px; padding: 0 5px; border: 2px solid #fff; border-radius: 99px; background: #b3261e; font: 600 12px/18px system-ui, sans-serif; }
    .panel { position: fixed; right: var(--side); bottom: calc(92px + env(safe-area-inset-bottom)); width: min(392px, calc(100vw - 40px)); height: min(660px, calc(100vh - 116px)); border-radius: 18px; overflow: hidden; box-shadow: 0 0 0 1px rgb(128 136 148 / 28%), 0 16px 56px rgb(20 30 45 / 26%); transition: opacity .18s, transform .18s, visibility .18s; }
    :host([data-position="left"]) .panel { right: auto; left: var(--side); }
    .panel:not(.open) { visibility: hidden; opacity: 0; transform: translateY(12px) scale(.98); }
    iframe { display: block; width: 100%; height: 100%; border: 0; }
    [hidden] { display: none; }
    @media (max-width: 520px), (max-height: 480px) {
      :host .panel.panel { inset: 0; width: 100%; height: var(--height, 100%); border-radius: 0; }
      .open + button { visibility: hidden; }
    }
    @media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
    @media print { :host { display: none; } }`;

  const host = document.createElement('customer-service');
  const root = host.attachShadow({ mode: 'open' });
  const panel = document.createElement('div');
  const button = document.createElement('button');
  const badge = document.createElement('span');
  let frame, heard, wantsFocus;
  let unread = 0;

  function icon(path) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
    svg.firstChild.setAttribute('d', path);
    return svg;
  }

  function style() {
    try {
      // Not an inline style: content security policies let it pass.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];
    } catch {
      root.append(Object.assign(document.createElement('style'), { textContent: css }));
    }
  }

  /** Reads or, given a value, writes what the next page of the shop goes on with. */
  function keep(area, key, value) {
    try {
      if (value !== undefined) window[area].setItem(key, value);
      return window[area].getItem(key);
    } catch {
      return value;
    }
  }

  /** Kept in the shop's page, because browsers deny storage to frames of other sites. */
  const visitor = () => keep('localStorage', 'cs.user')
    ?? keep('localStorage', 'cs.user', crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-'));

  const isOpen = () => panel.classList.contains('open');

  function tell() {
    if (heard) frame.contentWindow.postMessage({ source: SOURCE, type: 'visible', visible: isOpen(), focus: wantsFocus }, home.origin);
  }

  function load() {
    if (frame) return;
    const address = new URL('chat', home);
    const query = { embed: '1', page, tenant, lang, user: user || visitor(), member, proof, host: location.origin, seen: keep('sessionStorage', SEEN) };
    for (const [name, value] of Object.entries(query)) if (value) address.searchParams.set(name, value);
    frame = Object.assign(document.createElement('iframe'), { src: address.href, title: words.panel });
    panel.append(frame);
  }

  function show() {
    const open = isOpen();
    if (open) unread = 0;
    button.setAttribute('aria-expanded', String(open));
    button.setAttribute('aria-label', (open ? words.close : words.open) + (unread ? words.unread(unread) : ''));
    badge.hidden = unread === 0;
    badge.textContent = unread > 99 ? '99+' : unread;
  }

  function set(open, focus) {
    if (open) load();
    wantsFocus = focus;
    panel.classList.toggle('open', open);
    keep('sessionStorage', STATE, open ? 'open' : 'closed');
    show();
    tell();
    if (focus) (open ? frame : button).focus();
  }

  button.type = 'button';
  button.setAttribute('aria-controls', 'panel');
  badge.className = 'badge';
  badge.setAttribute('aria-hidden', 'true');
  button.append(icon('M12 3.5c5 0 9 3.4 9 7.7s-4 7.7-9 7.7c-1 0-2-.1-2.9-.4l-4.6 2 1-3.7C3.9 15.4 3 13.4 3 11.2 3 6.9 7 3.5 12 3.5zM8.5 11.2h0M12 11.2h0M15.5 11.2h0'), badge);
  panel.id = 'panel';
  panel.className = 'panel';
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', words.panel);
  host.dataset.position = position === 'left' ? 'left' : 'right';
  style();
  root.append(panel, button);

  button.addEventListener('click', () => set(!isOpen(), true));
  root.addEventListener('keydown', (event) => event.key === 'Escape' && isOpen() && set(false, true));
  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('[data-customer-service="open"]')) return;
    event.preventDefault();
    set(true, true);
  });
  addEventListener('message', ({ source, origin, data }) => {
    if (!frame || source !== frame.contentWindow || origin !== home.origin || data?.source !== SOURCE) return;
    heard = true;
    if (data.type === 'hello') tell();
    if (data.type === 'close') set(false, true);
    if (data.type === 'unread') {
      unread = Number(data.count) || 0;
      keep('sessionStorage', SEEN, Number(data.seen) || 0);
    }
    show();
  });
  // Safari lays its keyboard over the panel instead of making it smaller.
  visualViewport?.addEventListener('resize', () => panel.style.setProperty('--height', `${visualViewport.height}px`));

  function start() {
    document.body.append(host);
    show();
    // Not before the first use: a shop's page view costs the servers nothing.
    const state = keep('sessionStorage', STATE);
    if (state === 'open') set(true, false);
    else if (state) load();
  }
  if (document.body) start();
  else addEventListener('DOMContentLoaded', start);
})();
