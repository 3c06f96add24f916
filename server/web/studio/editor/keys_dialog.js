import { html } from 'lit';
import { say } from '../messages.js';
import { EditorDialog } from './dialog.js';
import { KEYS, PROPOSAL_KEYS } from './keys.js';

const GROUPS = ['play', 'choose', 'times', 'list', 'work', 'proposals'];

const SIGNS = {
  Space: 'editor_key_Space', Enter: 'editor_key_Enter', Delete: 'editor_key_Delete', Backspace: 'editor_key_Backspace', Control: 'editor_key_Control',
  Shift: 'editor_key_Shift', Alt: 'editor_key_Alt', ArrowUp: 'editor_key_ArrowUp', ArrowDown: 'editor_key_ArrowDown', ArrowLeft: 'editor_key_ArrowLeft',
  ArrowRight: 'editor_key_ArrowRight',
};

/** "Control+Shift+z" as the caps say it, in the language of the page. */
export function keyCaps(combination) {
  const parts = combination === '+' ? ['+'] : combination.split('+');
  return parts.map((part) => (SIGNS[part] ? say(SIGNS[part]) : part));
}

/** "?": every key, and whether single ones act at all. Property `keys`, fires "keys" {on}. */
class KeysDialog extends EditorDialog {
  static properties = { keys: { type: Boolean } };

  get heading() { return say('editor_act_help'); }
  get wide() { return true; }

  content() {
    return html`<p class="choice"><input type="checkbox" id="keys-on" .checked=${this.keys}
          @change=${(event) => this.dispatchEvent(new CustomEvent('keys', { detail: event.target.checked }))}>
        <label for="keys-on">${say('editor_keys_on')}</label></p>
      <p class="quiet">${say('editor_keys_note')}</p>
      <div class="key-groups">${GROUPS.map((group) => this.#group(group))}</div>`;
  }

  #group(group) {
    const rows = [...KEYS, ...PROPOSAL_KEYS].filter((each) => each.group === group);
    return html`<table><caption>${say(`editor_keys_${group}`)}</caption><tbody>${rows.map(({ action, keys }) => html`
      <tr><td>${keys.map((each, i) => html`${i > 0 ? html` <span class="quiet">${say('editor_or')}</span> ` : ''}${keyCaps(each).map((cap, n) =>
    html`${n > 0 ? '+' : ''}<kbd>${cap}</kbd>`)}`)}</td><td>${say(`editor_act_${action}`)}</td></tr>`)}
      ${group === 'proposals' ? html`<tr><td><kbd>1</kbd> – <kbd>9</kbd></td><td>${say('editor_act_candidate')}</td></tr>` : ''}</tbody></table>`;
  }
}
customElements.define('studio-keys-dialog', KeysDialog);
