// The recording from left to right: pictures, sound, cuts, what is written in the picture, chapters.
// It scrolls as any box does; what is visible is drawn on one canvas that stays in view.

import { html } from 'lit';
import { say } from '../messages.js';
import { Element } from '../view.js';
import { exactText } from './times.js';
import { blockAt, blocksOf, boundaryAt, draw, layoutOf, signsOf, snapped } from './lanes.js';
import { View } from './view.js';
import { coloursOf } from './colours.js';

// A pointer let go this far above or below changes nothing, as on the player's bar.
const CANCEL_PX = 80;

// Between pressing and letting go: below this it was a click.
const CLICK_PX = 4;

const WHEEL_FACTOR = 1.0015;

/**
 * Properties: `desk` (desk.js), `sources` (media_data.js), `proposed` (a chapter or null). The position is a slider
 * of its own; boundaries are dragged here and typed in the form.
 */
export class Timeline extends Element {
  static properties = { desk: { attribute: false }, sources: { attribute: false }, proposed: { attribute: false } };

  #view = null;
  #canvas = null;
  #box = null;
  #pen = null;
  #blocks = [];
  #blocksOf = null;
  #signs = signsOf([]);
  #signsOf = null;
  #press = null;  // {x, y, boundary, id} while a pointer is down
  #dragged = null;
  #frame = 0;
  #abort = null;

  render() {
    return html`<div class="timeline-tools">
        <span class="timeline-label">${say('editor_timeline')}</span>
        ${this.#zoomButton('zoom_out', '−', 2)}
        <label class="heard" for="zoom">${say('editor_zoom')}</label>
        <input id="zoom" type="range" min="0" max="100" step="1" .value=${String(Math.round((this.#view?.nearness ?? 0) * 100))}
          @input=${(event) => this.#zoomTo(Number(event.target.value) / 100)}>
        ${this.#zoomButton('zoom_in', '+', 0.5)}
        <button type="button" class="tool tool-wide" @click=${() => this.fitChosen()}>${say('editor_act_fit_chapter')}</button>
        <button type="button" class="tool tool-wide" @click=${() => this.fitAll()}>${say('editor_act_fit_all')}</button>
        <span class="timeline-legend" aria-hidden="true"><i class="key key-silence"></i>${say('editor_legend_silence')}
          <i class="key key-shot"></i>${say('editor_legend_cut')} <i class="key key-caption"></i>${say('editor_legend_text')}</span>
      </div>
      <div class="timeline-scroll">
        <div class="timeline-long"></div>
        <div class="timeline-view">
          <canvas aria-hidden="true"></canvas>
          <div class="playhead" role="slider" tabindex="0" aria-label=${say('editor_playhead')} aria-valuemin="0"
            aria-valuemax=${Math.floor(this.desk.duration / 1000)} aria-valuenow="0" aria-valuetext="0:00"></div>
          <output class="drag-time" hidden></output>
        </div>
      </div>`;
  }

