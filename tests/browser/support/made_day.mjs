// A generated day whose speakers, captions and cards are known: made by the generator that lies
// beside the project; without it there is none.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { revivre, serve } from './day.mjs';

const GENERATOR = fileURLToPath(new URL('../../../../shared/media/make_day.py', import.meta.url));

export const canMakeDays = fs.existsSync(GENERATOR);

const QUIET = { stdio: ['ignore', 'pipe', 'ignore'] };

/** Makes `folder`/morning.mp4, two minutes of H.264 without chapters, programme.json and morning.truth.json. */
export function generateMorning(folder, seed) {
  execFileSync('python3', [GENERATOR, '--out', folder, '--minutes', '2', '--size', '480x270', '--halves', 'morning',
    '--chapters', 'none', '--seed', String(seed)], QUIET);
}

/**
 * A morning of two minutes, seen and heard in full, with nothing published. `truth`: what was made;
 * `recording`: its id; otherwise as startDay().
 */
export async function makeDay(seed) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'revivre-made-'));
  const library = path.join(folder, 'library');
  generateMorning(folder, seed);
  execFileSync(...revivre(library, 'index', path.join(folder, 'morning.mp4'), '--part', 'morning',
    '--programme', path.join(folder, 'programme.json'), '--analyse', 'full'), QUIET);
  const { recordings } = JSON.parse(execFileSync(...revivre(library, '--json', 'list')));
  const { process: service, base } = await serve(library);
  return {
    base, folder, library, recording: recordings[0].id,
    truth: JSON.parse(fs.readFileSync(path.join(folder, 'morning.truth.json'))),
    stop: async () => {
      service.removeAllListeners('exit');
      const ended = new Promise((resolve) => { service.once('exit', resolve); });
      service.kill('SIGTERM');
      await ended;
      fs.rmSync(folder, { recursive: true });
    },
  };
}
