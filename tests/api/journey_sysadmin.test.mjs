// J10: a day in the life of whoever keeps the service running, by the commands alone.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { revivre, serve } from '../browser/support/day.mjs';

let folder;
let library;
let matin;
const at = (name) => path.join(folder, name);
const run = (...words) => spawnSync(...revivre(library, ...words), { encoding: 'utf8' });
const lines = (text) => text.trim().split('\n');

before(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'revivre-j10-'));
  library = at('library');
  matin = at('matin.mp4');
  fs.writeFileSync(at('chapters.txt'), `;FFMETADATA1
${['Camille Aubrac', 'Maïwenn Le Quintrec'].map((title, i) => `[CHAPTER]\nTIMEBASE=1/1\nSTART=${i * 30}\nEND=${i * 30 + 30}\ntitle=${title}\n`).join('')}`);
  // Large enough to be caught in the middle of: of analysing it, and of sending it.
  execFileSync('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=25:d=60', '-f', 'lavfi', '-i', 'sine=f=330:d=60',
    '-i', at('chapters.txt'), '-map', '0', '-map', '1', '-map_chapters', '2', '-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '3M', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-movflags', '+faststart', matin]);
  fs.writeFileSync(at('programme.csv'),
    'début;fin;session;intervenant;fonction\n09:00;09:10;Ouverture;Camille Aubrac;maire de Brézolles\n09:10;09:30;Regards croisés;Maïwenn Le Quintrec;sociologue\n');
});
after(() => fs.rmSync(folder, { recursive: true }));

test('J10 doctor is green before anything is there', () => {
  const { status, stdout } = run('--json', 'doctor');
  assert.equal(status, 0);
  const { healthy, findings } = JSON.parse(stdout);
  assert.equal(healthy, true);
  assert.ok(findings.some(({ subject, good }) => subject === 'worker' && good));
});

/** Ends an index by Ctrl+C once it has told that it analyses; its exit code. */
async function interruptedIndex(...words) {
  const index = spawn(...revivre(library, '--json', 'index', ...words));
  let said = '';
  index.stdout.on('data', (text) => {
    said += text;
    if (said.includes('"analyse"') && !index.killed) index.kill('SIGINT');
  });
  return new Promise((resolve) => { index.on('exit', resolve); });
}

test('J10 index: Ctrl+C ends with 130, the next run goes on, every line is JSON that jq reads', async () => {
  const words = [matin, '--programme', at('programme.csv')];
  assert.equal(await interruptedIndex(...words), 130);
  const { status, stdout } = run('--json', 'index', ...words);
  assert.equal(status, 0);
  const told = lines(stdout).map((line) => JSON.parse(line));
  assert.equal(told.at(-1).type, 'result');
  assert.ok(told.slice(0, -1).every(({ type }) => type === 'progress'));
  assert.equal(told.at(-1).recordings[0].analysed, 'done');
  assert.equal(execFileSync('jq', ['-r', 'select(.type == "result").recordings[0].id'], { input: stdout, encoding: 'utf8' }).trim(),
    told.at(-1).recordings[0].id);
  assert.equal(JSON.parse(lines(run('--json', 'index', ...words).stdout).at(-1)).changed, false, 'a third run has nothing to do');
});

test('J10 a file that cannot be read ends with 4 and one sentence that names it', () => {
  fs.writeFileSync(at('abîmé.mp4'), 'x');
  const { status, stdout, stderr } = run('index', at('abîmé.mp4'));
  assert.equal(status, 4);
  assert.equal(stdout, '');
  assert.equal(lines(stderr).length, 1);
  assert.match(stderr, /^revivre: '.*abîmé\.mp4' is no recording/);
});

// What bash offers behind the words, the last of which is begun.
function completed(script, ...words) {
  const [program] = revivre(library);
  const ask = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=\${#COMP_LINE}
    specification=$(complete -p revivre) || exit 1
    [[ $specification =~ -F\\ ([^ ]+) ]] || exit 1
    "\${BASH_REMATCH[1]}" revivre "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}"; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const environment = { ...process.env, PATH: `${path.dirname(program)}:${process.env.PATH}` };
  return lines(execFileSync('bash', ['-c', ask, 'bash', script, 'revivre', ...words], { encoding: 'utf8', env: environment })).map((each) => each.trim());
}

test('J10 bash completes commands and options', () => {
  const script = at('revivre.bash');
  fs.writeFileSync(script, run('completion', 'bash').stdout);
  assert.deepEqual(completed(script, 'ind'), ['index']);
  assert.ok(completed(script, 'index', '--pro').includes('--programme'));
  assert.deepEqual(completed(script, 'users', 'a'), ['add']);
  assert.deepEqual(completed(script, 'index', at('program')), [at('programme.csv')]);
  assert.ok(completed(script, '').includes('serve'));
});

test('J10 validate names a mistyped key with its line', () => {
  fs.writeFileSync(at('revivre.toml'), 'library = "x"\n\n[serve]\nlisten = "127.0.0.1:8080"\nsite-nam = "Nos places"\n');
  const { status, stdout, stderr } = run('--config', at('revivre.toml'), 'validate');
  assert.notEqual(status, 0);
  assert.match(stdout + stderr, /site-nam/);
  assert.match(stdout + stderr, /(line |:)5\b/);
});

/** Asks for all of the recording, slowly; resolves with how many bytes came. */
function slowDownload(address, began) {
  return new Promise((resolve, reject) => {
    http.get(address, (answer) => {
      let bytes = 0;
      answer.once('data', began);
      answer.on('data', (part) => { bytes += part.length; });
      answer.on('end', () => resolve(bytes));
      answer.on('error', reject);
    }).on('error', reject);
  });
}

test('J10 serve prints its address; SIGTERM lets answers end and then ends it; the backup is a library of its own', async () => {
  assert.equal(run('publish', JSON.parse(run('--json', 'list').stdout).recordings[0].id).status, 0);
  const first = await serve(library);
  first.process.removeAllListeners('exit');
  const { recordings: [{ id }] } = await (await fetch(`${first.base}/api/v1/recordings`)).json();
  const said = (base) => fetch(`${base}/api/v1/recordings/${id}/chapters`).then((answer) => answer.text());
  const chapters = await said(first.base);
  const ended = new Promise((resolve) => { first.process.on('exit', resolve); });
  const bytes = await slowDownload(`${first.base}/media/${id}`, () => first.process.kill('SIGTERM'));
  assert.equal(bytes, fs.statSync(matin).size);
  assert.equal(await ended, 0);

  assert.equal(run('backup', at('copie.db')).status, 0);
  const other = at('other');
  fs.mkdirSync(other);
  fs.renameSync(at('copie.db'), path.join(other, path.basename(fs.readdirSync(library).find((name) => name.endsWith('.db')))));
  fs.cpSync(path.join(library, 'derived'), path.join(other, 'derived'), { recursive: true });  // its pictures
  const second = await serve(other);
  second.process.removeAllListeners('exit');
  assert.equal(await said(second.base), chapters.replaceAll(first.base, second.base));
  const over = new Promise((resolve) => { second.process.on('exit', resolve); });
  second.process.kill('SIGTERM');
  assert.equal(await over, 0);
  assert.equal(spawnSync(...revivre(other, 'check')).status, 0);
});
