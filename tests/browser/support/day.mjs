// A small invented day: two recordings whose every frame shows its own number in colours, their
// chapters, a programme, a library made by the real program, and that program serving it.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const FRAMES_PER_SECOND = 25;
export const FRAME_MS = 1000 / FRAMES_PER_SECOND;
export const DURATION_S = 27;  // as many seconds as three levels of three colours can tell apart

// 3.000 and 18.000 begin a frame; 7.300 and 12.513 fall inside one.
export const CHAPTERS = [
  { start: 0, title: 'Générique' },
  { start: 3000, title: 'Apolline Kerverdo' },
  { start: 7300, title: 'Tancrède Vasselin' },
  { start: 12513, title: 'Pause' },
  { start: 18000, title: 'Maïwenn Le Quintrec - Regards croisés' },
  { start: 22040, title: 'Une voix de la salle' },
];

const PROGRAMME = {
  title: 'Nos places, nos villages',
  date: '2019-03-14',
  place: 'Brézolles-sur-Orne',
  recordings: [{ part: 'matin', file: 'matin.mp4' }, { part: 'après-midi', file: 'apres-midi.mkv' }],
  sessions: [
    {
      title: 'Ouverture',
      kind: 'opening',
      speakers: [
        { name: 'Apolline Kerverdo', function: 'présidente', organisation: 'Val d’Orne' },
        { name: 'Tancrède Vasselin', organisation: 'Réseau des centres-bourgs' },
      ],
    },
    { title: 'Regards croisés', kind: 'panel', speakers: [{ name: 'Maïwenn Le Quintrec' }] },
  ],
};

// Left half: the second, in base 3 over red, green and blue. Right half: the frame within it, as
// steps of grey.
const level = (place) => `mod(floor(floor(N/25)/${place}),3)*127`;
const half = (place) => `if(lt(X,W/2),${level(place)},mod(N,25)*10)`;
const PICTURE = `geq=r='${half(1)}':g='${half(3)}':b='${half(9)}'`;

function ffmpeg(...args) {
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args]);
}

function chapterFile(chapters) {
  const ends = [...chapters.slice(1).map(({ start }) => start), DURATION_S * 1000];
  const parts = chapters.map(({ start, title }, i) =>
    `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${start}\nEND=${ends[i]}\ntitle=${title}\n`);
  return `;FFMETADATA1\n${parts.join('')}`;
}

function makeRecordings(folder, chapters) {
  const list = path.join(folder, 'chapters.txt');
  fs.writeFileSync(list, chapterFile(chapters));
  const matin = path.join(folder, 'matin.mp4');
  ffmpeg(
    '-f', 'lavfi', '-i', `color=c=black:s=96x54:r=25:d=${DURATION_S},format=gbrp,${PICTURE}`,
    '-f', 'lavfi', '-i', `sine=f=330:r=48000:d=${DURATION_S}`, '-i', list,
    '-map', '0', '-map', '1', '-map_metadata', '2', '-map_chapters', '2',
    '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '12', '-g', '60', '-pix_fmt', 'yuv420p',
    '-c:a', 'aac', '-shortest', '-movflags', '+faststart', matin);
  // Matroska keeps the delay of AAC: its first picture comes at 0.021 s of the player's clock.
  const afternoon = path.join(folder, 'apres-midi.mkv');
  ffmpeg('-i', matin, '-c:v', 'copy', '-c:a', 'aac', afternoon);
  return [matin, afternoon];
}

export function revivre(library, ...args) {
  const program = process.env.REVIVRE_BIN;
  if (!program) throw new Error('set REVIVRE_BIN to the built program, e.g. build/dev/app/revivre');
  return [program, ['--library', library, ...args]];
}

/** Starts the service and gives `{ process, base }` once it has printed its address. */
export function serve(library, options = [], listen = '127.0.0.1:0') {
  const service = spawn(...revivre(library, 'serve', '--listen', listen, ...options));
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (text) => {
      said += text;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (address) resolve({ process: service, base: address[0] });
    };
    service.stdout.on('data', hear);
    service.stderr.on('data', hear);
    service.on('exit', (code) => reject(new Error(`revivre serve ended with ${code}: ${said}`)));
  });
}

const linkTo = (html, prefix) => [...html.matchAll(new RegExp(`href="(/${prefix}/[^"?#]+)`, 'g'))]
  .map((match) => match[1]);

