#include "chapters/text_track.hpp"
#include "storage/sqlite/redaction.hpp"
#include "storage/sqlite/search_index.hpp"
#include "storage/sqlite/sqlite_repository.hpp"
#include "storage/sqlite/stored_json.hpp"

namespace revivre::storage::sqlite {

using chapters::TextTrack;

std::vector<TextTrack> SqliteRepository::text_tracks(const std::string& recording) {
    std::vector<TextTrack> all;
    Statement rows = connection_.query(
        "SELECT kind, language, cues FROM text_tracks WHERE recording = ?1 "
        "ORDER BY kind, language",
        recording);
    while (rows.next()) {
        all.push_back({.recording = recording,
                       .kind = chapters::text_track_kind_named(rows.text(0)),
                       .language = rows.text(1),
                       .cues = json_list_from(rows.text(2), chapters::cue_from_json)});
    }
    return all;
}

std::vector<TextTrack> SqliteRepository::public_text_tracks(const std::string& recording) {
    const Snapshot snapshot(connection_);
    const auto row = connection_.integer(
        "SELECT published FROM recordings WHERE id = ?1 AND published IS NOT NULL", recording);
    if (!row) throw_not_found("published recording", recording);
    std::vector<TextTrack> all = text_tracks(recording);
    const Redaction redaction(connection_, *row);
    if (redaction.empty()) return all;
    const auto spans = person_register_.withdrawn_spans(recording);
    for (TextTrack& track : all) redaction.apply(track.cues, spans);
    std::erase_if(all, [](const TextTrack& track) { return track.cues.empty(); });
    return all;
}

void SqliteRepository::save_text_track(const TextTrack& track) {
    transact([&] {
        require("recording", track.recording);
        connection_.run(
            "DELETE FROM text_tracks WHERE recording = ?1 AND kind = ?2 AND language = ?3",
            track.recording, chapters::name_of(track.kind), track.language);
        if (!track.cues.empty()) {
            connection_.run(
                "INSERT INTO text_tracks (recording, kind, language, cues) "
                "VALUES (?1, ?2, ?3, ?4)",
                track.recording, chapters::name_of(track.kind), track.language,
                json_list(track.cues));
        }
        const auto published =
            connection_.integer("SELECT published FROM recordings WHERE id = ?1", track.recording);
        if (published) refresh_search_rows(connection_, {*published});
    });
}

}  // namespace revivre::storage::sqlite
