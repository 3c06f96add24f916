// The page of a recording: jumps without reload, the current chapter, addresses that name a time.
// Without this script the same links work by loading the page again.

import { askedTime } from './parts/time.js';
import { roving } from './parts/list.js';

// A chapter's start is rounded to the millisecond, so its first frame may begin up to half of one
// later: landing this much behind shows that frame and not the last one of the chapter before.
const LANDING_MS = 1;

// A passage is left by hand when the position is this far outside of it.
const PASSAGE_SLACK_MS = 500;

/** The media element, on the recording's own clock: whole milliseconds from its first frame. */
class Clock {
  #media;
  #offset;
  #duration;
  #pending = null;  // where to land once the media can seek

  constructor(media) {
    this.#media = media;
    this.#offset = Number(media.dataset.offset);
    this.#duration = Number(media.dataset.duration);
    media.addEventListener('loadedmetadata', () => {
      if (this.#pending !== null) this.#land();
    });
  }

  get position() {
    if (this.#pending !== null) return this.#pending;
    return Math.max(0, Math.round(this.#media.currentTime * 1000) - this.#offset);
  }

  seek(ms) {
    this.#pending = Math.min(Math.max(ms, 0), this.#duration);
    if (this.#media.readyState >= HTMLMediaElement.HAVE_METADATA) this.#land();
  }

  #land() {
    const seconds = (this.#pending + this.#offset + LANDING_MS) / 1000;
    this.#media.currentTime = Math.min(seconds, this.#media.duration);
    this.#pending = null;
  }
}

/** Stops playing at the end of an asked passage, once. */
class Passage {
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

/** The chapters of the list, in order; the innermost at a time is the last that holds it. */
class Chapters {
  #items;

  constructor(list) {
    this.#items = [...list.querySelectorAll('a[data-end]')].map((link) => ({
      link,
      id: new URL(link.href).searchParams.get('c'),
      start: Number(link.dataset.start),
      end: Number(link.dataset.end),
    }));
  }

  at(ms) {
    return this.#items.findLast(({ start, end }) => start <= ms && ms < end) ?? null;
  }

  named(id) {
    return this.#items.find((item) => item.id === id) ?? null;
  }
}

const wordsOf = (link, name) => link.querySelector(name)?.textContent ?? '';

function spokenChapter(link, pattern) {
  const parts = [wordsOf(link, '.speaker'), wordsOf(link, '.title')].filter(Boolean);
  const values = [parts.join(', ') || wordsOf(link, '.what'), wordsOf(link, '.heard')];
  return pattern.replace(/\{([01])\}/g, (_, index) => values[index]);
}

/** The page at work: the media, the list and the address kept in step. */
class Watching {
  #list;
  #clock;
  #passage;
  #chapters;
  #stops;
  #duration;
  #current;  // undefined until marked once, so that the first time clears what the server marked
  #status = document.getElementById('player-status');
  #now = document.getElementById('now');

  constructor(media, list) {
    this.#list = list;
    this.#clock = new Clock(media);
    this.#passage = new Passage(media, this.#clock);
    this.#chapters = new Chapters(list);
    this.#stops = roving(list);
    this.#duration = Number(media.dataset.duration);
    for (const type of ['timeupdate', 'seeking', 'seeked', 'loadedmetadata']) {
      media.addEventListener(type, () => this.#mark());
    }
    list.addEventListener('click', (event) => this.#clicked(event));
    this.#followHistory();
    this.#arrive();
  }

  /** Goes to where the address says, or to where one was when Back came here from another page. */
  #arrive() {
    const came = performance.getEntriesByType('navigation')[0]?.type;
    if (came === 'back_forward' && history.state?.at !== undefined) this.#goTo(history.state.at);
    else this.#goToAddress();
    this.#remember();
    this.#mark();
  }

  #followHistory() {
    // An entry without a position is a new one: a fragment typed by hand, or a skip link, which is
    // no place in the recording and must not move it.
    addEventListener('popstate', (event) => {
      if (event.state?.at !== undefined) this.#goTo(event.state.at);
      else if (new URLSearchParams(location.hash.slice(1)).has('t')) this.#goToAddress();
      this.#remember();
    });
    document.addEventListener('click', (event) => {
      if (event.target.closest('a')?.hash) this.#remember();
    }, { capture: true });
    addEventListener('pagehide', () => this.#remember());
  }

  /** Writes down where one is, so that Back returns there and not to where one had come in. */
  #remember() {
    history.replaceState({ at: this.#clock.position }, '');
  }

  #goTo(ms, range = null) {
    this.#passage.set(range);
    this.#clock.seek(ms);
    this.#mark();
  }

  #goToAddress() {
    const { range, chapter } = askedTime(new URL(location.href));
    const named = this.#chapters.named(chapter);
    if (range) this.#goTo(range.start, range);
    else if (named) this.#goTo(named.start);
  }

  #clicked(event) {
    const link = event.target.closest('a[data-start]');
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || modified || event.button !== 0) return;
    event.preventDefault();
    const at = Number(link.dataset.start);
    this.#remember();
    history.pushState({ at }, '', link.href);
    this.#goTo(at);
    this.#status.textContent = spokenChapter(link, this.#status.dataset.pattern);
  }

  #mark() {
    const next = this.#chapters.at(Math.min(this.#clock.position, this.#duration - 1));
    if (next === this.#current) return;
    this.#current = next;
    this.#list.querySelector('[aria-current]')?.removeAttribute('aria-current');
    next?.link.setAttribute('aria-current', 'true');
    if (next) this.#stops.offer(next.link);
    const words = next?.link.querySelector('.what')?.childNodes ?? [];
    this.#now.replaceChildren(...[...words].map((node) => node.cloneNode(true)));
  }
}

const media = document.getElementById('player');
const list = document.getElementById('chapters');
if (media && list) {
  new Watching(media, list);
  document.getElementById('chapters-hint').hidden = false;
}
