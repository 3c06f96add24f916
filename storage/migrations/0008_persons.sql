-- Who is who. Revisions are never changed: what an archivist finds out about persons later is kept here, and
-- `meant_credits` says of each credit who is meant.

-- Grows with each change of a person's record, for who changes what they read before.
ALTER TABLE persons ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

CREATE TABLE person_identifiers (
    person TEXT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    scheme TEXT NOT NULL CHECK (scheme IN ('wikidata', 'isni', 'idref', 'viaf', 'url')),
    value TEXT NOT NULL,
    PRIMARY KEY (person, scheme, value)
) STRICT, WITHOUT ROWID;

-- That two records are one person's. In force until undone_at is set.
CREATE TABLE person_merges (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    into_person TEXT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    variants TEXT NOT NULL,  -- JSON array: the names that into_person was given
    created_at TEXT NOT NULL,
    author TEXT NOT NULL,
    undone_at TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX person_merges_in_force ON person_merges (person) WHERE undone_at = '';
CREATE INDEX person_merges_by_target ON person_merges (into_person);

-- That in some chapters somebody else is meant. `person` is who a revision names there; revisions whose row is
-- before_revision or later say by themselves who is meant.
CREATE TABLE person_splits (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    to_person TEXT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    created_at TEXT NOT NULL,
    author TEXT NOT NULL,
    undone_at TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE person_split_chapters (
    split TEXT NOT NULL REFERENCES person_splits (id) ON DELETE CASCADE,
    chapter TEXT NOT NULL REFERENCES chapter_ids (id) ON DELETE RESTRICT,
    person TEXT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    before_revision INTEGER NOT NULL,
    PRIMARY KEY (split, chapter, person)
) STRICT, WITHOUT ROWID;

-- Whom the public does not see. In force until lifted_at is set.
CREATE TABLE withdrawals (
    id INTEGER PRIMARY KEY,
    person TEXT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    reason TEXT NOT NULL,
    created_at TEXT NOT NULL,
    author TEXT NOT NULL,
    lifted_at TEXT NOT NULL DEFAULT '',
    lifted_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX withdrawals_in_force ON withdrawals (person) WHERE lifted_at = '';

-- What follows from what is in force; made anew with each change (sqlite/person_links.cpp).
CREATE TABLE person_aliases (
    person TEXT PRIMARY KEY REFERENCES persons (id) ON DELETE RESTRICT,
    means TEXT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
CREATE TABLE person_moves (
    chapter TEXT NOT NULL,
    person TEXT NOT NULL,
    means TEXT NOT NULL,
    before_revision INTEGER NOT NULL,
    PRIMARY KEY (chapter, person)
) STRICT, WITHOUT ROWID;
-- As whom somebody may be written beside their own id.
CREATE TABLE person_writings (
    means TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (means, person)
) STRICT, WITHOUT ROWID;

CREATE VIEW meant_credits AS
SELECT k.revision, k.chapter, k.position, coalesce(a.means, m.means, k.person) AS person, k.person AS written, k.name,
       k.function, k.organisation, k.role, k.status, k.evidence, c.chapter AS chapter_id
FROM credits AS k
JOIN chapters AS c ON c.revision = k.revision AND c.position = k.chapter
LEFT JOIN person_moves AS m ON m.chapter = c.chapter AND m.person = k.person AND k.revision < m.before_revision
LEFT JOIN person_aliases AS a ON a.person = coalesce(m.means, k.person);

CREATE VIEW withdrawn_persons AS
SELECT coalesce(a.means, w.person) AS person, w.reason, w.created_at, w.author
FROM withdrawals AS w LEFT JOIN person_aliases AS a ON a.person = w.person WHERE w.lifted_at = '';
