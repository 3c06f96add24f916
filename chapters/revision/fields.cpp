#include "chapters/revision/fields.hpp"

#include <utility>
#include <vector>

#include "chapters/text/time_text.hpp"

namespace revivre::chapters::revision {
namespace {

template <typename Visit>
auto with_member(Field field, Visit visit) {
    switch (field) {
        case Field::kind:
            return visit(&Chapter::kind);
        case Field::start:
            return visit(&Chapter::start);
        case Field::end:
            return visit(&Chapter::end);
        case Field::session:
            return visit(&Chapter::session);
        case Field::speakers:
            return visit(&Chapter::credits);
        case Field::language:
            return visit(&Chapter::language);
        case Field::translations:
            return visit(&Chapter::translations);
        case Field::summary:
            return visit(&Chapter::summary);
        case Field::link:
            return visit(&Chapter::link);
        case Field::image:
            return visit(&Chapter::image);
        default:
            return visit(&Chapter::title);
    }
}

void append_part(std::string& text, std::string_view gap, const std::string& part) {
    if (part.empty()) return;
    if (!text.empty()) text += gap;
    text += part;
}

std::string text_for(const Credit& credit) {
    std::string text = credit.name.empty() ? credit.person : credit.name;
    append_part(text, ", ", credit.function);
    append_part(text, ", ", credit.organisation);
    if (credit.role != Role::speaker) text += " (" + std::string(name_of(credit.role)) + ")";
    if (credit.status == CreditStatus::proposed) text += " (proposed)";
    return text;
}

std::string text_for(const Translation& translation) {
    return translation.language + ": " + translation.text;
}

template <typename T>
std::string text_for(const std::vector<T>& list) {
    std::string text;
    for (const T& each : list) append_part(text, "; ", text_for(each));
    return text;
}

std::string text_for(const std::string& text) {
    return text;
}

std::string text_for(Time time) {
    return timestamp_text(time);
}

std::string text_for(const std::optional<Time>& time) {
    return time ? timestamp_text(*time) : "";
}

std::string text_for(ChapterKind kind) {
    return std::string(name_of(kind));
}

}  // namespace

std::string_view name_of(Field field) noexcept {
    constexpr std::array<std::string_view, 13> kNames{
        "title",        "kind",    "start_ms", "end_ms", "session", "speakers", "language",
        "translations", "summary", "href",     "image",  "parent",  "chapter"};
    return kNames.at(static_cast<std::size_t>(field));
}

bool same(const Chapter& a, const Chapter& b, Field field) {
    return with_member(field, [&](auto member) { return a.*member == b.*member; });
}

void copy(const Chapter& from, Chapter& to, Field field) {
    with_member(field, [&](auto member) { to.*member = from.*member; });
}

Json value_of(const Chapter& chapter, Field field) {
    Chapter only;
    copy(chapter, only, field);
    const Json json = to_json(only);
    const auto found = json.find(name_of(field));
    return found == json.end() ? Json(nullptr) : *found;
}

std::string text_of(const Chapter& chapter, Field field, const SessionTitles& sessions) {
    if (field == Field::session) {
        const auto found = sessions.find(chapter.session);
        return found == sessions.end() ? chapter.session : found->second;
    }
    return with_member(field, [&](auto member) { return text_for(chapter.*member); });
}

}  // namespace revivre::chapters::revision
