// One person: names, identifiers, what they said; merging, splitting, withdrawing, and the ways back.
import { html, nothing } from 'lit';
import { call, path } from '../api.js';
import { say, sayCount } from '../messages.js';
import { announce } from '../parts/announce.js';
import { ask } from '../parts/ask.js';
import '../parts/person_choice.js';
import '../parts/person_form.js';
import { problemBox } from '../problems.js';
import { go, link } from '../router.js';
import { session } from '../session.js';
import { View } from '../view.js';
import { clock, when } from '../words.js';

class PersonView extends View {
  static properties = {
    known: { state: true }, etag: { state: true }, refused: { state: true }, into: { state: true }, apart: { state: true },
    other: { state: true }, similar: { state: true },
  };

  constructor() {
    super();
    this.known = null;      // {person, interventions, merges, moves}
    this.refused = null;
    this.into = null;       // whom to merge into
    this.apart = new Set(); // chapters that are somebody else's
    this.other = null;      // whose they are; null: somebody new
    this.similar = [];
  }

  get heading() { return this.known?.person.name ?? say('person'); }

  async load() {
    const { json, etag } = await call('GET', path`/studio/persons/${this.person}`);
    this.known = json;
    this.etag = etag;
    const near = (await call('GET', `/studio/persons?near=${encodeURIComponent(json.person.name)}`)).json.persons;
    this.similar = near.filter(({ id }) => id !== this.person);
  }

