#include "server/pictures.hpp"

#include <algorithm>
#include <system_error>

#include "chapters/posters.hpp"
#include "chapters/text/time_text.hpp"
#include "storage/library.hpp"

namespace revivre::server {
namespace {

constexpr std::string_view kStoryboard = "storyboard.vtt";

std::string address_of(const std::string& recording, std::string_view name) {
    return "/pictures/" + recording + "/" + std::string(name);
}

// A picture of a storyboard: the lines of its cue, and the sheet that it is part of.
struct StoryboardCue {
    std::string_view lines;
    chapters::Time start{};
    chapters::Time end{};
    std::string sheet;
};

// "01:02:03.500" (WebVTT, section 4.1), as indexer/analysis/storyboard.cpp writes it.
chapters::Time cue_time(std::string_view text) {
    const auto range = chapters::parse_time_range(text);
    return range ? range->start : chapters::Time{};
}

std::vector<StoryboardCue> storyboard_cues(std::string_view text) {
    constexpr std::string_view kArrow = " --> ";
    std::vector<StoryboardCue> cues;
    while (!text.empty()) {
        const std::string_view block = text.substr(0, text.find("\n\n"));
        text.remove_prefix(std::min(text.size(), block.size() + 2));
        const std::size_t arrow = block.find(kArrow);
        const std::size_t line = block.find('\n');
        if (arrow == std::string_view::npos || line == std::string_view::npos) continue;
        const std::size_t end = arrow + kArrow.size();
        const std::string_view picture = block.substr(line + 1);
        cues.push_back({.lines = block.substr(0, block.find_last_not_of('\n') + 1),
                        .start = cue_time(block.substr(0, arrow)),
                        .end = cue_time(block.substr(end, line - end)),
                        .sheet = std::string(picture.substr(0, picture.find('#')))});
    }
    return cues;
}

}  // namespace

std::string Pictures::poster(const std::string& recording, chapters::Time start,
                             chapters::Time end) {
    const auto& hidden = hidden_of(recording);
    if (is_hidden(hidden, start)) return {};
    std::vector<std::string> names = names_of(recording);
    std::erase_if(names, [&](const std::string& each) {
        const auto time = chapters::poster_time(each);
        return time && is_hidden(hidden, *time);
    });
    const std::string_view name = chapters::poster_for(names, start, end);
    return name.empty() ? std::string() : address_of(recording, name);
}

std::string Pictures::storyboard(const std::string& recording) {
    const auto& names = names_of(recording);
    const bool there = std::ranges::find(names, kStoryboard) != names.end();
    return there ? address_of(recording, kStoryboard) : std::string();
}

const std::vector<storage::Span>& Pictures::hidden_of(const std::string& recording) {
    const auto [found, fresh] = hidden_.try_emplace(recording);
    if (fresh && repository_ != nullptr) {
        found->second = repository_->person_register().withdrawn_spans(recording);
    }
    return found->second;
}

const std::vector<std::string>& Pictures::names_of(const std::string& recording) {
    const auto [found, fresh] = names_.try_emplace(recording);
    if (!fresh || library_.empty()) return found->second;
    // A folder that is not there, or goes away, is one without pictures.
    std::error_code fault;
    const auto folder = storage::Library(library_).derived(recording);
    for (std::filesystem::directory_iterator file(folder, fault), end; !fault && file != end;
         file.increment(fault)) {
        found->second.push_back(file->path().filename().string());
    }
    return found->second;
}

bool is_hidden(const std::vector<storage::Span>& hidden, chapters::Time time) {
    return std::ranges::any_of(
        hidden, [&](const storage::Span& span) { return span.start <= time && time < span.end; });
}

std::string shown_storyboard(std::string_view text, const std::vector<storage::Span>& hidden,
                             std::set<std::string>& refused) {
    const auto cues = storyboard_cues(text);
    for (const StoryboardCue& cue : cues) {
        const bool shows_hidden = std::ranges::any_of(hidden, [&](const storage::Span& span) {
            return cue.start < span.end && span.start < cue.end;
        });
        if (shows_hidden) refused.insert(cue.sheet);
    }
    std::string shown = "WEBVTT\n";
    for (const StoryboardCue& cue : cues) {
        if (!refused.contains(cue.sheet)) shown += "\n" + std::string(cue.lines) + "\n";
    }
    return shown;
}

}  // namespace revivre::server
