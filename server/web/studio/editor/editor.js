// The editor of a recording's chapters: everything the archivist needs on one page.

import { html, nothing } from 'lit';
import { Problem } from '../api.js';
import { problemBox } from '../problems.js';
import { recordingTabs } from '../parts/recording_head.js';
import { session } from '../session.js';
import { Element } from '../view.js';
import { actionsOf } from './actions.js';
import './chapter_form.js';
import './chapter_tree.js';
import { Desk } from './desk.js';
import { Draft } from './draft.js';
import { actionOf, digitOf, isTaken, isTyping } from './keys.js';
import './keys_dialog.js';
import { MediaData } from './media_data.js';
import './merge_dialog.js';
import { Pending } from './pending.js';
import { ProposalList, suggestedOf } from './proposal_list.js';
import './proposal_panel.js';
import './publish_dialog.js';
import { differenceOf } from './reconciling.js';
import { say, sayCount } from '../messages.js';
import { saveWords } from './save_words.js';
import './stage.js';
import './timeline.js';
import { innermost } from './tree.js';

// How often somebody else's changes are looked for while the page is seen.
const POLL_MS = 4000;

// One look in so many is at the whole draft, for what changes without a revision.
const WHOLE_EVERY = 8;

// Nobody waits longer for the last save when going to another view; it goes on by itself.
const LEAVE_MS = 1000;

const KEYS_OFF = 'revivre.studio.keys-off';

const TOOLS = ['create', 'split', 'merge', 'nest', 'unnest', 'remove'];
const TIME_TOOLS = ['start_here', 'end_here', 'nudge_back', 'nudge_forward'];

export class Editor extends Element {
  static properties = {
    rec: {}, state: { state: true }, problem: { state: true }, tab: { state: true }, said: { state: true },
    current: { state: true }, keys: { state: true },
  };

  #abort = null;
  #poll = 0;
  #polls = 0;

  constructor() {
    super();
    this.state = 'loading';
    this.tab = 'chapter';
    this.said = { text: '', bad: false };
    this.current = null;
    this.keys = localStorage.getItem(KEYS_OFF) === null;
  }

