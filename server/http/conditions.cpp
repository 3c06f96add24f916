#include "server/http/conditions.hpp"

#include "server/http/text.hpp"

namespace revivre::server {
namespace {

struct EntityTag {
    bool weak = false;
    std::string_view quoted;  // with its quotes; empty: no tag could be read
};

// Takes the next tag off `list`. Commas may stand inside of a tag, so the list is not split first.
EntityTag next_tag(std::string_view& list) {
    const std::size_t start = list.find_first_not_of(" \t,");
    list = start == std::string_view::npos ? "" : list.substr(start);
    EntityTag tag{.weak = list.starts_with("W/"), .quoted = {}};
    if (tag.weak) list.remove_prefix(2);
    const std::size_t end = list.starts_with('"') ? list.find('"', 1) : std::string_view::npos;
    if (end == std::string_view::npos) return {};
    tag.quoted = list.substr(0, end + 1);
    list.remove_prefix(end + 1);
    return tag;
}

bool names(std::string_view field, std::string_view etag, bool weak_too) {
    if (trim(field) == "*") return true;
    for (EntityTag tag = next_tag(field); !tag.quoted.empty(); tag = next_tag(field)) {
        if (tag.quoted == etag && (weak_too || !tag.weak)) return true;
    }
    return false;
}

}  // namespace

bool none_match_names(std::string_view field, std::string_view etag) {
    return names(field, etag, true);
}

bool match_names(std::string_view field, std::string_view etag) {
    return names(field, etag, false);
}

bool if_range_holds(std::string_view field, std::string_view etag) {
    return trim(field) == etag;
}

}  // namespace revivre::server
