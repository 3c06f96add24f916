#include "tests/chapters/mp4_sample.hpp"

#include <numeric>

#include "chapters/containers/mp4_boxes.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters {
namespace {

using mp4::box_type;
using mp4::boxed;
using mp4::BoxWriter;

std::string header_of(std::uint32_t id) {
    return BoxWriter().full(0, 3).zeros(8).u32(id).zeros(68).boxed(box_type("tkhd"));
}

std::string media_of(const TextTrackSample& track, const std::string& table) {
    BoxWriter box;
    const std::string head =
        box.full(0).zeros(8).u32(track.timescale).zeros(8).boxed(box_type("mdhd"));
    const std::string handler = box.full(0)
                                    .zeros(4)
                                    .text(track.handler)
                                    .zeros(12)
                                    .text(track.name)
                                    .u8(0)
                                    .boxed(box_type("hdlr"));
    return boxed(box_type("mdia"),
                 head + handler + boxed(box_type("minf"), boxed(box_type("stbl"), table)));
}

std::vector<std::uint32_t> chunks_of(const TextTrackSample& track) {
    return track.chunk_sizes.empty() ? std::vector{static_cast<std::uint32_t>(track.samples.size())}
                                     : track.chunk_sizes;
}

std::string table_of(const TextTrackSample& track, std::uint64_t offset) {
    BoxWriter box;
    box.full(0).u32(track.lengths.size());
    for (const std::uint32_t length : track.lengths) box.u32(1).u32(length);
    std::string table = box.boxed(box_type("stts"));
    box.full(0).u32(0).u32(track.samples.size());
    for (const std::string& sample : track.samples) box.u32(sample.size());
    const std::string sizes = box.boxed(box_type("stsz"));
    table += track.sizes.empty() ? sizes : track.sizes;
    const auto chunks = chunks_of(track);
    box.full(0).u32(chunks.size());
    for (std::size_t i = 0; i < chunks.size(); ++i) box.u32(i + 1).u32(chunks[i]).u32(1);
    table += box.boxed(box_type("stsc"));
    box.full(0).u32(chunks.size());
    std::size_t sample = 0;
    for (const std::uint32_t chunk : chunks) {
        box.u32(offset);
        for (std::uint32_t i = 0; i < chunk; ++i) offset += track.samples[sample++].size();
    }
    return table + box.boxed(box_type("stco"));
}

}  // namespace

std::string movie_with(const std::vector<TextTrackSample>& tracks, std::string_view list) {
    BoxWriter box;
    const std::string type = box.text("isom").u32(0).text("isom").boxed(box_type("ftyp"));
    std::string media;
    for (const TextTrackSample& track : tracks) {
        for (const std::string& sample : track.samples) media += sample;
    }
    for (std::uint32_t id = 2; id < tracks.size() + 2; ++id) box.u32(id);
    const std::string tref = boxed(box_type("tref"), box.boxed(box_type("chap")));
    std::string moov =
        box.full(0).zeros(8).u32(1000).u32(9000).zeros(76).u32(9).boxed(box_type("mvhd"));
    moov += boxed(box_type("trak"), header_of(1) + tref + media_of({.handler = "soun"}, ""));
    std::uint64_t offset = type.size() + 8;
    std::uint32_t id = 2;
    for (const TextTrackSample& track : tracks) {
        moov += boxed(box_type("trak"),
                      header_of(id++) + track.edits + media_of(track, table_of(track, offset)));
        for (const std::string& sample : track.samples) offset += sample.size();
    }
    if (!list.empty()) moov += boxed(box_type("udta"), boxed(box_type("chpl"), list));
    return type + boxed(box_type("mdat"), media) + boxed(box_type("moov"), moov);
}

std::string text_sample(std::string_view text, std::string_view boxes) {
    return BoxWriter().u16(text.size()).text(text).text(boxes).bytes();
}

std::vector<std::string> lines_of(const std::vector<Chapter>& chapters) {
    std::vector<std::string> lines;
    for (const Chapter& chapter : chapters) {
        lines.push_back(timestamp_text(chapter.start) + " - " +
                        (chapter.end ? timestamp_text(*chapter.end) : "?") + " " + chapter.title);
        if (!chapter.link.empty()) lines.back() += " <" + chapter.link + ">";
    }
    return lines;
}

}  // namespace revivre::chapters
