// Local storage, or memory where a browser forbids it: private windows, frames of other sites, full disks.
const memory = new Map();

function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

export const storage = {
  get: (key) => memory.get(key) ?? attempt(() => localStorage.getItem(key)),

  set(key, value) {
    memory.set(key, value);
    attempt(() => localStorage.setItem(key, value));
  },

  remove(key) {
    memory.delete(key);
    attempt(() => localStorage.removeItem(key));
  },

  keys: (prefix) => (attempt(() => Object.keys(localStorage)) ?? []).filter((key) => key.startsWith(prefix)),
};
