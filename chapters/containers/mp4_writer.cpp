#include "chapters/containers/mp4_writer.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "chapters/containers/mp4_chapter_track.hpp"
#include "chapters/containers/mp4_layout.hpp"
#include "chapters/containers/mp4_movie.hpp"
#include "chapters/containers/mp4_text.hpp"
#include "chapters/error.hpp"
#include "chapters/exchange/times.hpp"

namespace revivre::chapters::mp4 {
namespace {

constexpr std::uint64_t kLargest32 = 0xFFFFFFFF;

// A hundred hours of 60 pictures a second need 260 MB (sizes and composition times).
constexpr std::uint64_t kMostIndexBytes = 512 << 20;

// Boxes of a file in fragments of a second, for a hundred hours: two a second, and theirs inside.
constexpr std::size_t kMostBoxes = 5'000'000;

[[noreturn]] void throw_damaged(const std::string& what) {
    throw Error(ErrorCode::invalid_input, "the file's index (moov) is damaged: " + what);
}

class Writer {
  public:
    Writer(ByteSource& media, const Document& document)
        : media_(media),
          boxes_(media, kMostBoxes),
          chapters_(document.chapters),
          top_(top_boxes(boxes_)),
          index_bytes_(load_index()),
          index_(index_bytes_),
          index_boxes_(index_, kMostBoxes),
          movie_(read_movie(index_boxes_, whole_index())) {}

    void write(ByteSink& out) {
        check();
        choose_tracks();
        make_samples();
        const std::string media_box = boxed(box_type("mdat"), samples_bytes_);
        const std::string_view samples = chapters_.empty() ? std::string_view() : media_box;
        const std::vector<Box> dropped = emptied_media();
        // The size of the new index does not depend on where things lie.
        const Layout draft(top_, dropped, media_.size(), 0);
        large_file_ = media_.size() + index_bytes_.size() + samples.size() + (1 << 20) > kLargest32;
        const std::string sized = new_index(draft, 0);
        const Layout layout(top_, dropped, media_.size(), sized.size() + samples.size());
        const std::uint64_t header = samples.size() - samples_bytes_.size();
        const std::uint64_t first_sample =
            layout.insertion() + (top_.moov_is_first ? sized.size() : 0) + header;
        const std::string index = new_index(layout, first_sample);
        const Patches patches = fragment_patches(boxes_, top_, layout);
        emit(layout, patches, top_.moov_is_first ? index : samples,
             top_.moov_is_first ? samples : index, out);
    }

  private:
    std::string load_index() {
        const Box& moov = top_.boxes[top_.moov];
        if (moov.size() > kMostIndexBytes) {
            throw Error(ErrorCode::unsupported, "the file's index (moov) is larger than 512 MB");
        }
        return media_.bytes(moov.begin, static_cast<std::size_t>(moov.size()));
    }

    Box whole_index() {
        const auto box = index_boxes_.top_box(0);
        if (!box) throw_damaged("it has no size");
        return *box;
    }

    void check() {
        if (movie_.compressed) {
            throw Error(ErrorCode::unsupported,
                        "the index of this old QuickTime file is compressed (cmov): remux it first "
                        "(e.g. ffmpeg -i FILE -map 0 -c copy NEW.mov)");
        }
        if (movie_.timescale == 0) throw_damaged("it says no time scale");
        const auto named = chapter_tracks(movie_);
        for (const Track* track : named) {
            if (!track->has_text()) continue;
            if (movie_.fragmented && samples_of(index_boxes_, *track).empty()) {
                throw Error(ErrorCode::unsupported,
                            "the file's old chapters lie in fragments: remux it first (e.g. ffmpeg "
                            "-i FILE -map 0 -c copy NEW.mp4)");
            }
            removed_.push_back(track);
        }
    }

    [[nodiscard]] bool is_removed(std::uint32_t id) const {
        return std::ranges::find(removed_, id, &Track::id) != removed_.end();
    }

    void choose_tracks() {
        const auto named = chapter_tracks(movie_);
        const auto first = [&](std::string_view handler, bool enabled) -> const Track* {
            const auto found = std::ranges::find_if(movie_.tracks, [&](const Track& track) {
                return track.handler == box_type(handler) && track.enabled >= enabled &&
                       std::ranges::find(named, &track) == named.end();
            });
            return found == movie_.tracks.end() ? nullptr : &*found;
        };
        for (const std::string_view handler : {"vide", "soun"}) {
            const Track* owner = first(handler, true);
            if (owner == nullptr) owner = first(handler, false);
            if (owner != nullptr) owners_.push_back(owner);
        }
        if (owners_.empty() && !chapters_.empty()) {
            throw Error(ErrorCode::invalid_input,
                        "the file has no track of pictures or sound that chapters could belong to");
        }
        std::uint32_t largest = 0;
        for (const Track& track : movie_.tracks) {
            if (!is_removed(track.id)) largest = std::max(largest, track.id);
        }
        if (largest > kLargest32 - 3) throw_damaged("its track numbers leave no room for another");
        first_new_ = largest + 1;
    }

