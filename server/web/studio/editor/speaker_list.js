// Who speaks in a chapter, as shown that day: person, function, organisation, role.

import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { say } from '../messages.js';
import { Element } from '../view.js';
import './person_field.js';

const ROLES = ['speaker', 'chair', 'moderator', 'questioner'];

/** Properties: `chapter`. Fires "speakers" {speakers}, all of them as they are now. */
export class SpeakerList extends Element {
  static properties = { chapter: { attribute: false }, adding: { state: true }, typed: { state: true } };

  constructor() {
    super();
    this.adding = false;
    this.typed = null;  // {at, text} of the field that has the focus, whatever the server makes of it
  }

  willUpdate(changed) {
    const before = changed.get('chapter');
    if (before && before.id !== this.chapter.id) this.adding = false;
  }

  render() {
    const { speakers, id } = this.chapter;
    return html`<fieldset class="speakers-edited"><legend>${say('editor_speakers')}</legend>
      ${speakers.length === 0 && !this.adding ? html`<p class="quiet">${say('editor_no_speakers')}</p>` : nothing}
      ${repeat(speakers, (_, i) => `${id}-${i}`, (credit, i) => this.#credit(credit, i))}
      ${this.adding ? html`<studio-person-field class="speaker-new" .label=${say('editor_speaker_add')} .name=${''}
          @picked=${({ detail }) => this.#add(detail)}></studio-person-field>` : nothing}
      <p class="buttons"><button type="button" class="button button-small" @click=${() => this.startAdding()}>
        ${say('editor_speaker_add')}</button></p></fieldset>`;
  }

  #credit(credit, i) {
    const who = credit.name || say('editor_speaker_unknown');
    return html`<div class="credit" role="group" aria-label=${who}>
      <studio-person-field .label=${say('editor_speaker_name')} .name=${credit.name}
        @picked=${({ detail }) => this.#change(i, { ...detail, status: 'confirmed' })}></studio-person-field>
      ${this.#state(credit)}
      <div class="credit-more">
        ${this.#text(credit, i, 'function')}${this.#text(credit, i, 'organisation')}
        <div class="field"><label for="role-${i}">${say('editor_role')}</label>
          <select id="role-${i}" @change=${(event) => this.#change(i, { role: event.target.value })}>
            ${ROLES.map((role) => html`<option value=${role} ?selected=${role === credit.role}>${say(`editor_role_in_${role}`)}</option>`)}
          </select></div>
        <button type="button" class="button button-small button-danger" @click=${() => this.#remove(i)}>
          ${say('editor_speaker_remove')}<span class="heard"> ${who}</span></button>
      </div></div>`;
  }

  // A name that only the program proposed is not public until somebody confirms it.
  #state({ status, name }, i = this.chapter.speakers.findIndex((each) => each.name === name)) {
    if (status === 'confirmed' || name === '') return nothing;
    return html`<p class="credit-proposed">${say('editor_speaker_proposed')}
      <button type="button" class="button button-small" @click=${() => this.#change(i, { status: 'confirmed' })}>
        ${say('editor_speaker_confirm')}<span class="heard"> ${name}</span></button></p>`;
  }

  #text(credit, i, field) {
    const at = `${field}-${i}`;
    const text = this.typed?.at === at ? this.typed.text : credit[field] ?? '';
    return html`<div class="field"><label for=${at}>${say(`editor_${field}`)}</label>
      <input id=${at} type="text" autocomplete="off" .value=${text} @blur=${() => { this.typed = null; }}
        @input=${(event) => this.#type(i, field, event.target.value)}></div>`;
  }

  #type(i, field, text) {
    this.typed = { at: `${field}-${i}`, text };
    this.#change(i, { [field]: text });
  }

  /** Opens the field for another speaker and gives it the focus; `name`: what to look for at once. */
  async startAdding(name = '') {
    this.adding = true;
    await this.updateComplete;
    const field = this.querySelector('.speaker-new');
    await field.updateComplete;
    field.querySelector('input').focus();
    if (name) field.suggest(name);
  }

  #add({ person, name }) {
    this.adding = false;
    const credit = {
      person, name, function: '', organisation: '', role: 'speaker', status: 'confirmed', evidence: [],
    };
    this.#tell([...this.chapter.speakers, credit]);
  }

  #change(i, fields) {
    this.#tell(this.chapter.speakers.map((each, at) => (at === i ? { ...each, ...fields } : each)));
  }

  #remove(i) {
    this.#tell(this.chapter.speakers.filter((_, at) => at !== i));
    this.updateComplete.then(() => this.querySelector('.buttons button')?.focus());
  }

  #tell(speakers) {
    this.dispatchEvent(new CustomEvent('speakers', { detail: { speakers } }));
  }
}
customElements.define('studio-speaker-list', SpeakerList);
