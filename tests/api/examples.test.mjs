// The programs of /docs/examples, fetched from the page's own links and run against the served day.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startDay } from '../browser/support/day.mjs';

let day;
let folder;

before(async () => {
  day = await startDay();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'revivre-examples-'));
});
after(async () => {
  fs.rmSync(folder, { recursive: true });
  await day.stop();
});

/** Fetches a program and runs it; gives what it prints. */
async function run(command, name, ...args) {
  const answer = await fetch(`${day.base}/docs/examples/${name}`);
  assert.equal(answer.status, 200);
  const file = path.join(folder, name);
  fs.writeFileSync(file, await answer.text());
  return execFileSync(command, [file, day.base, ...args], { encoding: 'utf8', timeout: 30_000 });
}

test('the page of examples links every program and shows it whole', async () => {
  const page = await (await fetch(`${day.base}/docs/examples`)).text();
  const names = [...page.matchAll(/href="\/docs\/examples\/([^"]+)"/g)].map(([, name]) => name);
  assert.deepEqual(names, ['chapters.sh', 'interventions.py', 'programme.mjs']);
  for (const name of names) {
    const text = await (await fetch(`${day.base}/docs/examples/${name}`)).text();
    const shown = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    assert.ok(page.replaceAll('&quot;', '"').replaceAll('&#39;', "'").includes(shown), name);
  }
});

test('the example with curl lists who speaks when, and gets a 304', async () => {
  const printed = await run('sh', 'chapters.sh');
  assert.match(printed, /^7\.279\tTancrède Vasselin\t/m);
  assert.match(printed, /^WEBVTT$/m);
  assert.match(printed, /^304$/m);
});

test('the example in Python finds a person without accents and lists what they say', async () => {
  const printed = await run('python3', 'interventions.py', 'tancrede v');
  assert.match(printed, /^Tancrède Vasselin:$/m);
  assert.match(printed, /^ {2}0:07 {2}.*\/v\/rec_\w+\?c=cha_/m);
});

test('the example in JavaScript writes an HTML list of an event', async () => {
  const printed = await run(process.execPath, 'programme.mjs');
  assert.match(printed, /^<h2>Nos places, nos villages<\/h2>\n<ol>\n/);
  assert.match(printed, /<li><a href="http[^"]+\/v\/rec_[^"]+">Apolline Kerverdo: /);
  assert.ok(printed.endsWith('</ol>\n'));
});
