-- Where the public finds a recording that this service does not serve itself: an http(s) address, in which
-- "{seconds}" stands for the place to start at; empty for a file that is served here.
ALTER TABLE recordings ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- What is said in a recording, with its times: captions, subtitles in another language, descriptions.
CREATE TABLE text_tracks (
    recording TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('captions', 'subtitles', 'descriptions')),
    language TEXT NOT NULL,  -- BCP 47
    cues TEXT NOT NULL,      -- JSON array of chapters/text_track.hpp's cues, in order of start
    PRIMARY KEY (recording, kind, language)
) STRICT, WITHOUT ROWID;