    void make_samples() {
        if (chapters_.empty()) return;
        const auto has_link = [](const Chapter& chapter) { return !chapter.link.empty(); };
        samples_.push_back(chapter_samples(chapters_, false));
        if (std::ranges::any_of(chapters_, has_link)) {
            samples_.push_back(chapter_samples(chapters_, true));
        }
        for (const ChapterSamples& each : samples_) samples_bytes_ += each.bytes;
    }

    // Media boxes that hold samples of removed tracks and nothing else.
    std::vector<Box> emptied_media() {
        std::vector<Sample> samples;
        for (const Track* track : removed_) {
            std::ranges::move(samples_of(index_boxes_, *track), std::back_inserter(samples));
        }
        std::ranges::sort(samples, {}, &Sample::offset);
        std::vector<Box> emptied;
        for (const Box& box : top_.boxes) {
            if (box.type != box_type("mdat") || box.cut || box.body == box.end) continue;
            std::uint64_t at = box.body;
            for (auto sample = std::ranges::lower_bound(samples, box.body, {}, &Sample::offset);
                 sample != samples.end() && sample->offset == at && at < box.end; ++sample) {
                at += sample->size;
            }
            if (at == box.end) emptied.push_back(box);
        }
        return emptied;
    }

    std::string new_index(const Layout& layout, std::uint64_t first_sample) {
        std::string body;
        bool has_user_data = false;
        const std::vector<Box> inside = sound_children(movie_.box);
        for (const Box& box : inside) {
            if (box.type == box_type("mvhd")) {
                body += new_movie_header(box);
            } else if (box.type == box_type("trak")) {
                body += new_track(box, layout);
            } else if (box.type == box_type("mvex")) {
                body += new_extension(box);
            } else if (box.type == box_type("udta")) {
                const bool is_first = !std::exchange(has_user_data, true);
                if (is_first) body += new_chapter_tracks(first_sample);
                body += new_user_data(box, is_first);
            } else {
                body += verbatim(box);
            }
        }
        if (!has_user_data) {
            body += new_chapter_tracks(first_sample);
            if (!chapters_.empty()) body += boxed(box_type("udta"), chapter_list_of(chapters_));
        }
        return boxed(box_type("moov"), body + tail(movie_.box, inside));
    }

    std::string new_chapter_tracks(std::uint64_t first_sample) {
        std::string tracks;
        for (std::size_t i = 0; i < samples_.size(); ++i) {
            const ChapterTrack track{.id = first_new_ + static_cast<std::uint32_t>(i),
                                     .name = i == 0 ? "Chapter Titles" : "Chapter URLs",
                                     .duration = static_cast<std::uint64_t>(
                                         ticks_of_time(samples_[i].duration, movie_.timescale)),
                                     .offset = first_sample,
                                     .large_file = large_file_};
            tracks += chapter_track(track, samples_[i]);
            first_sample += samples_[i].bytes.size();
        }
        return tracks;
    }

    std::string new_movie_header(const Box& box) {
        if (box.end - box.body < 100) throw_damaged("its header (mvhd) is too short");
        std::string whole = verbatim(box);
        const auto next = std::max<std::uint32_t>(
            movie_.next_track, first_new_ + static_cast<std::uint32_t>(samples_.size()));
        // The last number of the box, in both of its versions.
        return whole.replace(whole.size() - 4, 4, BoxWriter().u32(next).bytes());
    }

    std::string new_track(const Box& box, const Layout& layout) {
        const auto track = std::ranges::find(movie_.tracks, box.begin,
                                             [](const Track& each) { return each.box.begin; });
        if (track == movie_.tracks.end()) return verbatim(box);
        if (std::ranges::find(removed_, &*track) != removed_.end()) return {};
        const std::vector<Box> inside = sound_children(box);
        const bool has_references = std::ranges::any_of(
            inside, [](const Box& each) { return each.type == box_type("tref"); });
        std::string body;
        for (const Box& each : inside) {
            if (each.type == box_type("tref")) {
                body += new_references(&each, *track);
            } else if (each.type == box_type("mdia")) {
                if (!has_references) body += new_references(nullptr, *track);
                body += new_media(each, layout);
            } else {
                body += verbatim(each);
            }
        }
        return boxed(box.type, body + tail(box, inside));
    }

    std::string new_references(const Box* tref, const Track& track) {
        BoxWriter ids;
        if (std::ranges::find(owners_, &track) != owners_.end()) {
            for (std::size_t i = 0; i < samples_.size(); ++i) ids.u32(first_new_ + i);
        }
        for (const std::uint32_t id : track.chapter_tracks) {
            if (!is_removed(id)) ids.u32(id);
        }
        std::string body;
        if (!ids.bytes().empty()) body += ids.boxed(box_type("chap"));
        if (tref != nullptr) {
            for (const Box& each : sound_children(*tref)) {
                if (each.type != box_type("chap")) body += verbatim(each);
            }
        }
        return body.empty() ? body : boxed(box_type("tref"), body);
    }

