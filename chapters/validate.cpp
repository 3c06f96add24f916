#include "chapters/validate.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "chapters/text/time_text.hpp"

namespace revivre::chapters {
namespace {

constexpr std::size_t kProblemLimit = 100;  // nobody reads more, and a list may have 10,000
constexpr std::size_t kShownBytes = 80;     // of a title: a line of text with what is said of it

// Where two chapters belong in a list: earlier first, then the longer one.
std::pair<Time, Time> place(const Chapter& chapter) {
    return {chapter.start, -chapter.end.value_or(chapter.start)};
}

// Enough of a title to know it again, cut where a character begins.
std::string_view short_title(std::string_view title) {
    if (title.size() <= kShownBytes) return title;
    std::size_t size = kShownBytes;
    while (size > 0 && (static_cast<unsigned char>(title[size]) & 0xC0) == 0x80) --size;
    return title.substr(0, size);
}

bool is_blank(std::string_view title) {
    return title.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

class Checker {
  public:
    explicit Checker(Time duration) : duration_(duration) {}

    void check(const std::vector<Chapter>& siblings, const Chapter* parent, std::size_t depth) {
        const Chapter* before = nullptr;
        for (const Chapter& chapter : siblings) {
            if (full()) return;
            check_one(chapter);
            if (parent != nullptr) check_inside(chapter, *parent);
            if (before != nullptr && place(chapter) < place(*before)) {
                add(chapter, fmt::format("comes after '{}', which belongs behind it",
                                         short_title(before->title)));
            }
            before = &chapter;
            check_children(chapter, depth);
        }
    }

    [[nodiscard]] std::vector<std::string> take_problems() { return std::move(problems_); }

  private:
    [[nodiscard]] bool full() const {
        return problems_.size() >= kProblemLimit || count_ > kChapterLimit;
    }

    void add(const Chapter& chapter, std::string_view what) {
        problems_.push_back(fmt::format("the chapter '{}' at {} {}", short_title(chapter.title),
                                        clock_text(std::max(chapter.start, Time{})), what));
    }

    void check_one(const Chapter& chapter) {
        if (++count_ == kChapterLimit + 1) {
            problems_.push_back(fmt::format("there are more than {} chapters", kChapterLimit));
        }
        if (is_blank(chapter.title)) add(chapter, "has no title");
        if (!chapter.id.empty() && !ids_.insert(chapter.id).second) {
            add(chapter, fmt::format("has the id '{}' of another one", chapter.id));
        }
        if (chapter.start < Time{}) add(chapter, "starts before the recording");
        check_end(chapter);
    }

    void check_end(const Chapter& chapter) {
        if (!chapter.end) return add(chapter, "has no end");
        if (*chapter.end < chapter.start) add(chapter, "ends before it starts");
        if (*chapter.end > duration_) {
            add(chapter, fmt::format("ends at {}, after the recording, which ends at {}",
                                     clock_text(*chapter.end), clock_text(duration_)));
        }
    }

    void check_inside(const Chapter& chapter, const Chapter& parent) {
        const bool inside = chapter.start >= parent.start &&
                            chapter.end.value_or(chapter.start) <= parent.end.value_or(duration_);
        if (!inside) {
            add(chapter, fmt::format("reaches out of the chapter '{}' that it is part of",
                                     short_title(parent.title)));
        }
    }

    void check_children(const Chapter& chapter, std::size_t depth) {
        if (chapter.children.empty()) return;
        if (depth == kDepthLimit) {
            return add(chapter, fmt::format("has parts below level {}", kDepthLimit));
        }
        check(chapter.children, &chapter, depth + 1);
    }

    Time duration_;
    std::size_t count_ = 0;
    std::set<std::string_view> ids_;
    std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> check_chapters(const std::vector<Chapter>& chapters, Time duration) {
    Checker checker(duration);
    checker.check(chapters, nullptr, 1);
    return checker.take_problems();
}

void sort_chapters(std::vector<Chapter>& chapters) {
    std::ranges::stable_sort(chapters, {}, place);
    for (Chapter& chapter : chapters) sort_chapters(chapter.children);
}

}  // namespace revivre::chapters
