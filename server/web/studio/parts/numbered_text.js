// A text to write or paste into, with numbers beside its lines and a mark at those that are wrong.
import { html, nothing } from 'lit';
import { say, sayCount } from '../messages.js';
import { Element } from '../view.js';
import { serviceWords } from './service_words.js';

const linesOf = (text) => text.split('\n');

/**
 * `value`, `label`, `hint`; `diagnostics`: [{line, message}], line 0 for the whole; `readonly` for the
 * text of a file. Tells "changed" with the text as detail, each time that somebody types.
 */
class NumberedText extends Element {
  static properties = {
    value: {}, label: {}, hint: {}, name: {}, diagnostics: { attribute: false }, readonly: { type: Boolean }, rows: { type: Number },
  };

  constructor() {
    super();
    this.value = '';
    this.name = 'text';
    this.diagnostics = [];
    this.readonly = false;
    this.rows = 14;
  }

  get area() { return this.querySelector('textarea'); }

  /** Goes to line `number`, from 1, and selects it. */
  select(number) {
    const lines = linesOf(this.value);
    const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
    this.area.focus();
    this.area.setSelectionRange(start, start + (lines[number - 1]?.length ?? 0));
    const height = this.area.scrollHeight / Math.max(lines.length, 1);
    this.area.scrollTop = Math.max(0, (number - 4) * height);
  }

  #typed(event) {
    this.value = event.target.value;
    this.dispatchEvent(new CustomEvent('changed', { detail: this.value, bubbles: true }));
  }

  // The numbers are a picture of the text beside them: they scroll along.
  #scrolled() {
    this.querySelector('.gutter ol').style.setProperty('transform', `translateY(${-this.area.scrollTop}px)`);
  }

  render() {
    const wrong = new Set(this.diagnostics.map(({ line }) => line));
    const id = `${this.name}-area`;
    const faulty = this.diagnostics.length > 0;
    return html`<div class="field">
      <label for=${id}>${this.label}</label>
      ${this.hint ? html`<p class="hint" id="${id}-hint">${this.hint}</p>` : nothing}
      <div class="numbered">
        <div class="gutter" aria-hidden="true"><ol>${linesOf(this.value).map((_, i) => html`
          <li class=${wrong.has(i + 1) ? 'wrong' : ''}>${wrong.has(i + 1) ? '⚠' : ''} ${i + 1}</li>`)}</ol></div>
        <textarea id=${id} rows=${this.rows} wrap="off" spellcheck="false" autocomplete="off" .value=${this.value}
          ?readonly=${this.readonly} aria-invalid=${faulty ? 'true' : 'false'}
          aria-describedby=${[this.hint && `${id}-hint`, faulty && `${id}-faults`].filter(Boolean).join(' ') || nothing}
          @input=${this.#typed} @scroll=${this.#scrolled}></textarea></div>
      ${this.#faults(id)}</div>`;
  }

  // Beside the text, each a way to its line.
  #faults(id) {
    if (this.diagnostics.length === 0) return nothing;
    const sorted = [...this.diagnostics].sort((a, b) => a.line - b.line);
    return html`<div class="faults" id="${id}-faults"><p class="fault">${sayCount('faults', this.diagnostics.length)}</p>
      <ul>${sorted.map(({ line, message }) => html`<li>
        ${line > 0 ? html`<button type="button" class="button button-small" @click=${() => this.select(line)}>${say('line', { line })}</button>`
    : html`<strong>${say('whole_text')}</strong>`} ${serviceWords(message)}</li>`)}</ul></div>`;
  }
}
customElements.define('studio-numbered-text', NumberedText);
