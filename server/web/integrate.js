// The page that makes the code for other sites: follows each choice, and copies. The server makes
// the code; this script asks it for the page again and takes over what changed.

const PAUSE_MS = 250;  // between two keys of a time that is typed

const form = document.getElementById('integrate');
const status = document.getElementById('copy-status');
let timer = 0;
let asked = 0;

function take(page) {
  for (const area of document.querySelectorAll('.code textarea')) {
    area.value = page.getElementById(area.id).value;
  }
  const preview = document.getElementById('preview');
  const next = page.getElementById('preview').getAttribute('src');
  if (preview.getAttribute('src') !== next) preview.setAttribute('src', next);
}

async function update() {
  const address = new URL(form.action);
  address.search = new URLSearchParams(new FormData(form));
  asked += 1;
  const mine = asked;
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (mine === asked && answer.ok) take(page);
}

async function copy(area) {
  try {
    await navigator.clipboard.writeText(area.value);
    status.textContent = status.dataset.copied;
  } catch {
    area.select();
    status.textContent = status.dataset.failed;
  }
}

form.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(update, PAUSE_MS);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  update();
});
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(document.getElementById(button.dataset.copy)));
}
