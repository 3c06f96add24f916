// A day whose every title, name, function and place tries to be something else than text.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { revivre, serve } from './day.mjs';

const OWN = [
  '</script><img src=x onerror=alert(1)>',
  '" autofocus onfocus="alert(1)',
  "' onmouseover='alert(1)",
  '</title><svg/onload=alert(1)>',
  '--><script>alert(1)</script><!--',
  '<iframe src="https://x.invalid/"></iframe>',
  '<a href="javascript:alert(1)">ici</a>',
  'javascript:alert(1)',
  '&lt;img src=x onerror=alert(1)&gt;',
  '\u202Eetêt al rus',
  '<style>*{display:none}</style>',
  '<base href="https://x.invalid/">',
  '</ol></main><h1>Autre page</h1>',
  '</textarea><input name=q>',
  "${alert(1)}`{{constructor.constructor('alert(1)')()}}",
  '<meta http-equiv=refresh content="0;url=https://x.invalid/">',
  '<form action=https://x.invalid/><button>Envoyer</button></form>',
];

/** Lines of the shared cases, when they are here, behind our own. */
export function hostileLines() {
  const folder = new URL('../../../../shared/cases/bad/text/', import.meta.url);
  const shared = fs.existsSync(folder) ? fs.readdirSync(folder).flatMap((name) =>
    fs.readFileSync(new URL(name, folder), 'utf8').split('\n')) : [];
  return [...new Set([...OWN, ...shared].map((line) => line.trim()))]
    .filter((line) => line !== '' && !line.includes('\uFFFD'));
}

/** As many lines that are nothing but text. */
export const plainLines = () => hostileLines().map((_, i) => `Nom Prénom ${i}`);

/** Our own JSON: a chapter for each line, said by somebody called as another one. */
function chapterFile(lines, durationMs) {
  const step = Math.floor(durationMs / lines.length);
  const line = (i) => lines[i % lines.length];
  return JSON.stringify({
    title: line(6),
    items: [{ title: line(4), duration_ms: durationMs }],
    chapters: lines.map((title, i) => ({
      kind: 'intervention',
      title,
      start_ms: i * step,
      end_ms: (i + 1) * step,
      speakers: [{ name: line(i + 1), function: line(i + 2), organisation: line(i + 3), role: 'speaker' }],
    })),
  });
}

/** As startDay(): one recording with a chapter, a person and a function for each of `lines`. */
export async function startTextDay(lines) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'revivre-hostile-'));
  const library = path.join(folder, 'library');
  const file = (name) => path.join(folder, name);
  const line = (i) => lines[i % lines.length];
  execFileSync('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc=s=64x36:r=5:d=60',
    '-f', 'lavfi', '-i', 'sine=d=60', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', file('a.mp4')]);
  fs.writeFileSync(file('list.json'), chapterFile(lines, 60_000));
  fs.writeFileSync(file('programme.json'), JSON.stringify({
    title: line(0), subtitle: line(1), date: '2021-05-04', place: line(2), organiser: line(3),
    recordings: [{ part: line(4), file: 'a.mp4' }],
    sessions: [{
      title: line(5),
      kind: 'talks',
      // Every second one: names without a person are written, too.
      speakers: lines.filter((_, i) => i % 2 === 0)
        .map((name, i) => ({ name, function: line(i + 1), organisation: line(i + 2) })),
    }],
  }));
  fs.writeFileSync(file('words.vtt'), `WEBVTT\n\n${lines.map((text, i) =>
    `00:00:${String(i % 60).padStart(2, '0')}.${String(100 + i).padStart(3, '0')} --> 00:00:59.900
${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')} redit\n`).sort().join('\n')}`);
  execFileSync(...revivre(library, 'index', file('a.mp4'), '--programme', file('programme.json'),
    '--part', line(4), '--analyse', 'markers'), { stdio: 'ignore' });
  const run = (...words) => spawnSync(...revivre(library, '--json', ...words), { encoding: 'utf8' });
  const { recordings: [{ id, event }] } = JSON.parse(run('list').stdout);
  run('import', id, file('list.json'), '--format', 'json', '--confirm-names');
  run('publish', id);
  const { process: service, base } = await serve(library);
  execFileSync(...revivre(library, 'transcript', id, file('words.vtt'), '--kind', 'captions',
    '--language', 'fr', '--format', 'webvtt-transcript'), { stdio: 'ignore' });
  const { persons } = await (await fetch(`${base}/api/v1/persons`)).json();
  const stop = () => new Promise((resolve) => {
    service.removeAllListeners('exit');
    service.on('exit', () => { fs.rmSync(folder, { recursive: true }); resolve(); });
    service.kill('SIGTERM');
  });
  return { base, event: `/e/${event}`, morning: `/v/${id}`, persons, stop };
}
