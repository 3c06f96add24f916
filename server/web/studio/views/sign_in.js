import { html } from 'lit';
import { say } from '../messages.js';
import { go } from '../router.js';
import '../parts/sign_in_form.js';
import { View } from '../view.js';

// Only to a place of the studio: the address may have been made by somebody else.
function placeAfter() {
  const next = new URLSearchParams(window.location.search).get('next') ?? '';
  return /^\/studio(\/(?!\/)[^\\]*)?(\?[^\\]*)?$/.test(next) ? next : '/studio';
}

class SignInView extends View {
  get heading() { return say('sign_in'); }

  content() {
    return html`<p class="lead">${say('sign_in_lead')}</p>
      <studio-sign-in-form @signed-in=${() => go(placeAfter(), { replace: true })}></studio-sign-in-form>
      <p class="quiet narrow">${say('sign_in_help')}</p>`;
  }
}
customElements.define('studio-sign-in', SignInView);
