#include "chapters/exchange/gathering.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "chapters/exchange/nesting.hpp"
#include "chapters/text/title.hpp"
#include "chapters/validate.hpp"

namespace revivre::chapters {
namespace {

constexpr std::size_t kFreeChapters = 20'000;
constexpr std::size_t kBytesPerChapter = 48;
constexpr std::size_t kDiagnosticLimit = 1'000;  // nobody reads more
constexpr std::size_t kShownBytes = 60;

void clean(Chapter& chapter) {
    chapter.title = clean_line(chapter.title);
    chapter.summary = clean_line(chapter.summary);
    for (Translation& each : chapter.translations) each.text = clean_line(each.text);
    for (Credit& credit : chapter.credits) credit.name = clean_line(credit.name);
}

}  // namespace

std::size_t chapter_allowance(std::size_t text_bytes) {
    return kFreeChapters + text_bytes / kBytesPerChapter;
}

std::string shown(std::string_view text) {
    if (text.size() <= kShownBytes) return clean_line(text);
    std::size_t size = kShownBytes;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    return clean_line(text.substr(0, size)) + "…";
}

void Gathering::tell(int line, std::string message) {
    auto& diagnostics = result_.diagnostics;
    if (diagnostics.size() > kDiagnosticLimit) return;
    if (diagnostics.size() == kDiagnosticLimit) message = "more faults than are told here";
    diagnostics.push_back({line, std::move(message)});
}

bool Gathering::add(Chapter chapter, int line) {
    if (full()) return false;
    if (!admit(chapter, line, 1)) return !full();
    auto& chapters = result_.document.chapters;
    // By a quarter, not twofold: see chapter_allowance().
    if (chapters.size() == chapters.capacity()) chapters.reserve(chapters.size() * 5 / 4 + 16);
    chapters.push_back(std::move(chapter));
    return !full();
}

bool Gathering::take_place(int line) {
    if (places_ == allowance_) {
        tell_full(line);
        return false;
    }
    ++places_;
    return true;
}

void Gathering::tell_full(int line) {
    if (std::exchange(told_full_, true)) return;
    tell(line, fmt::format("more than {} chapters: the others are left out", allowance_));
}

bool Gathering::admit(Chapter& chapter, int line, std::size_t depth) {
    if (full()) return false;
    if (chapter.start < Time::zero() || chapter.start > kLatestTime) {
        tell(line, fmt::format("left out '{}': its time is before 0 or later than any recording",
                               shown(chapter.title)));
        return false;
    }
    if (chapter.end && *chapter.end < chapter.start) {
        tell(line,
             fmt::format("'{}' ends before it starts: its end is left open", shown(chapter.title)));
        chapter.end.reset();
    }
    if (chapter.end && *chapter.end > kLatestTime) chapter.end.reset();
    limit_extras(chapter, line);
    clean(chapter);
    if (++count_ == allowance_) tell_full(line);
    if (depth == kDepthLimit && !chapter.children.empty()) {
        tell(line, fmt::format("what lies deeper than {} levels is left out", kDepthLimit));
        chapter.children.clear();
    }
    std::erase_if(chapter.children, [&](Chapter& child) { return !admit(child, line, depth + 1); });
    return true;
}

void Gathering::limit_extras(Chapter& chapter, int line) {
    const std::size_t most = allowance_ / 2;
    const std::size_t before = extras_;
    chapter.credits.resize(std::min(chapter.credits.size(), most - extras_));
    extras_ += chapter.credits.size();
    chapter.translations.resize(std::min(chapter.translations.size(), most - extras_));
    extras_ += chapter.translations.size();
    if (extras_ == most && before < most) {
        tell(line,
             "more names and titles in other languages than the size of the text allows: "
             "the others are left out");
    }
}

void Gathering::tell_fault(int line, std::string fault) {
    fault_ = Diagnostic{line, fault};
    tell(line, std::move(fault));
}

ReadResult Gathering::take() {
    if (sort_by_start(result_.document.chapters)) {
        tell(0, "the list was not in the order of its starts: it is sorted here");
    }
    return finished();
}

ReadResult Gathering::take_in_order() {
    return finished();
}

ReadResult Gathering::finished() {
    if (fault_ && result_.document.chapters.empty()) return refused(fault_->message, fault_->line);
    return std::move(result_);
}

}  // namespace revivre::chapters
