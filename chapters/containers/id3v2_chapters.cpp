#include "chapters/containers/id3v2_chapters.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "chapters/containers/byte_order.hpp"
#include "chapters/containers/id3v2_contents.hpp"
#include "chapters/text/encoding.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::id3v2 {
namespace {

constexpr std::size_t kIdLimit = 4'096;         // an id is a few letters
constexpr std::size_t kTextLimit = 64 << 10;    // four times the longest title in UTF-16
constexpr std::size_t kTableLimit = 1 << 20;    // 255 entries of the longest id
constexpr std::uint32_t kNotSaid = 0xFFFFFFFF;  // of offsets by the addendum, of times by some
constexpr std::size_t kBytesAsOneOfText = 2;    // a frame has 27 beside its text
constexpr std::size_t kTimes = 16;              // bytes of start, end, and two offsets
constexpr std::string_view kIsAddress = "-->";  // ID3v2.4.0, section 4.14: a picture elsewhere

// The strings of a frame that begins with its encoding.
class TextReader {
  public:
    explicit TextReader(std::string_view body)
        : encoding_(body.empty() ? std::uint8_t{0} : byte_at(body, 0)),
          rest_(body.empty() ? body : body.substr(1)) {}

    std::string next() { return next_as(encoding_); }
    // Addresses and types are ISO 8859-1 whatever the encoding says; some write them in it.
    std::string next_plain() {
        if (rest_.starts_with("\xFF\xFE") || rest_.starts_with("\xFE\xFF")) return next_as(1);
        return next_as(is_utf8(rest_.substr(0, rest_.find('\0'))) ? 3 : 0);
    }
    void skip(std::size_t count) { rest_.remove_prefix(std::min(count, rest_.size())); }

  private:
    std::string next_as(std::uint8_t encoding) {
        Terminated part = text_in(encoding, rest_);
        rest_ = part.rest;
        return clean_line(part.text);
    }

    std::uint8_t encoding_;
    std::string_view rest_;
};

std::string picture_address(std::string_view body, int version) {
    TextReader reader(body);
    if (version == 2) {
        if (body.size() < 4 || body.substr(1, 3) != kIsAddress) return {};
        reader.skip(3);
    } else if (reader.next_plain() != kIsAddress) {
        return {};
    }
    reader.skip(1);  // what it shows
    reader.next();   // its description
    return reader.next_plain();
}

std::string link_address(std::string_view body) {
    TextReader reader(body);
    reader.next();  // its description
    return reader.next_plain();
}

std::string bytes_in(FrameContent& content, std::uint64_t begin, std::size_t limit) {
    return content.source().bytes(
        begin, static_cast<std::size_t>(std::min<std::uint64_t>(content.end() - begin, limit)));
}

// False when there is nothing in it that a chapter has a place for.
bool read_sub_frame(FrameContent& content, const Frame& frame, int version, Chapter& chapter) {
    FrameContent inside(content, frame);
    if (!inside.readable()) return false;
    const auto body = [&] { return bytes_in(inside, inside.begin(), kTextLimit); };
    const auto set = [](std::string& field, std::string value) {
        if (field.empty()) field = std::move(value);
        return true;
    };
    if (frame.id == "TIT2") return set(chapter.title, TextReader(body()).next());
    if (frame.id == "TIT3") return set(chapter.summary, TextReader(body()).next());
    if (frame.id == "WXXX") return set(chapter.link, link_address(body()));
    // Pictures are no business of ours unless they are an address, which is short.
    if (frame.id != "APIC" || frame.size > kTextLimit) return false;
    std::string address = picture_address(body(), version);
    return !address.empty() && set(chapter.image, std::move(address));
}

// From `begin` to the end of `content`. Whole frames that read_sub_frame() has no use for are added
// to `others`, when that is given.
void read_sub_frames(FrameContent& content, std::uint64_t begin, int version, Chapter& chapter,
                     std::string* others = nullptr) {
    for (const Frame& sub : frames_in(content.source(), begin, content.end(), version).frames) {
        if (read_sub_frame(content, sub, version, chapter) || others == nullptr || sub.cut)
            continue;
        *others += sub.id + (version == 4 ? syncsafe(sub.size) : as_big_endian(sub.size, 4));
        *others += as_big_endian(sub.flags, 2);
        *others += content.source().bytes(sub.body, static_cast<std::size_t>(sub.size));
    }
}

// What stands before the sub-frames of a CHAP frame.
struct ChapterHead {
    std::string id;
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    std::uint64_t sub_frames = 0;
};

std::optional<ChapterHead> chapter_head(FrameContent& content) {
    const std::string head = bytes_in(content, content.begin(), kIdLimit + 1 + kTimes);
    const std::size_t id_bytes = head.find('\0');
    if (id_bytes == std::string::npos || head.size() < id_bytes + 1 + kTimes) return std::nullopt;
    return ChapterHead{head.substr(0, id_bytes), big32(head, id_bytes + 1),
                       big32(head, id_bytes + 5), content.begin() + id_bytes + 1 + kTimes};
}

class FrameGatherer {
  public:
    FrameGatherer(Tag& tag, Gathering& gathering)
        : tag_(tag),
          gathering_(gathering),
          allowance_(
              chapter_allowance(static_cast<std::size_t>(tag.content_end()) / kBytesAsOneOfText)),
          entries_left_(allowance_) {}

