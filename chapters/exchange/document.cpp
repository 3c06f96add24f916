#include "chapters/exchange/document.hpp"

#include <utility>

namespace revivre::chapters {

std::optional<Time> Document::duration(int item) const {
    const auto index = static_cast<std::size_t>(item);
    return index < items.size() ? items[index].duration : std::nullopt;
}

ReadResult refused(std::string why, int line) {
    ReadResult result;
    result.diagnostics.push_back({line, std::move(why)});
    result.refused = true;
    return result;
}

std::size_t count_chapters(const std::vector<Chapter>& chapters) {
    std::size_t count = chapters.size();
    for (const Chapter& chapter : chapters) count += count_chapters(chapter.children);
    return count;
}

}  // namespace revivre::chapters
