// Which part of the recording the timeline shows: pure sums, in milliseconds and CSS pixels.

// A second over this many pixels is as near as anybody needs: a frame is then 16 pixels wide.
const NEAREST_MS_PER_PIXEL = 2.5;

const clamp = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));

export class View {
  constructor(duration, width = 1) {
    this.duration = Math.max(1, duration);
    this.width = width;
    this.from = 0;
    this.msPerPixel = this.duration / width;
  }

  get span() { return this.msPerPixel * this.width; }
  get to() { return this.from + this.span; }
  get whole() { return this.span >= this.duration; }

  /** How near it is, from 0 (all of it) to 1. */
  get nearness() {
    const least = Math.log(NEAREST_MS_PER_PIXEL);
    const most = Math.log(this.duration / this.width);
    return most <= least ? 1 : (most - Math.log(this.msPerPixel)) / (most - least);
  }

  x(ms) { return (ms - this.from) / this.msPerPixel; }
  ms(x) { return clamp(this.from + x * this.msPerPixel, 0, this.duration); }

  resize(width) {
    const whole = this.whole;
    this.width = Math.max(1, width);
    this.#settle(whole ? Infinity : this.msPerPixel, this.from);
  }

  /** Makes a pixel `factor` times as long, with the time at `x` staying where it is. */
  zoom(factor, x) {
    const held = this.from + x * this.msPerPixel;
    this.#settle(this.msPerPixel * factor);
    this.scrollTo(held - x * this.msPerPixel);
  }

  /** As `nearness` says it, around a time. */
  zoomTo(nearness, ms) {
    const most = Math.log(this.duration / this.width);
    const at = most - nearness * (most - Math.log(NEAREST_MS_PER_PIXEL));
    this.#settle(Math.exp(at));
    this.scrollTo(ms - this.span / 2);
  }

  scrollTo(from) { this.from = clamp(from, 0, this.duration - this.span); }

  /** Shows [start, end) with some room around it. */
  show(start, end) {
    const room = Math.max(1000, (end - start) * 0.15);
    this.#settle((end - start + 2 * room) / this.width);
    this.scrollTo((start + end) / 2 - this.span / 2);
  }

  /** Follows the playhead: turns a page when it leaves; gives whether anything moved. */
  follow(ms) {
    if (ms >= this.from && ms <= this.to) return false;
    const before = this.from;
    this.scrollTo(ms - this.span * 0.1);
    return this.from !== before;
  }

  #settle(msPerPixel, from = this.from) {
    const most = this.duration / this.width;
    this.msPerPixel = clamp(msPerPixel, Math.min(NEAREST_MS_PER_PIXEL, most), most);
    this.scrollTo(from);
  }
}

const STEPS_S = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** The times to write on a ruler, not nearer to each other than `apart` pixels. */
export function ticks(view, apart = 90) {
  const least = (view.msPerPixel * apart) / 1000;
  const step = (STEPS_S.find((each) => each >= least) ?? 7200) * 1000;
  const first = Math.ceil(view.from / step);
  const last = Math.floor(Math.min(view.to, view.duration) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}
