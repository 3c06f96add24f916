-- Where evidence stands in the picture (JSON of chapters/json.hpp's box, or empty) and the name of its
-- picture among the recording's derived files (or empty).
ALTER TABLE evidence ADD COLUMN box TEXT NOT NULL DEFAULT '';
ALTER TABLE evidence ADD COLUMN still TEXT NOT NULL DEFAULT '';

-- How far the analysis of a recording's picture and sound has come. 'running' while no process holds the
-- index lock means interrupted: what starts before settled_ms was found, and lies with the recording's
-- derived files; it goes on from the key frame at from_ms.
CREATE TABLE analyses (
    recording TEXT PRIMARY KEY REFERENCES recordings (id) ON DELETE CASCADE,
    choice TEXT NOT NULL CHECK (choice IN ('fast', 'full', 'exhaustive')),
    state TEXT NOT NULL CHECK (state IN ('running', 'failed', 'done')),
    attempts INTEGER NOT NULL,
    reason TEXT NOT NULL,  -- why it failed
    tool_version TEXT NOT NULL,
    settled_ms INTEGER NOT NULL,
    from_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
