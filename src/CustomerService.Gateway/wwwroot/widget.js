// The chat on any page of a shop, by one tag:
//   <script src="https://HOST/widget.js" data-page="P1001" data-position="right" data-tenant="" async></script>
// Also understood: data-lang, data-user, data-member, data-proof. An element with data-customer-service="open" opens it.
// A page with a content security policy allows HOST in script-src and frame-src, nothing else.
(() => {
  const script = document.currentScript;
  const home = new URL('.', script?.src ?? location.href);
  if (!script || document.querySelector('customer-service')) return;

  const { page, position, tenant, lang, user, member, proof } = script.dataset;
  const words = lang?.startsWith('en')
    ? { open: 'Open customer service', close: 'Close customer service', panel: 'Customer service', unread: (n) => `, ${n} unread` }
    : { open: '打开在线客服', close: '关闭在线客服', panel: '在线客服', unread: (n) => `，${n} 条未读` };
  const SOURCE = 'customer-service';
  const STATE = 'customer-service.state';
  const css = `
    :host { all: initial; position: fixed; z-index: 2147483000; bottom: calc(20px + env(safe-area-inset-bottom)); right: calc(20px + env(safe-area-inset-right)); color-scheme: light dark; }
    :host([data-position="left"]) { right: auto; left: calc(20px + env(safe-area-inset-left)); }
    button { position: relative; display: grid; place-items: center; width: 58px; height: 58px; padding: 0; border: 0; border-radius: 50%; background: #1f3f66; color: #fff; cursor: pointer; box-shadow: 0 2px 6px rgb(20 30 45 / 20%), 0 8px 24px rgb(20 30 45 / 22%); transition: transform .18s; }
    button:hover { transform: translateY(-2px); }
    button:focus-visible { outline: 3px solid #fff; outline-offset: -5px; box-shadow: 0 0 0 3px #1f3f66; }
    svg { width: 28px; height: 28px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
    .badge { position: absolute; top: -3px; right: -3px; min-width: 20px; padding: 0 5px; border: 2px solid #fff; border-radius: 99px; background: #b3261e; font: 600 12px/18px system-ui, sans-serif; text-align: center; }
    .badge[hidden] { display: none; }
    .panel { position: fixed; right: inherit; bottom: calc(92px + env(safe-area-inset-bottom)); width: min(392px, calc(100vw - 40px)); height: min(660px, calc(100vh - 116px)); border-radius: 18px; overflow: hidden; background: Canvas; box-shadow: 0 0 0 1px rgb(20 30 45 / 8%), 0 16px 56px rgb(20 30 45 / 26%); transition: opacity .18s, transform .18s, visibility .18s; }
    :host(:not([data-position="left"])) .panel { right: calc(20px + env(safe-area-inset-right)); }
    :host([data-position="left"]) .panel { left: calc(20px + env(safe-area-inset-left)); }
    .panel:not(.open) { visibility: hidden; opacity: 0; transform: translateY(12px) scale(.98); }
    iframe { display: block; width: 100%; height: 100%; border: 0; }
    @media (max-width: 520px), (max-height: 480px) {
      :host .panel.panel { inset: 0; width: 100%; height: var(--height, 100vh); height: var(--height, 100dvh); border-radius: 0; }
      .panel.open + button { visibility: hidden; }
    }
    @media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
    @media print { :host { display: none; } }`;

  const host = document.createElement('customer-service');
  const root = host.attachShadow({ mode: 'open' });
  const panel = document.createElement('div');
  const button = document.createElement('button');
  const badge = document.createElement('span');
  let frame;
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

  const isOpen = () => panel.classList.contains('open');
  const tell = () => frame?.contentWindow?.postMessage({ source: SOURCE, type: 'visible', visible: isOpen() }, home.origin);

  function load() {
    if (frame) return;
    const address = new URL('chat', home);
    const query = { embed: '1', page, tenant, lang, user, member, proof, host: location.origin };
    for (const [name, value] of Object.entries(query)) if (value) address.searchParams.set(name, value);
    frame = Object.assign(document.createElement('iframe'), { src: address.href, title: words.panel });
    panel.append(frame);
  }

  function keep(state) {
    try {
      sessionStorage.setItem(STATE, state);
    } catch { /* Then the next page starts closed. */ }
  }

  function kept() {
    try {
      return sessionStorage.getItem(STATE);
    } catch {
      return null;
    }
  }

  function show() {
    const open = isOpen();
    if (open) unread = 0;
    button.setAttribute('aria-expanded', String(open));
    button.setAttribute('aria-label', (open ? words.close : words.open) + (unread ? words.unread(unread) : ''));
    button.dataset.unread = String(unread);
    badge.hidden = unread === 0;
    badge.textContent = unread > 99 ? '99+' : String(unread);
  }

  function set(open, focus) {
    if (open) load();
    panel.classList.toggle('open', open);
    keep(open ? 'open' : 'closed');
    show();
    tell();
    if (focus) (open ? frame : button).focus();
  }

  button.type = 'button';
  button.setAttribute('aria-controls', 'panel');
  badge.className = 'badge';
  badge.setAttribute('aria-hidden', 'true');
  button.append(icon('M12 3.500c5 0 9 3.400 9 7.700s-4 7.700-9 7.700c-1 0-2-.140-2.900-.400L4.500 20.500l1-3.700C3.900 15.400 3 13.400 3 11.200 3 6.900 7 3.500 12 3.500zM8.500 11.200h.01M12 11.200h.01M15.500 11.200h.01'), badge);
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
    if (data.type === 'hello') tell();
    if (data.type === 'close') set(false, true);
    if (data.type === 'unread' && !isOpen()) unread = Number(data.count) || 0;
    show();
  });
  // Safari lays its keyboard over the panel instead of making it smaller.
  visualViewport?.addEventListener('resize', () => panel.style.setProperty('--height', `${visualViewport.height}px`));

  function start() {
    document.body.append(host);
    show();
    // Not before the first use: a shop's page view costs the servers nothing.
    if (kept() === 'open') set(true, false);
    else if (kept()) load();
  }
  if (document.body) start();
  else addEventListener('DOMContentLoaded', start);
})();
