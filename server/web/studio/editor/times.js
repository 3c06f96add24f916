// Times as an archivist types and reads them: the one time grammar, and back to the millisecond.

import { parseTimeRange } from '../../parts/time.js';
import { clockText } from '../../player/words.js';

/** Milliseconds of one time ("1:02:03.25", "62.5", "1h2m3s"), or null. A comma may part decimals. */
export function timeOf(text) {
  const bare = text.trim().replace(/^([^,]*\d),(\d{1,3})$/, '$1.$2').toLowerCase();
  return bare.includes(',') ? null : parseTimeRange(bare)?.start ?? null;
}

/** "1:02:03.25": as short as it says the millisecond; `timeOf(exactText(ms)) === ms`. */
export function exactText(ms) {
  const rest = Math.max(0, Math.round(ms)) % 1000;
  const digits = String(rest).padStart(3, '0').replace(/0+$/, '');
  return digits === '' ? clockText(ms) : `${clockText(ms)}.${digits}`;
}

/** "1:02:03.2": what stands beside the picture, to a tenth. */
export function tenthText(ms) {
  const shown = Math.max(0, Math.floor(ms));
  return `${clockText(shown)}.${Math.floor(shown / 100) % 10}`;
}

/** A start of a frame of the recording, `count` frames away from a time. */
export function framesAway(ms, count, framesPerSecond) {
  const frame = Math.round((ms * framesPerSecond) / 1000) + count;
  return Math.max(0, Math.round((frame * 1000) / framesPerSecond));
}
