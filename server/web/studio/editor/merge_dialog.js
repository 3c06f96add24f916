import { html } from 'lit';
import { say, sayCount } from '../messages.js';
import { EditorDialog } from './dialog.js';
import { fieldText, valueText } from './field_words.js';
import { settled } from './settling.js';
import { rowsOf } from './tree.js';

/** Two people changed the same thing: the three values, and a choice. See Draft, "conflict". */
class MergeDialog extends EditorDialog {
  static properties = { merge: { state: true }, choices: { state: true } };

  get heading() { return say('editor_merge_heading'); }
  get wide() { return true; }

  /** `merge`: {conflicts, chapters, settle}. */
  async ask(merge) {
    this.merge = merge;
    this.choices = merge.conflicts.map(() => 'mine');
    await this.open();
    this.querySelector('input').focus();
  }

  async open() {
    await super.open();
    // Nothing is saved before the choice is made: Escape is no choice.
    this.dialog.addEventListener('cancel', (event) => event.preventDefault());
  }

  close() {}

  /** What ids are called, of sessions and of chapters. */
  get titles() {
    return new Map([...this.sessions, ...rowsOf(this.merge.chapters).map(({ chapter }) => chapter)].map(({ id, title }) => [id, title]));
  }

  content() {
    const { conflicts } = this.merge;
    return html`<p>${sayCount('editor_merge_intro', conflicts.length)}</p>
      <form id="merge-form" @submit=${(event) => this.#settle(event)}>${conflicts.map((each, i) => this.#conflict(each, i))}</form>`;
  }

  #conflict({ title, field, base, mine, theirs }, i) {
    const { titles } = this;
    const option = (who, value) => html`<label class="side-value"><input type="radio" name="conflict-${i}" value=${who}
        .checked=${this.choices[i] === who} @change=${() => this.#choose(i, who)}>
      <span><b>${say(`editor_merge_${who}`)}</b><br>${valueText(field, value, titles)}</span></label>`;
    return html`<fieldset class="conflict"><legend>${title}${fieldText(field) ? html` – ${fieldText(field)}` : ''}</legend>
      <p class="quiet">${say('editor_merge_base')} ${valueText(field, base, titles)}</p>
      <div class="sides">${option('mine', mine)}${option('theirs', theirs)}</div></fieldset>`;
  }

  #choose(i, who) {
    this.choices = this.choices.map((each, at) => (at === i ? who : each));
  }

  foot() {
    return html`<p class="buttons"><button type="submit" form="merge-form" class="button button-main">${say('editor_merge_save')}</button></p>`;
  }

  #settle(event) {
    event.preventDefault();
    const { conflicts, chapters, settle } = this.merge;
    super.close();
    settle(settled(chapters, conflicts, this.choices));
  }
}
customElements.define('studio-merge-dialog', MergeDialog);
