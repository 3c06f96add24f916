// The proposals, most doubtful first: each with what it rests on, and one key for each answer.

import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Problem } from '../api.js';
import { language, say, sayCount } from '../messages.js';
import { Element } from '../view.js';
import { percent } from '../words.js';
import { fileAddress } from './media_data.js';
import './person_field.js';
import * as list from './proposal_list.js';
import { exactText } from './times.js';
import { find } from './tree.js';

// As much sound as tells a voice and what it is about; from a little before what was seen.
const HEARD_MS = 5000;
const LEAD_MS = 500;

const CANDIDATES_SHOWN = 9;

/** Properties: `desk`, `proposals` (ProposalList), `rec`. Fires "hear" {start, length}, "edit" {id}. */
export class ProposalPanel extends Element {
  static properties = {
    desk: { attribute: false }, proposals: { attribute: false }, rec: {}, threshold: { state: true }, meant: { state: true },
  };

  constructor() {
    super();
    this.threshold = list.USUAL_THRESHOLD;
    this.meant = null;  // {card, candidate}: chosen by its digit
  }

  render() {
    const { cards, proposals, groups } = this.proposals;
    if (cards.length === 0) return html`<p class="quiet empty">${say('editor_no_proposals')}</p>`;
    return html`${this.#all(proposals)}
      ${groups.filter((group) => group.proposals.length > 1).map((group) => this.#group(group))}
      <ol class="proposal-cards">${repeat(cards, ({ id }) => id, (card, i) => html`<li>${card.id === this.proposals.at
    ? this.#open(card, i, cards.length) : this.#closed(card)}</li>`)}</ol>`;
  }

  #all(proposals) {
    const count = this.#sure(proposals);
    return html`<form class="accept-all" @submit=${(event) => { event.preventDefault(); this.acceptAll(); }}>
      <label for="threshold">${say('editor_threshold')}</label>
      <input id="threshold" type="number" min="0" max="1" step="0.05" .value=${String(this.threshold)}
        @input=${(event) => { this.threshold = event.target.valueAsNumber; }}>
      <button type="submit" class="button button-small" ?disabled=${count === 0}>${sayCount('editor_accept_all', count)}</button>
    </form>`;
  }

