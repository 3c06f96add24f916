// Keys of the player, by what they write and not by where they are: "5" needs Shift on a French
// keyboard, and so it may. They act only while the focus is inside the player.

import { VOLUME_STEP } from './controls.js';

const STEP_MS = 5000;
const LEAP_MS = 10_000;

// Fields and lists of choices have keys of their own; so has everything within a dialog.
const TYPING = 'input:not([type=range]), select, textarea, [contenteditable], dialog';
const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

function table({ playback, controls, captions, help, media }) {
  const frame = Number(media.dataset.frame);
  const frames = (count) => { if (media.paused) playback.move(count * frame); };
  const actions = {
    k: () => playback.toggle(),
    ' ': () => playback.toggle(),
    ArrowLeft: () => playback.move(-STEP_MS),
    ArrowRight: () => playback.move(STEP_MS),
    j: () => playback.move(-LEAP_MS),
    l: () => playback.move(LEAP_MS),
    ArrowUp: () => controls.changeVolume(VOLUME_STEP),
    ArrowDown: () => controls.changeVolume(-VOLUME_STEP),
    m: () => controls.toggleSound(),
    f: () => controls.toggleFullScreen(),
    c: () => captions.toggle(),
    '<': () => controls.changeSpeed(-1),
    '>': () => controls.changeSpeed(1),
    Home: () => playback.seek(0),
    End: () => playback.seek(playback.duration),
    ',': () => frames(-1),
    '.': () => frames(1),
    P: () => playback.step(-1),
    N: () => playback.step(1),
    '?': () => help.open(),
  };
  for (let tenth = 0; tenth < 10; tenth += 1) {
    actions[tenth] = () => playback.seek((playback.duration * tenth) / 10);
  }
  return actions;
}

const withControl = (playback) => ({
  ArrowLeft: () => playback.step(-1),
  ArrowRight: () => playback.step(1),
});

// What the focused element does itself with a key.
function isTaken(event) {
  if (event.target.closest(TYPING)) return true;
  if (event.key === ' ') return event.target.closest('button, a, summary') !== null;
  return event.target.matches('input[type=range]') && ARROWS.includes(event.key);
}

export function bindKeys(stage, list, parts) {
  const plain = table(parts);
  const control = withControl(parts.playback);
  const allowed = () => parts.preferences.value('keys', true);
  stage.addEventListener('keydown', (event) => {
    if (event.altKey || event.metaKey || event.defaultPrevented || !allowed()) return;
    const actions = event.ctrlKey ? control : plain;
    if (isTaken(event) || !Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });
  // The list has its arrows and its letters; no chapter's name begins with a question mark.
  list?.addEventListener('keydown', (event) => {
    if (event.key === '?' && allowed()) parts.help.open();
  });
}
