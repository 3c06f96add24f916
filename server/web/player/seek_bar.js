// The bar of time: a slider (ARIA 1.2, "slider") with the chapters on it. The pointer acts when it
// is let go, so that moving away or Escape cancels.

import { clockText } from './words.js';
import { Storyboard } from './storyboard.js';

// Chapters that begin nearer to each other than this are drawn as one.
const LEAST_GAP_PX = 3;

// A pointer let go this far above or below the bar changes nothing.
const CANCEL_PX = 80;

const KEY_STEP_MS = 5000;

export class SeekBar {
  #playback;
  #bar;
  #part;
  #storyboard;
  #pressed = null;  // the pointer that is down
  #hovering = false;

  constructor(playback, bar) {
    this.#playback = playback;
    this.#bar = bar;
    this.#part = (name) => bar.querySelector(`.${name}`);
    this.#storyboard = new Storyboard(playback.media, this.#part('picture'));
    this.#bindPointer();
    this.#bindKeys();
    this.#bindPreview();
    const shown = ['timeupdate', 'seeking', 'seeked', 'loadedmetadata'];
    for (const type of shown) playback.media.addEventListener(type, () => this.#showPosition());
    playback.media.addEventListener('seeking', () => this.#showValue());
    playback.media.addEventListener('progress', () => this.#showLoaded());
    new ResizeObserver(() => this.#drawChapters()).observe(bar);
    this.#showPosition();
    this.#showValue();
  }

  /** Where on the bar a time is, 0 to 1. */
  #share(ms) { return ms / Math.max(1, this.#playback.duration); }

  #msAt(event) {
    const { left, width } = this.#part('rail').getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    return Math.round(share * this.#playback.duration);
  }

  #showPosition() {
    const position = this.#playback.position;
    this.#bar.style.setProperty('--played', this.#share(position));
    // Not while it has the focus: a screen reader would say every second.
    if (document.activeElement !== this.#bar) this.#showValue();
    else if (!this.#hovering && !this.#part('preview').hidden) this.#preview(position);
  }

  #showValue() {
    const { position, duration, words, current } = this.#playback;
    const time = words.say('position', words.time(position), words.time(duration));
    this.#bar.setAttribute('aria-valuenow', Math.floor(position / 1000));
    this.#bar.setAttribute('aria-valuetext', current ? `${time}, ${current.label}` : time);
  }

  #showLoaded() {
    const { buffered, currentTime, duration } = this.#playback.media;
    let end = 0;
    for (let i = 0; i < buffered.length; i += 1) {
      if (buffered.start(i) <= currentTime) end = Math.max(end, buffered.end(i));
    }
    this.#bar.style.setProperty('--loaded', duration > 0 ? end / duration : 0);
  }

  /** One mark a chapter; a session's is taller and goes before the marks too near to it. */
  #drawChapters() {
    const width = this.#part('rail').clientWidth;
    const at = (item) => this.#share(item.start) * width;
    const drawn = [];
    const free = (item) => drawn.every((each) => Math.abs(at(each) - at(item)) >= LEAST_GAP_PX);
    const items = this.#playback.chapters.items.filter(({ start }) => start > 0);
    for (const wanted of [true, false]) {
      for (const item of items) if (item.opens === wanted && free(item)) drawn.push(item);
    }
    this.#part('marks').replaceChildren(...drawn.map((item) => {
      const mark = document.createElement('i');
      mark.style.left = `${this.#share(item.start) * 100}%`;
      mark.classList.toggle('opens', item.opens);
      return mark;
    }));
  }

  #bindPointer() {
    this.#bar.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || event.target.closest('.preview')) return;
      this.#pressed = event.pointerId;
      this.#bar.setPointerCapture(event.pointerId);
      this.#preview(this.#msAt(event));
    });
    this.#bar.addEventListener('pointerup', (event) => {
      if (this.#pressed !== event.pointerId) return;
      const { top, bottom } = this.#bar.getBoundingClientRect();
      const near = event.clientY > top - CANCEL_PX && event.clientY < bottom + CANCEL_PX;
      if (near) this.#go(this.#msAt(event));
      this.#release(event);
    });
    this.#bar.addEventListener('pointercancel', (event) => this.#release(event));
    // Over the page while the bar is held, Escape lets go without going anywhere.
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      this.#pressed = null;
      this.#hide();
    });
  }

  #release(event) {
    this.#pressed = null;
    if (event.pointerType !== 'mouse') this.#hide();
  }

  #go(ms) {
    this.#playback.seek(ms);
    this.#playback.tell(this.#playback.chapters.at(ms), ms);
  }

  #bindKeys() {
    this.#bar.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const actions = {
        ArrowUp: () => this.#playback.move(KEY_STEP_MS),
        ArrowRight: () => this.#playback.move(KEY_STEP_MS),
        ArrowDown: () => this.#playback.move(-KEY_STEP_MS),
        ArrowLeft: () => this.#playback.move(-KEY_STEP_MS),
        PageUp: () => this.#playback.step(1),
        PageDown: () => this.#playback.step(-1),
        Home: () => this.#playback.seek(0),
        End: () => this.#playback.seek(this.#playback.duration),
      };
      if (!Object.hasOwn(actions, event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      actions[event.key]();
      this.#preview(this.#playback.position);
    });
  }

  #bindPreview() {
    this.#bar.addEventListener('pointermove', (event) => {
      this.#hovering = true;
      // The preview itself may be pointed at: it then stays as it is.
      if (event.target.closest('.preview') && this.#pressed === null) return;
      if (event.pointerType === 'mouse' || this.#pressed !== null) this.#preview(this.#msAt(event));
    });
    this.#bar.addEventListener('pointerleave', () => {
      this.#hovering = false;
      if (document.activeElement === this.#bar && this.#bar.matches(':focus-visible')) {
        this.#preview(this.#playback.position);
      } else {
        this.#hide();
      }
    });
    this.#bar.addEventListener('focus', () => {
      if (this.#bar.matches(':focus-visible')) this.#preview(this.#playback.position);
    });
    this.#bar.addEventListener('blur', () => this.#hide());
  }

  #preview(ms) {
    const preview = this.#part('preview');
    const chapter = this.#playback.chapters.at(Math.min(ms, this.#playback.duration - 1));
    this.#part('preview-chapter').textContent = chapter?.label ?? '';
    this.#part('preview-time').textContent = clockText(ms);
    this.#storyboard.show(ms);
    this.#bar.style.setProperty('--pointed', this.#share(ms));
    this.#bar.style.setProperty('--chapter-start', this.#share(chapter?.start ?? 0));
    this.#bar.style.setProperty('--chapter-end', this.#share(chapter?.end ?? 0));
    preview.hidden = false;
    this.#keepInside(preview, ms);
  }

  // Centred over its time, but never beyond the bar's ends.
  #keepInside(preview, ms) {
    const room = this.#bar.clientWidth - preview.offsetWidth;
    const left = this.#share(ms) * this.#bar.clientWidth - preview.offsetWidth / 2;
    preview.style.left = `${Math.min(Math.max(0, left), Math.max(0, room))}px`;
  }

  #hide() {
    this.#part('preview').hidden = true;
    this.#bar.style.setProperty('--chapter-end', 0);
    this.#bar.style.setProperty('--chapter-start', 0);
  }
}
