// A time that is typed: the one grammar, its faults in words with an example, and what to do.

import { html, nothing } from 'lit';
import { say } from '../messages.js';
import { Element } from '../view.js';
import { faultText } from './desk.js';
import { exactText, timeOf } from './times.js';

let made = 0;

/**
 * Properties: `label`, `value` in ms, `take(ms, neighbour)`, which gives a fault of edits.js or null;
 * `chosen`: the boundary that nudges move.
 */
export class TimeField extends Element {
  static properties = {
    label: {}, value: { type: Number }, take: { attribute: false }, chosen: { type: Boolean },
    text: { state: true }, fault: { state: true },
  };

  #id = `time-${made += 1}`;

  constructor() {
    super();
    this.text = null;
    this.fault = null;
  }

  willUpdate(changed) {
    if (!changed.has('value')) return;
    this.text = null;
    this.fault = null;
  }

  render() {
    const id = this.#id;
    return html`<div class="field time-field">
      <label for=${id}>${this.label}${this.chosen ? this.#mark() : nothing}</label>
      <input id=${id} type="text" inputmode="decimal" autocomplete="off" spellcheck="false" .value=${this.text ?? exactText(this.value)}
        aria-invalid=${this.fault ? 'true' : 'false'} aria-describedby=${this.fault ? `${id}-fault` : nothing}
        @input=${(event) => { this.text = event.target.value; }} @change=${() => this.#commit()}
        @keydown=${(event) => this.#key(event)}>
      ${this.fault ? this.#wrong() : nothing}
    </div>`;
  }

  #mark() {
    return html` <span class="edge-mark" title=${say('editor_edge_chosen')}><span class="sign" data-sign="◆"></span>
      <span class="heard">, ${say('editor_edge_chosen')}</span></span>`;
  }

  #wrong() {
    const { neighbour, title } = this.fault.values;
    return html`<p class="fault" id="${this.#id}-fault" role="alert">${faultText(this.fault)}</p>
      ${neighbour ? html`<p><button type="button" class="button button-small" @click=${() => this.#commit(neighbour)}>
        ${say('editor_move_neighbour', { title })}</button></p>` : nothing}`;
  }

  #key(event) {
    if (event.key === 'Escape' && (this.text !== null || this.fault)) {
      event.preventDefault();
      event.stopPropagation();
      this.text = null;
      this.fault = null;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#commit();
    }
  }

  #commit(neighbour = null) {
    if (this.text === null) return;
    const ms = timeOf(this.text);
    this.fault = ms === null
      ? { fault: 'time_fault', values: { example: '1:02:03' } } : this.take(ms, neighbour);
    if (this.fault) this.querySelector('input').focus();
    else this.text = null;
  }
}
customElements.define('studio-time-field', TimeField);
