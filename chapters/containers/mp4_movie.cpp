// ISO/IEC 14496-12:2015, chapters 8.2 to 8.7; QuickTime File Format, "Movie Atoms".

#include "chapters/containers/mp4_movie.hpp"

#include <algorithm>

namespace revivre::chapters::mp4 {
namespace {

constexpr std::size_t kHeaderBytes = 128;  // the largest, tkhd of version 1, has 104
constexpr std::size_t kMostReferences = 1'000;
constexpr std::size_t kMostEdits = 1'000;
constexpr std::size_t kMostTracks = 1'000;  // real files have tens at most

void read_movie_header(Fields fields, Movie& movie) {
    const std::uint8_t version = fields.u8();
    fields.skip(version == 0 ? 11 : 19);  // flags, creation, modification
    movie.timescale = fields.u32();
    movie.duration = fields.sized(version);
    if (version == 0 && movie.duration == 0xFFFFFFFF) movie.duration = ~std::uint64_t{0};
    fields.skip(76);  // rate, volume, matrix, previews
    movie.next_track = fields.u32();
}

void read_track_header(Fields fields, Track& track) {
    const std::uint32_t version_and_flags = fields.u32();
    track.enabled = (version_and_flags & 1) != 0;
    fields.skip(version_and_flags >> 24 == 0 ? 8 : 16);
    track.id = fields.u32();
}

void read_references(BoxReader& boxes, const Box& tref, Track& track) {
    for (const Box& each : boxes.children(tref)) {
        if (each.type != box_type("chap")) continue;
        const std::string body = boxes.body(each, kMostReferences * 4);
        for (Fields fields(body); fields.left() >= 4;) track.chapter_tracks.push_back(fields.u32());
    }
}

void read_edits(BoxReader& boxes, const Box& edts, Track& track) {
    const auto list = boxes.descendant(edts, {box_type("elst")});
    if (!list) return;
    const std::string body = boxes.body(*list, 8 + kMostEdits * 20);
    Fields fields(body);
    const std::uint8_t version = fields.u8();
    fields.skip(3);
    const std::uint32_t count = fields.u32();
    for (std::uint32_t i = 0; i < count && i < kMostEdits; ++i) {
        Edit edit;
        edit.duration = fields.sized(version);
        edit.media_time = version == 0 ? static_cast<std::int32_t>(fields.u32())
                                       : static_cast<std::int64_t>(fields.u64());
        fields.skip(4);  // rate
        if (!fields.ok()) return;
        track.edits.push_back(edit);
    }
}

void read_handler(Fields fields, Track& track) {
    fields.skip(8);
    track.handler = fields.u32();
    fields.skip(12);
    track.name = std::string(fields.text(fields.left()));
}

void read_media(BoxReader& boxes, const Box& mdia, Track& track) {
    for (const Box& each : boxes.children(mdia)) {
        if (each.type == box_type("mdhd")) {
            const std::string body = boxes.body(each, kHeaderBytes);
            Fields fields(body);
            fields.skip(fields.u8() == 0 ? 11 : 19);
            track.timescale = fields.u32();
        } else if (each.type == box_type("hdlr")) {
            const std::string body = boxes.body(each, kHeaderBytes);
            read_handler(Fields(body), track);
        } else if (each.type == box_type("minf")) {
            track.sample_table = boxes.descendant(each, {box_type("stbl")});
        }
    }
}

Track read_track(BoxReader& boxes, const Box& trak) {
    Track track{.box = trak};
    for (const Box& each : boxes.children(trak)) {
        if (each.type == box_type("tkhd")) {
            const std::string body = boxes.body(each, kHeaderBytes);
            read_track_header(Fields(body), track);
        } else if (each.type == box_type("tref")) {
            read_references(boxes, each, track);
        } else if (each.type == box_type("edts")) {
            read_edits(boxes, each, track);
        } else if (each.type == box_type("mdia")) {
            read_media(boxes, each, track);
        }
    }
    return track;
}

// The tables of a track, each cut to what kMostSamples samples can need.
class SampleTables {
  public:
    SampleTables(BoxReader& boxes, const Box& stbl) {
        for (const Box& each : boxes.children(stbl)) {
            const auto load = [&](std::string& table, std::size_t bytes_each) {
                if (table.empty()) table = boxes.body(each, 12 + kMostSamples * bytes_each);
            };
            if (each.type == box_type("stts")) load(times_, 8);
            if (each.type == box_type("stsc")) load(runs_, 12);
            if (each.type == box_type("stsz")) load(sizes_, 4);
            if (each.type == box_type("stz2")) load(small_sizes_, 2);
            if (each.type == box_type("stco")) load(offsets_, 4);
            if (each.type == box_type("co64")) load(large_offsets_, 8);
        }
    }

    [[nodiscard]] std::vector<Sample> samples() const {
        std::vector<Sample> samples = sized();
        samples.resize(placed(samples));
        samples.resize(timed(samples));
        return samples;
    }

  private:
    [[nodiscard]] std::vector<Sample> sized() const {
        std::vector<Sample> samples;
        if (sizes_.empty()) return small_sized();
        Fields fields(sizes_);
        fields.skip(4);
        const std::uint32_t same = fields.u32();
        const std::uint32_t count = fields.u32();
        while (samples.size() < std::min<std::size_t>(count, kMostSamples)) {
            const std::uint32_t size = same != 0 ? same : fields.u32();
            if (!fields.ok()) break;
            samples.push_back({.size = size});
        }
        return samples;
    }