    bool gather() {
        for (const Frame& frame : tag_.list().frames) {
            if (frame.id == "TIT2") read_title(frame);
            if (!is_chapter_frame(frame)) continue;
            found_ = true;
            read_chapter_frame(frame);
        }
        if (found_ && tag_.header().cut) gathering_.tell(0, "the file ends inside its ID3 tag");
        contents_.gather(gathering_);
        return found_;
    }

  private:
    void read_title(const Frame& frame) {
        FrameContent content(tag_, frame);
        if (!content.readable() || !gathering_.document().title.empty()) return;
        const std::string body = bytes_in(content, content.begin(), kTextLimit);
        gathering_.document().title = TextReader(body).next();
    }

    void read_chapter_frame(const Frame& frame) {
        FrameContent content(tag_, frame);
        if (!content.readable()) {
            gathering_.tell(
                0, fmt::format("left out a {} frame that is compressed or encrypted", frame.id));
        } else if (frame.id == "CHAP") {
            read_chapter(content, frame.cut);
        } else {
            read_table(content);
        }
    }

    void read_chapter(FrameContent& content, bool cut) {
        auto head = chapter_head(content);
        if (!head) {
            gathering_.tell(0, "left out a CHAP frame that is too short for its times");
            return;
        }
        Chapter chapter;
        read_sub_frames(content, head->sub_frames, tag_.header().version, chapter);
        if (cut)
            gathering_.tell(0, fmt::format("the frame of '{}' breaks off", shown(chapter.title)));
        if (head->start == kNotSaid) {
            gathering_.tell(
                0, fmt::format("left out '{}': it says where it starts in bytes, not in time",
                               shown(chapter.title)));
            return;
        }
        chapter.start = Time(head->start);
        if (head->end != kNotSaid) chapter.end = Time(head->end);
        if (contents_.size() == allowance_) {
            if (!std::exchange(full_, true))
                gathering_.tell(
                    0, fmt::format("more than {} chapters: the others are left out", allowance_));
            return;
        }
        contents_.add(std::move(head->id), std::move(chapter));
    }

    void read_table(FrameContent& content) {
        const std::string body = bytes_in(content, content.begin(), kTableLimit);
        const std::size_t id_bytes = body.find('\0');
        if (id_bytes == std::string::npos || body.size() < id_bytes + 3) {
            gathering_.tell(0, "left out a CTOC frame that is too short for its entries");
            return;
        }
        ContentsTable table;
        table.id = body.substr(0, id_bytes);
        table.outermost = (byte_at(body, id_bytes + 1) & 0x02) != 0;
        table.counted = byte_at(body, id_bytes + 2);
        std::size_t at = id_bytes + 3;
        for (std::size_t end = 0; at < body.size(); at = end + 1) {
            // The count is one byte: a list of more than 255 goes on behind what it says
            // (libavformat writes so). It ends at the first sub-frame; an entry of four capitals
            // looks like one, but is followed by no size that ends where it can.
            const std::string_view rest = std::string_view(body).substr(at);
            if (begin_with_frame(rest, tag_.header().version)) break;
            end = body.find('\0', at);
            if (end == std::string::npos || entries_left_ == 0) break;
            --entries_left_;
            table.entries.push_back(body.substr(at, end - at));
        }
        Chapter described;
        read_sub_frames(content, content.begin() + std::min(at, body.size()), tag_.header().version,
                        described);
        table.title = described.title;
        contents_.add(std::move(table));
    }

    Tag& tag_;
    Gathering& gathering_;
    Contents contents_;
    std::size_t allowance_;     // chapters
    std::size_t entries_left_;  // of all tables together
    bool found_ = false;
    bool full_ = false;
};

// Gives every chapter its frame, and every chapter with others inside its table.
class FrameWriter {
  public:
    FrameWriter(int version, const Attachments& attachments)
        : version_(version), attachments_(attachments) {}

