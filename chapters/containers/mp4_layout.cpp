// Places in the file that an MP4 file speaks of: ISO/IEC 14496-12:2015, 8.7.5 (stco, co64), 8.7.9
// (saio), 8.8.7 (tfhd), 8.8.10 (tfra), 8.16.3 (sidx, whose places count from itself).

#include "chapters/containers/mp4_layout.hpp"

#include <algorithm>

#include "chapters/error.hpp"

namespace revivre::chapters::mp4 {
namespace {

constexpr std::uint64_t kLargest32 = 0xFFFFFFFF;
constexpr std::size_t kMostTableBytes = 512 << 20;

[[noreturn]] void throw_unsupported(const std::string& why) {
    throw Error(ErrorCode::unsupported,
                why + ": remux the file first (e.g. ffmpeg -i FILE -map 0 -c copy NEW.mp4)");
}

// "tfhd": with flag 1 it says where the data begins.
void patch_fragment(BoxReader& boxes, const Box& moof, const Layout& layout, Patches& patches) {
    for (const Box& traf : boxes.children(moof)) {
        if (traf.type != box_type("traf")) continue;
        const auto tfhd = boxes.descendant(traf, {box_type("tfhd")});
        if (!tfhd) continue;
        const std::string body = boxes.body(*tfhd, 16);
        Fields fields(body);
        const bool has_base = (fields.u32() & 1) != 0;
        fields.skip(4);  // track
        const std::uint64_t base = fields.u64();
        if (!has_base || !fields.ok() || layout.moved(base) == base) continue;
        patches[tfhd->body + 8] = BoxWriter().u64(layout.moved(base)).bytes();
    }
}

void patch_random_access(BoxReader& boxes, const Box& mfra, const Layout& layout,
                         Patches& patches) {
    for (const Box& tfra : boxes.children(mfra)) {
        if (tfra.type != box_type("tfra")) continue;
        std::string body = boxes.body(tfra, kMostTableBytes);
        Fields fields(body);
        const std::uint8_t version = fields.u8();
        fields.skip(7);  // flags, track
        const std::uint32_t lengths = fields.u32();
        const std::size_t numbers = 3 + (lengths >> 4 & 3) + (lengths >> 2 & 3) + (lengths & 3);
        const std::uint32_t count = fields.u32();
        const std::size_t width = version == 0 ? 4 : 8;
        for (std::uint32_t i = 0; i < count; ++i) {
            fields.skip(width);  // time
            const std::size_t place = body.size() - fields.left();
            const std::uint64_t moved = layout.moved(fields.sized(version));
            fields.skip(numbers);
            if (!fields.ok()) break;
            if (version == 0 && moved > kLargest32) {
                throw_unsupported(
                    "the file's table of fragments (mfra) has no room for places "
                    "behind 4 GB");
            }
            BoxWriter offset;
            body.replace(place, width,
                         version == 0 ? offset.u32(moved).bytes() : offset.u64(moved).bytes());
        }
        patches[tfra.body] = std::move(body);
    }
}

}  // namespace

TopBoxes top_boxes(BoxReader& boxes) {
    TopBoxes top;
    const std::uint64_t size = boxes.source().size();
    std::optional<std::size_t> moov;
    while (const auto box = boxes.top_box(top.tail)) {
        if (box->type == box_type("moov") && !moov) moov = top.boxes.size();
        top.moov_is_first |=
            moov && (box->type == box_type("mdat") || box->type == box_type("moof"));
        top.boxes.push_back(*box);
        top.tail = box->end;
    }
    if (boxes.exhausted() && top.tail < size) {
        throw_unsupported("the file has more boxes than can be handled");
    }
    if (!moov || top.boxes[*moov].cut) {
        throw Error(ErrorCode::invalid_input,
                    "the file has no whole index (moov): it is broken off or no MP4 file");
    }
    top.moov = *moov;
    return top;
}

Layout::Layout(const TopBoxes& top, const std::vector<Box>& dropped, std::uint64_t file_size,
               std::uint64_t inserted) {
    std::uint64_t target = 0;
    const auto keep = [&](std::uint64_t from, std::uint64_t to) {
        if (from == to) return;
        pieces_.push_back({from, to - from, target});
        target += to - from;
    };
    std::uint64_t from = 0;
    for (std::size_t i = 0; i < top.boxes.size(); ++i) {
        const Box& box = top.boxes[i];
        const bool is_moov = i == top.moov;
        if (!is_moov && std::ranges::find(dropped, box.begin, &Box::begin) == dropped.end()) {
            continue;
        }
        keep(from, box.begin);
        from = box.end;
        if (!is_moov) continue;
        insertion_ = target;
        target += inserted;
    }
    keep(from, file_size);
}

std::uint64_t Layout::moved(std::uint64_t old) const {
    const auto behind = std::ranges::upper_bound(pieces_, old, {}, &Piece::source);
    if (behind == pieces_.begin()) return old;
    const Piece& piece = *std::prev(behind);
    if (old - piece.source >= piece.size && behind != pieces_.end()) return old;
    return piece.target + (old - piece.source);
}

Patches fragment_patches(BoxReader& boxes, const TopBoxes& top, const Layout& layout) {
    Patches patches;
    for (std::size_t i = 0; i < top.boxes.size(); ++i) {
        const Box& box = top.boxes[i];
        if (box.type == box_type("moof")) patch_fragment(boxes, box, layout, patches);
        if (box.type == box_type("mfra")) patch_random_access(boxes, box, layout, patches);
        if (box.type == box_type("sidx") && i < top.moov) {
            throw_unsupported("the file's index of segments (sidx) lies before moov");
        }
        if (box.type == box_type("meta") && top.moov_is_first &&
            boxes.body(box, 1 << 16).find("iloc") != std::string::npos) {
            throw_unsupported("the file holds items (iloc) whose places would move");
        }
    }
    return patches;
}

std::string moved_offsets(const Box& box, std::string_view body, const Layout& layout, bool large) {
    Fields fields(body);
    BoxWriter moved;
    const std::uint32_t version_and_flags = fields.u32();
    const bool is_saio = box.type == box_type("saio");
    const bool was_large = is_saio ? version_and_flags >> 24 != 0 : box.type == box_type("co64");
    large |= was_large;
    moved.u32(is_saio && large ? version_and_flags | 1U << 24 : version_and_flags);
    if (is_saio && (version_and_flags & 1) != 0) moved.text(fields.text(8));
    const std::uint32_t count = fields.u32();
    moved.u32(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint64_t old = was_large ? fields.u64() : fields.u32();
        const std::uint64_t offset = layout.moved(old);
        if (!fields.ok()) {
            throw Error(ErrorCode::invalid_input, "a table of the file's index is broken off");
        }
        if (large) {
            moved.u64(offset);
        } else {
            // Only a place far behind the end of a broken-off file can have become too large.
            moved.u32(offset > kLargest32 ? old : offset);
        }
    }
    return moved.boxed(is_saio ? box.type : box_type(large ? "co64" : "stco"));
}

}  // namespace revivre::chapters::mp4
