// A list alone in a frame. Its links lead to the site in a window of their own; the host may take
// them for a player of its own, and may tell which passage plays there.

import { roving } from '../parts/list.js';
import { Chapters } from '../player/chapters.js';
import { described } from './described.js';

/** A frame without an origin ("sandbox") may open no window: then the passage is shown in it. */
function stayInside(list) {
  for (const link of list.querySelectorAll('a[target]')) {
    const address = new URL(link.href);
    address.pathname = address.pathname.replace(/\/v\/([^/]+)$/, '/embed/$1');
    link.href = address.href;
    link.removeAttribute('target');
  }
}

export function framedList(list, tell) {
  const chapters = new Chapters(list);
  const stops = roving(list);
  const all = () => chapters.items.map(described);
  let current = null;
  let taken = false;  // whether the host follows the links
  if (self.origin === 'null') stayInside(list);

  function seek(seconds) {
    current = chapters.at(Math.round(Number(seconds) * 1000));
    list.querySelector('[aria-current]')?.removeAttribute('aria-current');
    current?.link.setAttribute('aria-current', 'true');
    if (current) stops.offer(current.link);
  }

  list.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-start]');
    if (!link) return;
    const at = chapters.items.findIndex((chapter) => chapter.link === link);
    tell('select', { time: Number(link.dataset.start) / 1000, ...all()[at] });
    if (taken && !(event.ctrlKey || event.metaKey || event.shiftKey)) event.preventDefault();
  });

  return {
    about: () => ({ chapters: all() }),
    methods: {
      seek,
      follow(on) { taken = on !== false; },
      getChapters: all,
      getCurrentChapter: () => all()[chapters.items.indexOf(current)] ?? null,
    },
  };
}