  async connectedCallback() {
    super.connectedCallback();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    document.addEventListener('keydown', (event) => this.#key(event), { signal });
    document.addEventListener('visibilitychange', () => this.#seenOrHidden(), { signal });
    window.addEventListener('pagehide', () => this.draft?.flush().catch(() => {}), { signal });
    // Only where this browser could not keep what is unsaved would closing lose something.
    window.addEventListener('beforeunload', (event) => {
      if (this.draft?.dirty && !this.draft.kept) event.preventDefault();
    }, { signal });
    await this.#open();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#abort.abort();
    clearTimeout(this.#poll);
  }

  async mayLeave() {
    const saved = this.draft?.flush().catch(() => {});
    await Promise.race([saved, new Promise((later) => { setTimeout(later, LEAVE_MS); })]);
    return true;
  }

  async #open() {
    this.state = 'loading';
    try {
      const pending = await Pending.open(this.rec, session.user?.name ?? '');
      this.draft = new Draft(this.rec, pending);
      this.desk = new Desk(this.draft);
      this.proposals = new ProposalList(this.rec, this.draft);
      this.sources = new MediaData(this.rec);
      this.#listen();
      const left = await this.draft.open();
      this.desk.choose(this.draft.chapters[0]?.id ?? null);
      this.state = 'loaded';
      if (left > 0) this.desk.tell(say('editor_resumed'));
      this.#loadRest();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
      this.state = 'failed';
    }
  }

  // What the editor does not wait for: chapters can be edited without.
  #loadRest() {
    this.#pollLater();
    const rest = [this.sources.load(), this.proposals.load().then(() => this.#offerProposals())];
    for (const each of rest) each.catch((problem) => this.desk.tell(problem.detail ?? say('editor_not_now'), true));
  }

  // A recording that nobody has worked on yet begins with what the program found.
  #offerProposals() {
    if (this.proposals.cards.length > 0 && this.draft.chapters.length === 0) this.tab = 'proposals';
  }

  #listen() {
    const { desk, draft, proposals, sources } = this;
    desk.addEventListener('change', () => this.#show());
    desk.addEventListener('chosen', () => this.#chosen());
    desk.addEventListener('said', ({ detail }) => { this.said = detail; });
    desk.addEventListener('rename', () => this.rename());
    // Decisions are taken back with their revision, and others decide too.
    const decidedAnew = () => proposals.load().catch(() => {});
    desk.addEventListener('undone', decidedAnew);
    draft.addEventListener('theirs', decidedAnew);
    draft.addEventListener('saved', () => this.#saved());
    draft.addEventListener('theirs', ({ detail }) => this.#tellTheirs(detail));
    draft.addEventListener('conflict', ({ detail }) => this.#askConflict(detail));
    draft.addEventListener('refused', ({ detail }) =>
      desk.tell(say('editor_refused', { why: detail.problem.detail }), true));
    proposals.addEventListener('change', () => {
      this.requestUpdate();
      this.panel?.requestUpdate();
    });
    sources.addEventListener('change', () => this.timeline?.requestUpdate());
    this.actions = actionsOf({
      desk, editor: this, stage: () => this.stage, timeline: () => this.timeline, panel: () => this.panel,
    });
  }

  #saved() {
    if (this.said.text === say('editor_not_saved_yet')) this.desk.tell('');
    this.#pollLater();
  }

  get stage() { return this.querySelector('studio-stage'); }
  get timeline() { return this.querySelector('studio-timeline'); }
  get tree() { return this.querySelector('studio-chapter-tree'); }
  get form() { return this.querySelector('studio-chapter-form'); }
  get panel() { return this.querySelector('studio-proposal-panel'); }
  /** "Nos places, nos villages · matin": the recording's own title, else the day's and its part. */
  get heading() {
    const { title, event, part } = this.desk?.facts ?? {};
    return title || [event?.title, part].filter(Boolean).join(' · ') || say('editor_editor');
  }

  #show() {
    this.requestUpdate();
    for (const part of [this.tree, this.form, this.timeline]) part?.requestUpdate();
  }

  #chosen() {
    const { chapter } = this.desk;
    if (!chapter) return;
    this.timeline?.reveal(chapter.start_ms);
    this.updateComplete.then(() => this.showChosen());
  }

  /** Brings the chosen chapter into view; the focus follows while it is in the tree. */
  async showChosen() {
    const { tree } = this;
    await tree?.updateComplete;
    tree?.show({ focus: tree.hasFocus || document.activeElement === document.body });
  }

  async rename() {
    this.tab = 'chapter';
    await this.updateComplete;
    await this.form.updateComplete;
    this.form.rename();
  }

  async askWho() {
    this.tab = 'chapter';
    await this.updateComplete;
    await this.form.askWho();
  }

  async showProposals() {
    this.tab = 'proposals';
    await this.updateComplete;
    await this.panel.updateComplete;
    if (!this.panel.focusCard()) this.querySelector('#tab-proposals').focus();
  }

  showKeys() { this.querySelector('studio-keys-dialog').open(); }

  publish() {
    if (!session.may('archivist')) return this.desk.tell(say('editor_publish_role'), true);
    return this.querySelector('studio-publish-dialog').open();
  }

  #seenOrHidden() {
    if (document.visibilityState === 'hidden') this.draft?.flush().catch(() => {});
    else this.#pollNow();
  }

  #pollLater() {
    clearTimeout(this.#poll);
    this.#poll = setTimeout(() => this.#pollNow(), POLL_MS);
  }

  async #pollNow() {
    if (this.state !== 'loaded' || !this.isConnected) return;
    if (document.visibilityState === 'visible') {
      this.#polls += 1;
      const look = this.draft.poll({ whole: this.#polls % WHOLE_EVERY === 0 });
      // Nobody is asked to sign in again and again: the next edit does, and then this goes on.
      const ended = await look.then(() => false, (problem) => problem.status === 401);
      if (ended) return;
    }
    if (this.isConnected) this.#pollLater();
  }

  async #tellTheirs({ before, after, revision }) {
    const { added, removed, changed } = differenceOf(before, after);
    const titles = [...added, ...changed, ...removed].map(({ title }) => say('editor_quoted', { title }));
    const shown = titles.slice(0, 3).join(', ');
    const more = titles.length > 3 ? ` ${sayCount('editor_and_more', titles.length - 3)}` : '';
    const who = await this.draft.authorOf(revision).catch(() => '');
    if (titles.length > 0) this.desk.tell(say('editor_theirs', { who: who || say('editor_somebody'), what: shown + more }));
  }

  async #askConflict(detail) {
    const dialog = this.querySelector('studio-merge-dialog');
    await dialog.updateComplete;
    dialog.ask(detail);
  }

  #key(event) {
    if (this.state !== 'loaded' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const inside = this.contains(event.target) || event.target === document.body || event.target.id === 'content';
    if (!inside) return;
    const among = this.panel?.contains(event.target) ?? false;
    const found = actionOf(event, among);
    const typing = isTyping(event.target);
    if (typing && !found?.always) return;
    if (isTaken(event) && !found?.always) return;
    if (!found) return void (among && this.keys && this.#digit(event));
    if (!this.keys && event.key.length === 1 && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.actions[found.action]();
  }

  #digit(event) {
    const digit = digitOf(event);
    if (digit === null) return;
    event.preventDefault();
    this.panel.choose(digit);
  }

  #setKeys(on) {
    this.keys = on;
    if (on) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, '1');
  }

