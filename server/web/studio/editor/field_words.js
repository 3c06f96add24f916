// Fields of chapters and their values, as people read them.

import { isSaid, say } from '../messages.js';
import { exactText } from './times.js';

const FIELDS = {
  start_ms: 'editor_start', end_ms: 'editor_end', speakers: 'editor_speakers', title: 'editor_title', kind: 'editor_kind', session: 'editor_session',
  summary: 'editor_summary', parent: 'editor_place', chapter: 'editor_existence',
  href: 'editor_href', image: 'editor_image', language: 'editor_language', translations: 'editor_translations',
};

export const fieldText = (field) => (FIELDS[field] && isSaid(FIELDS[field]) ? say(FIELDS[field]) : field ?? '');

const speakerText = ({ name, function: what, organisation }) =>
  [name || say('editor_speaker_unknown'), what, organisation].filter(Boolean).join(', ');

/** `titles`: those of sessions and chapters by their ids. */
export function valueText(field, value, titles = new Map()) {
  if (field === 'parent' && value === null) return say('editor_top');
  if (value === null || value === undefined || value === '') return say('editor_nothing');
  if (field === 'start_ms' || field === 'end_ms') return exactText(Number(value));
  if (field === 'kind' && isSaid(`editor_kind_${value}`)) return say(`editor_kind_${value}`);
  if (field === 'session' || field === 'parent') return titles.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => (each?.name === undefined ? String(each) : speakerText(each))).join(' ; ') || say('editor_nothing');
  if (typeof value === 'object') return value.title ?? JSON.stringify(value);
  return String(value);
}
