// Where each lane of the timeline is, and how it is drawn: only what is visible, from plain data.

import { childrenOf } from './tree.js';
import { clockText } from '../../player/words.js';
import { tileAt } from './storyboard_tiles.js';
import { ticks } from './view.js';

export const RULER_PX = 22;
export const PICTURES_PX = 46;
export const WAVE_PX = 52;
export const SHOTS_PX = 12;
export const TEXTS_PX = 22;
export const ROW_PX = 26;
const GAP_PX = 3;
const MOST_ROWS = 5;  // deeper ones share the last

const POINTS = ['cut'];
const SPANS = ['dissolve', 'fade', 'black'];
const TEXTS = ['caption', 'card', 'slide'];

/** The rows of the lane of chapters: `[{chapter, row}]`, outermost first. */
export function blocksOf(chapters, row = 0, blocks = []) {
  for (const chapter of chapters) {
    blocks.push({ chapter, row: Math.min(row, MOST_ROWS - 1) });
    blocksOf(childrenOf(chapter), row + 1, blocks);
  }
  return blocks;
}

/** Evidence by lane, each in order of its start. */
export function signsOf(evidence) {
  const of = (kinds) => evidence.filter(({ kind }) => kinds.includes(kind))
    .sort((a, b) => a.start_ms - b.start_ms);
  return { cuts: of(POINTS), shots: of(SPANS), silences: of(['silence']), texts: of(TEXTS) };
}

/** The top of each lane and the height of all, in px, for that many rows of chapters. */
export function layoutOf(rows, pictures) {
  const pictured = RULER_PX + GAP_PX + (pictures ? PICTURES_PX + GAP_PX : 0);
  const shots = pictured + WAVE_PX + GAP_PX;
  const texts = shots + SHOTS_PX + GAP_PX;
  const chapters = texts + TEXTS_PX + GAP_PX;
  return {
    pictures: RULER_PX + GAP_PX, wave: pictured, shots, texts, chapters,
    height: chapters + Math.max(1, rows) * ROW_PX + GAP_PX,
  };
}

const visible = (view, { start_ms: start, end_ms: end }) => (end ?? start) >= view.from && start <= view.to;

function drawRuler({ ctx, view, colours }) {
  ctx.fillStyle = colours.quiet;
  ctx.font = colours.small;
  ctx.textBaseline = 'middle';
  for (const at of ticks(view)) {
    const x = Math.round(view.x(at)) + 0.5;
    ctx.fillRect(x, RULER_PX - 6, 1, 6);
    const rest = at % 1000;
    ctx.fillText(rest === 0 ? clockText(at) : `${clockText(at)}.${rest / 100}`, x + 4, RULER_PX / 2);
  }
}

function drawPictures({ ctx, view, colours, layout }, pictures) {
  const { tiles } = pictures;
  if (tiles.length === 0) return;
  const { width, height } = tiles[0];
  const shown = Math.round((width * PICTURES_PX) / height);
  ctx.fillStyle = colours.surface;
  ctx.fillRect(0, layout.pictures, view.width, PICTURES_PX);
  const first = Math.floor(view.from / (shown * view.msPerPixel));
  for (let i = first; view.x(i * shown * view.msPerPixel) < view.width; i += 1) {
    const at = i * shown * view.msPerPixel;
    if (at >= view.duration) break;
    const tile = tileAt(tiles, at);
    const sheet = pictures.sheet(tile.sheet);
    if (!sheet) continue;
    ctx.drawImage(sheet, tile.x, tile.y, tile.width, tile.height,
      Math.round(view.x(at)), layout.pictures, shown - 1, PICTURES_PX);
  }
}

function drawWave({ ctx, view, colours, layout }, peaks, signs) {
  const middle = layout.wave + WAVE_PX / 2;
  ctx.fillStyle = colours.surface;
  ctx.fillRect(0, layout.wave, view.width, WAVE_PX);
  ctx.fillStyle = colours.silence;
  for (const each of signs.silences) {
    if (!visible(view, each)) continue;
    const x = view.x(each.start_ms);
    ctx.fillRect(x, layout.wave, Math.max(1, view.x(each.end_ms) - x), WAVE_PX);
  }
  ctx.fillStyle = colours.wave;
  ctx.fillRect(0, middle, view.width, 1);
  if (!peaks) return;
  for (let x = 0; x < view.width; x += 1) {
    const range = peaks.range(view.from + x * view.msPerPixel, view.from + (x + 1) * view.msPerPixel);
    if (!range) break;
    const top = range.high * (WAVE_PX / 2 - 1);
    ctx.fillRect(x, middle - top, 1, Math.max(1, top - range.low * (WAVE_PX / 2 - 1)));
  }
}

function drawShots({ ctx, view, colours, layout }, signs) {
  ctx.fillStyle = colours.shot;
  for (const each of signs.shots) {
    if (!visible(view, each)) continue;
    const x = view.x(each.start_ms);
    ctx.fillRect(x, layout.shots + 3, Math.max(2, view.x(each.end_ms) - x), SHOTS_PX - 6);
  }
  for (const each of signs.cuts) {
    if (visible(view, each)) ctx.fillRect(Math.round(view.x(each.start_ms)), layout.shots, 1, SHOTS_PX);
  }
}

