// What stands above each view of one recording: where it belongs, and its views.
import { html, nothing } from 'lit';
import { say } from '../messages.js';
import { link } from '../router.js';
import { date } from '../words.js';

const VIEWS = [['', 'view_editor'], ['/history', 'view_history'], ['/import', 'view_import']];

/** `recording`: as in the API's drafts and lists; `current`: '', '/history' or '/import'. */
export function recordingTabs(id, current) {
  return html`<nav class="tabs" aria-label=${say('recording_views')}><ul>${VIEWS.map(([ending, key]) => html`
    <li><a href=${link(`/studio/r/${id}${ending}`)} aria-current=${ending === current ? 'page' : nothing}>${say(key)}</a></li>`)}
  </ul></nav>`;
}

/** "Nos quartiers · matin · 14 mars 2019". */
export function recordingFacts({ event, part, title }) {
  const facts = [event?.title, part || title, date(event?.date)].filter(Boolean);
  return html`<p class="lead recording-facts">${facts.map((fact, i) => html`${i > 0 ? ' · ' : nothing}<bdi>${fact}</bdi>`)}</p>`;
}
