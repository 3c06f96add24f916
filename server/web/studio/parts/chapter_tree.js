// A list of chapters to look at.
import { html, nothing } from 'lit';
import { say } from '../messages.js';
import { clock } from '../words.js';
import { creditWords } from './changes.js';

const speaker = (credit) => html`<span class="tree-speaker"><bdi>${creditWords(credit)}</bdi>${credit.status === 'proposed'
  ? html` <span class="tag tag-doubt">${say('name_proposed')}</span>` : nothing}</span>`;

const chapter = (each) => html`<li>
  <span class="clock">${clock(each.start_ms)}</span>
  <span class="tree-text"><bdi>${each.title}</bdi>
    ${each.kind === 'section' ? nothing : html`<span class="quiet tree-kind">${say(`kind_${each.kind}`)}</span>`}
    ${(each.speakers ?? []).map(speaker)}</span>
  ${each.children?.length ? chapterTree(each.children) : nothing}</li>`;

/** TREE of the API, nested. */
export function chapterTree(chapters) {
  return html`<ol class="tree">${chapters.map(chapter)}</ol>`;
}

/** How many chapters a tree has. */
export const countChapters = (chapters) =>
  chapters.reduce((sum, { children }) => sum + 1 + countChapters(children ?? []), 0);
