// FFMETADATA1 chapter sections, as FFmpeg 5.1 writes and reads them (ffmpeg-formats manual, section
// "Metadata"; libavformat/ffmetadec.c). Read-only here. Unlike FFmpeg, one wrong chapter does not
// cost the others, and a byte order mark is no hindrance (text/encoding.hpp takes it away).

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "chapters/formats/registry.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::string_view kSignature = ";FFMETADATA";

// A [CHAPTER] section while it is being read.
struct Section {
    int line = 0;
    std::int64_t numerator = 1;
    std::int64_t denominator = 1'000'000'000;  // ffmpeg-formats: "in nanoseconds" when absent
    std::optional<std::int64_t> start;
    std::optional<std::int64_t> end;
    std::string title;
};

// Lines end at a newline that no backslash escapes.
class Lines {
  public:
    explicit Lines(std::string_view text) : rest_(text) {}

    bool next(std::string_view& line) {
        if (rest_.empty()) return false;
        number_ = next_number_;
        std::size_t end = 0;
        for (; end < rest_.size() && rest_[end] != '\n'; ++end) {
            if (rest_[end] == '\\' && end + 1 < rest_.size()) {
                ++end;
                if (rest_[end] == '\n') ++next_number_;
            }
        }
        line = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        ++next_number_;
        return true;
    }
    [[nodiscard]] int number() const noexcept { return number_; }

  private:
    std::string_view rest_;
    int number_ = 0;
    int next_number_ = 1;
};

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        out += text[i];
    }
    return out;
}

std::optional<std::int64_t> number_in(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// Rounded half up from the exact fraction, once . A long double holds every
// product exactly up to 2^64; beyond, the limit below refuses it.
std::optional<Time> to_time(std::int64_t ticks, const Section& section) {
    constexpr long double kLimitMs = 2'147'483'647;  // 24 days
    const long double exact = static_cast<long double>(ticks) * 1000 *
                              static_cast<long double>(section.numerator) /
                              static_cast<long double>(section.denominator);
    if (ticks < 0 || exact > kLimitMs) return std::nullopt;
    return Time(static_cast<std::int64_t>(exact + 0.5L));
}

void read_time_base(std::string_view value, Section& section,
                    std::vector<Diagnostic>& diagnostics) {
    const std::size_t slash = value.find('/');
    const auto numerator = number_in(value.substr(0, slash));
    const auto denominator =
        slash == std::string_view::npos ? std::nullopt : number_in(value.substr(slash + 1));
    constexpr std::int64_t kLargest = 1'000'000'000'000;
    if (!numerator || !denominator || *numerator <= 0 || *denominator <= 0 ||
        *numerator > kLargest || *denominator > kLargest) {
        diagnostics.push_back({section.line, fmt::format("TIMEBASE '{}' is no fraction above 0; "
                                                         "nanoseconds are taken",
                                                         value)});
        return;
    }
    section.numerator = *numerator;
    section.denominator = *denominator;
}

void read_field(std::string_view line, Section& section, std::vector<Diagnostic>& diagnostics) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) return;
    const std::string_view key = line.substr(0, equals);
    const std::string_view value = line.substr(equals + 1);
    if (key == "TIMEBASE") read_time_base(value, section, diagnostics);
    if (key == "START") section.start = number_in(value);
    if (key == "END") {
        section.end = number_in(value);
        if (!section.end)
            diagnostics.push_back(
                {section.line,
                 fmt::format("END '{}' is no whole number; the end is left open", value)});
    }
    if (key == "title") section.title = clean_line(unescaped(value));
}

void keep(const Section& section, ReadResult& result) {
    const auto start = section.start ? to_time(*section.start, section) : std::nullopt;
    if (!start) {
        result.diagnostics.push_back(
            {section.line, fmt::format("left out the chapter '{}': it has no START "
                                       "that is a whole number from 0",
                                       section.title)});
        return;
    }
    auto end = section.end ? to_time(*section.end, section) : std::nullopt;
    if (end && *end < *start) {
        result.diagnostics.push_back(
            {section.line,
             fmt::format("the chapter '{}' ends before it starts; its end is left open",
                         section.title)});
        end.reset();
    }
    Chapter chapter;
    chapter.start = *start;
    chapter.end = end;
    chapter.title = section.title;
    result.document.chapters.push_back(std::move(chapter));
}

ReadResult read(std::string_view text) {
    ReadResult result;
    if (!text.starts_with(kSignature)) {
        return refused("the first line is not ';FFMETADATA1'");
    }
    Lines lines(text);
    std::optional<Section> section;
    for (std::string_view line; lines.next(line);) {
        if (line.empty() || line[0] == ';' || line[0] == '#') continue;
        if (line[0] == '[') {
            if (section) keep(*section, result);
            section.reset();
            if (line.starts_with("[CHAPTER]")) section.emplace().line = lines.number();
        } else if (section) {
            read_field(line, *section, result.diagnostics);
        }
    }
    if (section) keep(*section, result);
    std::ranges::stable_sort(result.document.chapters, {}, &Chapter::start);
    return result;
}

Likeness recognise(std::string_view text) {
    return text.starts_with(kSignature) ? Likeness::certain : Likeness::none;
}

}  // namespace

Format ffmetadata() {
    return {.name = "ffmetadata",
            .title = "FFmpeg metadata",
            .extension = "ffmeta",
            .media_type = "text/plain",
            .reference = "ffmpeg-formats 5.1, section Metadata",
            .recognise = recognise,
            .read = read};
}

}  // namespace revivre::chapters::formats
