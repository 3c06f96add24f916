// What the editor does to a list of chapters, without a page: edits, keys, times, waveforms, merges.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import * as edits from '../../server/web/studio/editor/edits.js';
import { actionOf, combination, digitOf, KEYS, PROPOSAL_KEYS } from '../../server/web/studio/editor/keys.js';
import { Peaks, levelFor } from '../../server/web/studio/editor/peaks.js';
import { Pending } from '../../server/web/studio/editor/pending.js';
import * as proposing from '../../server/web/studio/editor/proposal_list.js';
import { differenceOf, reconciled } from '../../server/web/studio/editor/reconciling.js';
import { settled } from '../../server/web/studio/editor/settling.js';
import { tileAt, tilesOf } from '../../server/web/studio/editor/storyboard_tiles.js';
import { exactText, framesAway, timeOf } from '../../server/web/studio/editor/times.js';
import { find, newChapterId, rowsOf, sameTree } from '../../server/web/studio/editor/tree.js';
import { ticks, View } from '../../server/web/studio/editor/view.js';
import { fr } from '../../server/web/studio/messages/editor.js';

const DURATION = 100_000;

const chapter = (id, start, end, more = {}) =>
  ({ id, kind: 'intervention', title: id.toUpperCase(), start_ms: start, end_ms: end, session: null, speakers: [], ...more });

// a [0, 30) holds b [0, 10) and c [10, 30); d [30, 60) touches a; e [70, 90) stands alone.
const day = () => [
  chapter('a', 0, 30_000, {
    kind: 'session', children: [chapter('b', 0, 10_000), chapter('c', 10_000, 30_000)],
  }),
  chapter('d', 30_000, 60_000),
  chapter('e', 70_000, 90_000),
];

/** "a[0 30 b[0 10] c[10 30]] …": a tree in one line, times in seconds. */
const outline = (chapters) => chapters.map(({ id, start_ms: start, end_ms: end, children }) =>
  `${id}[${start / 1000} ${end / 1000}${children ? ` ${outline(children)}` : ''}]`).join(' ');

const after = (result) => (result.fault ? result.fault : outline(result.chapters));

test('typed times are refused when they make no sense, with what is in the way', () => {
  const set = (id, times) => after(edits.setTimes(day(), id, times, DURATION));
  assert.equal(set('e', { start_ms: 65_250 }), 'a[0 30 b[0 10] c[10 30]] d[30 60] e[65.25 90]');
  assert.equal(set('e', { start_ms: 59_999 }), 'fault_overlaps_before');
  assert.equal(set('d', { end_ms: 70_001 }), 'fault_overlaps_after');
  assert.equal(set('d', { end_ms: 30_000 }), 'fault_empty');
  assert.equal(set('e', { end_ms: 100_001 }), 'fault_beyond');
  assert.equal(set('c', { end_ms: 30_001 }), 'fault_outside');
  assert.equal(set('a', { end_ms: 29_000 }), 'fault_cuts');
  assert.equal(set('b', { start_ms: -1 }), 'fault_before');
  const { values } = edits.setTimes(day(), 'e', { start_ms: 50_000 }, DURATION);
  assert.deepEqual(values, { title: 'D', from: 30_000, to: 60_000, neighbour: 'd' });
  assert.equal(after(edits.setTimesMoving(day(), 'e', { start_ms: 50_000 }, 'd', DURATION)),
    'a[0 30 b[0 10] c[10 30]] d[30 50] e[50 90]');
  assert.equal(after(edits.setTimesMoving(day(), 'e', { start_ms: 20_000 }, 'd', DURATION)), 'fault_empty');
});

test('an overlap that is there already may stay: two people may speak at once', () => {
  const list = [chapter('x', 0, 20_000), chapter('y', 10_000, 30_000)];
  assert.equal(after(edits.setTimes(list, 'y', { end_ms: 40_000 }, DURATION)), 'x[0 20] y[10 40]');
});

