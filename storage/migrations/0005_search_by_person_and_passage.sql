-- The tables that the search reads, anew. All hold what is published and nothing else, are written with every
-- publication (sqlite/search_index.hpp), and are made again from what is published when search_layout is not the program's.
--
-- Tokens are words folded by chapters/text/fold.hpp, without further work of SQLite's tokenizer, which only cuts at
-- blanks. A sign that no word holds keeps apart what is looked for apart: "+word" stands in a title or a name, "=id" is
-- the id of an event, session or person without "_" (or "=", "@" and a name without a person, in one word).
-- Prefixes of up to five characters have an index; longer ones become words by the table `words`.
-- detail = column: what is asked is which columns a word stands in, never where; a quarter of the size.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
    title, names, functions, session, summary, keys,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'",
    prefix = '1 2 3 4 5', detail = column, columnsize = 0
);

-- What was said, in passages of some thirty seconds that lie within one chapter. The key is revision * 1048576 + number,
-- as for chapters, but in order of time.
CREATE TABLE passages (
    key INTEGER PRIMARY KEY,
    chapter INTEGER,  -- position of the innermost chapter around it, or null
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
-- `names` and `keys` are those of the chapter.
CREATE VIRTUAL TABLE spoken USING fts5 (
    words, names, keys,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'",
    prefix = '1 2 3 4 5', detail = column, columnsize = 0
);

-- The vocabulary: in how many rows a word stands. The word '' counts all: chapters, recordings, passages.
CREATE TABLE words (
    word TEXT PRIMARY KEY,
    shown TEXT NOT NULL,      -- as first written: with accents and capitals
    heads INTEGER NOT NULL,   -- rows of search with it in title or names
    others INTEGER NOT NULL,  -- rows of search with it in functions, session or summary
    spoken INTEGER NOT NULL   -- rows of spoken with it in words
) STRICT, WITHOUT ROWID;

-- Forms of the words that stand in titles or names, with letters left out (chapters/text/spelling.hpp).
CREATE TABLE spellings (
    form INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (form, word)
) STRICT, WITHOUT ROWID;

-- Who is named by which word, and in how many rows of search: a name is found as somebody's, not as anybody's.
CREATE TABLE speaker_words (
    word TEXT NOT NULL,
    speaker TEXT NOT NULL,  -- as in `keys`, without "="
    chapters INTEGER NOT NULL,
    PRIMARY KEY (word, speaker)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_words_by_speaker ON speaker_words (speaker, word);

-- 0: to be made anew. Else the program's kSearchLayout.
CREATE TABLE search_layout (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL
) STRICT;
INSERT INTO search_layout (one, version) VALUES (1, 0);
