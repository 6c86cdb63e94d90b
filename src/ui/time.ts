/** Times in words, short and in the language of the place, by `Intl` alone. */

const formats = new Map<string, Intl.DateTimeFormat>();
function format(lang: string, options: Intl.DateTimeFormatOptions, ms: number) {
  const key = lang + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(lang, options)));
  return found.format(ms);
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const startOfDay = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);

/**
 * "now", "5 min. ago", "14:03", "yesterday", "Tuesday", "3 May", "3 May 2024".
 * @param ms - the time meant, ms; 0 gives "".
 * @param now - the time it is, ms.
 */
export function timeText(ms: number, now: number, lang: string): string {
  if (!ms) return '';
  const minutes = Math.floor((now - ms) / MINUTE);
  // Rounded: a day with a clock change has 23 or 25 hours.
  const days = Math.round((startOfDay(now) - startOfDay(ms)) / DAY);
  const ago = (value: number, unit: Intl.RelativeTimeFormatUnit) =>
    new Intl.RelativeTimeFormat(lang, { numeric: 'auto', style: 'short' }).format(-value, unit);
  if (minutes < 1 && minutes > -5) return ago(0, 'second');
  if (minutes >= 0 && minutes < 60) return ago(minutes, 'minute');
  if (!days) return format(lang, { hour: 'numeric', minute: '2-digit' }, ms);
  if (days === 1) return ago(1, 'day');
  if (days > 1 && days < 7) return format(lang, { weekday: 'long' }, ms);
  const sameYear = new Date(ms).getFullYear() === new Date(now).getFullYear();
  return format(lang, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }, ms);
}

/** The whole date and time, for a `title`. */
export const timeTitle = (ms: number, lang: string): string =>
  ms ? format(lang, { dateStyle: 'long', timeStyle: 'short' }, ms) : '';

/** The date alone, for what does not change from hour to hour. */
export const dateText = (ms: number, lang: string): string => (ms ? format(lang, { dateStyle: 'medium' }, ms) : '');

/** "14:03". */
export const clockText = (ms: number, lang: string): string =>
  ms ? format(lang, { hour: 'numeric', minute: '2-digit' }, ms) : '';

/** "Today", "yesterday", "Tuesday", "3 May": a day among messages. @param today - the word for it. */
export function dayText(ms: number, lang: string, today: string): string {
  const days = Math.round((startOfDay(Date.now()) - ms) / DAY);
  if (!days) return today;
  if (days === 1) {
    const text = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(-1, 'day');
    return text.charAt(0).toLocaleUpperCase(lang) + text.slice(1);
  }
  const options: Intl.DateTimeFormatOptions =
    days < 7 ? { weekday: 'long' } : { dateStyle: days < 300 ? 'full' : 'long' };
  return format(lang, days < 7 || days >= 300 ? options : { weekday: 'short', day: 'numeric', month: 'long' }, ms);
}
