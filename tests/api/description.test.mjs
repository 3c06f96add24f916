// /openapi.json is sound in itself, and every answer of a served day is as it says.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { startDay } from '../browser/support/day.mjs';
import { Described } from './support/described.mjs';

let day;
let api;

before(async () => {
  day = await startDay({ words: true, analyse: 'fast' });
  api = new Described(await (await fetch(`${day.base}/openapi.json`)).json());
});
after(() => day?.stop());

const at = (address) => new URL(address, day.base).href;

/** Every address of this service that a document names. */
function* addressesIn(value) {
  if (value === null || typeof value !== 'object') return;
  for (const [key, each] of Object.entries(value)) {
    if (key !== 'links') yield* addressesIn(each);
    else for (const link of Object.values(each)) yield at(link);
  }
}

/** Follows all links of the API from its root; gives each answer once. */
async function crawl() {
  const answers = new Map();
  const waiting = [at('/api/v1')];
  while (waiting.length > 0) {
    const address = waiting.pop();
    if (answers.has(address)) continue;
    const answer = await api.fetch(address);
    answers.set(address, answer);
    if (answer.type !== 'application/json') continue;
    waiting.push(...[...addressesIn(answer.body)].filter((each) => new URL(each).pathname.startsWith('/api/')));
  }
  return answers;
}

/** Ids of the day: of its event, a session, a recording, a chapter and a person. */
async function ids() {
  const one = async (list) => (await (await fetch(at(`/api/v1/${list}`))).json());
  const { events: [event] } = await one('events');
  const { sessions: [session], recordings: [recording] } = await one(`events/${event.id}`);
  const { interventions } = await one(`events/${event.id}/interventions`);
  const chapter = interventions.find(({ speakers }) => speakers.some(({ person }) => person));
  return {
    event: event.id,
    session: session.id,
    recording: recording.id,
    chapter: chapter.id,
    person: chapter.speakers.find(({ person }) => person).person,
    track: 'captions.fr',
  };
}

/** Paths and operations that everybody may read. */
const publicReading = () => Object.entries(api.document.paths)
  .filter(([path, { get }]) => get && !get.security && path !== '/api/v1/session');

const filled = (path, values) => path.replace(/\{(\w+)\}/g, (_, name) => values[name]);

test('the description is right by the schema of OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(api.document));
  assert.ok(valid, JSON.stringify(errors, null, 1));
  assert.match(api.document.openapi, /^3\.1\./);
});

test('every reference within the description leads somewhere, and every part is used', () => {
  const text = JSON.stringify(api.document);
  const used = new Set([...text.matchAll(/"\$ref":"#\/components\/(\w+\/\w+)"/g)].map(([, name]) => name));
  const there = Object.entries(api.document.components).filter(([kind]) => kind !== 'securitySchemes')
    .flatMap(([kind, parts]) => Object.keys(parts).map((name) => `${kind}/${name}`));
  assert.deepEqual([...used].sort(), there.filter((name) => used.has(name)).sort());
  assert.deepEqual(there.filter((name) => !used.has(name)), []);
});

