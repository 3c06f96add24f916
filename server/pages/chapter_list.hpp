#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/media_source.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/published.hpp"

namespace revivre::server::pages {

/// Chapters that stand under one heading of the list. Borrows the chapters.
struct ChapterGroup {
    std::string title;                         ///< of the session; empty: no heading
    const chapters::Chapter* start = nullptr;  ///< where the heading leads; null: no heading
    std::vector<const chapters::Chapter*> chapters;
};

/// Titles of sessions, by id.
using SessionTitles = std::map<std::string, std::string>;

SessionTitles session_titles(const std::vector<chapters::Session>& sessions);

/// The list of a recording under the headings of its sessions: chapters of one session that follow
/// one another, with the pauses between them; what has no session stands alone.
std::vector<ChapterGroup> grouped(const std::vector<chapters::Chapter>& chapters,
                                  const SessionTitles& titles);

/// What a list belongs to.
struct ListedRecording {
    const std::string& id;
    const std::vector<chapters::Chapter>& chapters;
    const SessionTitles& sessions;
    const chapters::Chapter* current = nullptr;  ///< gets aria-current; null: none
    bool beside_player = false;                  ///< then each link carries what the script needs
    std::optional<Url> address{};  ///< what jumps lead to, with c and t; none: the recording's page
    bool in_new_window = false;    ///< for lists that other sites show
    MediaSource source{};          ///< of a page elsewhere: jumps lead there, and say so
};

/// Who speaks, about what, in which function, and where the names come from.
Html chapter_words(const Visit& visit, const chapters::Chapter& chapter);

/// <h3> and <ol> of jumps, by session.
Html chapter_list(const Visit& visit, const ListedRecording& listed);

}  // namespace revivre::server::pages
