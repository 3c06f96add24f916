// Everybody who is known here, and adding somebody.
import { html, nothing } from 'lit';
import { Problem, call } from '../api.js';
import { say, sayCount } from '../messages.js';
import { announce } from '../parts/announce.js';
import { problemBox } from '../problems.js';
import { go, link } from '../router.js';
import { session } from '../session.js';
import { View } from '../view.js';

const PAUSE_MS = 150;

/** One row a person, for lists and for the warning about names that are alike. */
export const personRow = (person) => html`<li class="row person-row">
  <div class="row-main"><p class="row-name"><a href=${link(`/studio/persons/${person.id}`)}><bdi>${person.name}</bdi></a></p>
    ${person.variants?.length ? html`<p class="quiet row-facts">${say('also_written')} <bdi>${person.variants.join(' ; ')}</bdi></p>` : nothing}</div>
  <ul class="states"><li class="state state-plain">${sayCount('person_interventions', person.interventions ?? 0)}</li>
    ${(person.identifiers ?? []).length ? html`<li class="state state-plain">${sayCount('person_identifiers', person.identifiers.length)}</li>` : nothing}
    ${person.withdrawn ? html`<li class="state state-bad">${say('person_withdrawn')}</li>` : nothing}</ul></li>`;

class PersonsView extends View {
  static properties = {
    persons: { state: true }, words: { state: true }, similar: { state: true }, wanted: { state: true }, refused: { state: true },
    fault: { state: true },
  };

  #timer = 0;

  constructor() {
    super();
    this.persons = [];
    this.words = new URLSearchParams(window.location.search).get('q') ?? '';
    this.similar = [];   // near-homonyms of `wanted`
    this.wanted = '';
    this.refused = null;
    this.fault = '';
  }

  get heading() { return say('menu_persons'); }

  async load() {
    const words = this.words.trim();
    const { persons } = (await call('GET', `/studio/persons${words ? `?q=${encodeURIComponent(words)}` : ''}`)).json;
    if (words === this.words.trim()) this.persons = persons;
  }

  #typed(event) {
    this.words = event.target.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const url = new URL(window.location.href);
      if (this.words.trim()) url.searchParams.set('q', this.words.trim());
      else url.searchParams.delete('q');
      window.history.replaceState(null, '', url);
      this.reload();
    }, PAUSE_MS);
  }

  async #add(event) {
    event.preventDefault();
    const name = new FormData(event.target).get('name').trim();
    this.fault = name === '' ? say('person_name_missing') : '';
    if (this.fault) {
      event.target.querySelector('input').focus();
      return;
    }
    await this.#create(name, false);
  }

  async #create(name, evenIfSimilar) {
    this.refused = null;
    this.similar = [];
    this.wanted = name;
    try {
      const body = evenIfSimilar ? { name, even_if_similar: true } : { name };
      const { person } = (await call('POST', '/persons', { body })).json;
      await go(`/studio/persons/${person.id}`);
      announce(say('person_added', { name: person.name }));
    } catch (error) {
      const similar = error instanceof Problem && error.status === 409 ? error.json?.similar : undefined;
      if (similar) this.similar = similar;
      else this.refused = error;
      await this.updateComplete;
      this.querySelector('#similar-title')?.focus();
    }
  }

  content() {
    return html`<div class="field filter"><label for="person-words">${say('persons_filter')}</label>
        <input id="person-words" type="search" autocomplete="off" .value=${this.words} @input=${this.#typed}></div>
      <p role="status" class="quiet">${sayCount('persons_found', this.persons.length)}</p>
      ${this.persons.length === 0 && !this.words.trim() ? html`<div class="empty"><h2>${say('persons_none')}</h2><p>${say('persons_none_text')}</p></div>` : nothing}
      <ul class="rows">${this.persons.map(personRow)}</ul>
      ${session.may('archivist') ? this.#adding() : nothing}`;
  }

  #adding() {
    return html`<section><h2>${say('person_add')}</h2>
      <form class="form-row" novalidate @submit=${this.#add}><div class="field grow"><label for="person-name">${say('person_name')}</label>
        <input id="person-name" name="name" type="text" autocomplete="off" required aria-invalid=${this.fault ? 'true' : 'false'}
          aria-describedby=${this.fault ? 'person-name-fault' : nothing}>
        ${this.fault ? html`<p class="fault" id="person-name-fault">${this.fault}</p>` : nothing}</div>
        <button class="button button-main">${say('person_add')}</button></form>
      ${problemBox(this.refused)}
      ${this.similar.length === 0 ? nothing : html`<div class="notice notice-doubt" role="alert">
        <h3 id="similar-title" tabindex="-1">${say('similar_title', { name: this.wanted })}</h3><p>${say('similar_text')}</p>
        <ul class="rows">${this.similar.map(personRow)}</ul>
        <div class="buttons"><button type="button" class="button" @click=${() => this.#create(this.wanted, true)}>
          ${say('similar_add', { name: this.wanted })}</button></div></div>`}</section>`;
  }
}
customElements.define('studio-persons', PersonsView);
