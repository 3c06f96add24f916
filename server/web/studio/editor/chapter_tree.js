// The chapters as a tree: one stop of the Tab key (ARIA Authoring Practices, "Tree View"). Hundreds
// of rows stay light because those out of sight are neither laid out nor painted (studio.css,
// content-visibility) and those that did not change are not drawn anew.

import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { say } from '../messages.js';
import { Element } from '../view.js';
import { exactText } from './times.js';
import { childrenOf } from './tree.js';

const PAGE_ROWS = 10;

/** Who speaks, in the words of the list. */
export const speakersText = ({ speakers }) =>
  speakers.map(({ name }) => name || say('editor_speaker_unknown')).join(', ');

/** Properties: `desk`, `doubtful` (ids of chapters that something is proposed for). */
export class ChapterTree extends Element {
  static properties = { desk: { attribute: false }, doubtful: { attribute: false }, current: { attribute: false } };

  render() {
    const { rows, chosen, collapsed } = this.desk;
    const stop = rows.some(({ chapter }) => chapter.id === chosen) ? chosen : rows[0]?.chapter.id;
    if (rows.length === 0) return html`<p class="quiet empty">${say('editor_no_chapters')}</p>`;
    return html`<div class="chapter-rows" role="tree" aria-label=${say('editor_chapters')} @keydown=${(event) => this.#key(event)}
        @click=${(event) => this.#click(event)} @focusin=${(event) => this.#focused(event)}>
      ${repeat(rows, ({ chapter }) => chapter.id, (row) => guard(
    [row.chapter, row.depth, row.index, row.count, row.chapter.id === chosen, row.chapter.id === stop,
      collapsed.has(row.chapter.id), this.doubtful.has(row.chapter.id), row.chapter.id === this.current],
    () => this.#row(row, chosen, stop)))}</div>`;
  }

  #row({ chapter, depth, index, count }, chosen, stop) {
    const parts = childrenOf(chapter).length > 0;
    const open = !this.desk.collapsed.has(chapter.id);
    const who = speakersText(chapter);
    return html`<div class="chapter-row row-${chapter.kind}" role="treeitem" data-id=${chapter.id} data-depth=${Math.min(depth, 6)}
        aria-level=${depth} aria-setsize=${count} aria-posinset=${index + 1}
        aria-selected=${chapter.id === chosen} aria-expanded=${parts ? String(open) : nothing}
        aria-current=${chapter.id === this.current ? 'time' : nothing}
        tabindex=${chapter.id === stop ? 0 : -1}>
      <span class="fold sign" data-sign=${parts ? (open ? '▾' : '▸') : ''}></span>
      <span class="row-time">${exactText(chapter.start_ms)}</span>
      <span class="row-what"><span class="row-title">${chapter.title}</span>
        ${who && who !== chapter.title ? html`<span class="row-who"><span class="heard">, </span>${who}</span>` : nothing}</span>
      ${this.doubtful.has(chapter.id) ? html`<span class="row-doubt" title=${say('editor_has_proposals')}><span class="sign" data-sign="?"></span>
        <span class="heard">, ${say('editor_has_proposals')}</span></span>` : nothing}
    </div>`;
  }

  /** Brings the chosen row into view and, when asked, gives it the focus. */
  show({ focus = false } = {}) {
    const row = this.querySelector(`[data-id="${CSS.escape(this.desk.chosen ?? '')}"]`);
    if (!row) return;
    if (focus) row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  }

  get hasFocus() { return this.contains(document.activeElement); }

  #click(event) {
    const row = event.target.closest('[role=treeitem]');
    if (!row) return;
    const { id } = row.dataset;
    if (event.target.closest('.fold') && row.hasAttribute('aria-expanded')) {
      this.desk.fold(id, row.getAttribute('aria-expanded') === 'true');
    }
    this.desk.choose(id);
    if (event.detail === 2) this.desk.toChosen();
  }

  #focused(event) {
    const row = event.target.closest('[role=treeitem]');
    if (row && row.dataset.id !== this.desk.chosen) this.desk.choose(row.dataset.id);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const at = this.desk.rows.findIndex(({ chapter }) => chapter.id === this.desk.chosen);
    const act = {
      ArrowDown: () => this.desk.step(1),
      ArrowUp: () => this.desk.step(-1),
      PageDown: () => this.desk.step(PAGE_ROWS),
      PageUp: () => this.desk.step(-PAGE_ROWS),
      Home: () => this.desk.step(-at),
      End: () => this.desk.step(this.desk.rows.length),
      ArrowRight: () => this.#unfold(at),
      ArrowLeft: () => this.#foldOrUp(at),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  #unfold(at) {
    const row = this.desk.rows[at];
    if (!row || childrenOf(row.chapter).length === 0) return;
    if (this.desk.collapsed.has(row.chapter.id)) this.desk.fold(row.chapter.id, false);
    else this.desk.step(1);
  }

  #foldOrUp(at) {
    const row = this.desk.rows[at];
    if (!row) return;
    const open = childrenOf(row.chapter).length > 0 && !this.desk.collapsed.has(row.chapter.id);
    if (open) this.desk.fold(row.chapter.id, true);
    else if (row.parent) this.desk.choose(row.parent.id);
  }
}
customElements.define('studio-chapter-tree', ChapterTree);
