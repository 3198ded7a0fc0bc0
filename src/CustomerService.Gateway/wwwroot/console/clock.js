// Times that run: the countdown of an answer, the time somebody waits.
const two = (number) => String(number).padStart(2, '0');

const shown = (seconds) => `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;

/** Seconds left as 1:05, or as −0:20 when it is late. */
export function left(dueAt) {
  const seconds = Math.round((Date.parse(dueAt) - Date.now()) / 1000);
  return { late: seconds < 0, soon: seconds < 20, words: seconds < 0 ? `−${shown(-seconds)}` : shown(seconds) };
}

export const since = (at) => shown(Math.max(0, Math.round((Date.now() - Date.parse(at)) / 1000)));
