// Asking before something is done that others see.
import { html, nothing, render } from 'lit';
import { say } from '../messages.js';

let asked = 0;

// Ctrl+Enter, or Cmd+Enter, as in other programs: a plain Enter is a new line.
function submitByKey(event) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.target.form.requestSubmit();
}

const field = ({ label, hint, value, required }, id) => html`<div class="field">
  <label for=${id}>${label}${required ? nothing : html` <span class="quiet">${say('optional')}</span>`}</label>
  <textarea id=${id} name="answer" rows="2" .value=${value ?? ''} ?required=${required} @keydown=${submitByKey}
    aria-describedby=${hint ? `${id}-hint` : nothing}></textarea>
  ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}</div>`;

const body = ({ title, content, confirm, danger, answer }, id, dialog) => html`
  <form method="dialog" @submit=${() => { dialog.returnValue = 'yes'; }}>
    <h2 id="${id}-title">${title}</h2>
    ${content ?? nothing}
    ${answer ? field(answer, `${id}-answer`) : nothing}
    <div class="buttons">
      <button class="button ${danger ? 'button-danger' : 'button-main'}">${confirm ?? say('confirm')}</button>
      <button type="button" class="button" @click=${() => dialog.close('')}>${say('cancel')}</button>
    </div>
  </form>`;

/**
 * A dialog with `title`, `content` (of lit) and a button that says `confirm`; `answer` ({label, hint,
 * value, required}) adds a field. Gives null when given up, else what stands in the field ('' without
 * one). The focus goes back to where it was.
 */
export function ask(question) {
  asked += 1;
  const id = `ask-${asked}`;
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', `${id}-title`);
  document.body.append(dialog);
  render(body(question, id, dialog), dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const text = dialog.querySelector('[name=answer]')?.value.trim() ?? '';
      dialog.remove();
      resolve(dialog.returnValue === 'yes' ? text : null);
    });
  });
}
