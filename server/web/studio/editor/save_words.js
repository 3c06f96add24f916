// Whether everything is saved, said honestly.

import { language, say } from '../messages.js';

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });

export function saveWords({ state, revision, savedAt, kept, dirty }) {
  if (dirty && !kept) return say('editor_save_not_kept');
  if (state === 'saved') {
    return savedAt ? say('editor_save_saved_at', { revision, time: clock.format(savedAt) }) : say('editor_save_saved', { revision });
  }
  return say(`editor_save_${state}`);
}
