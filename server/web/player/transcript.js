// The words below the media: each time leads there, the paragraph that is being said is marked.

import { followLinks } from './list.js';

export function bindTranscript(playback, transcript) {
  followLinks(playback, transcript);
  const paragraphs = [...transcript.querySelectorAll('[data-from]')];
  const starts = paragraphs.map((each) => Number(each.dataset.from));
  let current = null;
  const mark = () => {
    const next = paragraphs[starts.findLastIndex((start) => start <= playback.position)] ?? null;
    if (next === current) return;
    current?.removeAttribute('aria-current');
    next?.setAttribute('aria-current', 'true');
    current = next;
  };
  for (const type of ['timeupdate', 'seeking']) playback.media.addEventListener(type, mark);
  mark();
}
