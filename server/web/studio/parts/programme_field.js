// The programme of the day: pasted or a file, and what is understood of it.
import { html, nothing } from 'lit';
import { call } from '../api.js';
import { say, sayCount } from '../messages.js';
import { creditWords } from './changes.js';
import { base64Of, textOf } from './file_text.js';
import './numbered_text.js';
import { problemBox } from '../problems.js';
import { Element } from '../view.js';
import { date } from '../words.js';

const PAUSE_MS = 400;

const hours = ({ planned_start: start, planned_end: end }) => [start, end].filter(Boolean).join(' – ');

/** Tells "understood" with what the service made of it (null without a programme). */
class ProgrammeField extends Element {
  static properties = { text: { state: true }, file: { state: true }, preview: { state: true }, refused: { state: true } };

  #timer = 0;
  #asking = null;

  constructor() {
    super();
    this.text = '';
    this.file = null;   // {file, text}
    this.preview = null;
    this.refused = null;
  }

  /** {name, base64} for the API, or undefined. */
  async programme() {
    if (this.file) return { name: this.file.file.name, base64: await base64Of(this.file.file) };
    if (this.text.trim() === '') return undefined;
    return { name: 'programme.txt', base64: await base64Of(new Blob([this.text])) };
  }

  async #look() {
    this.#asking?.abort();
    this.refused = null;
    const raw = this.file ? this.file.file : this.text;
    if (!this.file && this.text.trim() === '') {
      this.#understand(null);
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    try {
      this.#understand((await call('POST', '/programmes/preview', { raw, signal: asking.signal })).json);
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.refused = error;
    }
  }

  #understand(preview) {
    this.preview = preview;
    this.dispatchEvent(new CustomEvent('understood', { detail: preview, bubbles: true }));
  }

  async #choose(event) {
    const [file] = event.target.files;
    this.file = file ? { file, text: await textOf(file) } : null;
    await this.#look();
  }

  #typed(event) {
    this.text = event.detail;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), PAUSE_MS);
  }

  render() {
    const diagnostics = this.preview?.diagnostics ?? [];
    const area = this.file ? this.#ofFile(diagnostics) : html`<studio-numbered-text name="programme" .rows=${8} .value=${this.text}
      .label=${say('programme_text')} .diagnostics=${diagnostics} @changed=${this.#typed}></studio-numbered-text>`;
    return html`<div class="field"><label for="programme-file">${say('programme_file')}</label>
        <p class="hint" id="programme-file-hint">${say('programme_file_hint')}</p>
        <input id="programme-file" type="file" aria-describedby="programme-file-hint" @change=${this.#choose}></div>
      ${area}${problemBox(this.refused)}
      <div role="status">${this.preview ? html`<p><strong>${sayCount('programme_sessions', this.preview.sessions.length)},
        ${sayCount('programme_persons', this.#persons().length)}</strong></p>` : nothing}</div>
      ${this.preview ? this.#table() : nothing}`;
  }

  #ofFile(diagnostics) {
    const { text } = this.file;
    if (text === null) return nothing;
    return html`<studio-numbered-text name="programme" readonly .rows=${8} .value=${text.replaceAll('\r\n', '\n')}
      .label=${say('import_file_text')} .diagnostics=${diagnostics}></studio-numbered-text>`;
  }

  #persons() {
    const { persons = [], sessions } = this.preview;
    return [...new Set([...persons, ...sessions.flatMap((each) => each.persons ?? [])].map(({ name }) => name))];
  }

  #table() {
    const { event, sessions, persons = [] } = this.preview;
    const all = (list) => (list ?? []).map((each) => html`<li><bdi>${creditWords(each)}</bdi></li>`);
    return html`${event?.title ? html`<p><bdi>${event.title}</bdi>${event.date ? ` · ${date(event.date)}` : ''}</p>` : nothing}
      ${sessions.length === 0 ? nothing : html`<ol class="programme" aria-label=${say('programme_table')}>${sessions.map((each) => html`<li>
        <span class="clock">${hours(each)}</span><span><strong><bdi>${each.title}</bdi></strong>
        ${each.persons?.length ? html`<ul>${all(each.persons)}</ul>` : nothing}</span></li>`)}</ol>`}
      ${persons.length > 0 ? html`<p>${say('programme_day_persons')}</p><ul class="plain">${all(persons)}</ul>` : nothing}`;
  }
}
customElements.define('studio-programme-field', ProgrammeField);
