#include "chapters/exchange/identity.hpp"

#include <algorithm>

namespace revivre::chapters {
namespace {

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

bool is_chapter_id(std::string_view text) {
    constexpr std::size_t kLongest = 64;
    constexpr std::string_view kPrefix = "cha_";
    return text.size() > kPrefix.size() && text.size() <= kLongest && text.starts_with(kPrefix) &&
           std::ranges::all_of(
               text, [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; });
}

bool may_be_language(std::string_view text) {
    constexpr std::size_t kLongest = 35;  // BCP 47, section 4.4.1
    return !text.empty() && text.size() <= kLongest && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '-'; });
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
    const std::size_t changed = count_changes(document.chapters, [](Chapter& chapter) {
        if (chapter.language.empty() || may_be_language(chapter.language)) return false;
        chapter.language.clear();
        return true;
    });
    losses.add(LossKind::languages, changed, "title language of {}: not a BCP 47 tag");
}

}  // namespace revivre::chapters
