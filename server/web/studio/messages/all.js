// Every area of texts: one line each.
import * as account from './account.js';
import * as editor from './editor.js';
import * as frame from './frame.js';
import * as history from './history.js';
import * as importing from './import.js';
import * as lists from './lists.js';
import * as adding from './new.js';
import * as persons from './persons.js';
import * as service from './service.js';
import * as session from './session.js';

export const AREAS = { account, editor, frame, history, import: importing, lists, new: adding, persons, service, session };
