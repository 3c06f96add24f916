// The fields of a person's record.
import { html, nothing } from 'lit';
import { SCHEMES, tidied } from '../identifiers.js';
import { say } from '../messages.js';
import { Element } from '../view.js';

/** `person`: as in the API. Tells "saved" with what the API's PATCH takes. */
class PersonForm extends Element {
  static properties = { person: { attribute: false }, readonly: { type: Boolean }, identifiers: { state: true }, faults: { state: true } };

  constructor() {
    super();
    this.faults = {};
    this.readonly = false;
  }

  willUpdate(changed) {
    if (!changed.has('person')) return;
    this.identifiers = (this.person.identifiers ?? []).map((each) => ({ ...each }));
    this.faults = {};
  }

  async #save(event) {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.target));
    const identifiers = this.identifiers.filter(({ value }) => value.trim() !== '').map(tidied);
    this.identifiers = identifiers;
    this.faults = this.#faultsOf(form.name, identifiers);
    if (Object.keys(this.faults).length > 0) {
      await this.updateComplete;
      this.querySelector('[aria-invalid=true]')?.focus();
      return;
    }
    const variants = form.variants.split('\n').map((line) => line.trim()).filter(Boolean);
    const detail = { name: form.name.trim(), sort_name: form['sort-name'].trim(), variants, identifiers };
    this.dispatchEvent(new CustomEvent('saved', { detail, bubbles: true }));
  }

  #faultsOf(name, identifiers) {
    const faults = name.trim() === '' ? { name: say('person_name_missing') } : {};
    identifiers.forEach(({ scheme, value }, i) => {
      const { title, example, isRight } = SCHEMES[scheme];
      if (!isRight(value)) faults[`identifier-${i}`] = say('identifier_wrong', { scheme: title, example });
    });
    return faults;
  }

  #set(i, change) {
    this.identifiers = this.identifiers.map((each, at) => (at === i ? { ...each, ...change } : each));
  }

  async #add() {
    this.identifiers = [...this.identifiers, { scheme: 'wikidata', value: '' }];
    await this.updateComplete;
    this.querySelector(`#identifier-${this.identifiers.length - 1}-scheme`).focus();
  }

  #field(name, label, value, { hint, area } = {}) {
    const fault = this.faults[name];
    const described = [hint && `person-${name}-hint`, fault && `person-${name}-fault`].filter(Boolean).join(' ') || nothing;
    const invalid = fault ? 'true' : 'false';
    return html`<div class="field"><label for="person-${name}">${say(label)}</label>
      ${area ? html`<textarea id="person-${name}" name=${name} rows="3" .value=${value} ?readonly=${this.readonly} aria-describedby=${described}></textarea>`
    : html`<input id="person-${name}" name=${name} type="text" autocomplete="off" .value=${value} ?readonly=${this.readonly}
        aria-invalid=${invalid} aria-describedby=${described}>`}
      ${hint ? html`<p class="hint" id="person-${name}-hint">${say(hint)}</p>` : nothing}
      ${fault ? html`<p class="fault" id="person-${name}-fault">${fault}</p>` : nothing}</div>`;
  }

  #identifier({ scheme, value }, i) {
    const id = `identifier-${i}`;
    const fault = this.faults[id];
    return html`<li class="identifier">
      <div class="field"><label for="${id}-scheme">${say('identifier_scheme')}</label>
        <select id="${id}-scheme" ?disabled=${this.readonly} @change=${(event) => this.#set(i, { scheme: event.target.value })}>
          ${Object.entries(SCHEMES).map(([name, { title }]) => html`<option value=${name} ?selected=${name === scheme}>${title}</option>`)}</select></div>
      <div class="field grow"><label for=${id}>${say('identifier_value')}</label>
        <input id=${id} type="text" autocomplete="off" .value=${value} placeholder=${SCHEMES[scheme].example} ?readonly=${this.readonly}
          aria-invalid=${fault ? 'true' : 'false'} aria-describedby=${fault ? `${id}-fault` : nothing}
          @input=${(event) => this.#set(i, { value: event.target.value })}>
        ${fault ? html`<p class="fault" id="${id}-fault">${fault}</p>` : nothing}</div>
      ${this.readonly ? nothing : html`<button type="button" class="button button-small" aria-label=${say('identifier_remove_of', { scheme: SCHEMES[scheme].title })}
        @click=${() => { this.identifiers = this.identifiers.filter((_, at) => at !== i); }}>${say('identifier_remove')}</button>`}</li>`;
  }

  render() {
    const { name, sort_name: sortName, variants = [] } = this.person;
    return html`<form class="form" novalidate @submit=${this.#save}>
      ${this.#field('name', 'person_name', name)}${this.#field('sort-name', 'person_sort_name', sortName ?? '', { hint: 'person_sort_name_hint' })}
      ${this.#field('variants', 'person_variants', variants.join('\n'), { hint: 'person_variants_hint', area: true })}
      <fieldset><legend>${say('identifiers')}</legend><ul class="identifiers">${this.identifiers.map((each, i) => this.#identifier(each, i))}</ul>
        ${this.readonly ? nothing : html`<button type="button" class="button button-small" @click=${this.#add}>${say('identifier_add')}</button>`}</fieldset>
      ${this.readonly ? nothing : html`<div class="buttons"><button class="button button-main">${say('save')}</button></div>`}</form>`;
  }
}
customElements.define('studio-person-form', PersonForm);
