// The player in a frame, and what the site around it may ask of it.

import { goToAddress } from '../player/address.js';
import { createPlayer } from '../player/create.js';
import { described } from './described.js';

export function framedPlayer(media, list, tell) {
  const playback = createPlayer({ media, list, now: document.getElementById('now'), keep: false });
  const { items } = playback.chapters;
  const all = () => items.map(described);
  const seconds = () => playback.position / 1000;
  const duration = playback.duration / 1000;
  const currentChapter = () => all()[items.indexOf(playback.current)] ?? null;

  playback.addEventListener('chapterchange', () => tell('chapterchange', currentChapter()));
  for (const type of ['play', 'pause', 'ended', 'timeupdate']) {
    media.addEventListener(type, () => tell(type, { seconds: seconds(), duration }));
  }
  goToAddress(playback);
  showWithin(list.querySelector('.chapter-box'), playback.current?.link);

  return {
    about: () => ({ duration, chapters: all() }),
    methods: {
      play: () => media.play(),
      pause: () => media.pause(),
      seek(to) {
        if (!Number.isFinite(Number(to))) throw new Error('seek takes seconds');
        playback.seek(Math.round(Number(to) * 1000));
      },
      getCurrentTime: seconds,
      getDuration: () => duration,
      getChapters: all,
      getCurrentChapter: currentChapter,
    },
  };
}

/** Scrolls the list alone, once, to where playing begins. */
function showWithin(box, link) {
  if (!box || !link) return;
  const above = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTop += above - box.clientHeight / 3;
}
