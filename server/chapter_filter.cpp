#include "server/chapter_filter.hpp"

#include "chapters/json.hpp"
#include "server/parameters.hpp"
#include "server/representation.hpp"

namespace revivre::server {
namespace {

std::optional<chapters::ChapterKind> kind_asked(const std::string& name) {
    if (name.empty()) return std::nullopt;
    try {
        return chapters::enum_named<chapters::ChapterKind>(name);
    } catch (const Error&) {
        throw ParameterError("kind", "'kind' must be session, intervention, section or break");
    }
}

bool is_asked(const std::string& asked, const std::string& value) {
    return asked.empty() || asked == value;
}

}  // namespace

ChapterFilter::ChapterFilter(const Request& request)
    : kind_(kind_asked(text_parameter(request, "kind"))),
      person_(text_parameter(request, "person")),
      session_(text_parameter(request, "session")),
      recording_(text_parameter(request, "recording")),
      event_(text_parameter(request, "event")) {}

bool ChapterFilter::wants(const storage::PublishedChapter& published) const {
    const chapters::Chapter& chapter = published.chapter;
    return (!kind_ || chapter.kind == *kind_) && is_asked(session_, chapter.session) &&
           is_asked(recording_, published.recording) && is_asked(event_, published.event) &&
           (person_.empty() || names_person(chapter, person_));
}

void ChapterFilter::apply(std::vector<storage::PublishedChapter>& all) const {
    std::erase_if(all, [&](const storage::PublishedChapter& each) { return !wants(each); });
}

}  // namespace revivre::server
