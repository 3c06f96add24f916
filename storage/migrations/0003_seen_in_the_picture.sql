-- Where evidence stands in the picture (JSON of chapters/json.hpp's box, or empty) and the name of its
-- picture among the recording's derived files (or empty).
ALTER TABLE evidence ADD COLUMN box TEXT NOT NULL DEFAULT '';
ALTER TABLE evidence ADD COLUMN still TEXT NOT NULL DEFAULT '';
