// Fields of chapters and their values, as people read them.

import { isSaid, say } from '../messages.js';
import { exactText } from './times.js';

const FIELDS = {
  start_ms: 'editor_start', end_ms: 'editor_end', speakers: 'editor_speakers', title: 'editor_title', kind: 'editor_kind', session: 'editor_session',
  summary: 'editor_summary', parent: 'editor_place', existence: 'editor_existence',
};

export const fieldText = (field) => (FIELDS[field] && isSaid(FIELDS[field]) ? say(FIELDS[field]) : field ?? '');

const speakerText = ({ name, function: what, organisation }) =>
  [name || say('editor_speaker_unknown'), what, organisation].filter(Boolean).join(', ');

/** `sessions`: those of the recording's event, whose titles stand for their ids. */
export function valueText(field, value, sessions = []) {
  if (value === null || value === undefined || value === '') return say('editor_nothing');
  if (field === 'start_ms' || field === 'end_ms') return exactText(Number(value));
  if (field === 'kind' && isSaid(`editor_kind_${value}`)) return say(`editor_kind_${value}`);
  if (field === 'session') return sessions.find(({ id }) => id === value)?.title ?? value;
  if (Array.isArray(value)) return value.map((each) => (each?.name === undefined ? String(each) : speakerText(each))).join(' ; ') || say('editor_nothing');
  if (typeof value === 'object') return value.title ?? JSON.stringify(value);
  return String(value);
}
