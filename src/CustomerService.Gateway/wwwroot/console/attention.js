// Calls the agent back: a number in the title, a notification of the desktop, and words for who cannot see.
export function createAttention(store, news, strings, open) {
  const title = document.title;

  function update() {
    const unread = store.unread();
    document.title = unread ? `(${unread}) ${title}` : title;
  }

  function notify(words, conversation) {
    news.textContent = words;
    if (!document.hidden || !('Notification' in window) || Notification.permission !== 'granted') return;
    const shown = new Notification(title, { body: words, tag: conversation });
    shown.onclick = () => {
      focus();
      open(conversation);
      shown.close();
    };
  }

  // Browsers grant it only after the agent did something on the page.
  addEventListener('click', () => {
    if ('Notification' in window && Notification.permission === 'default') Notification.requestPermission().catch(() => {});
  }, { once: true });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || !store.selected) return;
    store.talk(store.selected).unread = 0;
    store.changed();
  });
  store.listen(update);

  return {
    given: (ticket) => notify(strings.given, ticket.conversation),
    angered: (ticket, words) => notify(words, ticket.conversation),
    heard: (conversation) => notify(strings.heard, conversation),
  };
}
