// A list pasted or taken from a file: looked at with its mistakes before anything is kept.
import { html, nothing } from 'lit';
import { Problem, call, path } from '../api.js';
import { say, sayCount } from '../messages.js';
import { announce } from '../parts/announce.js';
import { changeCounts, changeList } from '../parts/changes.js';
import { chapterTree, countChapters } from '../parts/chapter_tree.js';
import { textOf } from '../parts/file_text.js';
import { FORMATS } from '../parts/formats.js';
import '../parts/numbered_text.js';
import { serviceWords } from '../parts/service_words.js';
import { recordingFacts, recordingTabs } from '../parts/recording_head.js';
import { problemBox } from '../problems.js';
import { go } from '../router.js';
import { View } from '../view.js';
import { size } from '../words.js';

const PAUSE_MS = 350;                // between two keys of a text that is typed
const LARGEST_BYTES = 1024 * 1024;   // what the service takes of a list

const titleOf = (format) => FORMATS.find(([name]) => name === format)?.[1] ?? format;

class ImportView extends View {
  static properties = {
    draft: { state: true }, text: { state: true }, file: { state: true }, format: { state: true }, confirmNames: { state: true },
    preview: { state: true }, refused: { state: true }, changed: { state: true }, busy: { state: true },
  };

  #timer = 0;
  #asking = null;

  constructor() {
    super();
    this.text = '';
    this.file = null;      // {file, text}: instead of the pasted text
    this.format = '';
    this.confirmNames = false;
    this.preview = null;
    this.refused = null;
    this.changed = false;  // the draft went on while the list was looked at
    this.busy = false;
  }

  get heading() { return say('import_heading'); }

