// All recordings by event, each with what is to be done next.
import { html, nothing } from 'lit';
import { call } from '../api.js';
import { say, sayCount } from '../messages.js';
import { link } from '../router.js';
import { session } from '../session.js';
import { View } from '../view.js';
import { date, percent, span } from '../words.js';

const POLL_MS = 3000;  // while something is being analysed

const folded = (text) => (text ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What people call it: its part, its title, else its file. */
export const nameOf = ({ part, title, file }) => part || title || (file ?? '').split('/').at(-1);

const isRunning = ({ job }) => job?.state === 'running' || job?.state === 'queued';

function analysisState({ analysis, job }) {
  if (job?.state === 'queued') return { words: say('state_queued'), mood: 'busy' };
  if (job?.state === 'running') {
    const done = percent(job.done);
    const left = job.remaining_s;
    return {
      words: left == null ? say('state_running', { done }) : say('state_running_left', { done, left: span(left * 1000) }),
      mood: 'busy', part: job.done,
    };
  }
  const reason = job?.state === 'failed' ? job.message : analysis?.reason;
  if (job?.state === 'failed' || analysis?.state === 'failed') return { words: say('state_failed', { reason: reason ?? '' }), mood: 'bad' };
  return null;
}

function listState({ draft_revision: draft, published_revision: published }) {
  if (published && draft > published) return { words: say('state_public_behind'), mood: 'doubt' };
  if (published) return { words: say('state_public'), mood: 'good' };
  return draft ? { words: say('state_draft'), mood: 'plain' } : { words: say('state_empty'), mood: 'plain' };
}

function statesOf(recording) {
  const open = recording.open_proposals;
  return [
    analysisState(recording),
    open > 0 ? { words: sayCount('state_proposals', open), mood: 'doubt' } : null,
    listState(recording),
  ].filter(Boolean);
}

function byEvent(recordings) {
  const events = new Map();
  for (const each of recordings) {
    const key = each.event?.id ?? '';
    events.set(key, [...(events.get(key) ?? []), each]);
  }
  return events;
}

class RecordingsView extends View {
  static properties = { recordings: { state: true }, words: { state: true } };

  #timer = 0;

  constructor() {
    super();
    this.recordings = [];
    this.words = '';
  }

  get heading() { return say('menu_recordings'); }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  async load() {
    clearTimeout(this.#timer);
    this.recordings = (await call('GET', '/studio/recordings')).json.recordings;
    if (this.isConnected && this.recordings.some(isRunning)) {
      this.#timer = setTimeout(() => this.reload(), POLL_MS);
    }
  }

  #matching() {
    const words = folded(this.words).split(/\s+/).filter(Boolean);
    return this.recordings.filter(({ event, part, title, file }) => {
      const all = folded([event?.title, event?.date, part, title, file].join(' '));
      return words.every((word) => all.includes(word));
    });
  }

  content() {
    if (this.recordings.length === 0) return this.#empty();
    const matching = this.#matching();
    const events = byEvent(matching);
    return html`<div class="list-head">
        <div class="field filter"><label for="filter">${say('recordings_filter')}</label>
          <input id="filter" type="search" .value=${this.words} @input=${(event) => { this.words = event.target.value; }}></div>
        ${session.may('archivist') ? html`<a class="button button-main" href=${link('/studio/new')}>${say('menu_new')}</a>` : nothing}
      </div>
      <p role="status" class="quiet">${matching.length === 0 ? say('recordings_nothing', { words: this.words })
    : sayCount('recordings_shown', matching.length)}</p>
      ${[...events.values()].map((each) => this.#event(each))}`;
  }

  #empty() {
    return html`<div class="empty"><h2>${say('recordings_none')}</h2><p>${say('recordings_none_text')}</p>
      ${session.may('archivist') ? html`<p><a class="button button-main" href=${link('/studio/new')}>${say('menu_new')}</a></p>` : nothing}</div>`;
  }

  #event(recordings) {
    const { event } = recordings[0];
    return html`<section class="event"><h2><bdi>${event?.title || say('event_unnamed')}</bdi>
        ${event?.date ? html`<span class="quiet event-date">${date(event.date)}</span>` : nothing}</h2>
      <ul class="rows">${recordings.map((each) => this.#recording(each))}</ul></section>`;
  }

  #recording(recording) {
    const { id, duration_ms: duration, published_revision: published } = recording;
    const title = nameOf(recording);
    return html`<li class="row">
      <div class="row-main">
        <h3><a href=${link(`/studio/r/${id}`)}><bdi>${title}</bdi></a></h3>
        <p class="quiet row-facts">${span(duration)} · <bdi>${(recording.file ?? '').split('/').at(-1)}</bdi></p>
      </div>
      <ul class="states">${statesOf(recording).map(({ words, mood, part }) => html`<li class="state state-${mood}">${words}
        ${part === undefined ? nothing : html`<progress aria-hidden="true" max="1" .value=${part}></progress>`}</li>`)}</ul>
      <div class="row-ways">
        <a href=${link(`/studio/r/${id}/history`)} aria-label=${say('to_history_of', { title })}>${say('view_history')}</a>
        <a href=${link(`/studio/r/${id}/import`)} aria-label=${say('to_import_of', { title })}>${say('view_import')}</a>
        ${published ? html`<a href=${link(`/v/${id}`)} aria-label=${say('to_public_of', { title })}>${say('public_page')}</a>` : nothing}
      </div></li>`;
  }
}
customElements.define('studio-recordings', RecordingsView);
