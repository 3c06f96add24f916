// What the program proposes for a recording, as cards: a chapter and whoever may speak in it are one
// question, so that one key answers both.

import { call, path } from '../api.js';

// What "accept all" offers at first: the score from which the linking names somebody by itself is
// 0.80; a whole name that nothing contradicts has 1 (docs/design.md).
export const USUAL_THRESHOLD = 0.9;

/** 1 when there is no doubt at all. */
export const certaintyOf = ({ doubt }) => 1 - doubt;

/** One card a chapter, most doubtful first, in the order of the server. */
export function cardsOf(proposals) {
  const cards = new Map();
  for (const each of proposals) {
    const card = cards.get(each.chapter) ?? { id: each.chapter, chapter: null, credit: null, doubt: 0 };
    card[each.kind === 'credit' ? 'credit' : 'chapter'] = each;
    card.doubt = Math.max(card.doubt, each.doubt);
    cards.set(each.chapter, card);
  }
  return [...cards.values()].sort((a, b) => b.doubt - a.doubt);
}

export const proposalsOf = ({ chapter, credit }) => [chapter, credit].filter(Boolean);

/** What a card is about: the chapter as proposed. */
export const suggestedOf = (card) => (card.credit ?? card.chapter).suggested;

const PARTICLES = ['de', 'du', 'des'];

/** A name as one writes it, of one read in capitals: "Anne ROY-LE GALL" is Anne Roy-Le Gall. */
export const properName = (name) => name.replace(/\p{Lu}[\p{Lu}’']+/gu, (word) => {
  const lower = word.toLowerCase();
  if (PARTICLES.includes(lower)) return lower;
  return lower[0].toUpperCase() + lower.slice(1);
});

const nameOf = ({ id, name }) => (id ? name : properName(name));

/** Whom the card would name: of the suggestion, or the best of those who could be meant. */
export function namedBy({ credit }) {
  if (!credit) return [];
  if (credit.certain && credit.suggested.speakers.length > 0) return credit.suggested.speakers.map(({ name }) => name);
  return credit.persons.slice(0, 1).map(nameOf);
}

/** The decisions that say yes to a card; `candidate`: the person meant, if not whom it names. */
export function accepting(card, candidate = null) {
  return proposalsOf(card).map((proposal) => ({
    proposal: proposal.id,
    decision: 'accept',
    ...(proposal.kind === 'credit' ? personFor(proposal, candidate) : {}),
  }));
}

function personFor({ certain, persons }, candidate) {
  const meant = candidate ?? (certain ? null : persons[0] ?? null);
  if (meant === null) return {};
  return meant.id ? { person: meant.id } : { new_person: { name: nameOf(meant) } };
}

export const rejecting = (card) =>
  proposalsOf(card).map(({ id }) => ({ proposal: id, decision: 'reject' }));

/** The chapter is right, but nobody is to be named in it. */
export const acceptingUnnamed = ({ chapter, credit }) => [
  ...(chapter ? [{ proposal: chapter.id, decision: 'accept' }] : []),
  ...(credit ? [{ proposal: credit.id, decision: 'reject' }] : []),
];

const ROUNDING = 1e-9;  // 1 - (1 - 0.9) is not 0.9

/**
 * How many proposals "accept all" would take, as review/decisions.cpp does: a name needs somebody who
 * is known, and a chapter that is taken with it or is there (`listed(id)`).
 */
export function countAbove(proposals, threshold, listed = () => false) {
  const sure = proposals.filter((each) => certaintyOf(each) + ROUNDING >= threshold);
  const chapters = new Set(sure.filter(({ kind }) => kind === 'chapter').map(({ chapter }) => chapter));
  const known = ({ suggested, persons }) => suggested.speakers.length > 0 || Boolean(persons[0]?.id);
  return sure.filter((each) =>
    each.kind === 'chapter' || (known(each) && (chapters.has(each.chapter) || listed(each.chapter)))).length;
}

/** Fires "change". */
export class ProposalList extends EventTarget {
  proposals = [];
  groups = [];
  cards = [];
  at = null;  // the id of the card that is shown whole

  #draft;
  #rec;

  constructor(rec, draft) {
    super();
    this.#rec = rec;
    this.#draft = draft;
  }

  get card() { return this.cards.find(({ id }) => id === this.at) ?? null; }
  get position() { return this.cards.findIndex(({ id }) => id === this.at); }

  async load() {
    const { json } = await call('GET', path`/recordings/${this.#rec}/proposals`);
    const before = this.position;
    this.proposals = json.proposals;
    this.groups = json.groups;
    this.cards = cardsOf(json.proposals);
    // The one that took the place of what was decided.
    if (!this.card) this.at = this.cards[Math.min(Math.max(0, before), this.cards.length - 1)]?.id ?? null;
    this.#changed();
  }

  show(id) {
    this.at = id;
    this.#changed();
  }

  step(by) {
    const next = this.cards[Math.min(Math.max(this.position + by, 0), this.cards.length - 1)];
    if (next) this.show(next.id);
  }

  /** Decides; gives the server's answer. Cards that were decided are gone at once. */
  async decide(decisions) {
    const decided = new Set(decisions.map(({ proposal }) => proposal));
    this.#without(decided);
    try {
      return await this.#draft.command('POST', '/decisions', { decisions });
    } catch (problem) {
      await this.load().catch(() => {});  // what was not decided is there again
      throw problem;
    }
  }

  async acceptAbove(threshold) {
    const answer = await this.#draft.command('POST', '/decisions', { accept_above: threshold });
    await this.load();
    return answer;
  }

  #without(decided) {
    const at = this.position;
    this.proposals = this.proposals.filter(({ id }) => !decided.has(id));
    this.cards = cardsOf(this.proposals);
    if (!this.card) this.at = this.cards[Math.min(at, this.cards.length - 1)]?.id ?? null;
    this.groups = this.groups
      .map((group) => ({ ...group, proposals: group.proposals.filter((id) => !decided.has(id)) }))
      .filter(({ proposals }) => proposals.length > 0);
    this.#changed();
  }

  #changed() { this.dispatchEvent(new Event('change')); }
}
