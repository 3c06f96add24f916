// A new recording: its file, its day, its programme; then the analysis as it goes.
import { html, nothing } from 'lit';
import { Problem, call } from '../api.js';
import { say } from '../messages.js';
import { announce } from '../parts/announce.js';
import { ask } from '../parts/ask.js';
import '../parts/job_progress.js';
import '../parts/programme_field.js';
import { FileUpload, dropUpload, interruptedUploads } from '../parts/upload.js';
import '../parts/upload_progress.js';
import { problemBox } from '../problems.js';
import { go, link } from '../router.js';
import { View } from '../view.js';
import { size } from '../words.js';
import { nameOf } from './recordings.js';

const DEPTHS = ['full', 'fast', 'markers'];

class NewView extends View {
  static properties = {
    job: { state: true }, jobs: { state: true }, recordings: { state: true }, interrupted: { state: true }, upload: { state: true },
    source: { state: true }, understood: { state: true }, faults: { state: true }, refused: { state: true }, waiting: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.job = new URLSearchParams(window.location.search).get('job');
    this.jobs = [];
    this.recordings = [];
    this.interrupted = [];
    this.upload = null;
    this.source = 'file';
    this.understood = null;
    this.faults = {};
    this.refused = null;
    this.waiting = false;  // to start once the file is there
    this.busy = false;
  }

  get heading() { return say(this.job ? 'new_analysis' : 'menu_new'); }

  async load() {
    if (this.job) return;
    const [jobs, recordings, interrupted] = await Promise.all([
      call('GET', '/jobs'), call('GET', '/studio/recordings'), interruptedUploads()]);
    this.jobs = (jobs.json.jobs ?? jobs.json).filter(({ state }) => state === 'running' || state === 'queued');
    this.recordings = recordings.json.recordings;
    this.interrupted = interrupted;
  }

  /** A file on its way is not left without being asked. */
  async mayLeave() {
    const onItsWay = this.upload && ['sending', 'waiting'].includes(this.upload.state);
    if (!onItsWay) return true;
    const sure = await ask({ title: say('upload_leave_title'), content: html`<p>${say('upload_leave_text')}</p>`, confirm: say('upload_leave') });
    if (sure !== null) this.upload.pause();
    return sure !== null;
  }

  async #choose(event) {
    const [file] = event.target.files;
    if (!file) return;
    this.upload?.pause();
    this.faults = { ...this.faults, file: undefined };
    this.upload = new FileUpload(file);
    this.upload.addEventListener('change', () => this.#uploadChanged());
    this.interrupted = [];
    await this.upload.start();
  }

