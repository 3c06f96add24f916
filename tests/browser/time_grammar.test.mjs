import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { askedTime, parseTimeRange, secondsText } from '../../server/web/parts/time.js';

const vectors = JSON.parse(
  fs.readFileSync(new URL('../data/time_vectors.json', import.meta.url), 'utf8'));

test('the time grammar reads every vector as the server does', () => {
  for (const { text, start_ms: start, end_ms: end } of vectors.ranges) {
    assert.deepEqual(parseTimeRange(text), start === null ? null : { start, end }, `'${text}'`);
  }
});

test('seconds are written as the server writes them', () => {
  for (const { ms, seconds } of vectors.texts) assert.equal(secondsText(ms), seconds);
});

test('a fragment goes before the query, and a bad value counts as none', () => {
  const asked = (rest) => askedTime(new URL(rest, 'http://127.0.0.1/v/rec'));
  assert.deepEqual(asked('?t=5&c=cha_1#t=7'), { range: { start: 7000, end: null }, chapter: 'cha_1' });
  assert.deepEqual(asked('?t=5#t=soon'), { range: { start: 5000, end: null }, chapter: null });
  assert.deepEqual(asked('?c=cha_1#chapters'), { range: null, chapter: 'cha_1' });
});
