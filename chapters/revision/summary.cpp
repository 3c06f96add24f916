#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "chapters/revision/difference.hpp"

namespace revivre::chapters::revision {
namespace {

// 40 letters tell titles of a day apart; four parts of at most 40 letters of up to 3 bytes (4 for
// the rarest, which are cut the sooner) and three words of fields stay below kSummaryLimit.
constexpr std::size_t kShownBytes = 100;
constexpr std::size_t kNamedFields = 3;  // more is "changed"

// What happened to one chapter.
struct Touched {
    std::string chapter;
    std::string title;
    std::vector<Field> fields;
};

std::string short_title(std::string_view title) {
    if (title.size() <= kShownBytes) return std::string(title);
    std::size_t size = kShownBytes;
    while (size > 0 && (static_cast<unsigned char>(title[size]) & 0xC0) == 0x80) --size;
    return std::string(title.substr(0, size)) + "…";
}

std::string_view word_for(Field field) {
    constexpr std::array<std::string_view, 13> kWords{
        "title",        "kind",    "start", "end",   "session",  "speakers", "language",
        "translations", "summary", "link",  "image", "position", "chapter"};
    return kWords.at(static_cast<std::size_t>(field));
}

// "title", "start and end", "title, kind and image"; empty when there are too many.
std::string words_for(const std::vector<Field>& fields) {
    if (fields.size() > kNamedFields) return "";
    std::string words;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) words += i + 1 == fields.size() ? " and " : ", ";
        words += word_for(fields[i]);
    }
    return words;
}

bool names_fields(std::string_view verb) {
    return verb == "changed" || verb == "moved";
}

std::string sentence(const std::vector<Touched>& all, std::string_view verb) {
    std::string what = all.size() == 1 ? fmt::format("“{}”", short_title(all.front().title))
                                       : fmt::format("{} chapters", all.size());
    const bool alike = std::ranges::all_of(
        all, [&](const Touched& each) { return each.fields == all.front().fields; });
    const bool place = all.front().fields == std::vector{Field::parent} ||
                       all.front().fields == std::vector{Field::start, Field::end};
    if (names_fields(verb) && alike && !place && (all.size() == 1 || verb == "changed")) {
        const std::string words = words_for(all.front().fields);
        if (!words.empty()) what = words + " of " + what;
    }
    return fmt::format("{} {}", what, verb);
}

// A chapter is told once: as changed when anything but its place is another.
class Telling {
  public:
    void add(const Difference& difference) {
        if (all_.empty() || !goes_on(difference)) {
            all_.push_back({{difference.chapter, difference.title, {}}, difference.what});
        }
        all_.back().first.fields.push_back(difference.field);
        if (difference.what == Change::changed) all_.back().second = Change::changed;
    }

    [[nodiscard]] std::vector<Touched> with(Change what) const {
        std::vector<Touched> found;
        for (const auto& [touched, each] : all_) {
            if (each == what) found.push_back(touched);
        }
        return found;
    }

  private:
    // Differences of one chapter stand together; chapters without id are only added or removed.
    [[nodiscard]] bool goes_on(const Difference& difference) const {
        return difference.field != Field::whole && all_.back().first.chapter == difference.chapter;
    }

    std::vector<std::pair<Touched, Change>> all_;
};

}  // namespace

std::string summary_of(const std::vector<Difference>& differences) {
    Telling telling;
    for (const Difference& difference : differences) telling.add(difference);
    std::string summary;
    for (const Change what : {Change::changed, Change::moved, Change::added, Change::removed}) {
        const std::vector<Touched> touched = telling.with(what);
        if (touched.empty()) continue;
        if (!summary.empty()) summary += "; ";
        summary += sentence(touched, name_of(what));
    }
    return summary.empty() ? "no change" : summary;
}

}  // namespace revivre::chapters::revision
