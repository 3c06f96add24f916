// Somebody of the list of persons, found by name.
import { html, nothing } from 'lit';
import { call } from '../api.js';
import { say, sayCount } from '../messages.js';
import { sentenceFor } from '../problems.js';
import { Element } from '../view.js';

const PAUSE_MS = 200;
const MOST = 8;

/** `name`: of the field; `except`: an id that is no choice. `person` is who is chosen; tells "chosen". */
class PersonChoice extends Element {
  static properties = {
    name: {}, label: {}, except: {}, found: { state: true }, person: { state: true }, fault: { state: true }, asked: { state: true },
  };

  #timer = 0;

  constructor() {
    super();
    this.found = [];
    this.person = null;
    this.fault = '';
    this.asked = '';
  }

  #typed(event) {
    clearTimeout(this.#timer);
    const words = event.target.value;
    this.#timer = setTimeout(() => this.#find(words), PAUSE_MS);
  }

  async #find(words) {
    this.asked = words.trim();
    this.#choose(null);
    this.fault = '';
    if (this.asked === '') {
      this.found = [];
      return;
    }
    try {
      const { persons } = (await call('GET', `/studio/persons?q=${encodeURIComponent(words)}`)).json;
      if (words.trim() === this.asked) this.found = persons.filter(({ id }) => id !== this.except).slice(0, MOST);
    } catch (error) {
      this.fault = sentenceFor(error);
    }
  }

  #choose(person) {
    this.person = person;
    this.dispatchEvent(new CustomEvent('chosen', { detail: person, bubbles: true }));
  }

  render() {
    const id = `${this.name}-words`;
    return html`<div class="field"><label for=${id}>${this.label}</label>
        <input id=${id} type="search" autocomplete="off" @input=${this.#typed}></div>
      <p role="status" class="quiet">${this.fault || (this.asked ? sayCount('persons_found', this.found.length) : nothing)}</p>
      ${this.found.length === 0 ? nothing : html`<fieldset class="bare"><legend class="heard">${this.label}</legend>
        ${this.found.map((person) => html`<label class="choice"><input type="radio" name=${this.name} .checked=${this.person?.id === person.id}
          @change=${() => this.#choose(person)}> <span><bdi>${person.name}</bdi>
          <span class="quiet">${sayCount('person_interventions', person.interventions ?? 0)}</span></span></label>`)}</fieldset>`}`;
  }
}
customElements.define('studio-person-choice', PersonChoice);