  #zoomButton(action, sign, factor) {
    const label = say(`editor_act_${action}`);
    return html`<button type="button" class="tool" title=${label} @click=${() => this.zoom(factor)}>
      <span class="sign" data-sign=${sign}></span><span class="heard">${label}</span></button>`;
  }

  firstUpdated() {
    this.#canvas = this.querySelector('canvas');
    this.#box = this.querySelector('.timeline-scroll');
    this.#view = new View(this.desk.duration, Math.max(1, this.#box.clientWidth));
    this.#bind();
    this.#measure();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape') this.#cancel(); }, { signal });
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
      matchMedia(query).addEventListener('change', () => this.#recolour(), { signal });
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#abort.abort();
    cancelAnimationFrame(this.#frame);
  }

  updated() {
    if (this.#view) this.#measure();
  }

  /** Draws before the next frame, once however often it is asked. */
  redraw() {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  /** Moves the playhead to where the media is; turns the page when it plays out of view. */
  showPosition(ms, follow) {
    if (!this.#view) return;
    if (follow && this.#press === null && this.#view.follow(ms)) this.#scrolled();
    const head = this.querySelector('.playhead');
    const x = this.#view.x(ms);
    head.style.transform = `translateX(${x}px)`;
    head.classList.toggle('outside', x < 0 || x > this.#view.width);
    head.setAttribute('aria-valuenow', String(Math.floor(ms / 1000)));
    head.setAttribute('aria-valuetext', exactText(Math.floor(ms / 1000) * 1000));
  }

  zoom(factor) {
    const x = this.#view.x(this.desk.position);
    this.#view.zoom(factor, x >= 0 && x <= this.#view.width ? x : this.#view.width / 2);
    this.#scrolled();
  }

  #zoomTo(nearness) {
    this.#view.zoomTo(nearness, this.desk.position);
    this.#scrolled();
  }

  fitAll() {
    this.#view.zoomTo(0, 0);
    this.#scrolled();
  }

  fitChosen() {
    const { chapter } = this.desk;
    if (!chapter) return;
    this.#view.show(chapter.start_ms, chapter.end_ms);
    this.#scrolled();
  }

  /** Brings a time into view, as little as need be. */
  reveal(ms) {
    if (!this.#view || this.#view.whole || (ms >= this.#view.from && ms <= this.#view.to)) return;
    this.#view.scrollTo(ms - this.#view.span / 3);
    this.#scrolled();
  }

  #data() {
    const { desk, sources } = this;
    if (this.#blocksOf !== desk.chapters) {
      this.#blocks = blocksOf(desk.chapters);
      this.#blocksOf = desk.chapters;
    }
    if (this.#signsOf !== sources.evidence) {
      this.#signs = signsOf(sources.evidence);
      this.#signsOf = sources.evidence;
    }
    const rows = this.#blocks.reduce((most, { row }) => Math.max(most, row + 1), 1);
    const layout = layoutOf(rows, sources.tiles.length > 0);
    return {
      view: this.#view, blocks: this.#blocks, signs: this.#signs, chosen: desk.chosen, edge: desk.edge, layout,
    };
  }

  #measure() {
    const { layout } = this.#data();
    const width = this.#box.clientWidth;
    const ratio = window.devicePixelRatio || 1;
    this.#view.resize(width);
    if (this.#canvas.width !== Math.round(width * ratio) || this.#canvas.height !== Math.round(layout.height * ratio)) {
      this.#canvas.width = Math.round(width * ratio);
      this.#canvas.height = Math.round(layout.height * ratio);
      this.#canvas.style.width = `${width}px`;
      this.#canvas.style.height = `${layout.height}px`;
      this.#box.style.setProperty('--lanes', `${layout.height}px`);
      this.#pen = null;
    }
    this.#scrolled();
  }

  #recolour() {
    this.#pen = null;
    this.redraw();
  }

  #penNow(layout) {
    if (!this.#pen) {
      const ctx = this.#canvas.getContext('2d');
      const ratio = window.devicePixelRatio || 1;
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.#pen = { ctx, colours: coloursOf(this) };
    }
    return { ...this.#pen, view: this.#view, layout };
  }

  #draw() {
    if (!this.isConnected || !this.#view) return;
    const data = this.#data();
    const { sources } = this;
    const peaks = sources.peaksFor(this.#view.msPerPixel);
    draw(this.#penNow(data.layout), { ...data, peaks, pictures: sources, dragged: this.#dragged, proposed: this.proposed });
    this.showPosition(this.desk.position, false);
  }

  /** The view moved: the box's own scroll bar follows. */
  #scrolled() {
    const { width, msPerPixel, from, nearness } = this.#view;
    this.querySelector('.timeline-long').style.width = `${Math.max(width, this.#view.duration / msPerPixel)}px`;
    this.#box.scrollLeft = from / msPerPixel;
    const zoom = this.querySelector('#zoom');
    if (document.activeElement !== zoom) zoom.value = String(Math.round(nearness * 100));
    this.redraw();
  }

  #bind() {
    const view = this.querySelector('.timeline-view');
    this.#box.addEventListener('scroll', () => {
      // Its own place is whole pixels: only a move by hand counts.
      const wanted = this.#view.from / this.#view.msPerPixel;
      if (Math.abs(this.#box.scrollLeft - wanted) < 1) return;
      this.#view.scrollTo(this.#box.scrollLeft * this.#view.msPerPixel);
      this.redraw();
    }, { passive: true });
    new ResizeObserver(() => { this.#pen = null; this.#measure(); }).observe(this.#box);
    view.addEventListener('pointerdown', (event) => this.#down(event));
    view.addEventListener('pointermove', (event) => this.#move(event));
    view.addEventListener('pointerup', (event) => this.#up(event));
    view.addEventListener('pointercancel', () => this.#cancel());
    view.addEventListener('dblclick', () => this.fitChosen());
    view.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    this.querySelector('.playhead').addEventListener('keydown', (event) => this.#headKey(event));
  }

  #wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#view.zoom(WHEEL_FACTOR ** event.deltaY, this.#at(event).x);
    this.#scrolled();
  }

  #headKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { desk } = this;
    const moves = {
      ArrowLeft: -5000, ArrowDown: -5000, ArrowRight: 5000, ArrowUp: 5000, PageUp: 60_000, PageDown: -60_000,
      Home: -Infinity, End: Infinity,
    };
    if (!Object.hasOwn(moves, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    desk.seek(Math.min(Math.max(desk.position + moves[event.key], 0), desk.duration));
    this.reveal(desk.position);
  }

  #at(event) {
    const { left, top } = this.#canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #down(event) {
    if (event.button !== 0) return;
    const { x, y } = this.#at(event);
    this.#press = { x, y, pointer: event.pointerId, boundary: boundaryAt(this.#data(), x, y), id: blockAt(this.#data(), x, y)?.id };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  #move(event) {
    const { x, y } = this.#at(event);
    if (this.#press === null) {
      this.#canvas.classList.toggle('at-boundary', boundaryAt(this.#data(), x, y) !== null);
      return;
    }
    if (!this.#press.boundary || Math.abs(x - this.#press.x) < CLICK_PX) return;
    const free = this.#view.ms(x);
    this.#dragged = event.shiftKey ? Math.round(free) : snapped(this.#data(), free);
    this.#showDrag(x);
    this.redraw();
  }

  #showDrag(x) {
    const shown = this.querySelector('.drag-time');
    shown.hidden = false;
    shown.value = exactText(this.#dragged);
    shown.style.transform = `translateX(${Math.min(x + 8, this.#view.width - 110)}px)`;
  }

  #up(event) {
    const press = this.#press;
    if (press === null || press.pointer !== event.pointerId) return;
    const { x, y } = this.#at(event);
    const near = y > -CANCEL_PX && y < this.#canvas.clientHeight + CANCEL_PX;
    const dragged = this.#dragged;
    this.#cancel();
    if (!near) return;
    if (dragged !== null) this.desk.moveEdge(press.boundary.id, press.boundary.edge, dragged);
    else if (Math.abs(x - press.x) < CLICK_PX) this.#click(press);
  }

  #click(press) {
    if (press.boundary && press.id !== this.desk.chosen) this.desk.choose(press.boundary.id, press.boundary.edge);
    else if (press.id) this.desk.choose(press.id);
    this.desk.seek(this.#view.ms(press.x));
  }

  /** Lets go without changing anything. */
  #cancel() {
    if (this.#press === null) return;
    this.#press = null;
    this.#dragged = null;
    this.querySelector('.drag-time').hidden = true;
    this.redraw();
  }
}
customElements.define('studio-timeline', Timeline);
