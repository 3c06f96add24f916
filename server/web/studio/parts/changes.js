// Differences between two lists of chapters, as the API gives them.
import { html, nothing } from 'lit';
import { isSaid, say, sayCount } from '../messages.js';
import { clock, exactClock } from '../words.js';

const KINDS = ['added', 'removed', 'moved', 'changed'];
const FIELDS = {
  title: 'field_title', kind: 'field_kind', start_ms: 'field_start', end_ms: 'field_end', session: 'field_session',
  speakers: 'field_speakers', summary: 'field_summary', href: 'field_href', image: 'field_image', language: 'field_language',
};

/** "Camille Aubrac, maire de Brézolles" of a credit. */
export const creditWords = ({ name, function: role, organisation }) => [name, role, organisation].filter(Boolean).join(', ');

const proposedMark = ({ status }) => (status === 'proposed' ? ` (${say('name_proposed')})` : '');

function valueWords(field, value) {
  if (value === null || value === undefined || value === '') return say('nothing_there');
  if (field === 'start_ms' || field === 'end_ms') return exactClock(Number(value));
  if (field === 'kind') return isSaid(`kind_${value}`) ? say(`kind_${value}`) : String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return say('nothing_there');
    return value.map((each) => (each?.name === undefined ? String(each) : creditWords(each) + proposedMark(each))).join(' ; ');
  }
  return typeof value === 'object' ? value.title ?? value.name ?? JSON.stringify(value) : String(value);
}

const values = ({ field, before, after }) => (before === undefined && after === undefined ? nothing : html`
  <span class="change-values"><del><span class="heard">${say('before')} </span><bdi>${valueWords(field, before)}</bdi></del>
  <ins><span class="heard">${say('after')} </span><bdi>${valueWords(field, after)}</bdi></ins></span>`);

const startOf = ({ before, after }) => (after ?? before)?.start_ms;

function change(each) {
  const whole = each.what === 'added' || each.what === 'removed';
  const start = whole ? startOf(each) : undefined;
  return html`<li class="change change-${each.what}">
    <span class="change-text"><span class="change-what">${say(`change_${each.what}`)}</span>
      ${start === undefined ? nothing : html`<span class="clock">${clock(start)}</span>`}
      <bdi class="change-title">${each.title}</bdi>
      ${!whole && each.field ? html`<span class="quiet">${say(FIELDS[each.field] ?? 'field_other')}</span>` : nothing}
      ${whole ? nothing : values(each)}</span></li>`;
}

/** "3 ajouts, 1 retrait": how many of each kind. */
export function changeCounts(changes) {
  const counts = KINDS.map((what) => [what, new Set(
    changes.filter((each) => each.what === what).map((each, i) => each.chapter || i)).size]);
  const said = counts.filter(([, n]) => n > 0).map(([what, n]) => sayCount(`changes_${what}`, n));
  return said.length === 0 ? say('changes_none') : said.join(', ');
}

/** The list itself; nothing for none. */
export function changeList(changes) {
  return changes.length === 0 ? nothing : html`<ul class="changes">${changes.map(change)}</ul>`;
}
