// Samples: QuickTime File Format, "Text Sample Data"; 3GPP TS 26.245, section 5.17 ("href").
// "chpl" has no specification. Known forms: version 0 with 8 bits of count behind version and
// flags; version 1 with four more bytes before these 8 bits (FFmpeg), or one more byte and then 32
// bits (mp4v2, ATL), which is the same for less than 256 chapters.

#include "chapters/containers/mp4_text.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "chapters/containers/mp4_boxes.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/text/encoding.hpp"

namespace revivre::chapters::mp4 {
namespace {

constexpr std::int64_t kListTicks = 10'000'000;  // a second, of "chpl"
constexpr std::size_t kListTitleBytes = 255;
constexpr std::size_t kListChapters = 255;
constexpr std::size_t kSurelyWhole =
    251;  // three bytes of a character, or an ellipsis, may be gone
constexpr std::string_view kEllipsis = "…";

// What FFmpeg and mp4v2 put behind every title to say that it is Unicode (Apple's number of a text
// encoding, 0x0100).
constexpr std::uint32_t kUnicode = 0x0100;

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// Without the first bytes of a character whose last bytes were cut off.
std::string_view without_cut_character(std::string_view text) {
    for (std::size_t back = 1; back <= 4 && back <= text.size(); ++back) {
        const auto lead = static_cast<unsigned char>(text[text.size() - back]);
        if (continues_character(text[text.size() - back])) continue;
        const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        return wanted > back ? text.substr(0, text.size() - back) : text;
    }
    return text;
}

std::string decoded(std::string_view text) {
    // UTF-16 without its mark: Latin letters have a zero byte first.
    if (text.size() >= 2 && text.size() % 2 == 0 && text[0] == '\0' && text[1] != '\0') {
        return decode_text(std::string("\xFE\xFF").append(text));
    }
    const std::string_view sound = without_cut_character(text);
    return decode_text(is_utf8(sound) ? sound : text);
}

std::string link_in(std::string_view boxes) {
    while (boxes.size() >= 8) {
        Fields fields(boxes);
        const std::uint32_t size = fields.u32();
        const BoxType type = fields.u32();
        if (size < 8 || size > boxes.size()) return {};
        if (type == box_type("href")) {
            Fields body(boxes.substr(8, size - 8));
            body.skip(4);  // which characters of the title are the link
            const std::string_view address = body.text(body.u8());
            return is_utf8(address) ? std::string(address) : decode_text(address);
        }
        boxes.remove_prefix(size);
    }
    return {};
}

struct ListForm {
    std::size_t before_count;  // bytes, with version and flags
    std::size_t count_bytes;
};

// In the order in which they are tried, by version.
constexpr std::array kVersion0 = {ListForm{4, 1}, ListForm{5, 4}, ListForm{8, 1}, ListForm{4, 4}};
constexpr std::array kVersion1 = {ListForm{5, 4}, ListForm{8, 1}, ListForm{4, 1}, ListForm{4, 4}};

struct ListReading {
    std::vector<ListedChapter> chapters;
    bool complete = false;
    std::size_t left = 0;
};

ListedChapter listed(std::uint64_t ticks, std::string_view title) {
    const auto time = std::cmp_greater(ticks, INT64_MAX)
                          ? std::nullopt
                          : time_of_ticks(static_cast<std::int64_t>(ticks), 1, kListTicks);
    return {.start = time.value_or(kLatestTime + Time(1)),  // told by Gathering
            .title = decoded(title),
            .whole = title.size() <= kSurelyWhole && is_utf8(title)};
}

ListReading read_as(std::string_view body, const ListForm& form) {
    ListReading reading;
    Fields fields(body);
    fields.skip(form.before_count);
    const std::uint32_t count = form.count_bytes == 1 ? fields.u8() : fields.u32();
    while (fields.ok() && reading.chapters.size() < std::min<std::size_t>(count, 100'000)) {
        const std::uint64_t start = fields.u64();
        const std::string_view title = fields.text(fields.u8());
        if (!fields.ok()) break;
        reading.chapters.push_back(listed(start, title));
    }
    reading.complete = fields.ok();
    reading.left = fields.left();
    return reading;
}

bool is_better(const ListReading& one, const ListReading& other) {
    if (one.chapters.empty() || other.chapters.empty()) return !one.chapters.empty();
    const bool exact = one.complete && one.left == 0;
    const bool other_exact = other.complete && other.left == 0;
    if (exact != other_exact) return exact;
    if (one.complete != other.complete) return one.complete;
    return one.chapters.size() > other.chapters.size();
}

std::string cut_to(std::string_view title, std::size_t bytes) {
    if (title.size() <= bytes) return std::string(title);
    std::size_t size = bytes - kEllipsis.size();
    while (size > 0 && continues_character(title[size])) --size;
    return std::string(title.substr(0, size)).append(kEllipsis);
}

}  // namespace

SampleText read_sample(std::string_view sample) {
    Fields fields(sample);
    const std::size_t length = std::min<std::size_t>(fields.u16(), fields.left());
    SampleText text{.title = decoded(fields.text(length)), .link = {}};
    text.link = link_in(fields.text(fields.left()));
    return text;
}

std::string sample_of(std::string_view title, std::string_view link) {
    BoxWriter sample;
    sample.u16(title.size()).text(title);
    if (!link.empty()) {
        const auto characters = title.size() - static_cast<std::size_t>(std::ranges::count_if(
                                                   title, continues_character));
        BoxWriter href;
        href.u16(0).u16(characters).u8(link.size()).text(link).u8(0);  // no text to show instead
        sample.text(href.boxed(box_type("href")));
    }
    return sample.text(BoxWriter().u32(kUnicode).boxed(box_type("encd"))).bytes();
}

std::vector<ListedChapter> read_chapter_list(std::string_view body, bool& complete) {
    const auto& forms = body.starts_with('\0') ? kVersion0 : kVersion1;
    ListReading best = read_as(body, forms.front());
    for (const ListForm& form : forms) {
        ListReading reading = read_as(body, form);
        if (is_better(reading, best)) best = std::move(reading);
    }
    complete = best.complete;
    return best.chapters;
}

std::string chapter_list_of(const std::vector<Chapter>& chapters) {
    const std::size_t count = std::min(chapters.size(), kListChapters);
    BoxWriter list;
    list.full(1).zeros(4).u8(count);
    for (const Chapter& chapter : std::span(chapters).first(count)) {
        const std::string title = cut_to(chapter.title, kListTitleBytes);
        list.u64(static_cast<std::uint64_t>(ticks_of_time(chapter.start, kListTicks)))
            .u8(title.size())
            .text(title);
    }
    return list.boxed(box_type("chpl"));
}

}  // namespace revivre::chapters::mp4
