// Times in addresses: the grammar of chapters/text/time_text.hpp, proved the same by
// tests/data/time_vectors.json. All times are whole milliseconds.

const LARGEST_NUMBER = 999999999;  // longer numbers saturate: beyond the end means the end
const SECONDS = /^(\d+)(?:\.(\d+))?$/;
const UNITS = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/;
const CLOCK = /^(?:(\d+):(?=\d\d:))?(\d+):([0-5]\d)(?:\.(\d+))?$/;

const number = (digits) => Math.min(Number(digits ?? 0), LARGEST_NUMBER);

function fraction(digits = '') {
  const ms = Number(digits.slice(0, 3).padEnd(3, '0'));
  return digits.length > 3 && digits[3] >= '5' ? ms + 1 : ms;
}

const total = (hours, minutes, seconds, ms = 0) =>
  ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;

function parseTime(text) {
  const bare = text.startsWith('npt:') ? text.slice(4) : text;
  let match = SECONDS.exec(bare);
  if (match) return total(0, 0, number(match[1]), fraction(match[2]));
  match = CLOCK.exec(bare);
  if (match) {
    const [, hours, minutes, seconds, digits] = match;
    if (hours !== undefined && !/^[0-5]\d$/.test(minutes)) return null;
    return total(number(hours), number(minutes), number(seconds), fraction(digits));
  }
  match = bare === '' ? null : UNITS.exec(bare);
  return match ? total(number(match[1]), number(match[2]), number(match[3])) : null;
}

/** `{start, end}` of `?t=` or `#t=` (end null when open), or null when `text` is not of the grammar. */
export function parseTimeRange(text) {
  const parts = (text.startsWith('npt:,') ? text.slice(4) : text).split(',');
  if (parts.length > 2) return null;
  const start = parts.length === 2 && parts[0] === '' ? 0 : parseTime(parts[0]);
  if (start === null || parts.length === 1) return start === null ? null : { start, end: null };
  const end = parseTime(parts[1]);
  return end === null || end <= start ? null : { start, end };
}

/** "1325.48": as in `?t=`. */
export function secondsText(ms) {
  return String(Math.max(0, ms) / 1000);
}

/**
 * What an address asks for: `#t=` (typed last, by whoever shares a link), else `?t=`, as
 * `{range, chapter}`; `chapter` is the id in `?c=`. Either may be null; a bad time counts as none.
 */
export function askedTime(url) {
  const range = (text) => (text === null ? null : parseTimeRange(text));
  const fragment = new URLSearchParams(url.hash.slice(1)).get('t');
  const query = url.searchParams;
  return { range: range(fragment) ?? range(query.get('t')), chapter: query.get('c') };
}
