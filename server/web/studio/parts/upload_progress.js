// How far a file is on its way, with the means to hold it up and to end it.
import { html, nothing } from 'lit';
import { say } from '../messages.js';
import { Element } from '../view.js';
import { percent, size, span } from '../words.js';

const SENTENCES = { sending: 'upload_sending', waiting: 'upload_waiting', paused: 'upload_paused', done: 'upload_done', failed: 'upload_failed' };

/** `upload`: a FileUpload. Tells "cancelled". */
class UploadProgress extends Element {
  static properties = { upload: { attribute: false } };

  #anew = () => this.requestUpdate();
  #heard = null;

  willUpdate() {
    if (this.#heard === this.upload) return;
    this.#heard?.removeEventListener('change', this.#anew);
    this.#heard = this.upload;
    this.#heard.addEventListener('change', this.#anew);
  }

  #figures() {
    const { sent, total, rate, remainingMs, state } = this.upload;
    const facts = [say('upload_of', { sent: size(sent), total: size(total) })];
    if (state === 'sending' && rate) facts.push(say('upload_rate', { rate: size(rate) }));
    if (state === 'sending' && remainingMs) facts.push(say('upload_left', { left: span(remainingMs) }));
    return facts.join(' · ');
  }

  async #cancel() {
    await this.upload.cancel();
    this.dispatchEvent(new CustomEvent('cancelled', { bubbles: true }));
  }

  render() {
    const { upload } = this;
    const { state, sent, total, file } = upload;
    const done = total > 0 ? sent / total : 1;
    const way = (key, act) => html`<button type="button" class="button button-small" @click=${act}>${say(key)}</button>`;
    return html`<div class="progress-box">
      <p class="progress-head"><strong><bdi>${file.name}</bdi></strong> <span role="status">${say(SENTENCES[state])}</span></p>
      <progress max="100" .value=${done * 100} aria-label=${say('upload_label')} aria-valuetext=${percent(done)}></progress>
      <p class="progress-facts quiet"><span>${percent(done)}</span> <span>${this.#figures()}</span></p>
      <div class="buttons">
        ${state === 'sending' || state === 'waiting' ? way('upload_pause', () => upload.pause()) : nothing}
        ${state === 'paused' || state === 'failed' ? way('upload_resume', () => upload.resume()) : nothing}
        ${way(state === 'done' ? 'upload_other' : 'upload_cancel', () => this.#cancel())}</div></div>`;
  }
}
customElements.define('studio-upload-progress', UploadProgress);