test('a boundary moves with what touches it, and no further than its neighbours', () => {
  const move = (id, edge, ms) => after(edits.moveEdge(day(), id, edge, ms, DURATION));
  assert.equal(move('d', 'start_ms', 31_000), 'a[0 31 b[0 10] c[10 31]] d[31 60] e[70 90]');
  assert.equal(move('d', 'start_ms', 29_000), 'a[0 29 b[0 10] c[10 29]] d[29 60] e[70 90]');
  assert.equal(move('c', 'start_ms', 12_500), 'a[0 30 b[0 12.5] c[12.5 30]] d[30 60] e[70 90]');
  assert.equal(move('c', 'end_ms', 28_000), 'a[0 30 b[0 10] c[10 28]] d[30 60] e[70 90]');
  assert.equal(move('c', 'end_ms', 33_000), 'a[0 33 b[0 10] c[10 33]] d[33 60] e[70 90]');
  assert.equal(move('a', 'end_ms', 31_000), 'a[0 31 b[0 10] c[10 30]] d[31 60] e[70 90]', 'its own parts stay');
  assert.equal(move('b', 'start_ms', 1000), 'a[0 30 b[1 10] c[10 30]] d[30 60] e[70 90]');
  assert.equal(move('a', 'start_ms', 1000), 'a[1 30 b[1 10] c[10 30]] d[30 60] e[70 90]');
  assert.equal(move('d', 'start_ms', 5000), 'fault_cuts');
  assert.equal(move('d', 'end_ms', 75_000), 'fault_overlaps_after');
  assert.equal(move('e', 'end_ms', 101_000), 'fault_beyond');
  assert.deepEqual(edits.moveEdge(day(), 'd', 'start_ms', 29_000, DURATION).also, ['A', 'C']);
});

test('what an edit leaves as it was stays the same object, so that its row is not drawn anew', () => {
  const before = day();
  const moved = edits.moveEdge(before, 'e', 'start_ms', 71_000, DURATION).chapters;
  assert.equal(moved[0], before[0]);
  assert.equal(moved[1], before[1]);
  const renamed = edits.setFields(before, 'c', { title: 'Autre' }).chapters;
  assert.equal(find(renamed, 'b').chapter, before[0].children[0]);
  assert.notEqual(renamed[0], before[0]);
});

test('split, merge, nest, unnest, new and delete keep every other chapter and its people', () => {
  let made = 0;
  const id = () => `new${made += 1}`;
  assert.equal(after(edits.split(day(), 'd', 40_000, id)), 'a[0 30 b[0 10] c[10 30]] d[30 40] new1[40 60] e[70 90]');
  assert.equal(after(edits.split(day(), 'a', 20_000, id)),
    'a[0 20 b[0 10] c[10 20]] new3[20 30 new2[20 30]] d[30 60] e[70 90]');
  assert.equal(after(edits.split(day(), 'e', 5000, id)), 'a[0 30 b[0 5] new4[5 10] c[10 30]] d[30 60] e[70 90]');
  assert.equal(after(edits.split(day(), 'e', 65_000, id)), 'fault_split');
  assert.equal(after(edits.mergeWithNext(day(), 'd')), 'a[0 30 b[0 10] c[10 30]] d[30 90]');
  assert.equal(after(edits.mergeWithNext(day(), 'e')), 'fault_last');
  assert.equal(after(edits.nest(day(), 'd')), 'a[0 60 b[0 10] c[10 30] d[30 60]] e[70 90]');
  assert.equal(after(edits.nest(day(), 'a')), 'fault_nest_first');
  assert.equal(after(edits.unnest(day(), 'c')), 'a[0 10 b[0 10]] c[10 30] d[30 60] e[70 90]');
  assert.equal(after(edits.unnest(day(), 'b')), 'b[0 10] a[10 30 c[10 30]] d[30 60] e[70 90]');
  assert.equal(after(edits.unnest(day(), 'd')), 'fault_unnest_top');
  assert.equal(after(edits.remove(day(), 'a')), 'b[0 10] c[10 30] d[30 60] e[70 90]');
  assert.equal(edits.remove(day(), 'e').chosen, 'd');
  const make = (ms) => edits.create(day(), ms, DURATION, { id: 'n', title: 'N' });
  assert.equal(after(make(65_000)), 'a[0 30 b[0 10] c[10 30]] d[30 60] n[65 70] e[70 90]');
  assert.equal(after(make(15_000)), 'a[0 30 b[0 10] c[10 15] n[15 30]] d[30 60] e[70 90]');
  assert.equal(after(make(30_000)), 'fault_new_taken');
  assert.equal(after(make(100_000)), 'fault_new_end');
  const [who, other] = ['Apolline Kerverdo', 'Tancrède Vasselin'].map((name) => ({ person: null, name }));
  const spoken = [chapter('x', 0, 10, { speakers: [who] }), chapter('y', 10, 20, { speakers: [{ ...who }, other] })];
  assert.deepEqual(edits.mergeWithNext(spoken, 'x').chapters[0].speakers, [who, other]);
});

