// Who speaks at the newest event, as an HTML list: node programme.mjs https://revivre.example.org
// The same works in a page of another site: every address of the API allows any origin.

const base = process.argv[2];

async function get(address) {
  const answer = await fetch(new URL(address, base));
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${body.title}: ${body.detail}`);
  return body;
}

const escaped = (text) => text.replace(/[&<>"]/g, (each) => `&#${each.codePointAt(0)};`);

/** "Somebody" when nobody confirmed who speaks: the API names nobody on a guess. */
const speakers = ({ speakers }) => speakers.map(({ name }) => name ?? 'Somebody').join(', ');

function item(intervention) {
  const { title, links } = intervention;
  const address = new URL(links.watch, base).href;
  const words = `${speakers(intervention)}: ${title}`;
  return `  <li><a href="${escaped(address)}">${escaped(words)}</a></li>`;
}

const { events: [event] } = await get('/api/v1/events?sort=-date&limit=1');
console.log(`<h2>${escaped(event.title)}</h2>\n<ol>`);
for (let next = event.links.interventions; next;) {
  const { interventions, links } = await get(next);
  for (const each of interventions) console.log(item(each));
  next = links.next;
}
console.log('</ol>');
