#include "chapters/containers/vorbis_comment.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "chapters/containers/byte_order.hpp"
#include "chapters/exchange/times.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/encoding.hpp"
#include "chapters/text/time_text.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters {
namespace {

constexpr std::size_t kCommentLimit = 100'000;  // ten for each of 10,000 chapters
constexpr std::size_t kNumberDigits = 9;
constexpr std::string_view kKey = "CHAPTER";
constexpr std::size_t kLongestKey = 64;  // that means anything; a picture's comment has megabytes
constexpr std::string_view kArrow = "-->";

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

// "CHAPTER012NAME" taken apart.
struct ChapterKey {
    std::uint32_t number = 0;
    std::string part;  // "", "NAME", "URL"
};

std::optional<ChapterKey> chapter_key(std::string_view comment) {
    const std::string head = upper(comment.substr(0, kLongestKey));
    const std::string_view key = std::string_view(head).substr(0, head.find('='));
    if (!key.starts_with(kKey) || key.size() == comment.size()) return std::nullopt;
    const std::string_view after = key.substr(kKey.size());
    const std::size_t digits = std::min(after.find_first_not_of("0123456789"), after.size());
    if (digits == 0 || digits > kNumberDigits) return std::nullopt;
    ChapterKey found;
    std::from_chars(after.data(), after.data() + digits, found.number);
    found.part = after.substr(digits);
    const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (!std::ranges::all_of(found.part, is_letter)) return std::nullopt;
    return found;
}

bool is_cue_sheet(std::string_view comment) {
    constexpr std::string_view kCueKey = "CUESHEET=";
    return upper(comment.substr(0, kCueKey.size())) == kCueKey;
}

std::string_view value_of(std::string_view comment) {
    return comment.substr(comment.find('=') + 1);
}

// The comments of one number.
struct Entry {
    std::optional<Time> start;
    std::optional<Time> end;
    std::string title;
    std::string link;
};

class CommentReader {
  public:
    explicit CommentReader(Gathering& gathering) : gathering_(gathering) {}

    void take(const ChapterKey& key, std::string_view value) {
        Entry& entry = entries_[key.number];
        if (key.part.empty()) {
            take_time(key.number, entry, value);
        } else if (key.part == "NAME") {
            if (entry.title.empty()) entry.title = clean_line(value);
        } else if (key.part == "URL") {
            if (entry.link.empty()) entry.link = clean_line(value);
        }
    }

    void finish() {
        for (auto& [number, entry] : entries_) {
            if (!entry.start) {
                if (!entry.title.empty() || !entry.link.empty()) {
                    gathering_.tell(
                        0, fmt::format("left out '{}': it has no CHAPTER{:03} that is a time",
                                       shown(entry.title), number));
                }
                continue;
            }
            Chapter chapter;
            chapter.start = *entry.start;
            chapter.end = entry.end;
            chapter.title = std::move(entry.title);
            chapter.link = std::move(entry.link);
            if (!gathering_.add(std::move(chapter))) return;
        }
    }

  private:
    void take_time(std::uint32_t number, Entry& entry, std::string_view value) {
        const auto time_in = [](std::string_view text) {
            const std::string clean = clean_line(text);
            return parse_clock(clean);
        };
        // An early form of the extension had the end behind an arrow.
        const std::size_t arrow = value.find(kArrow);
        const auto start = time_in(value.substr(0, arrow));
        if (!start) {
            gathering_.tell(0, fmt::format("CHAPTER{:03} is no time: '{}'", number, shown(value)));
            return;
        }
        if (entry.start) {
            gathering_.tell(0,
                            fmt::format("CHAPTER{:03} comes twice: the first one counts", number));
            return;
        }
        entry.start = start;
        if (arrow != std::string_view::npos)
            entry.end = time_in(value.substr(arrow + kArrow.size()));
    }

    Gathering& gathering_;
    std::map<std::uint32_t, Entry> entries_;
};

void append_comment(std::string& out, std::string_view text) {
    out += as_little_endian(text.size(), 4);
    out += text;
}

// A cue sheet as text, which rippers keep in a comment of that name.
bool gather_cue_sheet(std::string_view sheet, Gathering& gathering) {
    const auto all = all_formats();
    const auto cue = std::ranges::find(all, "cue", &Format::name);
    if (cue == all.end() || cue->read == nullptr) return false;
    ReadResult read = cue->read(decode_text(sheet));
    for (const Diagnostic& each : read.diagnostics) gathering.tell(each.line, each.message);
    for (Chapter& chapter : read.document.chapters) gathering.add(std::move(chapter));
    return !read.document.chapters.empty();
}

}  // namespace

VorbisComment parse_vorbis_comment(std::string_view bytes) {
    VorbisComment result;
    std::size_t at = 0;
    const auto next = [&]() -> std::optional<std::string_view> {
        if (bytes.size() - at < 4) return std::nullopt;
        const std::size_t length = little32(bytes, at);
        if (length > bytes.size() - at - 4) return std::nullopt;
        at += 4 + length;
        return bytes.substr(at - length, length);
    };
    const auto vendor = next();
    result.cut = !vendor || bytes.size() - at < 4;
    if (result.cut) return result;
    result.vendor = *vendor;
    const std::uint32_t count = little32(bytes, at);
    at += 4;
    while (result.comments.size() < count) {
        const auto comment = next();
        result.cut = !comment || result.comments.size() == kCommentLimit;
        if (result.cut) return result;
        result.comments.push_back(*comment);
    }
    result.rest = bytes.substr(at);
    return result;
}

bool is_chapter_comment(std::string_view comment) {
    return chapter_key(comment).has_value() || is_cue_sheet(comment);
}

bool gather_chapters(const VorbisComment& comment, Gathering& gathering) {
    CommentReader reader(gathering);
    bool found = false;
    std::string_view cue_sheet;
    for (const std::string_view each : comment.comments) {
        if (upper(each.substr(0, 6)) == "TITLE=" && gathering.document().title.empty()) {
            gathering.document().title = clean_line(value_of(each));
        }
        if (is_cue_sheet(each)) cue_sheet = value_of(each);
        const auto chapter = chapter_key(each);
        if (!chapter) continue;
        found = true;
        reader.take(*chapter, value_of(each));
    }
    if (comment.cut && found)
        gathering.tell(0, "the comments break off: what comes after is not known");
    reader.finish();
    if (!found && !cue_sheet.empty()) return gather_cue_sheet(cue_sheet, gathering);
    return found;
}

std::string with_chapters(const VorbisComment& comment, const std::vector<Chapter>& chapters) {
    std::vector<std::string_view> kept;
    std::ranges::copy_if(comment.comments, std::back_inserter(kept),
                         [](std::string_view each) { return !is_chapter_comment(each); });
    std::size_t count = kept.size();
    std::string list;
    for (const std::string_view each : kept) append_comment(list, each);
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        const Chapter& chapter = chapters[i];
        append_comment(list, fmt::format("{}{:03}={}", kKey, i, timestamp_text(chapter.start)));
        append_comment(list, fmt::format("{}{:03}NAME={}", kKey, i, chapter.title));
        count += 2;
        if (chapter.link.empty()) continue;
        append_comment(list, fmt::format("{}{:03}URL={}", kKey, i, chapter.link));
        ++count;
    }
    std::string out;
    append_comment(out, comment.vendor);
    return out + as_little_endian(count, 4) + list;
}

}  // namespace revivre::chapters
