// The page of a recording. Without this script the same links work by loading the page again.

import { followAddress } from './player/address.js';
import { createPlayer } from './player/create.js';

const media = document.getElementById('player');
const list = document.getElementById('chapters');
if (media && list) {
  const playback = createPlayer({
    media,
    list,
    now: document.getElementById('now'),
    transcript: document.getElementById('transcript'),
  });
  followAddress(playback);
  playback.refresh();
  document.getElementById('chapters-hint').hidden = false;
}
