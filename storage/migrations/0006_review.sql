-- How a revision came about, and the number of the revision that it takes back, repeats or restores.
ALTER TABLE revisions ADD COLUMN kind TEXT NOT NULL DEFAULT 'edit'
    CHECK (kind IN ('edit', 'undo', 'redo', 'restore', 'import', 'review', 'index', 'replace'));
ALTER TABLE revisions ADD COLUMN of INTEGER;

-- What a person decided on proposals with a revision, so that taking it back asks again.
CREATE TABLE decisions (
    revision INTEGER NOT NULL REFERENCES revisions (id) ON DELETE RESTRICT,
    proposal TEXT NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (revision, proposal)
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_by_proposal ON decisions (proposal);

-- What became public when, by whom and why; revision null: withdrawn.
CREATE TABLE publications (
    id INTEGER PRIMARY KEY,
    recording TEXT NOT NULL REFERENCES recordings (id) ON DELETE RESTRICT,
    revision INTEGER REFERENCES revisions (id) ON DELETE RESTRICT,
    created_at TEXT NOT NULL,
    author TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT;
CREATE INDEX publications_by_recording ON publications (recording);

-- Who may work here. Passwords only as Argon2id's own text form.
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('editor', 'archivist', 'admin')),
    password_hash TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What lets a browser or a program in: only the digest of the secret is kept.
CREATE TABLE passes (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('session', 'token')),
    digest TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    last_used_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX passes_by_account ON passes (account);

-- Work that the service does beside answering, and files that are on their way to it. JSON of server/jobs.
CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,  -- whose it is: an account's id, or empty for the machine's own user
    name TEXT NOT NULL,
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
