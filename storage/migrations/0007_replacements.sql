-- The recording that this one replaces: another cut, another encoding of what was filmed. Of recordings that
-- replace one another at most one is public; chapter ids go with it.
ALTER TABLE recordings ADD COLUMN replaces TEXT REFERENCES recordings (id) ON DELETE RESTRICT;
CREATE INDEX recordings_by_replaces ON recordings (replaces) WHERE replaces IS NOT NULL;
