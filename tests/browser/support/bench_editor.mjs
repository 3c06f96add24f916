// What scripts/bench-editor measures: see there.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launch } from './browser.mjs';
import { revivre, serve } from './day.mjs';
import { draftOf, openEditor } from './editor.mjs';

const COUNT = 500;
const DURATION_MS = 3 * 3600 * 1000;
const ROUNDS = 5;

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const at = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];

function many() {
  const edge = (i) => Math.round((i * DURATION_MS) / COUNT);
  const speaker = (i) => ({
    person: null, name: `Camille Aubrac ${i % 90}`, function: 'maire', organisation: 'Brézolles', role: 'speaker', status: 'confirmed', evidence: [],
  });
  const chapter = (kind, i, end, more) => ({ kind, title: `Ce que font les centres-bourgs, ${i}`, start_ms: edge(i), end_ms: edge(end), session: null, speakers: [], ...more });
  return Array.from({ length: COUNT / 10 }, (_, s) => chapter('session', s * 10, s * 10 + 10, {
    children: Array.from({ length: 9 }, (__, i) => chapter('intervention', s * 10 + i, s * 10 + i + 1, { speakers: [speaker(i)] })),
  }));
}

async function put(base, recording) {
  const { revision } = await draftOf(base, recording);
  const answer = await fetch(`${base}/api/v1/recordings/${recording}/chapters`, {
    method: 'PUT', headers: { 'Content-Type': 'application/json', 'If-Match': `"r${revision}"` }, body: JSON.stringify({ chapters: many() }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

// In the page: from a key to the frame that shows it.
async function edits(count) {
  const taken = [];
  for (let i = 0; i < count; i += 1) {
    const start = performance.now();
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: i % 2 ? '-' : '+', bubbles: true, cancelable: true }));
    await new Promise((later) => { requestAnimationFrame(() => setTimeout(later)); });
    taken.push(performance.now() - start);
  }
  return taken;
}

// In the page: how long each frame takes while a box scrolls.
async function frames({ selector, property, step, count }) {
  const box = document.querySelector(selector);
  const taken = [];
  for (let i = 0, last = performance.now(); i < count; i += 1) {
    box[property] = i * step;
    const now = await new Promise(requestAnimationFrame);
    taken.push(now - last);
    last = now;
  }
  return taken.slice(1);
}

let beyond = 0;
function tell(what, numbers, asked) {
  const middle = at(numbers, 0.5);
  if (middle > asked) beyond += 1;
  console.log(`${what}: median ${middle.toFixed(1)} ms, 95 % within ${at(numbers, 0.95).toFixed(1)} ms; asked ${asked} ms${middle > asked ? ' - BEYOND' : ''}`);
}

async function measure(browser, base, recording) {
  const opened = [];
  let page;
  for (let round = 0; round < ROUNDS; round += 1) {
    await page?.context().close();
    const start = performance.now();
    page = await openEditor(browser, base, recording);
    await page.getByRole('treeitem').first().waitFor();
    opened.push(performance.now() - start);
  }
  tell(`open with ${COUNT} chapters`, opened, 2000);
  await page.locator('[role=treeitem]').nth(3).click();
  tell('an edit until it is painted', await page.evaluate(edits, 100), 50);
  const list = { selector: 'studio-chapter-tree', property: 'scrollTop', step: 60, count: 240 };
  tell('a frame while the list scrolls', await page.evaluate(frames, list), 17);
  for (let i = 0; i < 6; i += 1) await page.keyboard.press('z');
  const line = { selector: '.timeline-scroll', property: 'scrollLeft', step: 40, count: 240 };
  tell('a frame while the timeline scrolls', await page.evaluate(frames, line), 17);
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'revivre-bench-editor-'));
const library = path.join(folder, 'library');
execFileSync(...revivre(library, 'index', process.argv[2], '--analyse', 'fast'), { stdio: ['ignore', 'ignore', 'inherit'] });
const { recordings } = JSON.parse(execFileSync(...revivre(library, '--json', 'list')));
const { process: service, base } = await serve(library);
service.removeAllListeners('exit');
const browser = await launch();
try {
  await put(base, recordings[0].id);
  await measure(browser, base, recordings[0].id);
} finally {
  await browser.close();
  service.kill();
  fs.rmSync(folder, { recursive: true });
}
process.exitCode = beyond > 0 ? 1 : 0;
