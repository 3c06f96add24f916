import { html } from 'lit';
import { say } from '../messages.js';
import { View } from '../view.js';

class AccountView extends View {
  get heading() { return say('menu_account'); }

  content() {
    return html``;
  }
}
customElements.define('studio-account', AccountView);