test('every operation has an id of its own, a summary in both languages, and its path parameters', () => {
  const seen = new Set();
  for (const [path, operations] of Object.entries(api.document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      assert.ok(operation.summary && operation['x-summary-fr'], path);
      assert.ok(!seen.has(operation.operationId), `${operation.operationId} twice`);
      seen.add(operation.operationId);
      const declared = (operation.parameters ?? [])
        .map((each) => (each.$ref ? api.document.components.parameters[each.$ref.split('/').at(-1)] : each))
        .filter((each) => each.in === 'path').map((each) => each.name);
      assert.deepEqual(declared.sort(), [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
        `${method} ${path}`);
    }
  }
});

test('the examples of the description are right by its own schemas', () => {
  let count = 0;
  for (const [name, schema] of Object.entries(api.document.components.schemas)) {
    for (const example of schema.examples ?? []) {
      assert.deepEqual(api.faults(`/components/schemas/${name}`, example), [], name);
      count += 1;
    }
  }
  assert.ok(count >= 5);
});

test('whatever links lead to from the root is as described, and every kind of answer is reached', async () => {
  const answers = await crawl();
  for (const [address, { status }] of answers) assert.equal(status, 200, address);
  const reached = new Set([...answers.values()].map(({ path }) => path));
  for (const path of ['/api/v1/events', '/api/v1/events/{event}', '/api/v1/events/{event}/interventions',
    '/api/v1/sessions/{session}', '/api/v1/recordings', '/api/v1/recordings/{recording}',
    '/api/v1/recordings/{recording}/chapters', '/api/v1/recordings/{recording}/tracks/{track}.vtt',
    '/api/v1/chapters/{chapter}', '/api/v1/persons',
    '/api/v1/persons/{person}', '/api/v1/persons/{person}/interventions', '/api/v1/search']) {
    assert.ok(reached.has(path), `${path} was not reached by links`);
  }
});

test('every link of every answer leads somewhere: pages, embeds, pictures and media, too', async () => {
  const places = new Set();
  for (const { body } of (await crawl()).values()) {
    for (const address of addressesIn(body)) places.add(address.replace(/#.*/, ''));
  }
  const kinds = ['/v/', '/embed/', '/e/', '/p/', '/media/', '/pictures/', '/docs', '/openapi.json'];
  for (const kind of kinds) assert.ok([...places].some((each) => each.includes(kind)), kind);
  for (const place of places) {
    assert.equal((await fetch(place, { method: 'HEAD' })).status, 200, place);
  }
});

test('chapters are as described in every format, by name and by Accept', async () => {
  const { recording } = await ids();
  const list = at(`/api/v1/recordings/${recording}/chapters`);
  const words = api.document.components.parameters.Format.schema.enum;
  assert.ok(words.includes('webvtt') && words.includes('vtt') && words.length > 30);
  for (const word of words) {
    const answer = await api.fetch(`${list}.${word}`);
    assert.equal(answer.status, 200, word);
  }
  const types = api.document.paths['/api/v1/recordings/{recording}/chapters'].get.responses[200].content;
  for (const type of Object.keys(types)) {
    const answer = await api.fetch(list, { headers: { Accept: type } });
    assert.equal(answer.type, type);
  }
});

test('what cannot be found or taken is answered as described', async () => {
  const values = await ids();
  const nothing = { event: 'evt_0', session: 'ses_0', recording: 'rec_0', chapter: 'cha_0', person: 'per_0',
    format: 'webvtt', file: 'storyboard.vtt', track: 'captions.fr' };
  for (const [path] of publicReading().filter(([each]) => each.includes('{'))) {
    assert.equal((await api.fetch(at(filled(path, nothing)))).status, 404, path);
  }
  for (const [path, { get }] of publicReading()) {
    if (!get.responses[400]) continue;
    for (const name of ['limit', 'cursor', 'sort', 'kind']) {
      if (!JSON.stringify(get.parameters).toLowerCase().includes(name)) continue;
      const { status, body } = await api.fetch(at(`${filled(path, values)}?${name}=%3F`));
      assert.equal(status, 400, `${path}?${name}`);
      assert.equal(body.errors[0].parameter, name);
    }
  }
  const { recording } = values;
  const refused = await api.fetch(at(`/api/v1/recordings/${recording}/chapters`), { headers: { Accept: 'image/png' } });
  assert.equal(refused.status, 406);
});

test('what search finds in titles, names and words is as described, and so is what it does not find', async () => {
  for (const [question, place] of [['kerverdo', 'name'], ['regards', 'title'], ['bienvenue', 'transcript'],
    ['villages', 'transcript'], ['kerverdu', null], ['', null], ['zzzz', null]]) {
    const { body } = await api.fetch(at(`/api/v1/search?q=${question}`));
    if (place !== null) assert.ok(body.results.some(({ found }) => found.in === place), question);
  }
});

test('pages of a list hold every item once', async () => {
  const { event } = await ids();
  const whole = await api.fetch(at(`/api/v1/events/${event}/interventions`));
  const found = [];
  for (let next = `/api/v1/events/${event}/interventions?limit=2`; next;) {
    const { body } = await api.fetch(at(next));
    assert.equal(body.total, whole.body.total);
    assert.equal(at(body.links.self), at(next));
    found.push(...body.interventions.map(({ id }) => id));
    next = body.links.next;
  }
  assert.equal(found.length, whole.body.total);
  assert.deepEqual(found, whole.body.interventions.map(({ id }) => id));
});

test('an answer that did not change is 304, HEAD is GET without content, and any origin may ask', async () => {
  const values = await ids();
  for (const [path] of publicReading().filter(([each]) => each.startsWith('/api/'))) {
    const address = at(filled(path, { ...values, format: 'webvtt' }));
    const whole = await api.fetch(address, { headers: { Origin: 'https://elsewhere.example' } });
    assert.equal(whole.headers.get('access-control-allow-origin'), '*', path);
    const etag = whole.headers.get('etag');
    assert.match(etag, /^"/, `${path}: a strong one`);
    const again = await api.fetch(address, { headers: { 'If-None-Match': etag } });
    assert.equal(again.status, 304, path);
    const head = await api.fetch(address, { method: 'HEAD' });
    assert.deepEqual([head.status, head.type, head.headers.get('etag'), head.body],
      [200, whole.type, etag, ''], path);
  }
});

test('other methods are refused with what is allowed', async () => {
  const answer = await fetch(at('/api/v1/events'), { method: 'POST' });
  assert.equal(answer.status, 405);
  assert.equal(answer.headers.get('allow'), 'GET, HEAD, OPTIONS');
  assert.deepEqual(api.faults('/components/schemas/Problem', await answer.json()), []);
});
