-- Version 1 of the store. Never edited once released: a change is the file with the next number.
-- Words such as 'break' or 'speaker' are those of chapters/json.hpp. Times are milliseconds of the
-- recording, columns named *_ms; wall-clock times of a programme are minutes after midnight. The
-- names of constraints are shown to people.

CREATE TABLE store (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    generation INTEGER NOT NULL  -- how many transactions have changed something
) STRICT;
INSERT INTO store (one, generation) VALUES (1, 0);

CREATE TABLE events (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    subtitle TEXT NOT NULL,
    date TEXT NOT NULL CONSTRAINT "a date is YYYY-MM-DD or empty"
        CHECK (date = '' OR date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    time_zone TEXT NOT NULL,
    place TEXT NOT NULL,
    organiser TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    event TEXT NOT NULL REFERENCES events (id) ON DELETE RESTRICT,
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('opening', 'talks', 'panel', 'closing', 'break', 'other')),
    position INTEGER NOT NULL,
    part TEXT NOT NULL,
    planned_start_min INTEGER CONSTRAINT "a planned time is not negative" CHECK (planned_start_min >= 0),
    planned_end_min INTEGER CONSTRAINT "a planned time is not negative" CHECK (planned_end_min >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_event ON sessions (event, position);

CREATE TABLE persons (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    sort_key TEXT NOT NULL  -- sort_name (or name) folded: the order of lists
) STRICT, WITHOUT ROWID;

CREATE TABLE person_variants (
    person TEXT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (person, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE expectations (
    event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    session TEXT REFERENCES sessions (id) ON DELETE CASCADE,
    person TEXT REFERENCES persons (id) ON DELETE RESTRICT,
    name TEXT NOT NULL,
    function TEXT NOT NULL,
    organisation TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('speaker', 'chair', 'moderator', 'questioner')),
    quotations TEXT NOT NULL,  -- JSON array of texts
    PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX expectations_by_session ON expectations (session) WHERE session IS NOT NULL;

CREATE TABLE recordings (
    id TEXT PRIMARY KEY,
    event TEXT NOT NULL REFERENCES events (id) ON DELETE RESTRICT,
    part TEXT NOT NULL,
    title TEXT NOT NULL,
    position INTEGER NOT NULL,
    file TEXT NOT NULL,
    container TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    size_bytes INTEGER NOT NULL CONSTRAINT "a size is not negative" CHECK (size_bytes >= 0),
    duration_ms INTEGER NOT NULL CONSTRAINT "a duration is not negative" CHECK (duration_ms >= 0),
    start_offset_ms INTEGER NOT NULL,
    starts_at TEXT NOT NULL,
    created_at TEXT NOT NULL,
    streams TEXT NOT NULL,  -- JSON array
    published INTEGER,      -- what the public sees: this one pointer, or nothing
    FOREIGN KEY (id, published) REFERENCES revisions (recording, id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
CREATE INDEX recordings_by_event ON recordings (event, position);
CREATE INDEX recordings_by_hash ON recordings (content_hash);
CREATE INDEX recordings_by_published ON recordings (published) WHERE published IS NOT NULL;

-- What tools saw is kept for ever: what a tool no longer sees is only no longer current, so that
-- decisions which rest on it keep their reason and are known again when it comes back.
CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    recording TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
    tool TEXT NOT NULL,
    tool_version TEXT NOT NULL,
    kind TEXT NOT NULL,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER,
    text TEXT NOT NULL,
    score REAL NOT NULL CONSTRAINT "a score is from 0 to 1" CHECK (score BETWEEN 0 AND 1),
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    CONSTRAINT "evidence does not end before it starts" CHECK (start_ms <= end_ms)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_by_recording ON evidence (recording, tool);

CREATE TABLE proposals (
    id TEXT PRIMARY KEY,
    recording TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
    chapter TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('chapter', 'credit')),
    status TEXT NOT NULL
        CHECK (status IN ('proposed', 'accepted', 'edited', 'rejected', 'superseded')),
    certain INTEGER NOT NULL CHECK (certain IN (0, 1)),
    suggested TEXT NOT NULL,  -- JSON of a chapter
    persons TEXT NOT NULL,    -- JSON array of candidates
    sessions TEXT NOT NULL,   -- JSON array of candidates
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX proposals_by_recording ON proposals (recording, status);

CREATE TABLE proposal_evidence (
    proposal TEXT NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    evidence TEXT NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    PRIMARY KEY (proposal, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX proposal_evidence_by_evidence ON proposal_evidence (evidence);

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    recording TEXT NOT NULL REFERENCES recordings (id) ON DELETE RESTRICT,
    number INTEGER NOT NULL CHECK (number >= 1),
    created_at TEXT NOT NULL,
    author TEXT NOT NULL,
    summary TEXT NOT NULL,
    UNIQUE (recording, number),
    UNIQUE (recording, id)  -- what recordings.published refers to
) STRICT;

-- A chapter's id belongs to one recording for ever, whatever revisions it appears in.
CREATE TABLE chapter_ids (
    id TEXT PRIMARY KEY,
    recording TEXT NOT NULL REFERENCES recordings (id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

CREATE TABLE chapters (
    revision INTEGER NOT NULL REFERENCES revisions (id) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 1048575),  -- depth first
    chapter TEXT NOT NULL REFERENCES chapter_ids (id) ON DELETE RESTRICT,
    parent INTEGER CHECK (parent < position),  -- the position of the chapter around it
    kind TEXT NOT NULL CHECK (kind IN ('session', 'intervention', 'section', 'break')),
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    title TEXT NOT NULL,
    session TEXT REFERENCES sessions (id) ON DELETE RESTRICT,
    PRIMARY KEY (revision, position),
    UNIQUE (revision, chapter),
    FOREIGN KEY (revision, parent) REFERENCES chapters (revision, position) ON DELETE RESTRICT,
    CONSTRAINT "a chapter does not end before it starts" CHECK (0 <= start_ms AND start_ms <= end_ms)
) STRICT, WITHOUT ROWID;
CREATE INDEX chapters_by_session ON chapters (session, revision) WHERE session IS NOT NULL;

CREATE TABLE credits (
    revision INTEGER NOT NULL,
    chapter INTEGER NOT NULL,  -- its position
    position INTEGER NOT NULL,
    person TEXT REFERENCES persons (id) ON DELETE RESTRICT,  -- null: not identified
    name TEXT NOT NULL,
    function TEXT NOT NULL,
    organisation TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('speaker', 'chair', 'moderator', 'questioner')),
    status TEXT NOT NULL CHECK (status IN ('proposed', 'confirmed')),
    evidence TEXT NOT NULL,  -- JSON array of kinds
    PRIMARY KEY (revision, chapter, position),
    FOREIGN KEY (revision, chapter) REFERENCES chapters (revision, position) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
-- Covers the search for a person's interventions.
CREATE INDEX credits_by_person ON credits (person, revision, chapter) WHERE person IS NOT NULL;

CREATE TRIGGER revisions_never_change BEFORE UPDATE ON revisions
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER chapters_never_change BEFORE UPDATE ON chapters
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER credits_never_change BEFORE UPDATE ON credits
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;

-- The published chapters' words, folded by chapters/text/fold.hpp as queries are. The rowid is
-- revision * 1048576 + position. `keys` holds the ids of event, session and persons without "_", so
-- that a filter is one more word to find. A further column (a transcript, say) comes with a
-- migration that makes the table anew from what is published.
CREATE VIRTUAL TABLE search USING fts5 (
    title, names, functions, session, keys,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
