// The player in a frame: jumps without reload, the current chapter, and what the host may ask.

import { roving } from '../parts/list.js';
import { chapterAt, chaptersOf, described, markCurrent } from './chapters.js';

// See LANDING_MS in player.js.
const LANDING_MS = 1;

/** The media element on the recording's own clock, in whole milliseconds from its first frame. */
function clockOf(media) {
  const offset = Number(media.dataset.offset);
  let pending = null;
  const land = () => {
    const seconds = (pending + offset + LANDING_MS) / 1000;
    media.currentTime = Math.min(seconds, media.duration);
    pending = null;
  };
  media.addEventListener('loadedmetadata', () => { if (pending !== null) land(); });
  return {
    duration: Number(media.dataset.duration),
    get now() { return pending ?? Math.max(0, Math.round(media.currentTime * 1000) - offset); },
    seek(ms) {
      if (!Number.isFinite(ms)) throw new Error('no time');
      pending = Math.min(Math.max(Math.round(ms), 0), this.duration);
      if (media.readyState >= HTMLMediaElement.HAVE_METADATA) land();
    },
  };
}

/** Scrolls the list alone: the page around the frame stays where it is. */
function showWithin(list, link) {
  if (!link) return;
  const above = link.getBoundingClientRect().top - list.getBoundingClientRect().top;
  list.scrollTop += above - list.clientHeight / 3;
}

export function framedPlayer(media, list, tell) {
  const clock = clockOf(media);
  const chapters = chaptersOf(list);
  const stops = roving(list);
  const all = () => chapters.map(described);
  const status = document.getElementById('player-status');
  let current;  // undefined until marked once

  const currentChapter = () => (current ? described(current, chapters.indexOf(current)) : null);

  function mark() {
    const next = chapterAt(chapters, Math.min(clock.now, clock.duration - 1));
    if (next === current) return;
    current = next;
    markCurrent(list, next);
    if (next) stops.offer(next.link);
    tell('chapterchange', currentChapter());
  }

  function seek(ms) {
    clock.seek(ms);
    mark();
  }

  for (const type of ['timeupdate', 'seeking', 'seeked', 'loadedmetadata']) {
    media.addEventListener(type, mark);
  }
  for (const type of ['play', 'pause', 'ended']) {
    media.addEventListener(type, () => tell(type, { seconds: clock.now / 1000 }));
  }
  media.addEventListener('timeupdate', () => {
    tell('timeupdate', { seconds: clock.now / 1000, duration: clock.duration / 1000 });
  });
  list.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-start]');
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || modified || event.button !== 0) return;
    event.preventDefault();
    seek(Number(link.dataset.start));
    const title = chapters.find((chapter) => chapter.link === link)?.title ?? link.textContent;
    status.textContent = status.dataset.pattern.replace('{0}', title)
      .replace('{1}', link.querySelector('.heard').textContent);
  });
  mark();
  showWithin(list, current?.link);

  return {
    about: () => ({ duration: clock.duration / 1000, chapters: all() }),
    methods: {
      play: () => media.play(),
      pause: () => media.pause(),
      seek(seconds) {
        seek(Number(seconds) * 1000);
        showWithin(list, current?.link);
      },
      getCurrentTime: () => clock.now / 1000,
      getDuration: () => clock.duration / 1000,
      getChapters: all,
      getCurrentChapter: currentChapter,
    },
  };
}
