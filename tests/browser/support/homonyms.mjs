// An invented day with two people whose names differ by a letter and an accent, one of whom speaks
// in both recordings, and a third recording that is not public.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { revivre, serve } from './day.mjs';

export const EVENT = 'Nos places, nos villages';
const DURATION_S = 30;

const MORNING = [
  { start: 0, title: 'Générique' },
  { start: 5000, title: 'Hervick Tanguel' },
  { start: 12000, title: 'Hervice Tanguële' },
  { start: 20000, title: 'Jean-Loup d’Ambrelle : la place du marché' },
];
const AFTERNOON = [
  { start: 0, title: 'Maïwenn Le Quintrec - Regards croisés' },
  { start: 8000, title: 'Hervick Tanguel' },
  { start: 18000, title: 'Pause' },
];
const DRAFT = [{ start: 0, title: 'Hervick Tanguel' }];

const PROGRAMME = {
  title: EVENT,
  date: '2019-03-14',
  recordings: [{ part: 'matin', file: 'matin.mp4' }, { part: 'après-midi', file: 'apres-midi.mp4' }],
  sessions: [
    {
      title: 'Ouverture',
      kind: 'opening',
      speakers: [
        { name: 'Hervick Tanguel', function: 'président', organisation: 'Val d’Orne' },
        { name: 'Hervice Tanguële', function: 'directrice de la voirie' },
        { name: 'Jean-Loup d’Ambrelle', organisation: 'Réseau des centres-bourgs' },
      ],
    },
    {
      title: 'Regards croisés',
      kind: 'panel',
      speakers: [{ name: 'Maïwenn Le Quintrec' }, { name: 'Hervick Tanguel', function: 'président' }],
    },
  ],
};

function chapterFile(chapters) {
  const ends = [...chapters.slice(1).map(({ start }) => start), DURATION_S * 1000];
  return `;FFMETADATA1\n${chapters.map(({ start, title }, i) =>
    `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${start}\nEND=${ends[i]}\ntitle=${title}\n`).join('')}`;
}

// Colours that change, so that there are pictures to show beside what is found.
function makeRecording(folder, name, chapters) {
  const list = path.join(folder, `${name}.txt`);
  const file = path.join(folder, `${name}.mp4`);
  fs.writeFileSync(list, chapterFile(chapters));
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y',
    '-f', 'lavfi', '-i', `testsrc2=s=320x180:r=25:d=${DURATION_S}`,
    '-f', 'lavfi', '-i', `sine=f=330:d=${DURATION_S}`, '-i', list,
    '-map', '0', '-map', '1', '-map_metadata', '2', '-map_chapters', '2',
    '-c:v', 'libx264', '-preset', 'veryfast', '-g', '50', '-c:a', 'aac',
    '-movflags', '+faststart', file]);
  return file;
}

/** The day, published but for its draft, and served; `stop()` ends the service. */
export async function startHomonyms() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'revivre-homonyms-'));
  const library = path.join(folder, 'library');
  const programme = path.join(folder, 'programme.json');
  fs.writeFileSync(programme, JSON.stringify(PROGRAMME));
  const files = [makeRecording(folder, 'matin', MORNING),
    makeRecording(folder, 'apres-midi', AFTERNOON)];
  const index = (...args) => execFileSync(...revivre(library, '--quiet', 'index', ...args));
  index(...files, '--programme', programme, '--analyse', 'fast', '--publish');
  index(makeRecording(folder, 'soir', DRAFT), '--event', EVENT, '--part', 'soir',
    '--analyse', 'markers');
  const { process: service, base } = await serve(library);
  const stop = () => new Promise((resolve) => {
    service.removeAllListeners('exit');
    service.on('exit', () => {
      fs.rmSync(folder, { recursive: true });
      resolve();
    });
    service.kill('SIGTERM');
  });
  return { base, stop };
}
