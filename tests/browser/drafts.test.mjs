// R47: what is not published is nowhere. Each way to a recording, a chapter, a person or an event
// is a row; all are asked before publication and after it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { revivre, startDay } from './support/day.mjs';

const EVENT = 'Journée gardée secrète';
const SPEAKER = 'Ysaline Brochemont';
const WORDS = 'Un rivage que nul ne nomme encore';
const PROGRAMME = {
  title: EVENT,
  date: '2020-06-02',
  place: 'Vallorbe-le-Neuf',
  recordings: [{ part: 'soir', file: 'soir.mp4' }],
  sessions: [{ title: 'Veillée', kind: 'talks', speakers: [{ name: SPEAKER, function: 'tisserande' }] }],
};
const CHAPTERS = `;FFMETADATA1
[CHAPTER]
TIMEBASE=1/1000
START=0
END=3000
title=${SPEAKER}
[CHAPTER]
TIMEBASE=1/1000
START=3000
END=6000
title=Pause
`;
let day;
let draft;

function makeDraft() {
  const files = ['soir.mp4', 'soir.json', 'soir.txt', 'soir.vtt']
    .map((name) => path.join(day.folder, name));
  const [film, programme, chapters, words] = files;
  fs.writeFileSync(programme, JSON.stringify(PROGRAMME));
  fs.writeFileSync(chapters, CHAPTERS);
  fs.writeFileSync(words, `WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v ${SPEAKER}>${WORDS}\n`);
  execFileSync('ffmpeg', ['-loglevel', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc=s=160x90:r=25:d=6',
    '-f', 'lavfi', '-i', 'sine=d=6', '-i', chapters, '-map', '0', '-map', '1', '-map_metadata', '2',
    '-map_chapters', '2', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac', film]);
  run('index', film, '--programme', programme, '--analyse', 'fast');
  const { events, recordings } = JSON.parse(run('--json', 'list'));
  const event = events.find(({ title }) => title === EVENT).id;
  const recording = recordings.find((each) => each.event === event).id;
  run('transcript', recording, words, '--kind', 'captions', '--language', 'fr',
    '--format', 'webvtt-transcript', '--confirm-names');
  return { event, recording };
}

function run(...words) {
  return execFileSync(...revivre(day.library, ...words), { encoding: 'utf8' });
}

// Ids that nobody is told before publication: a reader might know them from before a withdrawal.
async function publishAndLearn() {
  run('publish', draft.recording);
  const get = async (place) => (await fetch(day.base + place)).json();
  const { chapters } = await get(`/api/v1/recordings/${draft.recording}/chapters`);
  const talk = chapters.find(({ kind }) => kind === 'intervention');
  const derived = fs.readdirSync(path.join(day.library, 'derived', draft.recording));
  return {
    ...draft,
    chapter: talk.id,
    person: talk.speakers[0].person,
    session: talk.session.id,
    poster: derived.find((name) => name.startsWith('poster-')),
  };
}

const url = (place) => encodeURIComponent(`${day.base}${place}`);

// Where an id or a word leads to: 404 while it is not public. `shows`: what it holds once it is.
const singles = ({ event, recording, chapter, person, session, poster }) => [
  [`/e/${event}`, EVENT],
  [`/v/${recording}`, SPEAKER],
  [`/v/${recording}?c=${chapter}`, SPEAKER],
  [`/p/${person}`, SPEAKER],
  [`/media/${recording}`],
  [`/pictures/${recording}/${poster}`],
  [`/pictures/${recording}/storyboard.vtt`, 'WEBVTT'],
  [`/api/v1/events/${event}`, EVENT],
  [`/api/v1/events/${event}/interventions`, SPEAKER],
  [`/api/v1/sessions/${session}`, 'Veillée'],
  [`/api/v1/recordings/${recording}`, 'soir'],
  [`/api/v1/recordings/${recording}/chapters`, SPEAKER],
  ...['vtt', 'json', 'csv', 'srt', 'psc'].map((format) =>
    [`/api/v1/recordings/${recording}/chapters.${format}`, SPEAKER]),
  [`/api/v1/recordings/${recording}/tracks/captions.fr.vtt`, WORDS],
  [`/api/v1/chapters/${chapter}`, SPEAKER],
  [`/api/v1/persons/${person}`, SPEAKER],
  [`/api/v1/persons/${person}/interventions`, SPEAKER],
  [`/embed/${recording}`, SPEAKER],
  [`/list/${recording}`, SPEAKER],
  [`/e/${event}/feed.xml`, EVENT],
  [`/p/${person}/feed.xml`, SPEAKER],
  [`/iiif/${event}/manifest`, EVENT],
  [`/v/${recording}/embed`, 'embed'],
  [`/oembed?url=${url(`/v/${recording}`)}`, EVENT],
  [`/oembed?url=${url(`/v/${recording}`)}&format=xml`, EVENT],
  [`/oembed?url=${url(`/e/${event}`)}`, EVENT],
];

// What is there anyway, and names everything public.
const lists = ({ person }) => [
  ['/', EVENT],
  ['/persons', 'Brochemont'],
  ['/plan-du-site', EVENT],
  ['/search?q=brochemont', 'Ysaline'],  // words that were asked are marked
  ['/search?q=rivage', WORDS.split(' ')[1]],
  ['/api/v1/events', EVENT],
  ['/api/v1/recordings', 'soir'],
  ['/api/v1/persons', SPEAKER],
  ['/api/v1/search?q=brochemont', SPEAKER],
  [`/api/v1/search?q=pause&person=${person}`, null],
  ['/sitemap.xml', 'RECORDING'],
  ['/feed.xml', EVENT],
];

before(async () => {
  day = await startDay();
  draft = makeDraft();
});
after(async () => { await day?.stop(); });

const SECRETS = () => [EVENT, SPEAKER, 'Brochemont', WORDS, 'Vallorbe', draft.event, draft.recording];

async function answer(place) {
  const response = await fetch(day.base + place, { headers: { accept: 'text/html, */*' } });
  return { status: response.status, text: await response.text() };
}

test('R47 a draft is in no list, page, feed or search', async () => {
  for (const [place] of lists({ person: 'per_none' })) {
    const { text } = await answer(place);
    for (const secret of SECRETS()) {
      if (place.includes(secret.toLowerCase())) continue;
      assert.ok(!text.includes(secret), `${secret} on ${place}`);
    }
  }
});

test('R47 no address of a draft answers, and none says what it hides', async () => {
  const guesses = { ...draft, chapter: 'cha_none', person: 'per_none', session: 'ses_none', poster: 'poster-000000000.jpg' };
  for (const [place] of singles(guesses)) {
    const { status, text } = await answer(place);
    assert.equal(status, 404, place);
    for (const secret of [EVENT, SPEAKER, WORDS]) assert.ok(!text.includes(secret), `${secret} on ${place}`);
  }
});

test('R47 once published, every one of them answers', async () => {
  const known = await publishAndLearn();
  Object.assign(draft, known);
  for (const [place, shows] of singles(known)) {
    const { status, text } = await answer(place);
    assert.equal(status, 200, place);
    if (shows) assert.ok(text.includes(shows), `${shows} is not on ${place}`);
  }
  for (const [place, shows] of lists(known)) {
    const { status, text } = await answer(place);
    assert.equal(status, 200, place);
    if (shows) assert.ok(text.includes(shows.replace('RECORDING', draft.recording)), `${shows} is not on ${place}`);
  }
});
