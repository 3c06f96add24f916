#include "chapters/exchange/adaptations.hpp"

#include <algorithm>

#include "chapters/exchange/languages.hpp"
#include "chapters/exchange/nesting.hpp"

namespace revivre::chapters {

bool is_chapter_id(std::string_view text) {
    constexpr std::size_t kLongest = 64;
    constexpr std::string_view kPrefix = "cha_";
    return text.size() > kPrefix.size() && text.size() <= kLongest && text.starts_with(kPrefix) &&
           std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      c == '-' || c == '_';
           });
}

void keep_chapter_ids(Document& document, Losses& losses) {
    const std::size_t changed = count_changes(document.chapters, [](Chapter& chapter) {
        const bool foreign = !chapter.id.empty() && !is_chapter_id(chapter.id);
        if (foreign) chapter.id.clear();
        const bool lost = foreign || !chapter.session.empty();
        chapter.session.clear();
        return lost;
    });
    losses.add(LossKind::identifiers, changed, "session ids, and ids of another form, of {}");
}

void keep_language_tags(Document& document, Losses& losses) {
    const auto clear_foreign = [](std::string& language) {
        const bool foreign = !language.empty() && !is_bcp47_tag(language);
        if (foreign) language.clear();
        return foreign;
    };
    const std::size_t changed = count_changes(document.chapters, [&](Chapter& chapter) {
        bool lost = clear_foreign(chapter.language);
        for (Translation& each : chapter.translations) lost |= clear_foreign(each.language);
        return lost;
    });
    losses.add(LossKind::languages, changed, "title languages of {}: not BCP 47 tags");
}

void open_points(Document& document, Losses& losses) {
    std::size_t opened = 0;
    for_each_chapter(document.chapters, [&](Chapter& chapter) {
        if (chapter.end != chapter.start) return;
        chapter.end.reset();
        ++opened;
    });
    if (opened > 0) sort_by_start(document.chapters);
    losses.add(LossKind::ends, opened, "ends of {}: left open where there is no length");
}

bool is_web_address(std::string_view address) {
    return (address.starts_with("http://") || address.starts_with("https://")) &&
           address.find_first_of(" \t\r\n\"<>") == std::string_view::npos;
}

void keep_web_addresses(Document& document, Losses& losses) {
    std::size_t links = 0;
    std::size_t images = 0;
    for_each_chapter(document.chapters, [&](Chapter& chapter) {
        if (!chapter.link.empty() && !is_web_address(chapter.link)) {
            chapter.link.clear();
            ++links;
        }
        if (!chapter.image.empty() && !is_web_address(chapter.image)) {
            chapter.image.clear();
            ++images;
        }
    });
    losses.add(LossKind::links, links, "links of {}: not web addresses");
    losses.add(LossKind::images, images, "pictures of {}: not web addresses");
}

}  // namespace revivre::chapters