    // "mdia" and what in it leads to the tables of places.
    std::string new_media(const Box& box, const Layout& layout) {
        const std::vector<Box> inside = sound_children(box);
        std::string body;
        for (const Box& each : inside) {
            switch (each.type) {
                case box_type("minf"):
                case box_type("stbl"):
                    body += new_media(each, layout);
                    break;
                case box_type("stco"):
                case box_type("co64"):
                case box_type("saio"):
                    body += moved_offsets(each, bytes_of(each.body, each.end), layout,
                                          large_file_ && top_.moov_is_first);
                    break;
                default:
                    body += verbatim(each);
            }
        }
        return boxed(box.type, body + tail(box, inside));
    }

    // "mvex" has a line for every track, with or without fragments.
    std::string new_extension(const Box& box) {
        const std::vector<Box> inside = sound_children(box);
        std::string body;
        for (const Box& each : inside) {
            Fields fields(bytes_of(each.body, each.end));
            fields.skip(4);
            if (each.type != box_type("trex") || !is_removed(fields.u32())) body += verbatim(each);
        }
        for (std::size_t i = 0; i < samples_.size(); ++i) {
            body +=
                BoxWriter().full(0).u32(first_new_ + i).u32(1).zeros(12).boxed(box_type("trex"));
        }
        return boxed(box.type, body + tail(box, inside));
    }

    std::string new_user_data(const Box& box, bool is_first) {
        const std::vector<Box> inside = sound_children(box);
        std::string body;
        for (const Box& each : inside) {
            if (each.type != box_type("chpl")) body += verbatim(each);
        }
        if (is_first && !chapters_.empty()) body += chapter_list_of(chapters_);
        if (body.empty() && !inside.empty()) return {};
        return boxed(box.type, body + tail(box, inside));
    }

    std::vector<Box> sound_children(const Box& parent) {
        std::vector<Box> inside = index_boxes_.children(parent);
        if (!inside.empty() && inside.back().cut) {
            throw_damaged("a box is longer than what it lies in");
        }
        if (index_boxes_.exhausted()) throw_damaged("it has too many boxes");
        return inside;
    }

    // What lies behind the last child: QuickTime ends "udta" with four zero bytes.
    [[nodiscard]] std::string tail(const Box& parent, const std::vector<Box>& inside) const {
        const std::string_view rest =
            bytes_of(inside.empty() ? parent.body : inside.back().end, parent.end);
        if (rest.size() >= 8 && rest.find_first_not_of('\0') != std::string_view::npos) {
            throw_damaged("a box has no sound size");
        }
        return std::string(rest);
    }

    [[nodiscard]] std::string_view bytes_of(std::uint64_t begin, std::uint64_t end) const {
        return std::string_view(index_bytes_)
            .substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    }

    [[nodiscard]] std::string verbatim(const Box& box) const {
        return std::string(bytes_of(box.begin, box.end));
    }

    void emit(const Layout& layout, const Patches& patches, std::string_view first,
              std::string_view second, ByteSink& out) {
        std::uint64_t written = 0;
        const auto insert = [&] {
            out.write(first);
            out.write(second);
            written += first.size() + second.size();
        };
        bool inserted = false;
        for (const Piece& piece : layout.pieces()) {
            if (!inserted && written == layout.insertion()) {
                insert();
                inserted = true;
            }
            copy(piece, patches, out);
            written += piece.size;
        }
        if (!inserted) insert();
    }

    void copy(const Piece& piece, const Patches& patches, ByteSink& out) {
        std::uint64_t at = piece.source;
        const std::uint64_t end = piece.source + piece.size;
        for (auto patch = patches.lower_bound(at); patch != patches.end() && patch->first < end;
             ++patch) {
            out.copy(media_, at, patch->first - at);
            out.write(patch->second);
            at = patch->first + patch->second.size();
        }
        out.copy(media_, at, end - at);
    }

    ByteSource& media_;
    BoxReader boxes_;
    const std::vector<Chapter>& chapters_;
    TopBoxes top_;
    std::string index_bytes_;
    MemorySource index_;
    BoxReader index_boxes_;
    Movie movie_;
    std::vector<const Track*> removed_;
    std::vector<const Track*> owners_;  ///< whose chapters they are
    std::uint32_t first_new_ = 0;       ///< id of the first new track
    std::vector<ChapterSamples> samples_;
    std::string samples_bytes_;
    bool large_file_ = false;
};

}  // namespace

void write_chapters(ByteSource& media, const Document& document, ByteSink& out) {
    Writer(media, document).write(out);
}

}  // namespace revivre::chapters::mp4
