// What is drawn of a recording beside its chapters: evidence, sound, small pictures. All of it may
// be missing (a recording that was only probed) and comes when it comes.

import { call, path } from '../api.js';
import { LEVELS, Peaks, levelFor } from './peaks.js';
import { tilesOf } from './storyboard_tiles.js';

/** The address of a derived file, for signed-in people. */
export const fileAddress = (rec, name) =>
  `/studio/files/${encodeURIComponent(rec)}/${encodeURIComponent(name)}`;

/** Fires "change" when something more is there. */
export class MediaData extends EventTarget {
  evidence = [];
  tiles = [];
  #sheets = new Map();  // name of a sheet -> ImageBitmap, or null while it is fetched
  #rec;
  #levels = new Map();  // name of a level -> Peaks, or null while it is fetched

  constructor(rec) {
    super();
    this.#rec = rec;
  }

  async load() {
    await Promise.all([this.#loadEvidence(), this.#loadTiles()]);
  }

  /** The finest waveform that is there and fits; the fitting one is fetched if it is not. */
  peaksFor(msPerPixel) {
    const wanted = levelFor(msPerPixel);
    if (!this.#levels.has(wanted.name)) this.#loadPeaks(wanted.name);
    return this.#levels.get(wanted.name) ??
      LEVELS.map(({ name }) => this.#levels.get(name)).find(Boolean) ?? null;
  }

  async #loadEvidence() {
    this.evidence = (await call('GET', path`/recordings/${this.#rec}/evidence`)).json.evidence;
    this.#changed();
  }

  async #loadPeaks(name) {
    this.#levels.set(name, null);
    const answer = await fetch(fileAddress(this.#rec, name));
    if (!answer.ok) return;
    try {
      this.#levels.set(name, new Peaks(await answer.arrayBuffer()));
      this.#changed();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }

  async #loadTiles() {
    const answer = await fetch(fileAddress(this.#rec, 'storyboard.vtt'));
    if (!answer.ok) return;
    this.tiles = tilesOf(await answer.text());
    this.#changed();
  }

  /** A sheet of small pictures once it is there; it is fetched when first asked for. */
  sheet(name) {
    if (!this.#sheets.has(name)) this.#loadSheet(name);
    return this.#sheets.get(name);
  }

  async #loadSheet(name) {
    this.#sheets.set(name, null);
    const answer = await fetch(fileAddress(this.#rec, name));
    if (!answer.ok) return;
    this.#sheets.set(name, await createImageBitmap(await answer.blob()));
    this.#changed();
  }

  #changed() { this.dispatchEvent(new Event('change')); }
}