  #uploadChanged() {
    this.requestUpdate();
    if (this.upload?.state === 'done' && this.waiting) this.#start();
  }

  #noUpload() {
    this.upload = null;
    this.waiting = false;
    this.updateComplete.then(() => this.querySelector('#media-file')?.focus());
  }

  async #submit(event) {
    event.preventDefault();
    this.refused = null;
    const form = Object.fromEntries(new FormData(event.target));
    this.faults = this.#faultsOf(form);
    if (Object.values(this.faults).some(Boolean)) {
      await this.updateComplete;
      this.querySelector('[aria-invalid=true]')?.focus();
      return;
    }
    if (this.source === 'file' && this.upload.state !== 'done') {
      this.waiting = true;
      if (this.upload.state !== 'sending') this.upload.resume();
      return;
    }
    await this.#start();
  }

  #faultsOf({ path: place = '' }) {
    if (this.source === 'file') return this.upload ? {} : { file: say('new_file_missing') };
    return place.trim().startsWith('/') ? {} : { path: say('new_path_wrong') };
  }

  async #body() {
    const { path: place, event, date, part, analyse, replaces } = Object.fromEntries(new FormData(this.querySelector('form')));
    const body = { kind: 'index', analyse };
    if (this.source === 'file') body.upload = this.upload.id;
    else body.path = place.trim();
    for (const [name, value] of Object.entries({ event, date, part, replaces })) if (value?.trim()) body[name] = value.trim();
    const programme = await this.querySelector('studio-programme-field').programme();
    return programme ? { ...body, programme } : body;
  }

  async #start() {
    if (this.busy) return;
    this.busy = true;
    this.waiting = false;
    try {
      const { json } = await call('POST', '/jobs', { body: await this.#body() });
      await this.upload?.forget();
      this.upload = null;
      await go(`/studio/new?job=${encodeURIComponent(json.id)}`, { replace: true });
    } catch (error) {
      this.#refuse(error);
    } finally {
      this.busy = false;
    }
  }

  // What the service says of a field stands at the field.
  #refuse(error) {
    const atField = { '/path': 'path', '/date': 'date', '/event': 'event', '/part': 'part' };
    const errors = error instanceof Problem ? error.errors : [];
    const known = errors.filter(({ pointer }) => pointer in atField);
    this.faults = Object.fromEntries(known.map(({ pointer, detail }) => [atField[pointer], detail]));
    this.refused = known.length === errors.length && known.length > 0 ? null : error;
    this.updateComplete.then(() => this.querySelector('[aria-invalid=true]')?.focus());
  }

  async #ended({ detail: { state, recordings } }) {
    if (state !== 'done') return;
    announce(say('job_done_announced'));
    if (recordings.length > 0) await go(`/studio/r/${recordings[0]}`, { replace: true });
  }

  content() {
    if (this.job) return this.#analysis();
    return html`${this.jobs.length === 0 ? nothing : html`<section class="panel new-recording"><h2>${say('jobs_running')}</h2><ul>${this.jobs.map((job) => html`
        <li><a href=${link(`/studio/new?job=${encodeURIComponent(job.id)}`)}><bdi>${(job.file ?? '').split('/').at(-1)}</bdi></a></li>`)}</ul></section>`}
      <form class="form new-recording" novalidate @submit=${this.#submit}>
        ${this.#sourceFields()}${this.#dayFields()}
        <fieldset><legend>${say('programme')} <span class="quiet">${say('optional')}</span></legend>
          <studio-programme-field @understood=${(event) => { this.understood = event.detail; }}></studio-programme-field></fieldset>
        ${this.#depthFields()}${this.#replacesField()}
        ${problemBox(this.refused)}
        <div class="buttons"><button class="button button-main" ?disabled=${this.busy || this.waiting}>${say('new_start')}</button>
          <span role="status">${this.waiting ? say('new_waiting') : nothing}</span></div></form>`;
  }

  #analysis() {
    return html`<studio-job .job=${this.job} @job-ended=${this.#ended}></studio-job>
      <p><a href=${link('/studio')}>${say('to_recordings')}</a> · <a href=${link('/studio/new')}>${say('menu_new')}</a></p>`;
  }

  #sourceFields() {
    const choice = (source) => html`<label class="choice"><input type="radio" name="source" value=${source} .checked=${this.source === source}
      @change=${() => { this.source = source; this.faults = {}; }}> ${say(`new_source_${source}`)}</label>`;
    return html`<fieldset><legend>${say('new_recording_file')}</legend>${choice('file')}${choice('path')}
      ${this.source === 'file' ? this.#fileField() : this.#field('path', 'new_path', { hint: 'new_path_hint' })}</fieldset>`;
  }

  #fileField() {
    if (this.upload) return html`<studio-upload-progress .upload=${this.upload} @cancelled=${this.#noUpload}></studio-upload-progress>
      ${this.upload.state === 'failed' ? html`<p class="fault" role="alert">${say('upload_failed_text')}</p>` : nothing}`;
    const fault = this.faults.file;
    return html`<div class="field"><label for="media-file">${say('new_file')}</label>
        <input id="media-file" type="file" accept="video/*,audio/*,.mkv,.mxf,.ts,.mts,.vob" @change=${this.#choose}
          aria-invalid=${fault ? 'true' : 'false'} aria-describedby="media-file-hint ${fault ? 'media-file-fault' : ''}">
        <p class="hint" id="media-file-hint">${say('new_file_hint')}</p>
        ${fault ? html`<p class="fault" id="media-file-fault">${fault}</p>` : nothing}</div>
      ${this.interrupted.map((each) => html`<div class="notice notice-doubt"><p>${say('upload_interrupted', { name: each.name, size: size(each.bytes) })}</p>
        <p><button type="button" class="button button-small" @click=${() => this.#drop(each)}>${say('upload_drop')}</button></p></div>`)}`;
  }

  async #drop(upload) {
    await dropUpload(upload);
    this.interrupted = await interruptedUploads();
  }

  #field(name, label, { type = 'text', hint, list, placeholder } = {}) {
    const fault = this.faults[name];
    return html`<div class="field"><label for="new-${name}">${say(label)}${name === 'path' ? nothing : html`
        <span class="quiet">${say('optional')}</span>`}</label>
      <input id="new-${name}" name=${name} type=${type} autocomplete="off" list=${list ?? nothing} placeholder=${placeholder || nothing}
        aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${hint ? `new-${name}-hint` : ''} ${fault ? `new-${name}-fault` : ''}">
      ${hint ? html`<p class="hint" id="new-${name}-hint">${say(hint)}</p>` : nothing}
      ${fault ? html`<p class="fault" id="new-${name}-fault">${fault}</p>` : nothing}</div>`;
  }

  #dayFields() {
    const titles = [...new Set(this.recordings.map(({ event }) => event?.title).filter(Boolean))];
    const found = this.understood?.event;
    return html`<fieldset><legend>${say('new_day')}</legend>
      ${this.#field('event', 'new_event', { hint: 'new_event_hint', list: 'known-events', placeholder: found?.title })}
      <datalist id="known-events">${titles.map((title) => html`<option value=${title}></option>`)}</datalist>
      <div class="form-row">${this.#field('date', 'new_date', { type: 'date' })}${this.#field('part', 'new_part', { hint: 'new_part_hint' })}</div></fieldset>`;
  }

  #depthFields() {
    return html`<fieldset><legend>${say('new_depth')}</legend>${DEPTHS.map((depth, i) => html`<label class="choice">
      <input type="radio" name="analyse" value=${depth} ?checked=${i === 0}> <span>${say(`depth_${depth}`)}
        <span class="quiet">${say(`depth_${depth}_text`)}</span></span></label>`)}</fieldset>`;
  }

  #replacesField() {
    if (this.recordings.length === 0) return nothing;
    const asked = new URLSearchParams(window.location.search).get('replaces') ?? '';
    return html`<details ?open=${asked !== ''}><summary>${say('new_replaces')}</summary>
      <div class="field"><label for="new-replaces">${say('new_replaces_which')}</label>
        <select id="new-replaces" name="replaces" aria-describedby="new-replaces-hint"><option value="">${say('new_replaces_none')}</option>
          ${this.recordings.map((each) => html`<option value=${each.id} ?selected=${each.id === asked}>
            ${[each.event?.title, nameOf(each)].filter(Boolean).join(' · ')}</option>`)}</select>
        <p class="hint" id="new-replaces-hint">${say('new_replaces_hint')}</p></div></details>`;
  }
}
customElements.define('studio-new', NewView);
