// Whether everything is saved, said honestly.

import { language, say } from './say.js';

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });

export function saveWords({ state, revision, savedAt, kept, dirty }) {
  if (dirty && !kept) return say('save_not_kept');
  if (state === 'saved') {
    return savedAt ? say('save_saved_at', { revision, time: clock.format(savedAt) }) : say('save_saved', { revision });
  }
  return say(`save_${state}`);
}
