import { html } from 'lit';
import { say } from './say.js';
import { EditorDialog } from './dialog.js';
import { KEYS, PROPOSAL_KEYS } from './keys.js';

const GROUPS = ['play', 'choose', 'times', 'list', 'work', 'proposals'];

const SIGNS = {
  Space: 'key_Space', Enter: 'key_Enter', Delete: 'key_Delete', Backspace: 'key_Backspace', Control: 'key_Control',
  Shift: 'key_Shift', Alt: 'key_Alt', ArrowUp: 'key_ArrowUp', ArrowDown: 'key_ArrowDown', ArrowLeft: 'key_ArrowLeft',
  ArrowRight: 'key_ArrowRight',
};

/** "Control+Shift+z" as the caps say it, in the language of the page. */
export function keyCaps(combination) {
  const parts = combination === '+' ? ['+'] : combination.split('+');
  return parts.map((part) => (SIGNS[part] ? say(SIGNS[part]) : part));
}

/** "?": every key, and whether single ones act at all. Property `keys`, fires "keys" {on}. */
class KeysDialog extends EditorDialog {
  static properties = { keys: { type: Boolean } };

  get heading() { return say('act_help'); }
  get wide() { return true; }

  content() {
    return html`<p class="choice"><input type="checkbox" id="keys-on" .checked=${this.keys}
          @change=${(event) => this.dispatchEvent(new CustomEvent('keys', { detail: event.target.checked }))}>
        <label for="keys-on">${say('keys_on')}</label></p>
      <p class="quiet">${say('keys_note')}</p>
      <div class="key-groups">${GROUPS.map((group) => this.#group(group))}</div>`;
  }

  #group(group) {
    const rows = [...KEYS, ...PROPOSAL_KEYS].filter((each) => each.group === group);
    return html`<table><caption>${say(`keys_${group}`)}</caption><tbody>${rows.map(({ action, keys }) => html`
      <tr><td>${keys.map((each, i) => html`${i > 0 ? html` <span class="quiet">${say('or')}</span> ` : ''}${keyCaps(each).map((cap, n) =>
    html`${n > 0 ? '+' : ''}<kbd>${cap}</kbd>`)}`)}</td><td>${say(`act_${action}`)}</td></tr>`)}
      ${group === 'proposals' ? html`<tr><td><kbd>1</kbd> – <kbd>9</kbd></td><td>${say('act_candidate')}</td></tr>` : ''}</tbody></table>`;
  }
}
customElements.define('studio-keys-dialog', KeysDialog);
