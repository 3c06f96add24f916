#include "server/replaced_address.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/evidence_kinds.hpp"
#include "chapters/remap/passage.hpp"
#include "chapters/remap/passage_text.hpp"
#include "chapters/text/time_text.hpp"
#include "server/http/target.hpp"

namespace revivre::server {
namespace {

namespace remap = chapters::remap;

constexpr std::string_view kPrefix = "rec_";

// Below these, "c" names a chapter, and the others a moment.
constexpr std::array<std::string_view, 2> kShown{"/v/", "/embed/"};
constexpr std::array<std::string_view, 3> kMoments{"t", "start", "time"};

constexpr int kMostReplacements = 20;  // more than a file is ever cut again

bool is_id_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

// The id of a recording at `at`, which may be the end of the text.
std::string_view id_at(std::string_view text, std::size_t at) {
    std::size_t end = std::min(text.size(), at + kPrefix.size());
    while (end < text.size() && is_id_letter(text[end])) ++end;
    return text.substr(std::min(at, text.size()), end - std::min(at, text.size()));
}

bool is_shown(std::string_view target) {
    return std::ranges::any_of(kShown,
                               [&](std::string_view start) { return target.starts_with(start); });
}

bool is_moment(std::string_view name) {
    return std::ranges::find(kMoments, name) != kMoments.end();
}

// What was found of the recording that `made` replaces.
remap::PassageMap map_into(const chapters::Recording& made, storage::Repository& repository) {
    std::vector<remap::Passage> passages;
    for (const chapters::Evidence& each : repository.evidence(made.id)) {
        if (each.kind != chapters::evidence_kinds::kPassage) continue;
        if (auto passage = remap::passage_from(each.text)) passages.push_back(std::move(*passage));
    }
    return {std::move(passages), made.duration};
}

/// Where moments of an old recording are in the one that is public in its place.
class Moments {
  public:
    Moments(const std::string& old, const std::string& now, storage::Repository& repository) {
        std::string id = now;
        for (int step = 0; step < kMostReplacements && id != old && !id.empty(); ++step) {
            const chapters::Recording made = repository.recording(id);
            maps_.push_back(map_into(made, repository));
            id = made.replaces;
        }
        if (id != old) maps_.clear();  // what replaced it was taken back: nothing is known
    }

    [[nodiscard]] chapters::Time moved(chapters::Time time) const {
        for (auto map = maps_.rbegin(); map != maps_.rend(); ++map)
            time = map->guess(time).value_or(time);
        return time;
    }

  private:
    std::vector<remap::PassageMap> maps_;  // the last replacement first
};

// "t=754,900" as it is now; another pair of a query as it is.
std::string moved_pair(std::string_view pair, const Moments& moments) {
    const auto query = parse_target("/?" + std::string(pair)).query;
    if (query.empty() || !is_moment(query.begin()->first)) return std::string(pair);
    const auto range = chapters::parse_time_range(query.begin()->second);
    if (!range) return std::string(pair);
    std::string text =
        query.begin()->first + "=" + chapters::seconds_text(moments.moved(range->start));
    const auto end = range->end ? moments.moved(*range->end) : range->start;
    if (range->end && end > moments.moved(range->start)) text += "," + chapters::seconds_text(end);
    return text;
}

// The address with its moments moved.
std::string at_new_moments(const std::string& address, const Moments& moments) {
    const std::size_t mark = address.find('?');
    if (mark == std::string::npos) return address;
    std::string moved = address.substr(0, mark);
    char separator = '?';
    for (std::size_t from = mark + 1; from <= address.size();) {
        const std::size_t end = std::min(address.find('&', from), address.size());
        moved += separator + moved_pair(address.substr(from, end - from), moments);
        separator = '&';
        from = end + 1;
    }
    return moved;
}

// "#t=25.1,57.8" of the chapter that the address names, or nothing.
std::string fragment_of(std::string_view target, storage::Repository& repository) {
    const auto query = parse_target(target).query;
    const auto chapter = query.find("c");
    const bool at_moment =
        std::ranges::any_of(query, [](const auto& pair) { return is_moment(pair.first); });
    if (chapter == query.end() || at_moment) return {};
    try {
        const auto found = repository.public_chapter(chapter->second).chapter;
        return fmt::format("#t={},{}", chapters::seconds_text(found.start),
                           chapters::seconds_text(found.end.value_or(found.start)));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::not_found && error.code() != ErrorCode::gone) throw;
        return {};
    }
}

}  // namespace

std::optional<std::string> replaced_address(std::string_view target,
                                            storage::Repository& repository) {
    const std::size_t path_end = std::min(target.find('?'), target.size());
    const bool asks_about_another = target.substr(0, path_end) == "/oembed";
    const std::size_t at = target.find(kPrefix);
    if (at == std::string_view::npos || (at > path_end && !asks_about_another)) return std::nullopt;
    const std::string old(id_at(target, at));
    const auto successor = repository.public_replacement(old);
    if (!successor) return std::nullopt;
    std::string address(target);
    address.replace(at, old.size(), *successor);
    if (!is_shown(target)) return address;
    return at_new_moments(address, Moments(old, *successor, repository)) +
           fragment_of(target, repository);
}

}  // namespace revivre::server
