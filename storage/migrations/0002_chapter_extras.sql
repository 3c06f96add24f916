-- What a chapter may have beside its title: other languages, a summary, addresses. JSON of
-- chapters/json.hpp's fields "language", "translations", "summary", "href" and "image"; empty when
-- there is nothing, as for nearly all.
ALTER TABLE chapters ADD COLUMN extras TEXT NOT NULL DEFAULT '';