    [[nodiscard]] std::vector<Sample> small_sized() const {
        std::vector<Sample> samples;
        Fields fields(small_sizes_);
        fields.skip(7);
        const std::uint8_t bits = fields.u8();
        const std::uint32_t count = fields.u32();
        std::uint8_t pair = 0;
        while (samples.size() < std::min<std::size_t>(count, kMostSamples)) {
            std::uint32_t size = 0;
            if (bits == 4) {
                if (samples.size() % 2 == 0) pair = fields.u8();
                size = samples.size() % 2 == 0 ? pair >> 4 : pair & 0x0F;
            } else {
                size = bits == 16 ? fields.u16() : fields.u8();
            }
            if (!fields.ok()) break;
            samples.push_back({.size = size});
        }
        return samples;
    }

    // How many of `samples` lie in a chunk.
    std::size_t placed(std::vector<Sample>& samples) const {
        const bool large = offsets_.empty();
        Fields chunks(large ? large_offsets_ : offsets_);
        chunks.skip(4);
        const std::uint32_t chunk_count = chunks.u32();
        Fields runs(runs_);
        runs.skip(4);
        std::uint32_t runs_left = runs.u32();
        std::uint32_t per_chunk = 0;
        std::uint32_t next_first = 0;
        std::uint32_t next_per_chunk = 0;
        const auto next_run = [&] {
            next_first = runs_left == 0 ? 0 : runs.u32();  // chunks are counted from 1
            next_per_chunk = runs.u32();
            runs.skip(4);
            if (runs_left == 0 || !runs.ok()) next_first = 0;
            runs_left -= runs_left == 0 ? 0 : 1;
        };
        next_run();
        std::size_t done = 0;
        for (std::uint32_t chunk = 1; chunk <= chunk_count && done < samples.size(); ++chunk) {
            if (chunk == next_first) {
                per_chunk = next_per_chunk;
                next_run();
            }
            std::uint64_t at = large ? chunks.u64() : chunks.u32();
            if (!chunks.ok()) break;
            for (std::uint32_t i = 0; i < per_chunk && done < samples.size(); ++i, ++done) {
                samples[done].offset = at;
                at += samples[done].size;
            }
        }
        return done;
    }

    // How many of `samples` have a time.
    std::size_t timed(std::vector<Sample>& samples) const {
        Fields fields(times_);
        fields.skip(4);
        const std::uint32_t lines = fields.u32();
        std::uint64_t now = 0;
        std::size_t done = 0;
        for (std::uint32_t line = 0; line < lines && done < samples.size(); ++line) {
            const std::uint32_t count = fields.u32();
            const std::uint32_t delta = fields.u32();
            if (!fields.ok()) break;
            for (std::uint32_t i = 0; i < count && done < samples.size(); ++i, ++done) {
                samples[done].start = now;
                now += delta;
                samples[done].end = now;
            }
        }
        return done;
    }

    std::string times_;
    std::string runs_;
    std::string sizes_;
    std::string small_sizes_;
    std::string offsets_;
    std::string large_offsets_;
};

}  // namespace

bool Track::has_text() const noexcept {
    return handler == box_type("text") || handler == box_type("sbtl") ||
           handler == box_type("subt");
}

Movie read_movie(BoxReader& boxes, const Box& moov) {
    Movie movie{.box = moov};
    const std::vector<Box> inside = boxes.children(moov);
    movie.damaged = inside.empty() || inside.back().cut || moov.end - inside.back().end >= 8;
    for (const Box& each : inside) {
        if (each.type == box_type("mvhd")) {
            const std::string body = boxes.body(each, kHeaderBytes);
            read_movie_header(Fields(body), movie);
        } else if (each.type == box_type("trak")) {
            if (movie.tracks.size() < kMostTracks) movie.tracks.push_back(read_track(boxes, each));
        } else if (each.type == box_type("mvex")) {
            movie.fragmented = true;
        } else if (each.type == box_type("cmov")) {
            movie.compressed = true;
        } else if (each.type == box_type("udta")) {
            for (const Box& data : boxes.children(each)) {
                if (data.type == box_type("chpl")) movie.chapter_lists.push_back(data);
            }
        }
    }
    return movie;
}

std::vector<const Track*> chapter_tracks(const Movie& movie) {
    std::vector<const Track*> named;
    std::size_t references = 0;
    for (const Track& track : movie.tracks) {
        for (const std::uint32_t id : track.chapter_tracks) {
            if (++references > kMostReferences) return named;
            const auto found = std::ranges::find(movie.tracks, id, &Track::id);
            if (found == movie.tracks.end() || &*found == &track) continue;
            if (std::ranges::find(named, &*found) == named.end()) named.push_back(&*found);
        }
    }
    return named;
}

std::vector<Sample> samples_of(BoxReader& boxes, const Track& track) {
    if (!track.sample_table) return {};
    return SampleTables(boxes, *track.sample_table).samples();
}

}  // namespace revivre::chapters::mp4
