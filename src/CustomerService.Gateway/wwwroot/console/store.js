// What the console knows. Parts that show it listen; a change tells all of them once a frame.
const isAngry = (ticket) => ticket.sentiment < 0 || ticket.priority.includes('anger');

export function createStore() {
  const tickets = new Map();
  const agents = new Map();
  const talks = new Map();
  const listeners = new Set();
  let waiting = false;

  const store = {
    me: undefined,
    mark: undefined,
    selected: undefined,
    watched: undefined,
    tickets,
    agents,

    listen: (listener) => listeners.add(listener),

    changed() {
      if (waiting) return;
      waiting = true;
      // A hidden page draws no frames; it must go on counting what is unread.
      setTimeout(() => {
        waiting = false;
        for (const listener of listeners) listener();
      }, 16);
    },

    talk(conversation) {
      if (!talks.has(conversation)) talks.set(conversation, { events: [], next: 0, unread: 0, typing: false, typedAt: 0, words: '' });
      return talks.get(conversation);
    },

    /** Takes changes of the desk; gives the conversations that became mine with them, and those whose shoppers turned angry. */
    takeDesk({ mark, full, tickets: list, gone, agents: people }) {
      const before = new Set(store.mine().map((ticket) => ticket.conversation));
      const calm = (ticket) => !ticket || !isAngry(ticket);
      const angered = list.filter((ticket) => isAngry(ticket) && calm(tickets.get(ticket.conversation)));
      store.mark = mark;
      if (full) tickets.clear();
      for (const conversation of gone) tickets.delete(conversation);
      for (const ticket of list) tickets.set(ticket.conversation, ticket);
      for (const agent of people) agents.set(agent.id, agent);
      store.changed();
      return { given: store.mine().filter((ticket) => !before.has(ticket.conversation)), angered };
    },

    /** Takes what was said, each event once and in order; gives the shopper's new words. */
    takeTalk({ conversation, events, typing, shopperTyping }) {
      const talk = store.talk(conversation);
      const fresh = events.filter((event) => event.sequence > talk.next);
      for (const event of fresh) {
        talk.events.push(event);
        talk.next = event.sequence;
      }
      if (typing !== undefined) talk.typing = typing;
      if (shopperTyping) talk.typedAt = Date.now();
      if (fresh.some((event) => event.kind === 'message')) talk.typedAt = 0;
      store.changed();
      return fresh.filter((event) => event.kind === 'message');
    },

    mine: () => [...tickets.values()].filter((ticket) => ticket.agent === store.me?.id)
      .sort((a, b) => Date.parse(a.acceptedAt) - Date.parse(b.acceptedAt)),

    queue: () => [...tickets.values()].filter((ticket) => ticket.state === 'waiting')
      .sort((a, b) => Date.parse(a.rank) - Date.parse(b.rank) || Date.parse(a.at) - Date.parse(b.at)),

    /** Active conversations of colleagues; supervisors see them. */
    others: () => [...tickets.values()].filter((ticket) => ticket.state === 'active' && ticket.agent !== store.me?.id),

    unread: () => [...talks.entries()].reduce((sum, [id, talk]) => sum + (tickets.has(id) ? talk.unread : 0), 0),

    /** The sequences to resume by. */
    seen: () => [...store.mine().map(({ conversation }) => conversation), store.watched].filter(Boolean)
      .map((conversation) => [conversation, store.talk(conversation).next])
      .filter(([, next]) => next > 0).slice(0, 30).map((pair) => pair.join(':')).join(','),
  };
  return store;
}