  #sure(proposals) {
    return list.countAbove(proposals, this.threshold, (id) => find(this.desk.chapters, id) !== null);
  }

  #group(group) {
    const count = group.proposals.length;
    return html`<section class="who-is" aria-label=${say('editor_who_is_this')}>
      ${group.still ? html`<img src=${fileAddress(this.rec, group.still)} alt="">` : nothing}
      <div><h3>${say('editor_who_is_this')}</h3>
        <p>${sayCount('editor_who_is_in', count, { name: group.name })}</p>
        <studio-person-field .label=${sayCount('editor_name_once', count)} .name=${''}
          @picked=${({ detail }) => this.#name(group, detail)}></studio-person-field></div></section>`;
  }

  #closed(card) {
    const suggested = list.suggestedOf(card);
    return html`<button type="button" class="card-closed" tabindex="-1" @click=${() => this.#show(card.id)}>
      <span class="row-time">${exactText(suggested.start_ms)}</span>
      <span class="row-what">${list.namedBy(card).join(', ') || suggested.title}</span>
      ${this.#certainty(card)}</button>`;
  }

  #certainty(card) {
    const level = card.doubt >= 0.5 ? 'bad' : card.doubt > 0.1 ? 'doubt' : 'good';
    return html`<span class="certainty certainty-${level}"><span class="heard">${say('editor_certainty')} </span>${percent(list.certaintyOf(card))}</span>`;
  }

  #open(card, i, count) {
    const suggested = list.suggestedOf(card);
    const label = say('editor_proposal_n', { n: i + 1, count, title: suggested.title });
    return html`<section class="proposal-card" tabindex="0" role="group" aria-label=${label}
        @focus=${() => this.#follow(card)}>
      <p class="card-head"><span class="kind-word">${say(`editor_kind_${suggested.kind}`)}</span>
        <span class="row-time">${exactText(suggested.start_ms)} – ${exactText(suggested.end_ms)}</span>${this.#certainty(card)}</p>
      <h3>${suggested.title}</h3>
      ${this.#evidence(card)}
      ${card.credit ? this.#who(card) : nothing}
      ${this.#reasons(card)}
      <p class="card-actions">
        ${this.#action('accept', 'button-main', () => this.accept())}
        ${this.#action('reject', '', () => this.reject())}
        ${card.credit && card.chapter ? this.#action('accept_unnamed', '', () => this.acceptUnnamed()) : nothing}
        ${this.#action('edit_proposal', '', () => this.edit())}
        ${this.#action('hear', '', () => this.hear())}
      </p></section>`;
  }

  #action(name, look, act) {
    const key = { accept: 'a', reject: 'r', accept_unnamed: 'u', edit_proposal: 'e', hear: say('editor_key_Space') }[name];
    return html`<button type="button" class="button button-small ${look}" @click=${act}>${say(`editor_act_${name}`)}
      <kbd aria-hidden="true">${key}</kbd></button>`;
  }

  #evidence(card) {
    const found = this.#found(card);
    const stills = found.filter(({ still }) => still);
    const line = list.proposalsOf(card).map((each) => each.programme_line).find(Boolean);
    return html`${stills.slice(0, 2).map(({ still, text, kind }) => html`<figure class="still">
        <img src=${fileAddress(this.rec, still)} alt=${say('editor_still_of', { kind: say(`editor_evidence_${kind}`) })} loading="lazy">
        ${text ? html`<figcaption>${text.split('\n').map((each, n) => html`${n > 0 ? html`<br>` : nothing}${each}`)}</figcaption>` : nothing}</figure>`)}
      ${line ? html`<p class="programme-line"><span class="quiet">${say('editor_programme_says')}</span> ${line}</p>` : nothing}`;
  }

  #found(card) {
    const all = list.proposalsOf(card).flatMap((each) => each.evidence_found ?? []);
    return [...new Map(all.map((each) => [each.id, each])).values()];
  }

  #who(card) {
    const { persons } = card.credit;
    const meant = this.#meantBy(card);
    if (persons.length === 0) return html`<p class="quiet">${say('editor_nobody_known')}</p>`;
    return html`<ol class="candidates" aria-label=${say('editor_candidates')}>${persons.slice(0, CANDIDATES_SHOWN).map((each, n) => html`
      <li><button type="button" class="candidate" aria-pressed=${each === meant} @click=${() => this.choose(n + 1)}>
        <kbd aria-hidden="true">${n + 1}</kbd> <span class="candidate-name">${each.id ? each.name : list.properName(each.name)}</span>
        ${each.id ? nothing : html`<span class="quiet">${say('editor_person_unregistered')}</span>`}
        <span class="certainty">${percent(each.score)}</span></button></li>`)}</ol>`;
  }

  /** The candidate that accepting would name. */
  #meantBy(card) {
    if (this.meant?.card === card.id) return this.meant.candidate;
    return card.credit?.persons[0] ?? null;
  }

  #reasons(card) {
    const reasons = [...new Set(list.proposalsOf(card).map(({ reason }) => reason))];
    return html`<details class="reasons"><summary>${say('editor_why')}</summary>
      ${reasons.map((each) => html`<p lang="en">${each}</p>`)}</details>`;
  }

  async #show(id) {
    this.meant = null;
    this.proposals.show(id);
    await this.updateComplete;
    this.focusCard();
  }

  /** Gives the card that is shown whole the focus. */
  focusCard() {
    const card = this.querySelector('.proposal-card');
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: 'nearest' });
    return card !== null;
  }

  // The media and the tree show what the question is about.
  #follow(card) {
    if (find(this.desk.chapters, card.id)) this.desk.choose(card.id);
    const { start_ms: start } = list.suggestedOf(card);
    if (Math.abs(this.desk.position - start) > 1) this.desk.seek(start);
  }

  async step(by) {
    this.meant = null;
    this.proposals.step(by);
    await this.updateComplete;
    this.focusCard();
  }

  /** Another candidate, by its digit: accepted at once, undone like everything else. */
  choose(digit) {
    const { card } = this.proposals;
    const candidate = card?.credit?.persons[digit - 1];
    if (!candidate) return undefined;
    this.meant = { card: card.id, candidate };
    return this.accept(candidate);
  }

  accept(candidate = null) {
    const { card } = this.proposals;
    const title = candidate?.name ?? (list.namedBy(card).join(', ') || list.suggestedOf(card).title);
    return this.#decide(list.accepting(card, candidate), say('editor_did_accept', { title }));
  }

  reject() {
    const { card } = this.proposals;
    return this.#decide(list.rejecting(card), say('editor_did_reject', { title: list.suggestedOf(card).title }));
  }

  acceptUnnamed() {
    const { card } = this.proposals;
    return this.#decide(list.acceptingUnnamed(card), say('editor_did_accept_unnamed', { title: list.suggestedOf(card).title }));
  }

  /**
   * Accepts the chapter, then opens it: what is to be corrected is corrected there. A name that is
   * not certain is not taken: it stands in the field for somebody to choose.
   */
  async edit() {
    const { card } = this.proposals;
    const doubtful = card.credit !== null && !card.credit.certain;
    const decisions = doubtful ? list.acceptingUnnamed(card) : list.accepting(card);
    const done = await this.#decide(decisions, say('editor_did_edit', { title: list.suggestedOf(card).title }));
    const name = doubtful ? list.namedBy(card)[0] ?? '' : null;
    if (done) this.dispatchEvent(new CustomEvent('edit', { detail: { id: card.id, name } }));
  }

  hear() {
    const { card } = this.proposals;
    const seen = this.#found(card).find(({ kind }) => kind === 'caption');
    const start = Math.max(0, (seen?.start_ms ?? list.suggestedOf(card).start_ms) - LEAD_MS);
    this.dispatchEvent(new CustomEvent('hear', { detail: { start, length: HEARD_MS } }));
  }

  async acceptAll() {
    const count = this.#sure(this.proposals.proposals);
    const threshold = this.threshold.toLocaleString(language);
    await this.#attempt(() => this.proposals.acceptAbove(this.threshold),
      sayCount('editor_did_accept_all', count, { threshold }));
    await this.#next();
  }

  /** The focus goes to the card that is next; after the last one there is none. */
  async #next() {
    await this.updateComplete;
    if (!this.focusCard()) this.dispatchEvent(new Event('emptied'));
  }

  #name(group, { person, name }) {
    const who = person ? { person } : name ? { new_person: { name } } : null;
    const decisions = group.proposals.map((proposal) => (who
      ? { proposal, decision: 'accept', ...who } : { proposal, decision: 'reject' }));
    return this.#decide(decisions, sayCount('editor_did_name', decisions.length, { name: name || say('editor_speaker_unknown') }));
  }

  async #decide(decisions, said) {
    this.meant = null;
    const done = this.#attempt(() => this.proposals.decide(decisions), said);
    await this.#next();
    return done;
  }

  async #attempt(work, said) {
    try {
      await work();
      this.desk.tell(said);
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.desk.tell(say('editor_not_decided', { why: problem.detail || say('editor_not_now') }), true);
      return false;
    }
  }
}
customElements.define('studio-proposal-panel', ProposalPanel);