test('nesting ends where the server would refuse it', () => {
  let list = [chapter('c0', 0, 1000)];
  for (let depth = 1; depth < 16; depth += 1) {
    const last = rowsOf(list).at(-1).chapter.id;
    list = edits.nest([...list, chapter(`c${depth}`, 1000 * depth, 1000 * depth + 1000)], `c${depth}`).chapters;
    for (let up = 1; up < depth; up += 1) list = edits.nest(list, `c${depth}`).chapters;
    assert.notEqual(rowsOf(list).at(-1).chapter.id, last);
  }
  assert.equal(Math.max(...rowsOf(list).map(({ depth }) => depth)), 16);
});

test('times are read as typed and written to the millisecond', () => {
  const read = {
    '1:02:03': 3_723_000, '62.5': 62_500, '62,5': 62_500, ' 1:01.2 ': 61_200, '1h2m3s': 3_723_000, '1:01:15': 3_675_000, '0': 0,
  };
  for (const [text, ms] of Object.entries(read)) assert.equal(timeOf(text), ms, text);
  for (const text of ['', 'x', '1:99', '-1', '1,2,3', '5,7:00']) assert.equal(timeOf(text), null, text);
  for (const ms of [0, 1, 10, 61_200, 3_599_999, 10_800_000]) assert.equal(timeOf(exactText(ms)), ms);
  assert.equal(framesAway(61_210, 1, 25), 61_240);
  assert.equal(framesAway(0, -1, 25), 0);
  assert.equal(framesAway(1001, 1, 30_000 / 1001), 1034);
});

