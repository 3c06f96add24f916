import { html } from 'lit';
import { say } from '../messages.js';
import { announce } from './announce.js';

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    announce(say('copied'));
  } catch {
    announce(say('copy_failed'));
  }
}

export const copyButton = (text, label = say('copy')) => html`
  <button type="button" class="button button-small" @click=${() => copy(text)}>${label}</button>`;
