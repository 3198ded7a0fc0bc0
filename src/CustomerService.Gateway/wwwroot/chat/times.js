// Times between the messages: one where the day changes or a pause was long.
const PAUSE = 5 * 60 * 1000;

/** Whether a time belongs between two messages, both in milliseconds. */
export const isApart = (before, at) => !(at - before < PAUSE) || new Date(before).toDateString() !== new Date(at).toDateString();

/** Clock of today; day and clock of earlier; the year too where it is another one. */
export function showTime(at, strings) {
  const date = new Date(at);
  const now = new Date();
  const clock = date.toLocaleTimeString(strings.locale, { hour: '2-digit', minute: '2-digit', hour12: false });
  const days = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return clock;
  if (days === 1) return `${strings.yesterday} ${clock}`;
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return `${date.toLocaleDateString(strings.locale, { year, month: 'short', day: 'numeric' })} ${clock}`;
}
