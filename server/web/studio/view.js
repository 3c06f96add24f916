// What every view of the studio shares: light DOM, a heading that is the page's title, loading.
import { LitElement, html } from 'lit';
import { say } from './messages.js';
import { problemBox } from './problems.js';

const site = globalThis.document?.querySelector('meta[name=application-name]')?.content ?? '';

/** Base of all elements here: styles of studio.css reach into them. */
export class Element extends LitElement {
  createRenderRoot() { return this; }
}

/**
 * A view: gives its `heading` and its `content()`, and may `load()` first what it shows. Its one h1
 * gets the focus when somebody comes to it.
 */
export class View extends Element {
  static properties = { state: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.state = 'ready';
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.load) this.reload();
  }

  /** Loads anew; what was shown stays until then. */
  async reload() {
    if (this.state !== 'loaded') this.state = 'loading';
    this.problem = null;
    try {
      await this.load();
      this.state = 'loaded';
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.problem = error;
      this.state = 'failed';
      console.error(error);
    }
  }

  updated() {
    document.title = [this.heading, say('studio'), site].filter(Boolean).join(' – ');
  }

  render() {
    return html`<h1 tabindex="-1">${this.heading}</h1>${this.#body()}`;
  }

  #body() {
    if (this.state === 'loading') return html`<p role="status" class="quiet">${say('loading')}</p>`;
    if (this.state === 'failed') return problemBox(this.problem, () => this.reload());
    return this.content();
  }
}
