// ISO/IEC 14496-12:2015, chapters 8.3 to 8.7; QuickTime File Format, "Text Media" (gmhd, text). The
// values are those of FFmpeg, whose chapters Apple's players show.

#include "chapters/containers/mp4_chapter_track.hpp"

#include <algorithm>

#include "chapters/containers/mp4_boxes.hpp"
#include "chapters/containers/mp4_text.hpp"

namespace revivre::chapters::mp4 {
namespace {

constexpr std::uint32_t kTicksPerSecond = 1000;
constexpr std::uint64_t kLargest32 = 0xFFFFFFFF;
constexpr std::uint32_t kInMovie = 2;  // and not enabled: players list it and do not show it
constexpr std::uint32_t kUndetermined = 0x55C4;  // "und"

std::string track_header(const ChapterTrack& track) {
    BoxWriter box;
    const bool large = track.duration >= kLargest32;
    box.full(large ? 1 : 0, kInMovie).zeros(large ? 16 : 8).u32(track.id).zeros(4);
    if (large) {
        box.u64(track.duration);
    } else {
        box.u32(track.duration);
    }
    return box.zeros(16).matrix().zeros(8).boxed(box_type("tkhd"));
}

std::string media_header(const ChapterSamples& samples) {
    const auto ticks = static_cast<std::uint64_t>(samples.duration.count());
    BoxWriter box;
    if (ticks >= kLargest32) {
        box.full(1).zeros(16).u32(kTicksPerSecond).u64(ticks);
    } else {
        box.full(0).zeros(8).u32(kTicksPerSecond).u32(ticks);
    }
    return box.u16(kUndetermined).zeros(2).boxed(box_type("mdhd"));
}

std::string text_media_header() {
    BoxWriter box;
    // Copy mode 0x40 and grey, as every known writer has it.
    const std::string gmin =
        box.full(0).u16(0x40).u16(0x8000).u16(0x8000).u16(0x8000).zeros(4).boxed(box_type("gmin"));
    const std::string text = box.matrix().boxed(box_type("text"));
    return boxed(box_type("gmhd"), gmin + text);
}

std::string data_in_this_file() {
    BoxWriter box;
    const std::string url = box.full(0, 1).boxed(box_type("url "));
    const std::string dref = box.full(0).u32(1).text(url).boxed(box_type("dref"));
    return boxed(box_type("dinf"), dref);
}

// The entry that FFmpeg writes: QuickTime's up to the place where the text is shown, then the style
// of 3GPP's "tx3g" with its table of fonts, one without a name.
std::string sample_description() {
    BoxWriter box;
    const std::string fonts = box.u16(1).u16(1).u8(0).boxed(box_type("ftab"));
    box.zeros(6).u16(1);  // the only data reference
    box.u32(1).u32(0);    // display flags, justification
    box.zeros(6 + 8);     // background, where the text is shown
    box.u16(1).zeros(6);  // font, face, size, colour
    const std::string entry = box.text(fonts).boxed(box_type("text"));
    return box.full(0).u32(1).text(entry).boxed(box_type("stsd"));
}

std::string sample_table(const ChapterTrack& track, const ChapterSamples& samples) {
    BoxWriter box;
    std::string tables = sample_description();
    box.full(0).u32(samples.times.size());
    for (const auto& [count, length] : samples.times) box.u32(count).u32(length);
    tables += box.boxed(box_type("stts"));
    tables += box.full(0).u32(1).u32(1).u32(samples.sizes.size()).u32(1).boxed(box_type("stsc"));
    box.full(0).u32(0).u32(samples.sizes.size());
    for (const std::uint32_t size : samples.sizes) box.u32(size);
    tables += box.boxed(box_type("stsz"));
    box.full(0).u32(1);
    tables += track.large_file ? box.u64(track.offset).boxed(box_type("co64"))
                               : box.u32(track.offset).boxed(box_type("stco"));
    return boxed(box_type("stbl"), tables);
}

}  // namespace

ChapterSamples chapter_samples(const std::vector<Chapter>& chapters, bool links) {
    ChapterSamples samples;
    const auto add = [&](std::string_view title, std::string_view link, Time end) {
        const std::string bytes = sample_of(title, link);
        const auto length = static_cast<std::uint32_t>((end - samples.duration).count());
        samples.bytes += bytes;
        samples.sizes.push_back(static_cast<std::uint32_t>(bytes.size()));
        if (samples.times.empty() || samples.times.back().second != length) {
            samples.times.emplace_back(0, length);
        }
        ++samples.times.back().first;
        samples.duration = end;
    };
    std::vector<const Chapter*> order;
    order.reserve(chapters.size());
    for (const Chapter& chapter : chapters) order.push_back(&chapter);
    std::ranges::stable_sort(order, {}, [](const Chapter* chapter) {
        return std::pair(chapter->start, chapter->end.value_or(chapter->start));
    });
    for (const Chapter* chapter : order) {
        if (chapter->start > samples.duration) add("", "", chapter->start);
        add(chapter->title, links ? chapter->link : "",
            std::max(chapter->end.value_or(chapter->start), samples.duration));
    }
    return samples;
}

std::string chapter_track(const ChapterTrack& track, const ChapterSamples& samples) {
    BoxWriter box;
    const std::string media = boxed(
        box_type("minf"), text_media_header() + data_in_this_file() + sample_table(track, samples));
    const std::string handler =
        box.full(0).zeros(4).text("text").zeros(12).text(track.name).u8(0).boxed(box_type("hdlr"));
    const std::string mdia = boxed(box_type("mdia"), media_header(samples) + handler + media);
    return boxed(box_type("trak"), track_header(track) + mdia);
}

}  // namespace revivre::chapters::mp4
