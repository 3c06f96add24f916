// A field for somebody's name (ARIA Authoring Practices, "Editable Combobox With List Autocomplete"):
// known persons while one types, and before a new one is made, those whose names are nearly the same.

import { html, nothing } from 'lit';
import { Problem, call } from '../api.js';
import { say, sayCount } from '../messages.js';
import { Element } from '../view.js';

const PAUSE_MS = 120;
const MOST_SHOWN = 8;

const wordsOf = (name) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** Whether each word of `text` begins a word of the name: "kerv apo" means Apolline Kerverdo. */
const isBeginningOf = (text, name) => wordsOf(text).every((word) => wordsOf(name).some((each) => each.startsWith(word)));

let made = 0;

const asked = (name, value) => call('GET', `/studio/persons?${name}=${encodeURIComponent(value)}`)
  .then(({ json }) => json.persons);

/**
 * Properties: `label`, `name` (what is shown at first). Fires "picked" {person, name}: a known person's
 * id; `person` null: the name alone, of nobody known; name "" too: nobody knows who it is.
 */
export class PersonField extends Element {
  static properties = {
    label: {}, name: {}, text: { state: true }, options: { state: true }, at: { state: true },
    similar: { state: true }, failed: { state: true },
  };

  #id = `person-${made += 1}`;
  #timer = 0;
  #round = 0;

  constructor() {
    super();
    this.name = '';
    this.text = null;
    this.options = [];
    this.at = -1;
    this.similar = null;
    this.failed = false;
  }

  willUpdate(changed) {
    if (changed.has('name')) this.text = null;
  }

  get #open() { return this.text !== null && this.options.length > 0; }

  render() {
    const id = this.#id;
    return html`<div class="field person-field">
      <label for=${id}>${this.label}</label>
      <div class="combo">
        <input id=${id} type="text" role="combobox" autocomplete="off" spellcheck="false" aria-autocomplete="list"
          aria-expanded=${this.#open} aria-controls="${id}-list"
          aria-activedescendant=${this.#open && this.at >= 0 ? `${id}-${this.at}` : nothing}
          .value=${this.text ?? this.name} @input=${(event) => this.#typed(event.target.value)}
          @focus=${(event) => event.target.select()} @keydown=${(event) => this.#key(event)} @blur=${() => this.#left()}>
        <ul id="${id}-list" role="listbox" aria-label=${say('editor_persons_known')} ?hidden=${!this.#open}>
          ${this.options.map((option, i) => this.#option(option, i))}</ul>
      </div>
      <p class="heard" role="status">${this.#open ? sayCount('editor_persons_found', this.options.length) : ''}</p>
      ${this.failed ? html`<p class="fault" role="alert">${say('editor_persons_unreachable')}</p>` : nothing}
      ${this.similar ? this.#homonyms() : nothing}
    </div>`;
  }

  #option(option, i) {
    const { person, text, hint } = option;
    return html`<li id="${this.#id}-${i}" role="option" aria-selected=${i === this.at} class=${person ? 'known' : 'other'}
      @pointerdown=${(event) => event.preventDefault()} @click=${() => this.#take(option)}>
      <span>${text}</span>${hint ? html` <span class="quiet">${hint}</span>` : nothing}</li>`;
  }

  #homonyms() {
    const { name, persons } = this.similar;
    const question = say(persons.length > 0 ? 'editor_homonym_question' : 'editor_person_question', { name });
    return html`<div class="notice notice-doubt" role="group" aria-label=${question}>
      <p role="alert">${question}</p>
      <p class="buttons">${persons.slice(0, 4).map((person) => html`
        <button type="button" class="button button-small" @click=${() => this.#pick(person.id, person.name)}>
          ${say('editor_homonym_same', { name: person.name })}</button>`)}
        <button type="button" class="button button-small" @click=${() => this.#create(name, true)}>
          ${say(persons.length > 0 ? 'editor_homonym_other' : 'editor_person_new', { name })}</button></p></div>`;
  }

  /** As if somebody had typed this. */
  suggest(text) { this.#typed(text); }

  #typed(text) {
    this.text = text;
    this.similar = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(text.trim()), PAUSE_MS);
  }

  async #ask(text) {
    const round = this.#round += 1;
    const persons = text === '' ? [] : await this.#found('q', text);
    if (round !== this.#round || this.text === null) return;
    const known = persons.slice(0, MOST_SHOWN).map((person) => ({
      person, text: person.name, hint: sayCount('editor_person_interventions', person.interventions ?? 0),
    }));
    const exact = persons.some(({ name }) => name === text);
    const create = text === '' || exact ? [] : [{ create: text, text: say('editor_person_new', { name: text }) }];
    this.options = [...known, ...create, { unknown: true, text: say('editor_speaker_unknown') }];
    // A name that is only like the one typed is offered, but never taken by Enter alone.
    const meant = known.findIndex(({ text: name }) => isBeginningOf(text, name));
    this.at = text === '' ? -1 : Math.max(meant, 0);
    if (meant < 0 && create.length > 0) this.at = known.length;
  }

  async #found(name, value) {
    try {
      this.failed = false;
      return await asked(name, value);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.failed = true;
      return [];
    }
  }

  #key(event) {
    const last = this.options.length - 1;
    const act = {
      ArrowDown: () => (this.#open ? this.#move(this.at >= last ? 0 : this.at + 1) : this.#typed(this.text ?? this.name)),
      ArrowUp: () => this.#move(this.at <= 0 ? last : this.at - 1),
      Enter: () => this.#enter(),
      Escape: () => this.#close(),
    }[event.key];
    if (!act || (event.key === 'Escape' && !this.#open && !this.similar)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  #move(at) {
    this.at = at;
    this.updateComplete.then(() => this.querySelector(`#${this.#id}-${at}`)?.scrollIntoView({ block: 'nearest' }));
  }

  // Whoever types a name and Enter at once does not wait for the list.
  async #enter() {
    clearTimeout(this.#timer);
    if (this.text !== null && (!this.#open || this.at < 0)) await this.#ask(this.text.trim());
    const option = this.options[this.at];
    if (option) await this.#take(option);
  }

  async #take({ person, create, unknown }) {
    if (person) return this.#pick(person.id, person.name);
    if (unknown) return this.#pick(null, '');
    const near = await this.#found('near', create);
    if (near.length === 0) return this.#create(create, false);
    this.options = [];
    this.similar = { name: create, persons: near };
    await this.updateComplete;
    return this.querySelector('.notice button').focus();
  }

  async #create(name, even) {
    try {
      const { json } = await call('POST', '/persons', { body: { name, ...(even ? { even_if_similar: true } : {}) } });
      this.#pick(json.person.id, json.person.name);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.status === 409 && problem.json?.similar) {
        this.options = [];
        this.similar = { name, persons: problem.json.similar };
      } else {
        this.failed = true;
      }
    }
  }

  #pick(person, name) {
    this.#close();
    this.name = name;
    this.dispatchEvent(new CustomEvent('picked', { detail: { person, name } }));
    this.querySelector('input').focus();
  }

  #close() {
    clearTimeout(this.#timer);
    this.#round += 1;
    this.text = null;
    this.options = [];
    this.at = -1;
    this.similar = null;
  }

  // What was typed but not chosen names nobody yet: it is asked, without taking the focus back.
  async #left() {
    if (this.similar) return;
    const typed = this.text?.trim() ?? '';
    this.#close();
    if (typed === '' || typed === this.name) return;
    this.text = typed;
    this.similar = { name: typed, persons: await this.#found('near', typed) };
  }
}
customElements.define('studio-person-field', PersonField);
