// The media, its chapters and what is told about both.

import { Chapters } from './chapters.js';
import { Clock, Passage } from './clock.js';

// "Previous chapter" goes to the start of the current one when that is further away than this.
const RESTART_MS = 3000;

/**
 * What all parts of a player share. Fires, as CustomEvents:
 * - `jump` {at, href}: just before a link of the page is followed;
 * - `chapterchange` {chapter}: another chapter, or none (null), is current.
 */
export class Playback extends EventTarget {
  #passage;
  #clock;
  #current;  // undefined until told once
  #timer = 0;
  #status;

  constructor({ media, list, status, words }) {
    super();
    this.media = media;
    this.words = words;
    this.chapters = new Chapters(list);
    this.#clock = new Clock(media);
    this.#passage = new Passage(media, this.#clock);
    this.#status = status;
    const types = ['timeupdate', 'seeking', 'seeked', 'loadedmetadata', 'playing', 'ratechange'];
    for (const type of types) media.addEventListener(type, () => this.refresh());
  }

  /** Milliseconds from the first frame. */
  get position() { return this.#clock.position; }
  get duration() { return this.#clock.duration; }
  get current() { return this.#current ?? null; }

  /** Goes to a time; with a `range` {start, end} playing stops once at its end. */
  seek(ms, range = null) {
    this.#passage.set(range);
    this.#clock.seek(ms);
    this.refresh();
  }

  /** Moves by some milliseconds, as far as the recording goes. */
  move(ms) {
    this.seek(this.position + ms);
  }

  /** Follows a link that carries `data-start`. */
  follow(link) {
    const at = Number(link.dataset.start);
    this.dispatchEvent(new CustomEvent('jump', { detail: { at, href: link.href } }));
    this.seek(at);
    this.tell(this.chapters.items.find((item) => item.link === link) ?? this.chapters.at(at), at);
  }

  /** To the next (1) or previous (-1) chapter; nothing behind the last. */
  step(direction) {
    const { starts } = this.chapters;
    const from = direction > 0 ? this.position : this.position - RESTART_MS;
    const target = direction > 0
      ? starts.find((start) => start > from)
      : starts.findLast((start) => start <= from) ?? starts[0];
    if (target === undefined) return;
    this.seek(target);
    this.tell(this.chapters.at(target), target);
  }

  /** One message for who does not see the page, without moving the focus. */
  tell(chapter, ms) {
    const when = this.words.time(ms);
    this.#status.textContent = chapter
      ? this.words.say('status_chapter', chapter.label, when)
      : this.words.say('status_moment', when);
  }

  async toggle() {
    if (!this.media.paused) return this.media.pause();
    // What the browser refuses to play is told by support.js.
    return this.media.play().catch(() => undefined);
  }

  /** Looks which chapter is current, and again at the moment when that may change. */
  refresh() {
    clearTimeout(this.#timer);
    const at = Math.min(this.position, this.duration - 1);
    const next = this.chapters.at(at);
    if (next !== this.#current) {
      this.#current = next;
      this.dispatchEvent(new CustomEvent('chapterchange', { detail: { chapter: next } }));
    }
    const left = this.chapters.boundaryAfter(at) - at;
    if (this.media.paused || left > 1000) return;  // timeupdate comes before
    this.#timer = setTimeout(() => this.refresh(), left / this.media.playbackRate + 1);
  }
}