    std::string write(const std::vector<Chapter>& chapters) {
        if (chapters.empty()) return {};
        const std::vector<std::string> entries = grouped(entries_of(chapters), kEntries);
        std::string top = table("toc", 0x03, entries, {});
        return top + tables_ + chapters_;
    }

  private:
    static constexpr std::size_t kEntries = 255;  // the count is one byte

    std::vector<std::string> entries_of(const std::vector<Chapter>& chapters) {
        std::vector<std::string> entries;
        entries.reserve(chapters.size());
        for (const Chapter& chapter : chapters) entries.push_back(entry_of(chapter));
        return entries;
    }

    std::string entry_of(const Chapter& chapter) {
        std::string id = fmt::format("chp{}", next_chapter_++);
        chapters_ += chapter_frame(id, chapter);
        if (chapter.children.empty()) return id;
        std::vector<std::string> entries = grouped(entries_of(chapter.children), kEntries - 1);
        entries.insert(entries.begin(), id);
        std::string name = std::string(kChildrenOf) + id;
        tables_ += table(name, 0x01, entries, chapter.title);
        return name;
    }

    std::vector<std::string> grouped(std::vector<std::string> entries, std::size_t limit) {
        while (entries.size() > limit) {
            std::vector<std::string> groups;
            for (std::size_t at = 0; at < entries.size(); at += kEntries) {
                const auto from = entries.begin() + static_cast<std::ptrdiff_t>(at);
                const auto to = entries.begin() + static_cast<std::ptrdiff_t>(
                                                      std::min(at + kEntries, entries.size()));
                groups.push_back(fmt::format("toc{}", next_table_++));
                tables_ += table(groups.back(), 0x01, {from, to}, {});
            }
            entries = std::move(groups);
        }
        return entries;
    }

    [[nodiscard]] std::string table(std::string_view id, char flags,
                                    const std::vector<std::string>& entries,
                                    std::string_view title) const {
        std::string body = std::string(id) + '\0' + flags + static_cast<char>(entries.size());
        for (const std::string& entry : entries) body.append(entry).push_back('\0');
        if (!title.empty()) body += frame_bytes("TIT2", text_body(title, version_), version_);
        return frame_bytes("CTOC", body, version_);
    }

    [[nodiscard]] std::string chapter_frame(std::string_view id, const Chapter& chapter) const {
        const auto milliseconds = [](Time time) {
            return as_big_endian(static_cast<std::uint64_t>(time.count()), 4);
        };
        std::string body = std::string(id) + '\0';
        body += milliseconds(chapter.start) + milliseconds(chapter.end.value_or(chapter.start));
        body.append(8, '\xFF');  // no offsets: they would change with every edit of the tag
        const auto add = [&](std::string_view name, const std::string& content) {
            body += frame_bytes(name, content, version_);
        };
        if (!chapter.title.empty()) add("TIT2", text_body(chapter.title, version_));
        if (!chapter.summary.empty()) add("TIT3", text_body(chapter.summary, version_));
        if (!chapter.link.empty()) add("WXXX", std::string(2, '\0') + chapter.link);
        if (!chapter.image.empty()) {
            add("APIC", '\0' + std::string(kIsAddress) + std::string(3, '\0') + chapter.image);
        }
        const auto attached = attachments_.find({chapter.start, chapter.title});
        if (attached != attachments_.end()) body += attached->second;
        return frame_bytes("CHAP", body, version_);
    }

    int version_;
    const Attachments& attachments_;
    std::string tables_;
    std::string chapters_;
    std::size_t next_chapter_ = 0;
    std::size_t next_table_ = 0;
};

}  // namespace

bool is_chapter_frame(const Frame& frame) {
    return frame.id == "CHAP" || frame.id == "CTOC";
}

bool gather_chapters(Tag& tag, Gathering& gathering) {
    return FrameGatherer(tag, gathering).gather();
}

Attachments attachments_of(Tag& tag) {
    Attachments all;
    for (const Frame& frame : tag.list().frames) {
        FrameContent content(tag, frame);
        if (frame.id != "CHAP" || !content.readable()) continue;
        const auto head = chapter_head(content);
        if (!head) continue;
        Chapter chapter;
        std::string others;
        read_sub_frames(content, head->sub_frames, tag.header().version, chapter, &others);
        if (others.empty()) continue;
        all.emplace(std::pair(Time(head->start), std::move(chapter.title)), std::move(others));
    }
    return all;
}

std::string chapter_frames(const std::vector<Chapter>& chapters, int version,
                           const Attachments& attachments) {
    return FrameWriter(version, attachments).write(chapters);
}

}  // namespace revivre::chapters::id3v2
