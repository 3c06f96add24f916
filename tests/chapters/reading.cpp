#include "tests/chapters/reading.hpp"

#include <fmt/format.h>

namespace revivre::chapters {

std::string outline(const std::vector<Chapter>& chapters, std::string_view indent) {
    std::string text;
    for (const Chapter& chapter : chapters) {
        text += fmt::format("{}{}-{} {}", indent, chapter.start.count(),
                            chapter.end ? std::to_string(chapter.end->count()) : "", chapter.title);
        if (chapter.item != 0) text += fmt::format(" @{}", chapter.item);
        text += '\n';
        text += outline(chapter.children, std::string(indent) + "  ");
    }
    return text;
}

std::string told(const ReadResult& result) {
    std::string text;
    for (const Diagnostic& each : result.diagnostics) text += each.message + "\n";
    return text;
}

}  // namespace revivre::chapters
