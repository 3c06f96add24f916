// What went wrong, in the language of the page.
import { html, nothing } from 'lit';
import { Problem } from './api.js';
import { say } from './messages.js';

const SENTENCES = {
  0: 'problem_offline', 401: 'problem_signed_out', 403: 'problem_forbidden', 404: 'problem_missing', 409: 'problem_conflict',
  412: 'problem_conflict', 413: 'problem_too_large',
};

/** One sentence for people; the service's own words are in English, see problemBox(). */
export function sentenceFor(error) {
  if (!(error instanceof Problem)) return say('problem');
  return say(SENTENCES[error.status] ?? (error.status >= 500 ? 'problem_service' : 'problem'));
}

const lines = ({ errors }) => (errors.length === 0 ? nothing : html`
  <ul lang="en">${errors.map(({ pointer, detail }) => html`<li><code>${pointer}</code> ${detail}</li>`)}</ul>`);

/** An alert for `error` (nothing without one); `again`, when given, is what "Try again" does. */
export function problemBox(error, again) {
  if (!error) return nothing;
  const detail = error instanceof Problem && error.detail ? html`
    <p class="quiet">${say('problem_detail')} <bdi lang="en">${error.detail}</bdi></p>${lines(error)}` : nothing;
  return html`<div class="notice notice-bad" role="alert"><p>${sentenceFor(error)}</p>${detail}
    ${again ? html`<p><button type="button" class="button" @click=${again}>${say('try_again')}</button></p>` : nothing}</div>`;
}