  updated() {
    document.title = [this.heading, say('studio')].join(' – ');
  }

  render() {
    if (this.state === 'failed') return html`<h1 tabindex="-1">${say('editor_editor')}</h1>${problemBox(this.problem, () => this.#open())}`;
    if (this.state === 'loading') return html`<h1 tabindex="-1">${say('editor_editor')}</h1><p role="status" class="quiet">${say('loading')}</p>`;
    return html`${this.#head()}
      <div class="desk">
        <div class="picture-side">
          <studio-stage .desk=${this.desk} @moved=${() => this.#moved()} @went=${() => this.showChosen()}></studio-stage>
          <p class="editor-said ${this.said.bad ? 'bad' : ''}"><span role="status">${this.said.bad ? '' : this.said.text}</span>
            <span role="alert">${this.said.bad ? this.said.text : ''}</span></p>
        </div>
        <section class="list" aria-labelledby="list-heading">
          <h2 id="list-heading">${say('editor_chapters')} <span class="quiet">${this.desk.rows.length || ''}</span></h2>
          ${this.#tools(TOOLS, say('editor_list_tools'))}
          <studio-chapter-tree .desk=${this.desk} .doubtful=${this.#doubtful()} .current=${this.current}></studio-chapter-tree>
        </section>
        <section class="side" aria-label=${say('editor_side')}>${this.#tabs()}${this.#side()}</section>
        <studio-timeline .desk=${this.desk} .sources=${this.sources} .proposed=${this.#proposed()}></studio-timeline>
      </div>
      ${this.#dialogs()}`;
  }

