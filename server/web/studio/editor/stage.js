// The picture and what moves it. The clock, the stops at the end of a passage and the warnings of
// formats that do not play are the public player's.

import { html } from 'lit';
import { Playback } from '../../player/playback.js';
import { SPEEDS } from '../../player/controls.js';
import { language, say } from '../messages.js';
import { Element } from '../view.js';
import { exactText, tenthText, timeOf } from './times.js';

// What the player says of a moment, for Playback.tell.
const words = { time: (ms) => exactText(ms), say: (name, ...values) => values.join(', ') };

/** Property `desk`; gives it its playback. Fires "moved" whenever the position is another. */
export class Stage extends Element {
  static properties = { desk: { attribute: false }, playing: { state: true }, speed: { state: true } };

  #frame = 0;

  constructor() {
    super();
    this.playing = false;
    this.speed = 1;
  }

  get media() { return this.querySelector('#player'); }

  render() {
    const { facts } = this.desk;
    return html`<div class="screen">${this.#element(facts)}</div>
      <p class="notice notice-bad" role="alert" hidden data-part="unplayable">${say('editor_unplayable')}</p>
      <p class="heard" role="status" id="stage-status"></p>
      <div class="transport" role="group" aria-label=${say('editor_transport')}>
        ${this.#button('back', '−10', () => this.move(-10_000))}
        ${this.#button('frame_back', '‹', () => this.frames(-1))}
        <button type="button" class="tool tool-play" @click=${() => this.toggle()} title=${say('editor_act_play')}
          aria-pressed=${this.playing}><span class="sign" data-sign=${this.playing ? '❚❚' : '▶'}></span>
          <span class="heard">${say('editor_act_play')}</span></button>
        ${this.#button('frame_forward', '›', () => this.frames(1))}
        ${this.#button('forward', '+10', () => this.move(10_000))}
        <form class="go-to" @submit=${(event) => this.#go(event)}>
          <label class="heard" for="position">${say('editor_go_to_label')}</label>
          <input id="position" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" value="0:00.0"
            aria-describedby="position-fault" @focus=${(event) => event.target.select()} @blur=${() => this.#endGoing()}>
        </form>
        <span class="total">/ ${exactText(this.desk.duration)}</span>
        <label class="heard" for="speed">${say('editor_speed')}</label>
        <select id="speed" .value=${String(this.speed)} @change=${(event) => this.setSpeed(Number(event.target.value))}>
          ${SPEEDS.map((each) => html`<option value=${each} ?selected=${each === this.speed}>${each.toLocaleString(language)} ×</option>`)}
        </select>
      </div>
      <p class="fault" id="position-fault" role="alert" hidden>${say('editor_time_fault', { example: '1:02:03' })}</p>`;
  }

  #button(action, sign, act) {
    return html`<button type="button" class="tool" @click=${act} title=${say(`editor_act_${action}`)}><span class="sign" data-sign=${sign}></span>
      <span class="heard">${say(`editor_act_${action}`)}</span></button>`;
  }

  #element({ media, duration_ms: duration, start_offset_ms: offset, has_picture: pictured, title }) {
    return pictured === false
      ? html`<audio id="player" preload="metadata" src=${media} aria-label=${title}
          data-duration=${duration} data-offset=${offset ?? 0}></audio>`
      : html`<video id="player" preload="metadata" playsinline src=${media} aria-label=${title}
          data-duration=${duration} data-offset=${offset ?? 0} @click=${() => this.toggle()}></video>`;
  }

  firstUpdated() {
    const { media } = this;
    const status = this.querySelector('#stage-status');
    this.playback = new Playback({ media, list: null, status, words });
    this.desk.playback = this.playback;
    for (const type of ['play', 'pause', 'ended']) {
      media.addEventListener(type, () => { this.playing = !media.paused && !media.ended; });
    }
    media.addEventListener('playing', () => this.#run());
    for (const type of ['seeking', 'seeked', 'loadedmetadata', 'timeupdate', 'pause']) {
      media.addEventListener(type, () => this.#show());
    }
    media.addEventListener('ratechange', () => { this.speed = media.playbackRate; });
    media.addEventListener('error', () => { this.querySelector('[data-part=unplayable]').hidden = false; });
    this.#show();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
    this.media?.pause();
  }

  // While it plays, every frame of the page: the playhead moves evenly.
  #run() {
    cancelAnimationFrame(this.#frame);
    const step = () => {
      this.#show();
      if (!this.media?.paused && this.isConnected) this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  #show() {
    const field = this.querySelector('#position');
    if (field && document.activeElement !== field) field.value = tenthText(this.playback.position);
    this.dispatchEvent(new Event('moved'));
  }

  toggle() { this.playback.toggle(); }
  move(ms) { this.playback.move(ms); }

  frames(count) {
    this.media.pause();
    const frame = 1000 / this.desk.framesPerSecond;
    // From the middle of the frame that is shown: its start may be rounded either way.
    const shown = Math.floor((this.playback.position + 1) / frame);
    this.playback.seek(Math.max(0, Math.round((shown + count) * frame)));
  }

  changeSpeed(direction) {
    const next = direction > 0
      ? SPEEDS.find((speed) => speed > this.speed) : SPEEDS.findLast((speed) => speed < this.speed);
    if (next !== undefined) this.setSpeed(next);
  }

  setSpeed(speed) { this.media.playbackRate = speed; }

  /** Plays from a time for some milliseconds. */
  playPassage(start, length) {
    this.playback.seek(start, { start, end: start + length });
    return this.media.play().catch(() => undefined);
  }

  askTime() { this.querySelector('#position').focus(); }

  #go(event) {
    event.preventDefault();
    const field = this.querySelector('#position');
    const ms = timeOf(field.value);
    const wrong = ms === null;
    field.setAttribute('aria-invalid', String(wrong));
    this.querySelector('#position-fault').hidden = !wrong;
    if (wrong) return;
    this.playback.seek(Math.min(ms, this.desk.duration));
    field.blur();
    this.dispatchEvent(new Event('went'));
  }

  #endGoing() {
    const field = this.querySelector('#position');
    field.setAttribute('aria-invalid', 'false');
    this.querySelector('#position-fault').hidden = true;
    this.#show();
  }
}
customElements.define('studio-stage', Stage);
