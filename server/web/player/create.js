// The player of recordings, for any page of ours: the page of a recording and the embed.
//
//   import { createPlayer } from './player/create.js';
//   import { followAddress, goToAddress } from './player/address.js';
//
//   const playback = createPlayer({ media, list, now, transcript, keep });
//   followAddress(playback);   // the page itself: jumps are entries of the history
//   goToAddress(playback);     // or, in an embed: go once to ?t= / ?c=, then leave the address alone
//
// - `media`: the <video> or <audio> that server/pages/player.hpp wrote, within its `.stage`. Without
//   this script it has the browser's own controls; with it the ones beside it, hidden until then.
// - `list`: the element around a chapter list (server/pages/chapter_list.hpp, `beside_player`), or
//   null: then there are no chapters.
// - `now`: an element that shows the current chapter, or null. `transcript`: an element around
//   links with `data-start`, or null.
// - `keep`: whether what the viewer sets is kept in this browser; false: nothing is ever stored.
//
// Gives a Playback (playback.js): position and duration in milliseconds, seek(ms), follow(link),
// step(±1), current, chapters.items, and the events `jump` and `chapterchange`. The media element's
// own events and properties tell the rest. One player a page: ids are those of the server's markup.
// It changes neither address nor history by itself, and needs neither cookies nor storage.

import { bindDescriptions, Captions } from './captions.js';
import { Controls } from './controls.js';
import { Help, Share } from './dialogs.js';
import { bindKeys } from './keys.js';
import { bindList } from './list.js';
import { Playback } from './playback.js';
import { Preferences } from './preferences.js';
import { SeekBar } from './seek_bar.js';
import { checkSupport } from './support.js';
import { bindTranscript } from './transcript.js';
import { Words } from './words.js';

export function createPlayer({ media, list = null, now = null, transcript = null, keep = true }) {
  const stage = media.closest('.stage');
  const part = (name) => stage.querySelector(`[data-part="${name}"]`);
  const preferences = new Preferences(keep);
  const status = stage.querySelector('#player-status');
  const playback = new Playback({ media, list, status, words: new Words(stage) });
  const controls = new Controls(playback, stage, preferences);
  const captions = new Captions(media, stage, preferences);
  const help = new Help(stage.querySelector('#help'), part('help'), preferences);
  new Share(stage.querySelector('#share'), part('share'), playback);
  new SeekBar(playback, part('seek'));
  bindDescriptions(media, stage);
  bindKeys(stage, list, { playback, controls, captions, help, media, preferences });
  if (list) bindList(playback, list, now);
  if (transcript) bindTranscript(playback, transcript);
  checkSupport(media, stage);
  takeOver(media, stage);
  return playback;
}

// Our controls for the browser's own. The skip link leads to the media, so that it takes the focus.
function takeOver(media, stage) {
  media.controls = false;
  media.tabIndex = -1;
  for (const part of stage.querySelectorAll('[data-enhanced]')) part.hidden = false;
  stage.classList.add('enhanced');
}