test('keys go by what they write; every action has one key, and both are in the catalogue', () => {
  const press = (key, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
  const asked = (key, more, among = false) => actionOf(press(key, more), among)?.action ?? null;
  assert.equal(asked('i'), 'start_here');
  assert.equal(asked('I', { shiftKey: false }), 'start_here');  // Caps Lock
  assert.equal(asked('z', { ctrlKey: true }), 'undo');
  assert.equal(asked('Z', { ctrlKey: true, shiftKey: true }), 'redo');
  assert.equal(asked('y', { metaKey: true }), 'redo');
  assert.equal(asked('.', { shiftKey: true }), 'frame_forward');  // as French keyboards write it
  assert.equal(asked('?', { shiftKey: true }), 'help');
  assert.equal(asked('z', { ctrlKey: true, altKey: true }), null);
  assert.equal(asked('Enter'), 'rename');
  assert.equal(asked('Enter', {}, true), 'accept');
  assert.equal(asked('ArrowRight', { shiftKey: true }), 'nest');
  assert.equal(combination(press('é')), 'é');
  assert.equal(digitOf({ ...press('é'), code: 'Digit2' }), 2);
  assert.equal(digitOf({ ...press('2', { shiftKey: true }), code: 'Digit2' }), 2);
  for (const list of [KEYS, PROPOSAL_KEYS]) {
    const all = list.flatMap(({ keys }) => keys);
    assert.equal(new Set(all).size, all.length);
  }
  for (const { action } of [...KEYS, ...PROPOSAL_KEYS]) assert.ok(fr[`editor_act_${action}`], action);
});

test('no sentence of the editor is there for nothing', () => {
  const folder = new URL('../../server/web/studio/editor/', import.meta.url);
  const sources = fs.readdirSync(folder).map((name) => fs.readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const made = /^editor_(act|short|kind|evidence|role_in|save|keys|fault|merge|function|organisation)(_|$)/;
  const unused = Object.keys(fr).filter((key) =>
    !made.test(key) && !sources.includes(`'${key.replace(/_(one|many)$/, '')}'`));
  assert.deepEqual(unused, []);
  for (const [, key] of sources.matchAll(/fault\('(\w+)'/g)) assert.ok(fr[`editor_${key}`], key);
});

test('waveforms of the analyser are read as audiowaveform describes them', () => {
  const file = (samples, { bits = 8, version = 2, channels = 1 } = {}) => {
    const bytes = new ArrayBuffer(24 + samples.length * (bits / 8));
    const head = new DataView(bytes);
    [version, bits === 8 ? 1 : 0, 48_000, 4800, samples.length / 2 / channels, channels]
      .forEach((value, i) => head.setInt32(4 * i, value, true));
    samples.forEach((each, i) => (bits === 8 ? head.setInt8(24 + i, each) : head.setInt16(24 + 2 * i, each, true)));
    return bytes;
  };
  const peaks = new Peaks(file([-10, 20, -40, 5, 0, 0]));
  assert.equal(peaks.stepMs, 100);
  assert.deepEqual(peaks.range(0, 100), { low: -0.25, high: 0.5 });
  assert.deepEqual(peaks.range(0, 200), { low: -1, high: 0.5 });
  assert.equal(peaks.range(300, 400), null);
  assert.deepEqual(new Peaks(file([-1000, 500], { bits: 16 })).range(0, 1), { low: -1, high: 0.5 });
  assert.throws(() => new Peaks(file([0, 0], { version: 1 })), RangeError);
  assert.throws(() => new Peaks(new ArrayBuffer(3)), RangeError);
  assert.deepEqual([1, 20, 99, 100, 1000, 5000].map((each) => levelFor(each).stepMs), [20, 20, 20, 100, 1000, 1000]);
});

test('the timeline zooms around a time, stays within the recording and writes round times', () => {
  const view = new View(100_000, 1000);
  assert.equal(view.nearness, 0);
  view.zoom(0.5, 250);
  assert.equal(view.ms(250), 25_000);
  view.scrollTo(1e9);
  assert.equal(view.to, 100_000);
  view.zoomTo(1, 50_000);
  assert.equal(view.msPerPixel, 2.5);
  assert.equal(view.follow(51_000), false);
  assert.equal(view.follow(60_000), true);
  view.show(10_000, 20_000);
  assert.ok(view.from < 10_000 && view.to > 20_000 && view.span < 14_000);
  view.resize(500);
  assert.ok(view.span <= 7000);
  assert.deepEqual(ticks(new View(100_000, 1000)), [0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000, 80_000, 90_000, 100_000]);
});

test('small pictures are found by time', () => {
  const tiles = tilesOf('WEBVTT\n\n00:00:00.000 --> 00:00:10.000\ns.jpg#xywh=0,0,160,90\n\n' +
    '00:00:10.000 --> 01:00:20.500\ns.jpg#xywh=160,0,160,90\n\nnonsense');
  assert.deepEqual(tiles[1], { start: 10_000, end: 3_620_500, sheet: 's.jpg', x: 160, y: 0, width: 160, height: 90 });
  assert.equal(tileAt(tiles, 9999), tiles[0]);
  assert.equal(tileAt(tiles, 1e9), tiles[1]);
  assert.equal(tileAt([], 0), null);
});

test('a server’s answer keeps the chapters that are shown, and says what others changed', () => {
  const before = day();
  assert.equal(reconciled(before, structuredClone(before)), before);
  const answer = structuredClone(before);
  answer[0].children[1].title = 'Autre';
  const next = reconciled(before, answer);
  assert.equal(next[1], before[1]);
  assert.equal(find(next, 'b').chapter, before[0].children[0]);
  const { added, removed, changed } = differenceOf(before, next.slice(0, 2));
  assert.deepEqual([added, removed.map(({ id }) => id), changed.map(({ id }) => id)], [[], ['e'], ['c']]);
  assert.equal(sameTree({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 }), true);
});

test('a choice after a merge takes the other’s value, chapter by chapter and field by field', () => {
  const conflicts = [
    { chapter: 'b', field: 'title', mine: 'B', theirs: 'Leur titre' },
    { chapter: 'd', field: 'session', mine: 'ses_1', theirs: null },
    { chapter: 'e', field: 'chapter', mine: {}, theirs: null },
    { chapter: 'c', field: 'parent', mine: 'a', theirs: null },
  ];
  const theirs = settled(day(), conflicts, ['theirs', 'theirs', 'theirs', 'theirs']);
  assert.equal(outline(theirs), 'a[0 30 b[0 10]] c[10 30] d[30 60]');
  assert.equal(find(theirs, 'b').chapter.title, 'Leur titre');
  assert.equal(find(theirs, 'd').chapter.session, null);
  assert.deepEqual(settled(day(), conflicts, ['mine', 'mine', 'mine', 'mine']), day());
  const removed = [{ chapter: 'a', field: 'chapter', mine: null, theirs: {} }];
  assert.equal(outline(settled(day(), removed, ['mine'])), 'b[0 10] c[10 30] d[30 60] e[70 90]');
  assert.deepEqual(settled(day(), removed, ['theirs']), day());
  assert.deepEqual(settled(day(), [{ chapter: 'd', field: 'parent', mine: null, theirs: 'e' }], ['theirs']), day(), 'does not fit');
});

test('a chapter and its speaker are one card; accepting names whom the card shows', () => {
  const proposal = (id, kind, chapterId, doubt, more = {}) =>
    ({ id, kind, chapter: chapterId, doubt, certain: true, persons: [], suggested: chapter(chapterId, 0, 10), ...more });
  const persons = [{ id: 'per_1', name: 'Apolline Kerverdo', score: 0.7 }, { id: null, name: 'A. Kervedo', score: 0.5 }];
  const cards = proposing.cardsOf([
    proposal('p1', 'chapter', 'x', 0.1), proposal('p2', 'credit', 'x', 0.6, { certain: false, persons }), proposal('p3', 'chapter', 'y', 0.2),
  ]);
  assert.deepEqual(cards.map(({ id }) => id), ['x', 'y']);
  assert.deepEqual(proposing.namedBy(cards[0]), ['Apolline Kerverdo']);
  assert.deepEqual(proposing.accepting(cards[0]), [
    { proposal: 'p1', decision: 'accept' }, { proposal: 'p2', decision: 'accept', person: 'per_1' }]);
  assert.deepEqual(proposing.accepting(cards[0], persons[1])[1],
    { proposal: 'p2', decision: 'accept', new_person: { name: 'A. Kervedo' } });
  assert.deepEqual(proposing.acceptingUnnamed(cards[0]).map(({ decision }) => decision), ['accept', 'reject']);
  assert.equal(proposing.properName('Anne ROY-LE GALL'), 'Anne Roy-Le Gall');
  assert.equal(proposing.properName('Éric DE KERVOËL'), 'Éric de Kervoël');
  assert.equal(proposing.properName('Jean McDonald'), 'Jean McDonald');
  const sure = [
    proposal('s1', 'chapter', 'x', 1 - 0.9), proposal('s2', 'chapter', 'y', 0.11), proposal('s3', 'credit', 'x', 0, { persons }),
    proposal('s4', 'credit', 'y', 0, { persons }), proposal('s5', 'credit', 'x', 0),
  ];
  assert.equal(proposing.countAbove(sure, 0.9), 2, 'a chapter and the name in it');
  assert.equal(proposing.countAbove(sure, 0.9, (id) => id === 'y'), 3, 'a name in a chapter that is listed');
});

/** As localStorage: values are fields of their own, found by Object.keys. */
class Store {
  getItem(key) { return this[key] ?? null; }
  setItem(key, value) {
    if (value.length > 10_000) throw new DOMException('full', 'QuotaExceededError');
    this[key] = value;
  }
  removeItem(key) { delete this[key]; }
}

/** As navigator.locks, of one browser. */
function lockManager() {
  const taken = new Set();
  return {
    request(name, _, work) {
      if (taken.has(name)) return work(null);
      taken.add(name);
      return work({ name });
    },
    query: async () => ({ held: [...taken].map((name) => ({ name })) }),
    free: (name) => taken.delete(name),
    taken,
  };
}

test('what is not saved outlives its tab, and is taken over once the tab is gone', async () => {
  const store = new Store();
  const locks = lockManager();
  const one = await Pending.open('rec_1', 'Claire', { store, session: new Store(), locks });
  assert.equal(one.keep(3, day()), true);
  const other = await Pending.open('rec_1', 'Claire', { store, session: new Store(), locks });
  assert.deepEqual(await other.left(), [], 'the first tab lives');
  const somebody = await Pending.open('rec_1', 'Paul', { store, session: new Store(), locks });
  locks.free([...locks.taken][0]);
  assert.deepEqual(await somebody.left(), [], 'another archivist');
  const [left] = await other.left();
  assert.equal(left.base, 3);
  assert.deepEqual(left.chapters, day());
  other.forget(left);
  assert.deepEqual(await other.left(), []);
  assert.equal(other.keep(4, [chapter('x'.repeat(20_000), 0, 1)]), false, 'no room');
});

test('ids of new chapters are those of the server’s kind and unlike each other', () => {
  const ids = Array.from({ length: 1000 }, () => newChapterId());
  assert.equal(new Set(ids).size, 1000);
  for (const id of ids) assert.match(id, /^cha_[0-9a-z]{26}$/);
});
