// Every area of texts: one line each.
import * as editor from './editor.js';
import * as frame from './frame.js';
import * as session from './session.js';

export const AREAS = { editor, frame, session };
