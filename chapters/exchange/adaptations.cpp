#include "chapters/exchange/adaptations.hpp"

#include <string_view>

#include "chapters/exchange/nesting.hpp"

namespace revivre::chapters {

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
