// The chosen chapter as a form: each field shows at once in the tree and is saved by itself.

import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { say } from '../messages.js';
import { Element } from '../view.js';
import './speaker_list.js';
import './time_field.js';

const KINDS = ['session', 'intervention', 'section', 'break'];

/** Property: `desk`; the editor asks for an update whenever the desk changes. */
export class ChapterForm extends Element {
  static properties = { desk: { attribute: false }, typed: { state: true } };

  constructor() {
    super();
    this.typed = {};  // what a field holds while it has the focus, whatever the server makes of it
  }

  render() {
    const { chapter } = this.desk;
    if (!chapter) return html`<p class="quiet empty">${say('editor_choose_a_chapter')}</p>`;
    return keyed(chapter.id, this.#form(chapter));
  }

  #form(chapter) {
    const { id } = chapter;
    const blank = this.typed.title?.trim() === '';
    return html`<form class="chapter-form" @submit=${(event) => event.preventDefault()} @keydown=${(event) => this.#leaveOnEscape(event)}>
      <div class="field"><label for="title">${say('editor_title')}</label>
        <input id="title" type="text" autocomplete="off" required .value=${this.typed.title ?? chapter.title}
          aria-invalid=${blank} aria-describedby="title-fault" @blur=${() => { this.typed = {}; }}
          @input=${(event) => this.#retitle(event.target.value)}
          @keydown=${(event) => this.#leaveOnEnter(event)}>
        <p class="fault" id="title-fault" ?hidden=${!blank}>${say('editor_title_needed')}</p></div>
      <div class="times">
        ${this.#time('start_ms', say('editor_start'), chapter)}${this.#time('end_ms', say('editor_end'), chapter)}
      </div>
      <div class="pair">
        <div class="field"><label for="kind">${say('editor_kind')}</label>
          <select id="kind" @change=${(event) => this.desk.setFields(id, { kind: event.target.value })}>
            ${KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === chapter.kind}>${say(`editor_kind_${kind}`)}</option>`)}
          </select></div>
        <div class="field"><label for="session">${say('editor_session')}</label>
          <select id="session" @change=${(event) => this.desk.setFields(id, { session: event.target.value || null })}>
            <option value="" ?selected=${!chapter.session}>${say('editor_no_session')}</option>
            ${this.desk.facts.sessions.map((each) => html`
              <option value=${each.id} ?selected=${each.id === chapter.session}>${each.title}</option>`)}
          </select></div>
      </div>
      <studio-speaker-list .chapter=${chapter}
        @speakers=${({ detail }) => this.desk.setSpeakers(id, detail.speakers)}></studio-speaker-list>
      <div class="field"><label for="summary">${say('editor_summary')}</label>
        <textarea id="summary" rows="3" .value=${this.typed.summary ?? chapter.summary ?? ''}
          @blur=${() => { this.typed = {}; }} @input=${(event) => this.#summarise(event.target.value)}></textarea></div>
    </form>`;
  }

  #time(edge, label, chapter) {
    return html`<studio-time-field .label=${label} .value=${chapter[edge]} ?chosen=${this.desk.edge === edge}
      .take=${(ms, neighbour) => this.desk.setTimes(chapter.id, { [edge]: ms }, neighbour)}></studio-time-field>`;
  }

  // A chapter always has a title: while the field is empty the last one stays.
  #retitle(title) {
    this.typed = { title };
    if (title.trim() !== '') this.desk.setFields(this.desk.chosen, { title });
  }

  #summarise(summary) {
    this.typed = { summary };
    this.desk.setFields(this.desk.chosen, { summary: summary === '' ? undefined : summary });
  }

  #leaveOnEnter(event) {
    if (event.key === 'Enter') this.#leave(event);
  }

  // A field that has something to give up (a list, a wrong time) has taken Escape for itself.
  #leaveOnEscape(event) {
    if (event.key === 'Escape' && !event.defaultPrevented) this.#leave(event);
  }

  #leave(event) {
    event.preventDefault();
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('left'));
  }

  /** Opens the field for a speaker, with what a name may be. */
  async addSpeaker(name) {
    await this.updateComplete;
    await this.querySelector('studio-speaker-list')?.startAdding(name);
  }

  /** Gives the first speaker's name the focus, or the field for a new one. */
  async askWho() {
    await this.updateComplete;
    const list = this.querySelector('studio-speaker-list');
    await list?.updateComplete;
    const name = list?.querySelector('.credit input');
    if (name) name.focus();
    else await list?.startAdding();
  }

  /** Gives the title the focus, all of it selected. */
  rename() {
    const field = this.querySelector('#title');
    field?.focus();
    field?.select();
  }
}
customElements.define('studio-chapter-form', ChapterForm);
