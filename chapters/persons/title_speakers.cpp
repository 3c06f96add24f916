#include "chapters/persons/title_speakers.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "chapters/exchange/text_lines.hpp"
#include "chapters/programme/person_phrases.hpp"

namespace revivre::chapters {
namespace {

// A hyphen inside a word is none: "vice-présidente".
constexpr std::array<std::string_view, 4> kDashes{" – ", " — ", " - ", " : "};

struct Parts {
    std::string_view before;
    std::string_view after;
};

// At the first dash between blanks. French has a no-break space before a colon.
std::optional<Parts> parts_of(std::string_view title) {
    std::size_t first = std::string_view::npos;
    std::size_t length = 0;
    for (const std::string_view dash : kDashes) {
        const std::size_t at = title.find(dash);
        if (at >= first) continue;
        first = at;
        length = dash.size();
    }
    if (const std::size_t at = title.find("\u00A0: "); at < first) {
        first = at;
        length = std::string_view("\u00A0: ").size();
    }
    if (first == std::string_view::npos) return std::nullopt;
    const Parts parts{without_blanks(title.substr(0, first)),
                      without_blanks(title.substr(first + length))};
    return parts.before.empty() || parts.after.empty() ? std::nullopt : std::optional(parts);
}

programmes::PersonsFound persons_before(std::string_view text) {
    const bool described =
        text.find(',') != std::string_view::npos || text.find('(') != std::string_view::npos;
    return programmes::persons_in(
        text, described ? programmes::Expectancy::entry : programmes::Expectancy::connected);
}

bool take_speakers(Chapter& chapter) {
    if (!chapter.credits.empty()) return false;
    const auto parts = parts_of(chapter.title);
    if (!parts) return false;
    const auto found = persons_before(parts->before);
    if (found.persons.empty() || !found.doubtful.empty() || found.begin != 0) return false;
    for (const ProgrammePerson& person : found.persons) {
        chapter.credits.push_back({.person = "",
                                   .name = person.name,
                                   .function = person.function,
                                   .organisation = person.organisation,
                                   .role = person.role,
                                   .status = CreditStatus::proposed,
                                   .evidence = {}});
    }
    if (chapter.kind == ChapterKind::section) chapter.kind = ChapterKind::intervention;
    chapter.title = std::string(parts->after);
    return true;
}

std::size_t take_all_speakers(std::vector<Chapter>& chapters) {
    std::size_t taken = 0;
    for (Chapter& chapter : chapters) {
        if (take_speakers(chapter)) ++taken;
        taken += take_all_speakers(chapter.children);
    }
    return taken;
}

}  // namespace

std::size_t propose_speakers_of_titles(Document& document) {
    return take_all_speakers(document.chapters);
}

}  // namespace revivre::chapters
