import { html } from 'lit';
import { say } from '../messages.js';
import { link } from '../router.js';
import { View } from '../view.js';

class MissingView extends View {
  get heading() { return say('page_missing'); }

  content() {
    return html`<p>${say('page_missing_text')}</p>
      <p><a href=${link('/studio')}>${say('to_recordings')}</a></p>`;
  }
}
customElements.define('studio-missing', MissingView);
