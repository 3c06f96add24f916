// The buttons below the picture. The server wrote them, hidden, with all their words
// (server/pages/player_controls.cpp).

import { clockText } from './words.js';

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

export const VOLUME_STEP = 0.05;

// In full screen the controls go away after this long without pointer or key.
const IDLE_MS = 3000;

export class Controls {
  #playback;
  #media;
  #stage;
  #preferences;

  constructor(playback, stage, preferences) {
    this.#playback = playback;
    this.#media = playback.media;
    this.#stage = stage;
    this.#preferences = preferences;
    this.#bindButtons();
    this.#bindSpeed();
    this.#bindVolume();
    this.#showState();
    this.#watchIdleness();
    hideTipsOnEscape(stage);
  }

  toggleSound() {
    this.#media.muted = !this.#media.muted;
  }

  changeVolume(by) {
    this.#media.volume = Math.min(1, Math.max(0, this.#media.volume + by));
    if (by > 0) this.#media.muted = false;
  }

  /** To the next speed of the list, up (1) or down (-1). */
  changeSpeed(direction) {
    const now = this.#media.playbackRate;
    const next = direction > 0
      ? SPEEDS.find((speed) => speed > now) : SPEEDS.findLast((speed) => speed < now);
    if (next !== undefined) this.#setSpeed(next);
  }

  async toggleFullScreen() {
    if (document.fullscreenElement) await document.exitFullscreen();
    else if (document.fullscreenEnabled) await this.#screen().requestFullscreen();
    else this.#media.webkitEnterFullscreen?.();  // telephones that show nothing but the video whole
  }

  #screen() { return this.#stage.querySelector('.player'); }

  #part(name) { return this.#stage.querySelector(`[data-part="${name}"]`); }

  #bindButtons() {
    const actions = {
      play: () => this.#playback.toggle(),
      previous: () => this.#playback.step(-1),
      next: () => this.#playback.step(1),
      mute: () => this.toggleSound(),
      'full-screen': () => this.toggleFullScreen(),
    };
    for (const [name, action] of Object.entries(actions)) {
      this.#part(name)?.addEventListener('click', action);
    }
    const screen = this.#part('full-screen');
    if (screen) screen.hidden = !document.fullscreenEnabled && !this.#media.webkitEnterFullscreen;
    this.#media.addEventListener('click', () => this.#playback.toggle());
    this.#part('start')?.addEventListener('click', () => this.#playback.toggle());
  }

  #bindSpeed() {
    const choice = this.#part('speed');
    this.#media.defaultPlaybackRate = this.#preferences.value('speed', 1);
    this.#media.playbackRate = this.#media.defaultPlaybackRate;
    choice.addEventListener('change', () => this.#setSpeed(Number(choice.value)));
  }

  #setSpeed(speed) {
    this.#media.playbackRate = speed;
    this.#preferences.set('speed', speed);
  }

  #bindVolume() {
    const volume = this.#part('volume');
    volume.addEventListener('input', () => {
      this.#media.volume = Number(volume.value) / 100;
      this.#media.muted = false;
    });
  }

  #showState() {
    const shown = {
      'play pause ended emptied': () => this.#showPlaying(),
      volumechange: () => this.#showVolume(),
      ratechange: () => { this.#part('speed').value = String(this.#media.playbackRate); },
      'timeupdate seeking loadedmetadata': () => this.#showTime(),
    };
    for (const [types, show] of Object.entries(shown)) {
      for (const type of types.split(' ')) this.#media.addEventListener(type, show);
      show();
    }
    document.addEventListener('fullscreenchange', () => {
      toggleWords(this.#part('full-screen'), document.fullscreenElement !== null);
    });
  }

  #showPlaying() {
    const playing = !this.#media.paused && !this.#media.ended;
    toggleWords(this.#part('play'), playing);
    const started = playing || this.#media.played.length > 0;
    this.#stage.classList.toggle('started', started);
  }

  #showVolume() {
    const silent = this.#media.muted || this.#media.volume === 0;
    toggleWords(this.#part('mute'), silent);
    this.#part('volume').value = silent ? 0 : Math.round(this.#media.volume * 100);
  }

  #showTime() {
    const text = clockText(this.#playback.position);
    const shown = this.#part('time');
    if (shown.textContent !== text) shown.textContent = text;
  }

  #watchIdleness() {
    let timer = 0;
    const screen = this.#screen();
    const wake = () => {
      clearTimeout(timer);
      screen.classList.remove('idle');
      timer = setTimeout(() => screen.classList.add('idle'), IDLE_MS);
    };
    for (const type of ['pointermove', 'pointerdown', 'keydown', 'focusin']) {
      screen.addEventListener(type, wake, { passive: true });
    }
  }
}

/** A button that does the one or the other thing: `on` shows the words and icon of the second. */
export function toggleWords(button, on) {
  if (!button) return;
  button.dataset.state = on ? 'on' : 'off';
  button.querySelector('.tip').textContent = on ? button.dataset.on : button.dataset.off;
}

// A tip shows while its button has the pointer or the focus; Escape takes it away until the next.
function hideTipsOnEscape(stage) {
  stage.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') stage.classList.add('no-tips');
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && stage.matches(':hover')) stage.classList.add('no-tips');
  });
  const again = () => stage.classList.remove('no-tips');
  for (const type of ['pointerover', 'focusin']) stage.addEventListener(type, again);
}
