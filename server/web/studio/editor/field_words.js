// Fields of chapters and their values, as people read them.

import { isSaid, say } from './say.js';
import { exactText } from './times.js';

const FIELDS = {
  start_ms: 'start', end_ms: 'end', speakers: 'speakers', title: 'title', kind: 'kind', session: 'session',
  summary: 'summary', parent: 'place', existence: 'existence',
};

export const fieldText = (field) => (FIELDS[field] && isSaid(FIELDS[field]) ? say(FIELDS[field]) : field ?? '');

const speakerText = ({ name, function: what, organisation }) =>
  [name || say('speaker_unknown'), what, organisation].filter(Boolean).join(', ');

/** `sessions`: those of the recording's event, whose titles stand for their ids. */
export function valueText(field, value, sessions = []) {
  if (value === null || value === undefined || value === '') return say('nothing');
  if (field === 'start_ms' || field === 'end_ms') return exactText(Number(value));
  if (field === 'kind' && isSaid(`kind_${value}`)) return say(`kind_${value}`);
  if (field === 'session') return sessions.find(({ id }) => id === value)?.title ?? value;
  if (Array.isArray(value)) return value.map((each) => (each?.name === undefined ? String(each) : speakerText(each))).join(' ; ') || say('nothing');
  if (typeof value === 'object') return value.title ?? JSON.stringify(value);
  return String(value);
}
