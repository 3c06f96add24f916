// Where the media stands, on the recording's own clock: whole milliseconds from its first frame.

// A chapter's start is rounded to the millisecond, so its first frame may begin up to half of one
// later: landing this much behind shows that frame and not the last one of the chapter before.
const LANDING_MS = 1;

// A passage is left by hand when the position is this far outside of it.
const PASSAGE_SLACK_MS = 500;

/** The media element's position; `data-offset` is what its clock shows at the first frame. */
export class Clock {
  #media;
  #offset;
  #pending = null;  // where to land once the media can seek
  #landed = { ms: 0, seconds: -1 };  // where it was asked to be last, and how its clock says that

  constructor(media) {
    this.#media = media;
    this.#offset = Number(media.dataset.offset);
    this.duration = Number(media.dataset.duration);
    media.addEventListener('loadedmetadata', () => {
      if (this.#pending !== null) this.#land();
    });
  }

  get position() {
    if (this.#pending !== null) return this.#pending;
    const seconds = this.#media.currentTime;
    if (Math.abs(seconds - this.#landed.seconds) < LANDING_MS / 2000) return this.#landed.ms;
    const ms = Math.round(seconds * 1000) - this.#offset;
    return Math.min(Math.max(0, ms), this.duration);
  }

  seek(ms) {
    this.#pending = Math.min(Math.max(ms, 0), this.duration);
    if (this.#media.readyState >= HTMLMediaElement.HAVE_METADATA) this.#land();
  }

  #land() {
    const seconds = (this.#pending + this.#offset + LANDING_MS) / 1000;
    this.#landed = { ms: this.#pending, seconds: Math.min(seconds, this.#media.duration) };
    this.#media.currentTime = this.#landed.seconds;
    this.#pending = null;
  }
}

/** Stops playing at the end of an asked passage, once. */
export class Passage {
  #media;
  #clock;
  #range = null;
  #timer = 0;

  constructor(media, clock) {
    this.#media = media;
    this.#clock = clock;
    for (const type of ['timeupdate', 'playing', 'ratechange']) {
      media.addEventListener(type, () => this.#check());
    }
    media.addEventListener('seeked', () => this.#checkStillInside());
  }

  set(range) {
    clearTimeout(this.#timer);
    this.#range = range !== null && range.end !== null ? range : null;
  }

  #check() {
    clearTimeout(this.#timer);
    if (this.#range === null || this.#media.paused) return;
    const left = this.#range.end - this.#clock.position;
    if (left <= 0) {
      this.#range = null;
      this.#media.pause();
    } else if (left < 1000) {
      // timeupdate comes four times a second: too seldom to stop on the frame.
      this.#timer = setTimeout(() => this.#check(), left / this.#media.playbackRate);
    }
  }

  #checkStillInside() {
    if (this.#range === null) return;
    const position = this.#clock.position;
    const { start, end } = this.#range;
    if (position < start - PASSAGE_SLACK_MS || position > end + PASSAGE_SLACK_MS) this.set(null);
  }
}
