// Every revision of a recording: who, when, what, why; differences; restoring; publishing.
import { html, nothing } from 'lit';
import { call, path } from '../api.js';
import { say, sayCount } from '../messages.js';
import { announce } from '../parts/announce.js';
import { ask } from '../parts/ask.js';
import { changeCounts, changeList } from '../parts/changes.js';
import { recordingFacts, recordingTabs } from '../parts/recording_head.js';
import { groupsOf } from '../parts/revision_groups.js';
import { problemBox } from '../problems.js';
import { link } from '../router.js';
import { session } from '../session.js';
import { View } from '../view.js';
import { when } from '../words.js';

const numbersOf = (revisions) => revisions.map(({ number }) => number);

class HistoryView extends View {
  static properties = {
    draft: { state: true }, revisions: { state: true }, publications: { state: true }, behind: { state: true },
    open: { state: true }, differences: { state: true }, compared: { state: true }, refused: { state: true },
  };

  constructor() {
    super();
    this.open = new Set();         // groups that show their revisions, by the number of their last
    this.differences = new Map();  // number -> changes to the one before
    this.compared = null;          // {from, to, changes}
    this.refused = null;
  }

  get heading() { return say('view_history'); }

  async load() {
    const [draft, history] = await Promise.all([
      call('GET', path`/recordings/${this.recording}/draft`), call('GET', path`/recordings/${this.recording}/revisions`)]);
    this.draft = draft.json;
    this.revisions = history.json.revisions;
    this.publications = history.json.publications;
    const { revision, published_revision: published } = this.draft;
    this.behind = published && revision > published ? await this.#difference(revision, published) : null;
  }

