// A library whose recordings are all on another site, and that other site: a server of its own
// origin with a media file (in ranges, without CORS) and a page, which notes who asks for what.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { revivre, serve } from './day.mjs';

export const DURATION_S = 20;
export const LIST = '0:00 Accueil\n0:05 Apolline Kerverdo\n0:12 Pause\n0:15 Une voix de la salle\n';

function makeMedia(file) {
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y',
    '-f', 'lavfi', '-i', `testsrc=s=320x180:r=25:d=${DURATION_S}`,
    '-f', 'lavfi', '-i', `sine=f=330:r=48000:d=${DURATION_S}`,
    '-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-shortest',
    '-movflags', '+faststart', file]);
}

function sendRange(bytes, range, answer) {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [null, '0', ''];
  const end = last === '' ? bytes.length - 1 : Math.min(Number(last), bytes.length - 1);
  const part = bytes.subarray(Number(first), end + 1);
  answer.writeHead(range ? 206 : 200, {
    'Content-Type': 'video/mp4',
    'Content-Length': part.length,
    'Accept-Ranges': 'bytes',
    ...(range ? { 'Content-Range': `bytes ${first}-${end}/${bytes.length}` } : {}),
  });
  answer.end(part);
}

/** The other site; `asked` grows by a path for each request. */
async function startOther(media) {
  const asked = [];
  const bytes = fs.readFileSync(media);
  const server = http.createServer((request, answer) => {
    asked.push(request.url);
    if (request.url.startsWith('/matin.mp4')) {
      sendRange(bytes, request.headers.range ?? '', answer);
    } else {
      answer.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      answer.end('<!doctype html><title>Ailleurs</title><p>Le lecteur de l’autre site.');
    }
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const base = `http://127.0.0.1:${server.address().port}`;
  const stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return { base, asked, stop };
}

/** Registers a recording that is at `address`, with LIST, and gives its id. */
function publish(library, folder, part, address) {
  const run = (...args) => execFileSync(...revivre(library, ...args), { encoding: 'utf8' });
  const list = path.join(folder, 'liste.txt');
  fs.writeFileSync(list, LIST);
  const { recording } = JSON.parse(run('--json', 'recordings', 'add', '--event', 'Nos places, nos villages',
    '--date', '2019-03-14', '--part', part, '--duration', `0:${DURATION_S}`, '--address', address));
  run('import', recording, list);
  run('publish', recording);
  return recording;
}

/** `file`: a recording whose media file the other site serves; `page`: one that it shows itself. */
export async function startElsewhere() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'revivre-elsewhere-'));
  const library = path.join(folder, 'library');
  const media = path.join(folder, 'matin.mp4');
  makeMedia(media);
  const other = await startOther(media);
  const file = publish(library, folder, 'matin', `${other.base}/matin.mp4`);
  const page = publish(library, folder, 'après-midi', `${other.base}/w/1?t={seconds}s`);
  const { process: service, base } = await serve(library);
  const stop = async () => {
    const ended = new Promise((resolve) => {
      service.removeAllListeners('exit');
      service.on('exit', resolve);
    });
    service.kill('SIGTERM');
    await Promise.all([ended, other.stop()]);
    fs.rmSync(folder, { recursive: true });
  };
  return { base, other, file, page, stop };
}
