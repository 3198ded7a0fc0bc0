// Times between the messages, in milliseconds.
const PAUSE = 5 * 60 * 1000;
const DAY = 24 * 60 * 60 * 1000;

const midnight = (time) => new Date(time).setHours(0, 0, 0, 0);

/** Whether a time is shown between two messages: the day changed, or the pause was long. */
export const isApart = (before, at) => !(at - before < PAUSE && midnight(before) === midnight(at));

/** Clock of today; day and clock of earlier; the year too where it is another one. */
export function showTime(at, { locale, yesterday }) {
  const clock = new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const days = Math.round((midnight(Date.now()) - midnight(at)) / DAY);
  if (days === 0) return clock;
  const year = new Date(at).getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
  const day = days === 1 ? yesterday : new Date(at).toLocaleDateString(locale, { year, month: 'short', day: 'numeric' });
  return `${day} ${clock}`;
}
