#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/json.hpp"
#include "chapters/model.hpp"
#include "chapters/revision/fields.hpp"

namespace revivre::chapters::revision {

enum class Change { added, removed, moved, changed };  ///< moved: start, end or parent

std::string_view name_of(Change change) noexcept;

/// One thing that differs between two trees.
struct Difference {
    Change what = Change::changed;
    std::string chapter;         ///< its id; empty for one that has none yet
    std::string title;           ///< afterwards, or what it was when removed
    Field field = Field::whole;  ///< whole: added or removed
    Json before{};              ///< the value of the field; of `whole` the chapter without children
    Json after{};               ///< null: not set, or not there
    std::string before_text{};  ///< the same for people
    std::string after_text{};
    bool operator==(const Difference&) const = default;
};

/// What makes `after` of `before`, chapter by chapter in the order of `after`, then what was
/// removed. Chapters are known by id; one without id is the same as an equal one. Sessions are
/// called by `sessions` in texts. Trees need not pass check_chapters.
std::vector<Difference> differences(const std::vector<Chapter>& before,
                                    const std::vector<Chapter>& after,
                                    const SessionTitles& sessions = {});

/// How long the sentence below may be, in bytes: what a list of revisions shows beside each.
inline constexpr std::size_t kSummaryLimit = 600;

/// One line for a revision: "title of “Ouverture” changed; 3 chapters moved"; "no change".
std::string summary_of(const std::vector<Difference>& differences);

/// {"what","chapter","title"}, and "field", "before", "after", "before_text", "after_text" for what
/// moved or changed; an added chapter has "after" and "after_text", a removed one the others.
Json to_json(const Difference& difference);
Json to_json(const std::vector<Difference>& differences);

}  // namespace revivre::chapters::revision
