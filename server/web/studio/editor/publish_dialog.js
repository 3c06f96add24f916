import { html, nothing } from 'lit';
import { Problem, call, path } from '../api.js';
import { say, sayCount } from '../messages.js';
import { changeCounts, changeList } from '../parts/changes.js';
import { EditorDialog } from './dialog.js';

const MOST_SHOWN = 200;

/** What the public would see change, and the words for it. Properties `desk`, `rec`; fires "published". */
class PublishDialog extends EditorDialog {
  static properties = { changes: { state: true }, failed: { state: true }, busy: { state: true } };

  get heading() { return say('editor_publish_heading'); }
  get wide() { return true; }

  async open() {
    this.changes = null;
    this.failed = null;
    this.busy = false;
    await super.open();
    this.querySelector('#publish-summary').focus();
    await this.#load();
  }

  async #load() {
    try {
      await this.desk.draft.flush();
      const { revision, published_revision: from } = this.desk.facts;
      const { json } = await call('GET',
        `${path`/recordings/${this.rec}/revisions/${revision}/difference`}?from=${from ?? 0}`);
      this.changes = json.changes;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.failed = problem;
    }
  }

  content() {
    return html`<form id="publish-form" @submit=${(event) => this.#publish(event)}>
      ${this.#what()}
      <div class="field"><label for="publish-summary">${say('editor_publish_summary')}</label>
        <input id="publish-summary" type="text" autocomplete="off" maxlength="500"></div>
      ${this.failed ? html`<p class="fault" role="alert">${this.#why()}</p>` : nothing}</form>`;
  }

  #why() {
    if (this.failed.status === 412) return say('editor_publish_stale');
    return say('editor_publish_failed', { why: this.failed.detail || say('editor_not_now') });
  }

  #what() {
    if (this.changes === null) return html`<p role="status" class="quiet">${say('loading')}</p>`;
    if (this.changes.length === 0) return html`<p>${say('editor_publish_nothing')}</p>`;
    return html`<h3>${say('editor_publish_what')} <span class="quiet">${changeCounts(this.changes)}</span></h3>
      <div class="publish-what" tabindex="0" role="group" aria-label=${say('editor_publish_what')}>${changeList(this.changes.slice(0, MOST_SHOWN))}
      ${this.changes.length > MOST_SHOWN ? html`<p class="quiet">${sayCount('editor_and_more', this.changes.length - MOST_SHOWN)}</p>` : nothing}</div>`;
  }

  foot() {
    return html`<p class="buttons"><button type="submit" form="publish-form" class="button button-main" ?disabled=${this.busy}>${say('editor_publish_now')}</button>
      <button type="button" class="button" @click=${() => this.close()}>${say('cancel')}</button></p>`;
  }

  async #publish(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.failed = null;
    try {
      const summary = this.querySelector('#publish-summary').value.trim();
      await this.desk.draft.command('PUT', '/publication', { summary }, { once: true });
      this.close();
      this.desk.tell(say('editor_did_publish', { revision: this.desk.draft.revision }));
      this.dispatchEvent(new Event('published'));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.failed = problem;
      if (problem.status === 412) await this.desk.draft.poll().then(() => this.#load());
    } finally {
      this.busy = false;
    }
  }
}
customElements.define('studio-publish-dialog', PublishDialog);
