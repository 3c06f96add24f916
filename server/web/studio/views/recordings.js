import { html } from 'lit';
import { call } from '../api.js';
import { say } from '../messages.js';
import { link } from '../router.js';
import { View } from '../view.js';

class RecordingsView extends View {
  static properties = { recordings: { state: true } };

  get heading() { return say('menu_recordings'); }

  async load() {
    this.recordings = (await call('GET', '/studio/recordings')).json.recordings;
  }

  content() {
    return html`<ul>${this.recordings.map(({ id, title }) =>
      html`<li><a href=${link(`/studio/r/${id}`)}>${title}</a></li>`)}</ul>`;
  }
}
customElements.define('studio-recordings', RecordingsView);
