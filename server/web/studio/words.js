// Numbers, times and sizes as people write them, in the language of the page.
import { language } from './messages.js';

const SPACE = '\u00A0';
const two = (n) => String(n).padStart(2, '0');

/** "0:07", "1:02:03": whole seconds of a time in milliseconds. */
export function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** The same with what is beyond the second, when there is something: "0:07.25". */
export function exactClock(ms) {
  const rest = ms % 1000;
  return rest === 0 ? clock(ms) : `${clock(ms)}.${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
}

/** "3 h 05 min", "12 min", "40 s": how long something is or takes. */
export function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds}${SPACE}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes}${SPACE}min`;
  return `${Math.floor(minutes / 60)}${SPACE}h${SPACE}${two(minutes % 60)}`;
}

const UNITS = { fr: ['o', 'Ko', 'Mo', 'Go', 'To'], en: ['B', 'kB', 'MB', 'GB', 'TB'] }[language];

/** "1,4 Go": decimal units, three digits. */
export function size(bytes) {
  let value = bytes;
  let unit = 0;
  for (; value >= 1000 && unit < UNITS.length - 1; ++unit) value /= 1000;
  const digits = value < 10 && unit > 1 ? 1 : 0;
  return `${value.toLocaleString(language, { maximumFractionDigits: digits })}${SPACE}${UNITS[unit]}`;
}

/** "42 %" of a part between 0 and 1; whole, and 100 only at the end. */
export const percent = (part) =>
  `${Math.min(part >= 1 ? 100 : 99, Math.floor(part * 100))}${language === 'fr' ? SPACE : ''}%`;

const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });

/** A moment (RFC 3339) on the reader's clock. */
export const when = (iso) => (iso ? moment.format(new Date(iso)) : '');

/** A date ("2019-03-14") in words. */
export function date(iso) {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso ?? '') ? day.format(new Date(`${iso}T00:00:00Z`)) : iso ?? '';
}
