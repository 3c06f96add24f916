// Work of the service while it happens: its phase, how far, how long still.
import { html, nothing } from 'lit';
import { call, path } from '../api.js';
import { isSaid, say } from '../messages.js';
import { announce } from './announce.js';
import { ask } from './ask.js';
import { problemBox } from '../problems.js';
import { Element } from '../view.js';
import { percent, span } from '../words.js';

const AGAIN_MS = 2000;  // after events ended without the job's end: the service went away

export const isOver = ({ state }) => state === 'done' || state === 'failed' || state === 'cancelled';

/** `job`: an id. Tells "job-ended" with the job as detail when it ends while somebody watches. */
class JobProgress extends Element {
  static properties = { job: {}, shown: { state: true }, refused: { state: true } };

  #events = null;
  #timer = 0;

  constructor() {
    super();
    this.shown = null;
    this.refused = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#watch();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#unwatch();
  }

  #unwatch() {
    clearTimeout(this.#timer);
    this.#events?.close();
    this.#events = null;
  }

  async #watch() {
    try {
      this.#take((await call('GET', path`/jobs/${this.job}`)).json);
      this.refused = null;
    } catch (error) {
      this.refused = error;
      // Not there: no waiting will bring it.
      if (error.status !== 404 && error.status !== 403) this.#again();
      return;
    }
    if (!isOver(this.shown) && this.isConnected) this.#listen();
  }

  #listen() {
    this.#events = new EventSource(`/api/v1${path`/jobs/${this.job}/events`}`);
    this.#events.addEventListener('progress', (event) => this.#take(JSON.parse(event.data)));
    this.#events.addEventListener('error', () => {
      // Events also end with the last state; whether that came is asked.
      this.#unwatch();
      if (!isOver(this.shown)) this.#again();
    });
  }

  #again() {
    clearTimeout(this.#timer);
    if (this.isConnected) this.#timer = setTimeout(() => this.#watch(), AGAIN_MS);
  }

  #take(job) {
    const watched = this.shown !== null && !isOver(this.shown);
    this.shown = job;
    if (!isOver(job)) return;
    this.#unwatch();
    if (watched) this.dispatchEvent(new CustomEvent('job-ended', { detail: job, bubbles: true }));
  }

  async #cancel() {
    const sure = await ask({ title: say('job_cancel_title'), content: html`<p>${say('job_cancel_text')}</p>`, confirm: say('job_cancel'), danger: true });
    if (sure === null) return;
    try {
      await call('DELETE', path`/jobs/${this.job}`);
      announce(say('job_cancelled'));
    } catch (error) {
      this.refused = error;
    }
  }

  render() {
    const job = this.shown;
    if (!job) return this.refused ? problemBox(this.refused) : html`<p role="status" class="quiet">${say('loading')}</p>`;
    const { state, phase, done, remaining_s: left, file } = job;
    const running = !isOver(job);
    const named = isSaid(`phase_${phase}`) ? say(`phase_${phase}`) : phase;
    return html`<div class="progress-box job-${state}">
      <p class="progress-head"><strong><bdi>${(file ?? '').split('/').at(-1)}</bdi></strong>
        <span role="status">${say(`job_${state}`)}${state === 'running' && named ? ` : ${named}` : ''}</span></p>
      ${running ? html`<progress max="100" .value=${done * 100} aria-label=${say('job_label')} aria-valuetext=${percent(done)}></progress>
        <p class="progress-facts quiet"><span>${percent(done)}</span>
          ${left == null ? nothing : html`<span>${say('upload_left', { left: span(left * 1000) })}</span>`}</p>
        <p class="quiet">${say('job_may_leave')}</p>
        <div class="buttons"><button type="button" class="button button-small" @click=${this.#cancel}>${say('job_cancel')}</button></div>` : nothing}
      ${state === 'failed' ? html`<div role="alert" class="notice notice-bad"><p>${say('job_why')} <bdi lang="en">${job.message}</bdi></p></div>` : nothing}
      ${problemBox(this.refused)}</div>`;
  }
}
customElements.define('studio-job', JobProgress);
