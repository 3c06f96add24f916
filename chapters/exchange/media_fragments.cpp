#include "chapters/exchange/media_fragments.hpp"

#include <fmt/format.h>

namespace revivre::chapters {
namespace {

// The value of "t" among "xywh=0,0,1,1&t=5,10"; nothing when there is none.
std::optional<std::string_view> time_parameter(std::string_view fragment) {
    while (!fragment.empty()) {
        const std::size_t end = fragment.find('&');
        std::string_view part = fragment.substr(0, end);
        if (part.starts_with("t=")) return part.substr(2);
        if (end == std::string_view::npos) break;
        fragment.remove_prefix(end + 1);
    }
    return std::nullopt;
}

void read_range(std::string_view text, Citation& citation) {
    citation.range = parse_time_range(text);
    if (citation.range) return;
    // "5," and "5,5": the start is good, and the end is none.
    if (text.starts_with("npt:")) text.remove_prefix(4);
    citation.range = parse_time_range(text.substr(0, text.find(',')));
    citation.understood = text.ends_with(',') && citation.range;
}

void read_seconds(const Json* value, Citation& citation) {
    const auto start = time_of(value);
    citation.understood = start.has_value();
    if (start) citation.range = TimeRange{*start, std::nullopt};
}

void read_selector(const Json& selector, Citation& citation) {
    if (selector.is_string()) {
        const std::string_view text = text_of(&selector);
        const auto time = time_parameter(text.substr(text.find('#') + 1));
        if (time) read_range(*time, citation);
        return;
    }
    const Json* t = field_of(selector, "t");
    if (t != nullptr && t->is_number()) return read_seconds(t, citation);
    if (t != nullptr && t->is_string()) return read_range(text_of(t), citation);
    const auto time = time_parameter(text_of(field_of(selector, "value")));
    if (time) read_range(*time, citation);
}

}  // namespace

Citation citation_of(std::string_view address) {
    Citation citation;
    const std::size_t hash = address.find('#');
    citation.source = address.substr(0, hash);
    if (hash == std::string_view::npos) return citation;
    const auto time = time_parameter(address.substr(hash + 1));
    if (time) read_range(*time, citation);
    return citation;
}

Citation citation_of(const Json& target) {
    if (target.is_string()) return citation_of(text_of(&target));
    // Open Annotation calls the source "full" and a list of targets has its first one here.
    const Json* source = field_of(target, {"source", "full"});
    if (source == nullptr) return citation_of(id_of(target));
    Citation citation = citation_of(source->is_string() ? text_of(source) : id_of(*source));
    for (const Json* selector : list_of(field_of(target, "selector"))) {
        if (!citation.range) read_selector(*selector, citation);
    }
    return citation;
}

std::string fragment_text(Time start, const std::optional<Time>& end) {
    if (!end) return fmt::format("t={}", seconds_text(start));
    return fmt::format("t={},{}", seconds_text(start), seconds_text(*end));
}

std::string_view id_of(const Json& json) {
    return text_of(field_of(json, {"id", "@id"}));
}

std::string_view type_of(const Json& json) {
    const Json* type = field_of(json, {"type", "@type"});
    if (type != nullptr && type->is_array()) type = type->empty() ? nullptr : &type->front();
    const std::string_view text = text_of(type);
    const std::size_t colon = text.rfind(':');
    return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

}  // namespace revivre::chapters
