#include "server/dispatcher.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace revivre::server {
namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    while (path.starts_with('/')) {
        const std::size_t end = path.find('/', 1);
        segments.push_back(path.substr(1, end == std::string_view::npos ? end : end - 1));
        path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
    }
    return segments;
}

}  // namespace

Dispatcher::Dispatcher(std::span<const Route> routes) {
    for (const Route& route : routes) {
        Entry entry{.route = &route, .segments = {}};
        for (const std::string_view text : segments_of(route.pattern)) {
            entry.segments.push_back(segment_of(text));
        }
        entries_.push_back(std::move(entry));
    }
}

std::optional<RouteMatch> Dispatcher::match(std::string_view path, std::string_view method) const {
    const auto texts = segments_of(path);
    const std::string_view served = method == "HEAD" ? "GET" : method;
    const Entry* best = nullptr;
    for (const Entry& entry : entries_) {
        if (entry.route->method != served) continue;
        if (takes(entry, texts) && wins(entry, best)) best = &entry;
    }
    if (best == nullptr) return std::nullopt;
    RouteMatch found{.route = best->route, .parameters = {}};
    for (std::size_t at = 0; at < texts.size(); ++at) {
        const Segment& segment = best->segments[at];
        if (segment.kind == Segment::Kind::literal) continue;
        const std::size_t ending =
            segment.kind == Segment::Kind::any_with_ending ? segment.text.size() : 0;
        found.parameters.emplace(segment.name, texts[at].substr(0, texts[at].size() - ending));
    }
    return found;
}

std::string Dispatcher::methods(std::string_view path) const {
    const auto texts = segments_of(path);
    std::set<std::string_view> all;
    for (const Entry& entry : entries_) {
        if (!takes(entry, texts)) continue;
        all.insert(entry.route->method);
        if (entry.route->method == "GET") all.insert("HEAD");
    }
    if (!all.empty()) all.insert("OPTIONS");
    return fmt::format("{}", fmt::join(all, ", "));
}

Dispatcher::Segment Dispatcher::segment_of(std::string_view text) {
    const std::size_t brace = text.find('}');
    if (!text.starts_with('{') || brace == std::string_view::npos) {
        return {.kind = Segment::Kind::literal, .name = {}, .text = std::string(text)};
    }
    const std::string_view ending = text.substr(brace + 1);
    return {.kind = ending.empty() ? Segment::Kind::any : Segment::Kind::any_with_ending,
            .name = std::string(text.substr(1, brace - 1)),
            .text = std::string(ending)};
}

bool Dispatcher::takes(const Segment& segment, std::string_view text) {
    switch (segment.kind) {
        case Segment::Kind::literal:
            return text == segment.text;
        case Segment::Kind::any_with_ending:
            return text.size() > segment.text.size() && text.ends_with(segment.text);
        case Segment::Kind::any:
            return !text.empty() && text != "." && text != "..";
    }
    return false;
}

bool Dispatcher::takes(const Entry& entry, std::span<const std::string_view> texts) {
    return std::ranges::equal(
        entry.segments, texts,
        [](const Segment& segment, std::string_view text) { return takes(segment, text); });
}

bool Dispatcher::wins(const Entry& entry, const Entry* other) {
    return other == nullptr ||
           std::ranges::lexicographical_compare(other->segments, entry.segments, {}, &Segment::kind,
                                                &Segment::kind);
}

}  // namespace revivre::server
