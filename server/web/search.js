// Shows what is found while somebody types, on every page that says so in a status line of main.
// The results are those of the search page, made by the server; without this script the form asks
// for that page.

import { LiveSearch } from './parts/live_search.js';

const form = document.querySelector('form[role=search]');
const status = document.querySelector('main [role=status].found');
if (form && status) new LiveSearch(form, status);