  async #change(work, done) {
    this.refused = null;
    try {
      await work();
      announce(done);
      await this.reload();
    } catch (error) {
      this.refused = error;
      await this.updateComplete;
      this.querySelector('[role=alert]')?.scrollIntoView({ block: 'nearest' });
    }
  }

  async #saved({ detail }) {
    await this.#change(async () => {
      await call('PATCH', path`/persons/${this.person}`, { body: detail, ifMatch: this.etag });
    }, say('saved'));
  }

  async #merge() {
    const { person, interventions } = this.known;
    const values = { name: person.name, into: this.into.name };
    const sure = await ask({
      title: say('merge_title', values),
      content: html`<p>${say('merge_text', values)}</p><ul class="dots">
        <li>${sayCount('merge_follow', interventions.length, values)}</li><li>${say('merge_variant', values)}</li>
        <li>${say('merge_back')}</li></ul>`,
      confirm: say('merge'),
    });
    if (sure === null) return;
    const into = this.into.id;
    this.refused = null;
    try {
      await call('POST', path`/persons/${this.person}/merge`, { body: { into } });
      await go(`/studio/persons/${into}`);
      announce(say('merged', values));
    } catch (error) {
      this.refused = error;
    }
  }

  async #split(event) {
    event.preventDefault();
    const name = new FormData(event.target).get('new-name')?.trim();
    if (this.apart.size === 0 || (!this.other && !name)) {
      this.refused = null;
      announce(say('split_incomplete'));
      return;
    }
    const whose = this.other ? { person: this.other.id } : { new_person: { name } };
    const body = { chapters: [...this.apart], ...whose };
    await this.#change(async () => {
      await call('POST', path`/persons/${this.person}/split`, { body });
      this.apart = new Set();
      this.other = null;
    }, say('split_done'));
  }

  async #withdraw() {
    const reason = await ask({
      title: say('withdraw_title', { name: this.heading }), content: html`<p>${say('withdraw_text')}</p>`, confirm: say('withdraw'),
      danger: true, answer: { label: say('withdraw_reason'), hint: say('withdraw_reason_hint'), required: true },
    });
    if (reason === null) return;
    await this.#change(() => call('PUT', path`/persons/${this.person}/withdrawal`, { body: { reason } }), say('withdrawn_done'));
  }

  async #lift() {
    const sure = await ask({ title: say('lift_title', { name: this.heading }), content: html`<p>${say('lift_text')}</p>`, confirm: say('lift') });
    if (sure === null) return;
    await this.#change(() => call('DELETE', path`/persons/${this.person}/withdrawal`), say('lifted'));
  }

  content() {
    const { person, interventions } = this.known;
    const may = session.may('archivist');
    return html`<p><a href=${link('/studio/persons')}>${say('to_persons')}</a></p>
      ${person.merged_into ? html`<p class="notice">${say('merged_into')} <a href=${link(`/studio/persons/${person.merged_into}`)}>${say('merged_into_link')}</a></p>` : nothing}
      ${person.withdrawn ? html`<div class="notice notice-bad"><p>${say('withdrawn_since', { at: when(person.withdrawn.at) })}
        <q><bdi>${person.withdrawn.reason}</bdi></q></p>${may ? html`<p><button type="button" class="button" @click=${this.#lift}>${say('lift')}</button></p>` : nothing}</div>` : nothing}
      ${problemBox(this.refused)}
      ${this.similar.length && !person.merged_into ? html`<div class="notice notice-doubt"><p>${say('near_names')}</p><ul>${this.similar.map(({ id, name }) => html`
        <li><a href=${link(`/studio/persons/${id}`)}><bdi>${name}</bdi></a></li>`)}</ul></div>` : nothing}
      <div class="beside">
        <section><h2>${say('person_record')}</h2>
          <studio-person-form .person=${person} ?readonly=${!may} @saved=${this.#saved}></studio-person-form></section>
        <section><h2>${say('person_said')}</h2>${this.#interventions(interventions, may)}</section></div>
      ${may ? this.#actions(person) : nothing}${this.#undoable(may)}`;
  }

  #interventions(interventions, may) {
    if (interventions.length === 0) return html`<p class="quiet">${say('person_said_nothing')}</p>`;
    const tick = (chapter, ticked) => {
      const apart = new Set(this.apart);
      if (ticked) apart.add(chapter);
      else apart.delete(chapter);
      this.apart = apart;
    };
    const row = ({ chapter, recording, title, start_ms: start, published, ...more }) => html`<li class="said">
      ${may ? html`<input type="checkbox" .checked=${this.apart.has(chapter)} aria-label=${say('split_tick', { title })}
        @change=${(event) => tick(chapter, event.target.checked)}>` : nothing}
      <span><span class="clock">${clock(start)}</span> <a href=${link(`/studio/r/${recording.id ?? recording}?c=${chapter}`)}><bdi>${title}</bdi></a>
      <span class="quiet">${[recording.part ?? more.part, recording.event?.title ?? more.event?.title].filter(Boolean).join(' · ')}</span>
      ${published ? nothing : html`<span class="tag">${say('state_draft_short')}</span>`}</span></li>`;
    return html`<ul class="said-list">${interventions.map(row)}</ul>${may ? this.#splitForm() : nothing}`;
  }

  #splitForm() {
    if (this.apart.size === 0) return html`<p class="quiet">${say('split_hint')}</p>`;
    return html`<form class="panel" @submit=${this.#split}><h3>${sayCount('split_title', this.apart.size)}</h3>
      <studio-person-choice name="split" .except=${this.person} .label=${say('split_known')}
        @chosen=${(event) => { this.other = event.detail; }}></studio-person-choice>
      <div class="field"><label for="new-name">${say('split_new')}</label>
        <input id="new-name" name="new-name" type="text" autocomplete="off" ?disabled=${this.other !== null}></div>
      <div class="buttons"><button class="button button-main">${say('split')}</button></div></form>`;
  }

  #actions(person) {
    return html`<section><h2>${say('person_actions')}</h2>
      ${person.merged_into ? nothing : html`<details><summary>${say('merge_open')}</summary><div class="panel">
        <p>${say('merge_lead')}</p>
        <studio-person-choice name="merge" .except=${this.person} .label=${say('merge_into')}
          @chosen=${(event) => { this.into = event.detail; }}></studio-person-choice>
        <div class="buttons"><button type="button" class="button button-main" ?disabled=${!this.into} @click=${this.#merge}>${say('merge')}</button></div>
        </div></details>`}
      <div class="buttons"><a class="button" download="${this.person}.json" href=${`/api/v1${path`/persons/${this.person}/export`}`}>${say('person_export')}</a>
        ${person.withdrawn ? nothing : html`<button type="button" class="button button-danger" @click=${this.#withdraw}>${say('withdraw')}</button>`}</div></section>`;
  }

  #undoable(may) {
    const { merges = [], moves = [] } = this.known;
    if (!may || merges.length + moves.length === 0) return nothing;
    const row = (words, at, label, undo) => html`<li class="row"><div class="row-main"><p>${words} <time class="quiet" datetime=${at}>${when(at)}</time></p></div>
      <button type="button" class="button button-small" aria-label=${label} @click=${undo}>${say('undo')}</button></li>`;
    return html`<section><h2>${say('person_undoable')}</h2><ul class="rows">
      ${merges.map(({ id, from, at }) => row(say('merge_was', { name: from.name }), at, say('merge_undo', { name: from.name }),
    () => this.#change(() => call('DELETE', path`/merges/${id}`), say('merge_undone', { name: from.name }))))}
      ${moves.map(({ id, to, chapters, at }) => row(say('split_was', { n: chapters?.length ?? 1, name: to?.name ?? '' }), at, say('split_undo'),
    () => this.#change(() => call('DELETE', path`/splits/${id}`), say('split_undone'))))}</ul></section>`;
  }
}
customElements.define('studio-person', PersonView);
