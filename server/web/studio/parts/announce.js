// One line at the foot of the page that says what was done, also to screen readers.
const SHOWN_MS = 6000;  // long enough for two lines, and it stands in no way

let line = null;
let timer = 0;

/** Puts the line into the page; once. */
export function furnishAnnouncements() {
  line = document.createElement('p');
  line.id = 'announcement';
  line.setAttribute('role', 'status');
  document.body.append(line);
}

export function announce(text) {
  clearTimeout(timer);
  line.textContent = text;
  line.classList.toggle('shown', text !== '');
  timer = setTimeout(() => announce(''), SHOWN_MS);
}
