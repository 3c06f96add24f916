// The fields of signing in, for the page and for the dialog of an ended session.
import { html, nothing } from 'lit';
import { Problem } from '../api.js';
import { say } from '../messages.js';
import { sentenceFor } from '../problems.js';
import { session } from '../session.js';
import { Element } from '../view.js';
import { span } from '../words.js';

/** Tells "signed-in" once somebody is. `name`: what stands in its field at first; `prefix`: of ids. */
export class SignInForm extends Element {
  static properties = { prefix: {}, name: {}, faults: { state: true }, refused: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.prefix = 'sign-in';
    this.name = '';
    this.faults = {};
    this.refused = '';
    this.busy = false;
  }

  async #submit(event) {
    event.preventDefault();
    const { name, password } = Object.fromEntries(new FormData(event.target));
    this.refused = '';
    this.faults = {
      ...(name.trim() === '' && { name: say('name_missing') }),
      ...(password === '' && { password: say('password_missing') }),
    };
    if (Object.keys(this.faults).length > 0) return this.#focusFirstFault();
    this.busy = true;
    try {
      await session.signIn(name.trim(), password);
      this.dispatchEvent(new CustomEvent('signed-in', { bubbles: true }));
    } catch (error) {
      this.refused = this.#why(error);
    } finally {
      this.busy = false;
    }
  }

  #why(error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === 429) return say('sign_in_wait', { wait: span((error.retryAfterS ?? 60) * 1000) });
    return error.status === 401 ? say('sign_in_wrong') : sentenceFor(error);
  }

  async #focusFirstFault() {
    await this.updateComplete;
    this.querySelector('[aria-invalid=true]')?.focus();
  }

  #field(name, type, complete, value = '') {
    const fault = this.faults[name];
    const id = `${this.prefix}-${name}`;
    return html`<div class="field">
      <label for=${id}>${say(name)}</label>
      <input id=${id} name=${name} type=${type} autocomplete=${complete} .value=${value} required
        autocapitalize="none" spellcheck="false"
        aria-invalid=${fault ? 'true' : 'false'} aria-describedby=${fault ? `${id}-fault` : nothing}>
      ${fault ? html`<p class="fault" id="${id}-fault">${fault}</p>` : nothing}</div>`;
  }

  render() {
    return html`<form class="form sign-in" novalidate @submit=${this.#submit}>
      <div role="alert">${this.refused ? html`<p class="notice notice-bad">${this.refused}</p>` : nothing}</div>
      ${this.#field('name', 'text', 'username', this.name)}
      ${this.#field('password', 'password', 'current-password')}
      <p><button class="button button-main" ?disabled=${this.busy}>${say('sign_in')}</button></p>
    </form>`;
  }
}
customElements.define('studio-sign-in-form', SignInForm);