/** The addresses of the day's pages, found as a visitor would. */
async function addresses(base) {
  const html = async (place) => (await fetch(base + place)).text();
  const [event] = linkTo(await html('/'), 'e');
  const recordings = [...new Set(linkTo(await html(event), 'v'))];
  const persons = [...new Set(linkTo(await html(recordings[0]), 'p'))];
  return { event, morning: recordings[0], afternoon: recordings[1], person: persons[0] };
}

/** As many chapters as asked, evenly over the recording; every tenth opens with a pause. */
function manyChapters(count) {
  return Array.from({ length: count }, (_, i) => ({
    start: Math.round((i * DURATION_S * 1000) / count),
    title: i % 10 === 0 ? `Pause ${i}` : `Atelier ${i} : comment revivifier un centre-bourg`,
  }));
}

/** Words of the morning, as [start in s, end in s, speaker, text]. */
export const CAPTIONS = [
  [0.5, 2.5, '', 'La salle s’installe.'],
  [3.2, 5, 'Apolline Kerverdo', 'Bonjour à toutes et à tous, & bienvenue.'],
  [5.1, 7, 'Apolline Kerverdo', 'Nos places sont nos <villages>.'],
  [7.5, 12, 'Tancrède Vasselin', 'Un centre-bourg vit de ses commerces.'],
  [18.5, 21.5, 'Maïwenn Le Quintrec', 'Regardons ailleurs, puis revenons.'],
];
export const SUBTITLES = [[3.2, 7, '', 'Good morning and welcome.'], [7.5, 12, '', 'A village lives by its shops.']];
export const DESCRIPTIONS = [[0.2, 2.8, '', 'Une place de village au petit matin.'],
  [12.6, 17, '', 'La salle se lève.']];

const stamp = (seconds) => `00:00:${seconds.toFixed(3).padStart(6, '0')}`;
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const webvtt = (cues) => `WEBVTT\n\n${cues.map(([start, end, speaker, text]) =>
  `${stamp(start)} --> ${stamp(end)}\n${speaker ? `<v ${speaker}>` : ''}${escaped(text)}\n`).join('\n')}`;

function addWords(folder, library, recording) {
  const tracks = [['captions', 'fr', CAPTIONS], ['subtitles', 'en', SUBTITLES],
    ['descriptions', 'fr', DESCRIPTIONS]];
  for (const [kind, language, cues] of tracks) {
    const file = path.join(folder, `${kind}.vtt`);
    fs.writeFileSync(file, webvtt(cues));
    execFileSync(...revivre(library, 'transcript', recording, file, '--kind', kind,
      '--language', language, '--format', 'webvtt-transcript', '--confirm-names'));
  }
}

/** Ends the service and resolves once it is gone. */
export const end = (service, signal = 'SIGTERM') => new Promise((resolve) => {
  if (service.exitCode !== null || service.signalCode !== null) return resolve();
  service.removeAllListeners('exit');
  service.on('exit', resolve);
  return service.kill(signal);
});

async function stop({ service, folder }) {
  await end(service);
  fs.rmSync(folder, { recursive: true });
}

/**
 * Everything above; `service` is its process; `stop()` ends the service and removes the folder. `words`: the recordings have
 * captions, subtitles and descriptions. `chapters`: how many, instead of CHAPTERS. `analyse`: as
 * the program's option; "fast" brings posters and a storyboard. `media`: (folder, [file]) => void
 * may change the files before they are indexed. `serving`: more options of `revivre serve`.
 */
export async function startDay({ words = false, chapters = 0, analyse = 'markers', media, serving } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'revivre-browser-'));
  const library = path.join(folder, 'library');
  const programme = path.join(folder, 'programme.json');
  fs.writeFileSync(programme, JSON.stringify(PROGRAMME));
  const files = makeRecordings(folder, chapters > 0 ? manyChapters(chapters) : CHAPTERS);
  media?.(folder, files);
  execFileSync(...revivre(library, 'index', ...files, '--programme', programme,
    '--analyse', analyse, '--publish'));
  const { process: service, base } = await serve(library, serving);
  const places = await addresses(base);
  if (words) {
    for (const place of [places.morning, places.afternoon]) {
      addWords(folder, library, place.split('/').at(-1));
    }
  }
  const day = { base, ...places, folder, library, service, stop: () => stop(day) };
  return day;
}
