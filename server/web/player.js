// The page of a recording: jumps without reload, the current chapter, addresses that name a time.
// Without this script the same links work by loading the page again.

import { askedTime } from './time.js';
import { roving } from './list.js';

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

function start(media, list) {
  const clock = new Clock(media);
  const passage = new Passage(media, clock);
  const chapters = new Chapters(list);
  const status = document.getElementById('player-status');
  const now = document.getElementById('now');
  const duration = Number(media.dataset.duration);
  const stops = roving(list);
  let current = null;

  function mark() {
    const next = chapters.at(Math.min(clock.position, duration - 1));
    if (next === current) return;
    current = next;
    list.querySelector('[aria-current]')?.removeAttribute('aria-current');
    next?.link.setAttribute('aria-current', 'true');
    if (next) stops.offer(next.link);
    now.replaceChildren(...[...(next?.link.querySelector('.what')?.childNodes ?? [])]
      .map((node) => node.cloneNode(true)));
  }

  function goTo(ms, range = null) {
    passage.set(range);
    clock.seek(ms);
    mark();
  }

  /** Writes down where one is, so that Back returns there and not to where one had come in. */
  function remember() {
    history.replaceState({ at: clock.position }, '');
  }

  function goToAddress() {
    const { range, chapter } = askedTime(new URL(location.href));
    if (range) goTo(range.start, range);
    else if (chapter && chapters.named(chapter)) goTo(chapters.named(chapter).start);
  }

  function jump(link) {
    const ms = Number(link.dataset.start);
    remember();
    history.pushState({ at: ms }, '', link.href);
    goTo(ms);
    status.textContent = spokenChapter(link, status.dataset.pattern);
  }

  list.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-start]');
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || modified || event.button !== 0) return;
    event.preventDefault();
    jump(link);
  });

  // An entry without a position is a new one: a fragment typed by hand, or a skip link, which is no
  // place in the recording and must not move it.
  addEventListener('popstate', (event) => {
    if (event.state?.at !== undefined) goTo(event.state.at);
    else if (new URLSearchParams(location.hash.slice(1)).has('t')) goToAddress();
    remember();
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest('a')?.hash) remember();
  }, { capture: true });
  addEventListener('pagehide', remember);
  for (const type of ['timeupdate', 'seeking', 'seeked', 'loadedmetadata']) {
    media.addEventListener(type, mark);
  }

  const came = performance.getEntriesByType('navigation')[0]?.type;
  if (came === 'back_forward' && history.state?.at !== undefined) goTo(history.state.at);
  else goToAddress();
  remember();
  mark();
  document.getElementById('chapters-hint').hidden = false;
}

const media = document.getElementById('player');
const list = document.getElementById('chapters');
if (media && list) start(media, list);