  async #difference(to, from) {
    const place = path`/recordings/${this.recording}/revisions/${to}/difference?from=${from}`;
    return (await call('GET', place)).json.changes;
  }

  /** Does what changes something; a refusal is said, and what is shown is anew in any case. */
  async #change(work, done) {
    this.refused = null;
    try {
      await work();
      announce(done);
    } catch (error) {
      this.refused = error;
    }
    await this.reload();
    if (this.refused) this.querySelector('[role=alert]')?.scrollIntoView({ block: 'nearest' });
  }

  async #publish() {
    const { revision, published_revision: published } = this.draft;
    const changes = published ? this.behind ?? [] : null;
    const summary = await ask({
      title: say('publish_title', { revision }),
      content: html`<p>${say(published ? 'publish_text_again' : 'publish_text_first')}</p>
        ${changes ? html`<p><strong>${changeCounts(changes)}</strong></p>` : nothing}`,
      confirm: say('publish'),
      answer: { label: say('publish_summary'), hint: say('publish_summary_hint') },
    });
    if (summary === null) return;
    const place = path`/recordings/${this.recording}/publication`;
    await this.#change(() => call('PUT', place, { body: { summary }, ifMatch: revision }), say('published', { revision }));
  }

  async #unpublish() {
    const sure = await ask({
      title: say('unpublish_title'), content: html`<p>${say('unpublish_text')}</p>`, confirm: say('unpublish'), danger: true,
    });
    if (sure === null) return;
    await this.#change(() => call('DELETE', path`/recordings/${this.recording}/publication`), say('unpublished'));
  }

  async #restore(revision) {
    const summary = await ask({
      title: say('restore_title', { revision }), content: html`<p>${say('restore_text', { revision })}</p>`,
      confirm: say('restore'), answer: { label: say('restore_summary') },
    });
    if (summary === null) return;
    const body = summary ? { revision, summary } : { revision };
    const place = path`/recordings/${this.recording}/restore`;
    await this.#change(() => call('POST', place, { body, ifMatch: this.draft.revision }), say('restored', { revision }));
  }

  async #toggleDifference(number, from) {
    const differences = new Map(this.differences);
    if (differences.has(number)) differences.delete(number);
    else differences.set(number, await this.#difference(number, from));
    this.differences = differences;
  }

  async #compare(event) {
    event.preventDefault();
    const { from, to } = Object.fromEntries(new FormData(event.target));
    this.refused = null;
    try {
      this.compared = { from, to, changes: await this.#difference(to, from) };
    } catch (error) {
      this.refused = error;
    }
  }

  content() {
    return html`${recordingTabs(this.recording, '/history')}${recordingFacts(this.draft)}
      ${problemBox(this.refused)}${this.#publication()}
      ${this.revisions.length === 0 ? html`<p>${say('history_none')}</p>` : html`
        <section><h2>${say('revisions')}</h2><ol class="history" reversed>${groupsOf(this.revisions).map((group) => this.#group(group))}</ol></section>
        ${this.revisions.length > 1 ? this.#comparison() : nothing}`}`;
  }

  #publication() {
    const { revision, published_revision: published } = this.draft;
    const last = this.publications.find((each) => each.revision !== null);
    return html`<div class="two-states">
      <section class="panel"><h2>${say('draft')}</h2>
        <p>${revision ? say('draft_is', { revision }) : say('history_none')}
        ${published && this.behind ? html`<br>${say('draft_differs')} <strong>${changeCounts(this.behind)}</strong>` : nothing}
        ${published === revision && published ? html`<br>${say('draft_is_public')}` : nothing}</p>
        ${this.behind?.length ? html`<details><summary>${say('show_changes')}</summary>${changeList(this.behind)}</details>` : nothing}
        <div class="buttons"><a class="button" href=${link(`/studio/r/${this.recording}`)}>${say('view_editor')}</a>
          ${session.may('archivist') && revision && revision !== published ? html`
            <button type="button" class="button button-main" @click=${this.#publish}>${say('publish')}</button>` : nothing}</div></section>
      <section class="panel"><h2>${say('public_list')}</h2>
        ${published ? html`<p>${say('public_is', { revision: published, at: when(last?.at), author: last?.author ?? '' })}
            ${last?.summary ? html`<br><q><bdi>${last.summary}</bdi></q>` : nothing}</p>
          <div class="buttons"><a class="button" href=${link(`/v/${this.recording}`)}>${say('public_page')}</a>
          ${session.may('archivist') ? html`
            <button type="button" class="button button-danger" @click=${this.#unpublish}>${say('unpublish')}</button>` : nothing}</div>`
    : html`<p>${say(this.publications.length > 0 ? 'public_withdrawn' : 'public_never')}</p>`}</section></div>`;
  }

  #group(revisions) {
    const [last] = revisions;
    if (revisions.length === 1) return this.#revision(last);
    const isOpen = this.open.has(last.number);
    const toggle = () => {
      this.open = new Set(isOpen ? [...this.open].filter((each) => each !== last.number) : [...this.open, last.number]);
    };
    const first = revisions.at(-1);
    const range = { first: first.number, last: last.number, n: revisions.length };
    return html`<li class="revision revision-group" value=${last.number}>
      <div class="revision-text">${this.#line(last, say('saves', range), html`${say('saves_summary', { n: revisions.length })}${last.summary ? html` · ${last.summary}` : nothing}`)}</div>
      <div class="buttons">
        <button type="button" class="button button-small" aria-expanded=${isOpen ? 'true' : 'false'} @click=${toggle}>
          ${say(isOpen ? 'saves_hide' : 'saves_show')}</button>
        ${this.#differenceButton(last.number, first.number - 1)}</div>
      ${this.#differenceOf(last.number)}
      ${isOpen ? html`<ol class="history" reversed>${revisions.map((each) => this.#revision(each))}</ol>` : nothing}</li>`;
  }

  #line({ created_at: at, author, published }, name, summary) {
    return html`<p class="revision-line"><strong>${name}</strong>
        ${published ? html`<span class="tag tag-good">${say('revision_public')}</span>` : nothing}
        <time datetime=${at} class="quiet">${when(at)}</time> <bdi class="quiet">${author}</bdi></p>
      <p class="revision-why"><bdi>${summary}</bdi></p>`;
  }

  #revision(revision) {
    const { number, kind, of, summary, chapters } = revision;
    const size = Number.isInteger(chapters) ? sayCount('revision_chapters', chapters) : '';
    const what = of ? say(`revision_${kind}_of`, { of }) : say(`revision_${kind ?? 'edit'}`);
    const latest = number === this.draft.revision;
    return html`<li class="revision" value=${number}>
      <div class="revision-text">${this.#line(revision, say('revision', { number }), summary || what)}
        <p class="quiet revision-facts">${[summary ? what : '', size].filter(Boolean).join(' · ')}</p></div>
      <div class="buttons">${this.#differenceButton(number, number - 1)}
        ${latest ? html`<span class="tag">${say('revision_latest')}</span>` : html`
          <button type="button" class="button button-small" @click=${() => this.#restore(number)}
            aria-label=${say('restore_of', { revision: number })}>${say('restore')}</button>`}</div>
      ${this.#differenceOf(number)}</li>`;
  }

  #differenceButton(number, from) {
    const isOpen = this.differences.has(number);
    return html`<button type="button" class="button button-small" aria-expanded=${isOpen ? 'true' : 'false'}
      aria-label=${say('show_changes_of', { revision: number })} @click=${() => this.#toggleDifference(number, from)}>${say('show_changes')}</button>`;
  }

  #differenceOf(number) {
    const changes = this.differences.get(number);
    return changes ? html`<div class="difference"><p class="quiet">${changeCounts(changes)}</p>${changeList(changes)}</div>` : nothing;
  }

  #comparison() {
    const numbers = numbersOf(this.revisions);
    const choice = (name, chosen) => html`<div class="field"><label for="compare-${name}">${say(`compare_${name}`)}</label>
      <select id="compare-${name}" name=${name}>${numbers.map((number) => html`
        <option value=${number} ?selected=${number === chosen}>${say('revision', { number })}</option>`)}</select></div>`;
    const { compared } = this;
    return html`<section><h2>${say('compare')}</h2>
      <form class="form-row" @submit=${this.#compare}>${choice('from', this.draft.published_revision || numbers.at(-1))}
        ${choice('to', numbers[0])}<button class="button">${say('compare_show')}</button></form>
      <div role="status">${compared ? html`<p>${say('compare_result', { from: compared.from, to: compared.to })}
        <strong>${changeCounts(compared.changes)}</strong></p>` : nothing}</div>
      ${compared ? changeList(compared.changes) : nothing}</section>`;
  }
}
customElements.define('studio-history', HistoryView);