  #head() {
    const { facts } = this.desk;
    const undone = (step) => (step?.summary ? say('editor_quoted', { title: step.summary }) : '');
    return html`<div class="editor-head">
      <div class="editor-title"><h1 tabindex="-1">${this.heading}</h1>
        <p class="editor-facts">${facts.published_revision ? html`<a href="/v/${this.rec}" data-reload>${say('editor_public_page')}</a>` : nothing}
          ${this.#publicState(facts)}</p></div>
      ${recordingTabs(this.rec, '')}
      <div class="editor-work"><span class="save-state save-${this.draft.state}" role="status">${saveWords(this.draft)}</span>
        ${this.#work('undo', '↶', !facts.undo, undone(facts.undo))}${this.#work('redo', '↷', !facts.redo, undone(facts.redo))}
        ${this.#work('help', '?', false)}
        <button type="button" class="button button-main" @click=${() => this.publish()}>${say('editor_publish')}</button></div>
    </div>`;
  }

  #work(action, sign, off, more = '') {
    const label = [say(`editor_act_${action}`), more].filter(Boolean).join(' ');
    return html`<button type="button" class="tool" aria-disabled=${off} title=${label} @click=${() => this.actions[action]()}>
      <span class="sign" data-sign=${sign}></span><span class="heard">${label}</span></button>`;
  }

  #publicState({ revision, published_revision: published }) {
    if (!published) return html`<span class="tag tag-doubt">${say('editor_not_public')}</span>`;
    return published === revision
      ? html`<span class="tag tag-good">${say('editor_is_public')}</span>`
      : html`<span class="tag tag-doubt">${say('editor_public_differs')}</span>`;
  }

  #tools(names, label) {
    return html`<div class="tools-row" role="group" aria-label=${label}>${names.map((name) => html`
      <button type="button" class="tool tool-wide" title=${say(`editor_act_${name}`)} @click=${() => this.actions[name]()}>
        ${say(`editor_short_${name}`)}<span class="heard"> – ${say(`editor_act_${name}`)}</span></button>`)}</div>`;
  }

  #proposed() {
    const { card } = this.proposals;
    return this.tab === 'proposals' && card ? suggestedOf(card) : null;
  }

  #doubtful() {
    return new Set(this.proposals.cards.map(({ id }) => id));
  }

  #tabs() {
    const count = this.proposals.cards.length;
    const tab = (name, label) => html`<button type="button" role="tab" id="tab-${name}" aria-controls="panel-${name}"
      aria-selected=${this.tab === name} tabindex=${this.tab === name ? 0 : -1} @click=${() => { this.tab = name; }}>${label}</button>`;
    return html`<div class="tabs-row" role="tablist" aria-label=${say('editor_side')} @keydown=${(event) => this.#tabKey(event)}>
      ${tab('chapter', say('editor_chapter'))}
      ${tab('proposals', html`${say('editor_proposals')} ${count > 0 ? html`<span class="count">${count}</span>` : nothing}`)}</div>`;
  }

  async #tabKey(event) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    this.tab = this.tab === 'chapter' ? 'proposals' : 'chapter';
    await this.updateComplete;
    this.querySelector(`#tab-${this.tab}`).focus();
  }

  #side() {
    const chapter = this.tab === 'chapter';
    return html`<div class="side-panel" role="tabpanel" id="panel-chapter" aria-labelledby="tab-chapter" ?hidden=${!chapter}>
        ${this.desk.chapter ? this.#tools(TIME_TOOLS, say('editor_time_tools')) : nothing}
        <studio-chapter-form .desk=${this.desk} @left=${() => this.#toTree()}></studio-chapter-form></div>
      <div class="side-panel" role="tabpanel" id="panel-proposals" aria-labelledby="tab-proposals" ?hidden=${chapter}>
        <studio-proposal-panel .desk=${this.desk} .proposals=${this.proposals} .rec=${this.rec}
          @hear=${({ detail }) => this.stage.playPassage(detail.start, detail.length)}
          @edit=${({ detail }) => this.#editProposed(detail)} @emptied=${() => this.querySelector('#tab-proposals').focus()}></studio-proposal-panel></div>`;
  }

  #toTree() {
    this.tree.show({ focus: true });
  }

  async #editProposed({ id, name }) {
    this.desk.choose(id);
    await this.rename();
    if (name !== null) this.form.addSpeaker(name);
  }

  #moved() {
    const ms = this.desk.position;
    this.timeline?.showPosition(ms, !this.stage.media.paused);
    this.current = innermost(this.desk.chapters, ms)?.id ?? null;
  }

  #dialogs() {
    return html`<studio-keys-dialog .keys=${this.keys} @keys=${({ detail }) => this.#setKeys(detail)}></studio-keys-dialog>
      <studio-publish-dialog .desk=${this.desk} .rec=${this.rec}></studio-publish-dialog>
      <studio-merge-dialog .sessions=${this.desk.facts.sessions}></studio-merge-dialog>`;
  }
}
customElements.define('studio-editor', Editor);
