// Modal dialogs of the editor: browsers keep the focus inside, close them on Escape and give the
// focus back to where it was.

import { html, nothing } from 'lit';
import { say } from '../messages.js';
import { Element } from '../view.js';

/** Gives `heading`, `content()` and, when not merely closed, `foot()`. Fires "closed". */
export class EditorDialog extends Element {
  static properties = { shown: { state: true } };

  constructor() {
    super();
    this.shown = false;
  }

  /** `wide`: as much room as a table needs. */
  get wide() { return false; }

  get dialog() { return this.querySelector('dialog'); }

  render() {
    if (!this.shown) return nothing;
    return html`<dialog class="dialog ${this.wide ? 'dialog-wide' : ''}" aria-labelledby="dialog-heading"
        @close=${() => this.#closed()} @click=${(event) => { if (event.target === this.dialog) this.close(); }}>
      <h2 id="dialog-heading">${this.heading}</h2>
      ${this.content()}${this.foot()}</dialog>`;
  }

  foot() {
    return html`<p class="buttons"><button type="button" class="button" @click=${() => this.close()}>${say('close')}</button></p>`;
  }

  async open() {
    if (this.shown) return;
    this.shown = true;
    await this.updateComplete;
    this.dialog.showModal();
  }

  close() { this.dialog?.close(); }

  #closed() {
    this.shown = false;
    this.dispatchEvent(new Event('closed'));
  }
}