/** A box with as much of a text as it holds. */
function box({ ctx, view }, { start_ms: start, end_ms: end }, { top, height, fill, edge, ink, text }) {
  const left = Math.max(-2, view.x(start));
  const right = Math.min(view.width + 2, view.x(end ?? start));
  const width = Math.max(2, right - left - 1);
  ctx.fillStyle = fill;
  ctx.fillRect(left, top, width, height);
  if (edge) {
    ctx.strokeStyle = edge;
    ctx.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
  }
  if (width < 24 || !text) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width - 4, height);
  ctx.clip();
  ctx.fillStyle = ink;
  ctx.textBaseline = 'middle';
  ctx.fillText(text, Math.max(left, 0) + 6, top + height / 2 + 0.5);
  ctx.restore();
}

function drawTexts(pen, signs) {
  const { ctx, view, colours, layout } = pen;
  ctx.font = colours.small;
  for (const each of signs.texts) {
    if (!visible(view, each)) continue;
    box(pen, each, {
      top: layout.texts, height: TEXTS_PX, fill: colours[each.kind] ?? colours.caption, edge: colours.laneEdge,
      ink: colours.ink, text: each.text.split('\n')[0],
    });
  }
}

function drawChapters(pen, blocks, { chosen, edge }) {
  const { ctx, view, colours, layout } = pen;
  ctx.font = colours.text;
  for (const { chapter, row } of blocks) {
    if (!visible(view, chapter)) continue;
    const own = chapter.id === chosen;
    const top = layout.chapters + row * ROW_PX;
    box(pen, chapter, {
      top, height: ROW_PX - GAP_PX, fill: own ? colours.accent : colours[`kind_${chapter.kind}`],
      edge: own ? colours.accent : colours.edge, ink: own ? colours.accentInk : colours.ink, text: chapter.title,
    });
    if (!own) continue;
    ctx.fillStyle = colours.focus;
    ctx.fillRect(view.x(chapter[edge]) - 1.5, layout.wave, 3, top + ROW_PX - GAP_PX - layout.wave);
  }
}

/** Where something is proposed that is not in the list, or may be other than there. */
function drawProposed({ ctx, view, colours, layout }, { start_ms: start, end_ms: end }) {
  const left = view.x(start);
  ctx.strokeStyle = colours.focus;
  ctx.lineWidth = 2;
  ctx.setLineDash([6, 4]);
  ctx.strokeRect(left, layout.wave - 1, view.x(end) - left, layout.height - layout.wave - 2);
  ctx.setLineDash([]);
}

/** Draws everything. `pen`: {ctx, view, colours, layout}; `data`: what Timeline gathers. */
export function draw(pen, { peaks, signs, blocks, pictures, chosen, edge, dragged, proposed }) {
  const { ctx, view, colours, layout } = pen;
  ctx.clearRect(0, 0, view.width, layout.height);
  ctx.lineWidth = 1;
  drawRuler(pen);
  drawPictures(pen, pictures);
  drawWave(pen, peaks, signs);
  drawShots(pen, signs);
  drawTexts(pen, signs);
  drawChapters(pen, blocks, { chosen, edge });
  if (proposed) drawProposed(pen, proposed);
  if (dragged === null) return;
  ctx.fillStyle = colours.focus;
  ctx.fillRect(view.x(dragged) - 1, 0, 2, layout.height);
}

/** The boundary of a chapter near a point, the chosen chapter's first: {id, edge} or null. */
export function boundaryAt({ view, blocks, chosen, layout }, x, y, nearPx = 6) {
  if (y < layout.wave) return null;
  const row = Math.floor((y - layout.chapters) / ROW_PX);
  const inLane = y >= layout.chapters;
  const candidates = blocks
    .filter((each) => (inLane ? each.row === row : each.chapter.id === chosen))
    .flatMap(({ chapter }) => ['start_ms', 'end_ms'].map((edge) => ({ chapter, edge, away: Math.abs(view.x(chapter[edge]) - x) })))
    .filter(({ away }) => away <= nearPx);
  const best = candidates.sort((a, b) =>
    a.away - b.away || Number(b.chapter.id === chosen) - Number(a.chapter.id === chosen))[0];
  return best ? { id: best.chapter.id, edge: best.edge } : null;
}

/** The chapter whose block is at a point, or null. */
export function blockAt({ view, blocks, layout }, x, y) {
  const row = Math.floor((y - layout.chapters) / ROW_PX);
  const ms = view.ms(x);
  return blocks.findLast((each) =>
    each.row === row && each.chapter.start_ms <= ms && ms < each.chapter.end_ms)?.chapter ?? null;
}

/** The nearest cut or end of a silence, within some pixels of a time; else the time itself. */
export function snapped({ view, signs }, ms, nearPx = 7) {
  const marks = [...signs.cuts.map((each) => each.start_ms), ...signs.silences.map((each) => each.end_ms)];
  const near = marks.reduce((best, at) => (Math.abs(at - ms) < Math.abs(best - ms) ? at : best), Infinity);
  return Math.abs(near - ms) <= nearPx * view.msPerPixel ? near : Math.round(ms);
}