  async load() {
    this.draft = (await call('GET', path`/recordings/${this.recording}/draft`)).json;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  get #content() { return this.file ? this.file.file : this.text; }

  get #query() {
    const query = new URLSearchParams();
    if (this.format) query.set('format', this.format);
    if (this.confirmNames) query.set('confirm_names', '1');
    return query;
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), PAUSE_MS);
  }

  /** Asks what the service understands; keeps nothing. */
  async #look() {
    this.#asking?.abort();
    this.refused = null;
    if (!this.file && this.text.trim() === '') {
      this.preview = null;
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    const place = `${path`/recordings/${this.recording}/imports/preview`}?${this.#query}`;
    try {
      const { json } = await call('POST', place, { raw: this.#content, signal: asking.signal });
      this.preview = json;
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.preview = this.#refusal(error);
      this.refused = this.preview ? null : error;
    }
  }

  // A text that nothing is seen in yet is no fault while somebody types; its mistakes come with it.
  #refusal(error) {
    if (!(error instanceof Problem) || error.status !== 400) return null;
    return { format: error.json?.format ?? null, diagnostics: error.json?.diagnostics ?? [], chapters: [], adaptations: [], changes: [] };
  }

  async #choose(file) {
    if (!file) return;
    this.refused = null;
    this.preview = null;
    if (file.size > LARGEST_BYTES) {
      this.refused = new Problem(413, { detail: `${file.name}: ${size(file.size)} > ${size(LARGEST_BYTES)}` });
      return;
    }
    this.file = { file, text: file.size > 1 ? await textOf(file) : '' };
    await this.#look();
  }

  async #keep() {
    this.busy = true;
    this.refused = null;
    this.changed = false;
    try {
      const place = `${path`/recordings/${this.recording}/imports`}?${this.#query}`;
      const { json } = await call('POST', place, { raw: this.#content, ifMatch: this.draft.revision });
      await go(`/studio/r/${this.recording}`);
      announce(sayCount('import_kept', this.preview.chapters.length ? countChapters(this.preview.chapters) : json.chapters.length,
        { revision: json.revision }));
    } catch (error) {
      await this.#keptNothing(error);
    } finally {
      this.busy = false;
    }
  }

  // Somebody saved meanwhile: what would change is looked at again before it is confirmed again.
  async #keptNothing(error) {
    if (!(error instanceof Problem) || error.status !== 412) {
      this.refused = error;
      return;
    }
    await this.load();
    await this.#look();
    this.changed = true;
  }

  content() {
    return html`${recordingTabs(this.recording, '/import')}${recordingFacts(this.draft)}
      <p class="narrow">${say('import_lead')}</p>
      <div class="beside">
        <section aria-labelledby="import-source"><h2 id="import-source">${say('import_source')}</h2>${this.#source()}</section>
        <section aria-labelledby="import-result"><h2 id="import-result">${say('import_result')}</h2>${this.#result()}</section>
      </div>`;
  }

  #source() {
    const change = (event) => { this.text = event.detail; this.#later(); };
    const diagnostics = this.preview?.diagnostics ?? [];
    return html`${this.file ? this.#chosen(diagnostics) : html`
        <studio-numbered-text name="list" .value=${this.text} .label=${say('import_text')} .hint=${say('import_text_hint')}
          .diagnostics=${diagnostics} @changed=${change}></studio-numbered-text>`}
      <div class="form-row">
        <div class="field grow"><label for="list-file">${say('import_file')}</label>
          <input id="list-file" type="file" @change=${(event) => this.#choose(event.target.files[0])}></div>
        <div class="field"><label for="list-format">${say('import_format')}</label>
          <select id="list-format" @change=${(event) => { this.format = event.target.value; this.#look(); }}>
            <option value="">${say('import_format_found')}</option>
            ${FORMATS.map(([name, title]) => html`<option value=${name}>${title}</option>`)}</select></div></div>`;
  }

  #chosen(diagnostics) {
    const { file, text } = this.file;
    const edit = () => { this.text = text; this.file = null; this.#look(); };
    const drop = () => { this.file = null; this.#look(); this.querySelector('#list-file').value = ''; };
    return html`<p><strong><bdi>${file.name}</bdi></strong> <span class="quiet">${size(file.size)}</span></p>
      ${text === null ? html`<p class="quiet">${say('import_no_text')}</p>` : html`
        <studio-numbered-text name="list" readonly .value=${text.replaceAll('\r\n', '\n')} .label=${say('import_file_text')}
          .diagnostics=${diagnostics}></studio-numbered-text>`}
      <div class="buttons">${text === null ? nothing : html`
        <button type="button" class="button button-small" @click=${edit}>${say('import_edit_text')}</button>`}
        <button type="button" class="button button-small" @click=${drop}>${say('import_drop_file')}</button></div>`;
  }

  #result() {
    return html`<div role="status">${this.changed ? html`<p class="notice notice-doubt">${say('import_changed')}</p>` : nothing}
        ${this.#summary()}</div>
      ${problemBox(this.refused)}${this.preview ? this.#understood() : nothing}`;
  }

  #summary() {
    const { preview } = this;
    if (!preview) return html`<p class="quiet">${say('import_nothing_yet')}</p>`;
    const chapters = countChapters(preview.chapters);
    const wrong = preview.diagnostics.length;
    return html`<p class="import-summary"><strong>${sayCount('import_read', chapters)}</strong>
      ${wrong > 0 ? html`<span class="fault">${sayCount('faults', wrong)}</span>` : nothing}
      ${wrong === 0 && chapters > 0 ? html`<span class="good">${say('faults_none')}</span>` : nothing}
      ${preview.format ? html`<span class="quiet">${say('import_as', { format: titleOf(preview.format) })}</span>` : nothing}</p>`;
  }

  #understood() {
    const { chapters, changes, adaptations } = this.preview;
    if (chapters.length === 0) return html`<p class="quiet">${say('import_unseen')}</p>`;
    const none = changes.length === 0;
    return html`${adaptations.length > 0 ? html`<div class="notice"><p>${say('import_adaptations')}</p>
        <ul>${adaptations.map((each) => html`<li>${serviceWords(each)}</li>`)}</ul></div>` : nothing}
      <p>${say('import_changes')} <strong>${changeCounts(changes)}</strong></p>
      <details ?open=${chapters.length < 40}><summary>${say('import_list')}</summary>${chapterTree(chapters)}</details>
      ${none ? nothing : html`<details><summary>${say('show_changes')}</summary>${changeList(changes)}</details>`}
      <p class="choice"><input type="checkbox" id="confirm-names" .checked=${this.confirmNames} aria-describedby="confirm-names-hint"
          @change=${(event) => { this.confirmNames = event.target.checked; this.#look(); }}>
        <label for="confirm-names">${say('import_names')}</label></p>
      <p class="hint quiet" id="confirm-names-hint">${say('import_names_hint')}</p>
      <div class="buttons"><button type="button" class="button button-main" ?disabled=${this.busy || none} @click=${this.#keep}>
        ${sayCount('import_keep', countChapters(chapters))}</button></div>
      <p class="quiet">${say(none ? 'import_same' : 'import_keep_text')}</p>`;
  }
}
customElements.define('studio-import', ImportView);
