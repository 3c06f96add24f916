// Who one is here, and the tokens that one's programs use.
import { html, nothing } from 'lit';
import { call, path } from '../api.js';
import { say } from '../messages.js';
import { announce } from '../parts/announce.js';
import { ask } from '../parts/ask.js';
import { copyButton } from '../parts/copy_button.js';
import { problemBox } from '../problems.js';
import { session } from '../session.js';
import { View } from '../view.js';
import { when } from '../words.js';

const LIFETIMES_DAYS = [7, 30, 90, 365];

class AccountView extends View {
  static properties = { tokens: { state: true }, made: { state: true }, refused: { state: true }, labelFault: { state: true } };

  constructor() {
    super();
    this.tokens = [];
    this.made = null;
    this.refused = null;
    this.labelFault = '';
  }

  get heading() { return say('menu_account'); }

  async load() {
    // Without accounts nobody has tokens: there is nothing that they would open.
    this.tokens = session.local ? [] : (await call('GET', '/tokens')).json.tokens;
  }

  async #make(event) {
    event.preventDefault();
    const form = event.target;
    const { label, days } = Object.fromEntries(new FormData(form));
    this.labelFault = label.trim() === '' ? say('token_label_missing') : '';
    if (this.labelFault) {
      form.querySelector('[name=label]').focus();
      return;
    }
    this.refused = null;
    try {
      this.made = (await call('POST', '/tokens', { body: { label: label.trim(), days: Number(days) } })).json;
      form.reset();
      await this.reload();
      await this.updateComplete;
      this.querySelector('#made-token')?.focus();
    } catch (error) {
      this.refused = error;
    }
  }

  async #revoke({ id, label }) {
    const title = say('token_revoke_title', { label });
    const sure = await ask({ title, content: html`<p>${say('token_revoke_text')}</p>`, confirm: say('token_revoke'), danger: true });
    if (sure === null) return;
    try {
      await call('DELETE', path`/tokens/${id}`);
      if (this.made?.id === id) this.made = null;
      await this.reload();
      announce(say('token_revoked', { label }));
    } catch (error) {
      this.refused = error;
    }
  }

  content() {
    if (session.local) return html`<p class="lead">${say('account_local')}</p>`;
    const { name, role } = session.user;
    return html`<dl class="pairs"><div><dt>${say('name')}</dt><dd><bdi>${name}</bdi></dd></div>
        <div><dt>${say('role')}</dt><dd>${say(`role_${role}`)} – ${say(`role_${role}_may`)}</dd></div></dl>
      <section><h2>${say('tokens')}</h2><p class="narrow">${say('tokens_lead')}</p>
        ${this.#madeNow()}${problemBox(this.refused)}${this.#form()}${this.#list()}</section>`;
  }

  #madeNow() {
    if (!this.made) return nothing;
    return html`<div class="notice notice-good">
      <p><label for="made-token">${say('token_made', { label: this.made.label })}</label></p>
      <p class="copy-row"><input id="made-token" type="text" class="mono" readonly .value=${this.made.token} aria-describedby="made-token-hint">
        ${copyButton(this.made.token)}</p>
      <p id="made-token-hint">${say('token_once')}</p></div>`;
  }

  #form() {
    return html`<form class="form-row" novalidate @submit=${this.#make}>
      <div class="field grow"><label for="token-label">${say('token_label')}</label>
        <input id="token-label" name="label" type="text" maxlength="100" autocomplete="off" required
          aria-invalid=${this.labelFault ? 'true' : 'false'} aria-describedby="token-label-hint ${this.labelFault ? 'token-label-fault' : ''}">
        <p class="hint" id="token-label-hint">${say('token_label_hint')}</p>
        ${this.labelFault ? html`<p class="fault" id="token-label-fault">${this.labelFault}</p>` : nothing}</div>
      <div class="field"><label for="token-days">${say('token_days')}</label>
        <select id="token-days" name="days">${LIFETIMES_DAYS.map((days) => html`
          <option value=${days} ?selected=${days === 90}>${say('days', { n: days })}</option>`)}</select></div>
      <button class="button button-main">${say('token_make')}</button></form>`;
  }

  #list() {
    if (this.tokens.length === 0) return html`<p class="quiet">${say('tokens_none')}</p>`;
    return html`<ul class="rows">${this.tokens.map((token) => html`<li class="row">
      <div class="row-main"><p class="row-name"><bdi>${token.label}</bdi></p></div>
      <dl class="row-pairs">${this.#fact('token_made_at', when(token.created_at))}
        ${this.#fact('token_used_at', when(token.last_used_at) || say('token_never'))}${this.#fact('token_ends_at', when(token.expires_at))}</dl>
      <button type="button" class="button button-small button-danger" @click=${() => this.#revoke(token)}
        aria-label=${say('token_revoke_of', { label: token.label })}>${say('token_revoke')}</button></li>`)}</ul>`;
  }

  #fact(key, value) {
    return html`<div><dt>${say(key)}</dt><dd>${value}</dd></div>`;
  }
}
customElements.define('studio-account', AccountView);
