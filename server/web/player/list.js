// The list of chapters beside the media: jumps without reload, the current one marked.

import { roving } from '../parts/list.js';

// Nobody wants the list moved under their eyes: it follows the media again this long after the last
// sign that somebody was browsing it.
const BROWSING_MS = 10_000;

const calm = matchMedia('(prefers-reduced-motion: reduce)');

class ChapterList {
  #playback;
  #list;
  #box;
  #stops;
  #now;
  #browsedAt = -Infinity;

  constructor(playback, list, now) {
    this.#playback = playback;
    this.#list = list;
    this.#box = list.querySelector('.chapter-box');
    this.#now = now;
    this.#stops = roving(list);
    followLinks(playback, list);
    for (const type of ['wheel', 'touchmove', 'pointermove', 'keydown']) {
      list.addEventListener(type, () => { this.#browsedAt = performance.now(); }, { passive: true });
    }
    playback.addEventListener('chapterchange', ({ detail }) => this.#mark(detail.chapter));
  }

  #mark(chapter) {
    this.#list.querySelector('[aria-current]')?.removeAttribute('aria-current');
    chapter?.link.setAttribute('aria-current', 'true');
    if (chapter) {
      this.#stops.offer(chapter.link);
      this.#show(chapter.link);
    }
    const words = chapter?.link.querySelector('.what')?.childNodes ?? [];
    this.#now?.replaceChildren(...[...words].map((node) => node.cloneNode(true)));
  }

  /** Brings the current chapter into the list's own window; the page itself is never scrolled. */
  #show(link) {
    const box = this.#box;
    if (!box || box.scrollHeight <= box.clientHeight || this.#browsing()) return;
    const above = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (above >= 0 && above + link.offsetHeight <= box.clientHeight) return;
    box.scrollTop += above - box.clientHeight / 4;
  }

  #browsing() {
    return calm.matches || this.#list.contains(document.activeElement) ||
      performance.now() - this.#browsedAt < BROWSING_MS;
  }
}

/** Links within `part` that carry `data-start` move the media instead of loading the page again. */
export function followLinks(playback, part) {
  part.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-start]');
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || modified || event.button !== 0) return;
    event.preventDefault();
    playback.follow(link);
  });
}

export const bindList = (playback, list, now) => new ChapterList(playback, list, now);
