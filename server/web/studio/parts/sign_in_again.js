// The dialog of a session that has ended: whoever signs in again goes on where they were.
import { html, nothing } from 'lit';
import { say } from '../messages.js';
import { session } from '../session.js';
import { Element } from '../view.js';
import './sign_in_form.js';

class SignInAgain extends Element {
  static properties = { open: { state: true } };

  #settle = null;
  #promise = null;

  /** Asks once, however many requests wait; true when somebody signed in, false when they gave up. */
  ask() {
    this.#promise ??= new Promise((resolve) => { this.#settle = resolve; });
    this.open = true;
    this.updateComplete.then(() => {
      const dialog = this.querySelector('dialog');
      if (!dialog.open) dialog.showModal();
    });
    return this.#promise;
  }

  #end(signedIn) {
    if (!this.open) return;
    this.open = false;
    this.#settle?.(signedIn);
    this.#settle = null;
    this.#promise = null;
  }

  render() {
    if (!this.open) return nothing;
    return html`<dialog class="dialog" aria-labelledby="again-title" @close=${() => this.#end(false)}>
      <h2 id="again-title">${say('sign_in_again')}</h2>
      <p>${say('sign_in_again_lead')}</p>
      <studio-sign-in-form prefix="again" .name=${session.user?.name ?? ''} @signed-in=${() => this.#end(true)}></studio-sign-in-form>
      <p><button type="button" class="button" @click=${() => this.#end(false)}>${say('cancel')}</button></p>
    </dialog>`;
  }
}
customElements.define('studio-sign-in-again', SignInAgain);
