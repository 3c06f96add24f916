#include "chapters/exchange/document.hpp"

#include <filesystem>
#include <utility>

#include "chapters/media_type.hpp"

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

Item item_of(const Recording& recording) {
    return {.title = recording.part.empty() ? recording.title : recording.part,
            .address = std::filesystem::path(recording.file).filename().string(),
            .media_type = media_type_of(recording),
            .duration = recording.duration};
}

Document document_of(const Recording& recording, std::vector<Chapter> chapters) {
    return {.chapters = std::move(chapters),
            .title = recording.title.empty() ? recording.part : recording.title,
            .items = {item_of(recording)}};
}

std::size_t withhold_unconfirmed(std::vector<Chapter>& chapters) {
    std::size_t count = 0;
    for (Chapter& chapter : chapters) {
        const auto removed = std::erase_if(chapter.credits, [](const Credit& credit) {
            return credit.status != CreditStatus::confirmed;
        });
        count += (removed > 0 ? 1U : 0U) + withhold_unconfirmed(chapter.children);
    }
    return count;
}

std::size_t count_chapters(const std::vector<Chapter>& chapters) {
    std::size_t count = chapters.size();
    for (const Chapter& chapter : chapters) count += count_chapters(chapter.children);
    return count;
}

}  // namespace revivre::chapters
