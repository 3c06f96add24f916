#include "chapters/containers/mp4_reader.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "chapters/containers/mp4_fragments.hpp"
#include "chapters/containers/mp4_movie.hpp"
#include "chapters/containers/mp4_text.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/nesting.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::mp4 {
namespace {

__extension__ typedef __int128 Wide;  // products of two 64-bit numbers

constexpr std::size_t kMostSampleBytes = 2 + 0xFFFF + 1'024;  // length, title, boxes behind it
constexpr std::size_t kMostListBytes = 16 << 20;
constexpr std::uint64_t kMostTextBytes = 64 << 20;
constexpr Time kSameStart{2};  // a track's ticks and the list's can be rounded differently

// What lies before the index in files that have it last.
constexpr std::array kBeforeIndex = {box_type("ftyp"), box_type("mdat"), box_type("free"),
                                     box_type("skip"), box_type("wide")};

struct TimedText {
    Time start{};
    Time end{};
    SampleText text;
};

struct TextTrack {
    const Track* track = nullptr;
    std::vector<TimedText> samples{};
    bool has_titles = false;  ///< some text that is no address
};

bool is_address(std::string_view text) {
    return text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
}

// Where the ticks of a track are on the movie's clock: its edit list moves them. Of the list only
// the beginning counts, empty edits and then the place where the media begins; chapter tracks with
// more edits are unknown.
class TrackClock {
  public:
    TrackClock(const Movie& movie, const Track& track)
        : movie_scale_(movie.timescale), media_scale_(track.timescale) {
        if (movie_scale_ == 0) return;
        for (const Edit& edit : track.edits) {
            if (edit.media_time >= 0) {
                media_time_ = edit.media_time;
                return;
            }
            delay_ = std::min(delay_ + std::min(edit.duration, kMostDelay), kMostDelay);
        }
    }

    [[nodiscard]] bool hides(const Sample& sample) const {
        return std::cmp_less(sample.start, media_time_) &&
               std::cmp_less_equal(sample.end, media_time_);
    }

    // Rounded half up, once, from the exact fraction.
    [[nodiscard]] Time time_of(std::uint64_t ticks) const {
        const Wide movie_scale = std::max<std::uint32_t>(movie_scale_, 1);
        const Wide shown = std::max<Wide>(Wide{ticks} - media_time_, 0);
        const Wide exact = Wide{delay_} * media_scale_ + shown * movie_scale;
        const Wide scale = movie_scale * media_scale_;
        const Wide ms = (exact * 2000 + scale) / (scale * 2);
        return ms > kLatestTime.count() ? kLatestTime + Time(1)
                                        : Time(static_cast<std::int64_t>(ms));
    }

  private:
    static constexpr std::uint64_t kMostDelay = std::uint64_t{1} << 62;

    std::uint32_t movie_scale_;
    std::uint32_t media_scale_;
    std::uint64_t delay_ = 0;
    std::int64_t media_time_ = 0;
};

class Reader {
  public:
    explicit Reader(ByteSource& media)
        : media_(media),
          boxes_(media),
          text_bytes_left_(std::min(media.size(), kMostTextBytes)),
          allowance_(chapter_allowance(static_cast<std::size_t>(text_bytes_left_))),
          texts_left_(2 * allowance_),  // of titles, and of addresses
          gathering_(static_cast<std::size_t>(text_bytes_left_)) {}

    ReadResult run() {
        const auto moov = find_moov();
        if (!moov) return refused(std::move(fault_), 0);
        const Movie movie = read_movie(boxes_, *moov);
        if (moov->cut) {
            gathering_.tell(0, "the file ends inside its index (moov)");
        } else if (movie.damaged) {
            gathering_.tell(0, "the index (moov) is damaged: what lies behind the fault is lost");
        }
        if (movie.compressed) {
            gathering_.tell(0, "the index of this old QuickTime file is compressed: not read here");
        }
        state_duration(movie);
        std::vector<Chapter> track = from_tracks(movie);
        const std::vector<ListedChapter> list = from_list(movie);
        for (Chapter& each : merged(std::move(track), list)) gathering_.add(std::move(each));
        if (boxes_.exhausted()) gathering_.tell(0, "more boxes than any recording has: given up");
        return gathering_.take();
    }

  private:
    static bool is_known(BoxType type) {
        return std::ranges::find(kBeforeIndex, type) != kBeforeIndex.end();
    }

    std::optional<Box> find_moov() {
        fault_ = "no MP4 or QuickTime file: it has no index (moov)";
        std::uint64_t at = 0;
        while (const auto box = boxes_.top_box(at)) {
            if (box->type == box_type("moov")) return box;
            if (box->cut && is_known(box->type)) fault_ = "the file ends before its index (moov)";
            at = box->end;
        }
        return std::nullopt;
    }

    void state_duration(const Movie& movie) {
        if (movie.timescale == 0 || movie.duration == 0 || movie.duration > INT64_MAX) return;
        const Time duration =
            TrackClock(movie, Track{.timescale = movie.timescale}).time_of(movie.duration);
        if (duration <= kLatestTime) gathering_.document().items.emplace_back().duration = duration;
    }

    TextTrack read_text_track(const Movie& movie, const Track& track) {
        TextTrack read{.track = &track};
        if (track.timescale == 0) {
            gathering_.tell(0, "a chapter track says no time scale: it is left out");
            return read;
        }
        if (texts_left_ == 0) return read;
        const TrackClock clock(movie, track);
        std::vector<Sample> samples = samples_of(boxes_, track);
        if (samples.empty() && movie.fragmented)
            samples = fragment_samples_of(boxes_, movie, track);
        const std::size_t most = std::min(texts_left_, allowance_);
        if (samples.size() > most || samples.size() == kMostSamples) {
            samples.resize(std::min(samples.size(), most));
            gathering_.tell(0, fmt::format("more than {} texts in a chapter track: the others are "
                                           "left out",
                                           samples.size()));
        }
        texts_left_ -= samples.size();
        read.samples.reserve(samples.size());
        if (samples.empty()) {
            gathering_.tell(0, "a chapter track has no text that can be found");
        }
        for (const Sample& sample : samples) {
            if (clock.hides(sample)) continue;
            if (!read_text(sample, clock, read)) break;
        }
        return read;
    }

    bool read_text(const Sample& sample, const TrackClock& clock, TextTrack& track) {
        const std::size_t size = std::min<std::size_t>(sample.size, kMostSampleBytes);
        if (sample.offset > media_.size() || media_.size() - sample.offset < size ||
            size > text_bytes_left_) {
            gathering_.tell(0, "the texts of a chapter track lie outside of the file");
            return false;
        }
        text_bytes_left_ -= size;
        TimedText text{.start = clock.time_of(sample.start),
                       .end = clock.time_of(sample.end),
                       .text = read_sample(media_.bytes(sample.offset, size))};
        text.text.title = clean_line(text.text.title);
        track.has_titles |= !text.text.title.empty() && !is_address(text.text.title);
        track.samples.push_back(std::move(text));
        return true;
    }

    std::vector<Chapter> from_tracks(const Movie& movie) {
        std::vector<TextTrack> read;
        for (const Track* track : chapter_tracks(movie)) {
            if (track->has_text()) {
                read.push_back(read_text_track(movie, *track));
            } else {
                gathering_.tell(0, "a track of pictures for the chapters is left out");
            }
        }
        if (read.empty()) return {};
        const auto titles = title_track(read);
        std::vector<Chapter> chapters;
        chapters.reserve(titles->samples.size());
        for (const TimedText& each : titles->samples) {
            Chapter chapter;
            chapter.start = each.start;
            chapter.end = each.end;
            chapter.title = each.text.title;
            chapter.link = each.text.link;
            chapters.push_back(std::move(chapter));
        }
        for (auto other = read.begin(); other != read.end(); ++other) {
            if (other != titles) add_links(*other, chapters);
        }
        return chapters;
    }

    static bool is_called_urls(const TextTrack& track) {
        std::string name = track.track->name;
        std::ranges::transform(name, name.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return name.find("url") != std::string::npos || name.find("link") != std::string::npos;
    }

    static std::vector<TextTrack>::const_iterator title_track(const std::vector<TextTrack>& read) {
        const auto named = std::ranges::find_if(
            read, [](const TextTrack& each) { return each.has_titles && !is_called_urls(each); });
        if (named != read.end()) return named;
        const auto any = std::ranges::find_if(read, &TextTrack::has_titles);
        if (any != read.end()) return any;
        return std::ranges::max_element(read, {},
                                        [](const TextTrack& each) { return each.samples.size(); });
    }

    // Tracks of one writer have the same samples; others are joined by their starts.
    void add_links(const TextTrack& from, std::vector<Chapter>& chapters) {
        const bool same = from.samples.size() == chapters.size();
        bool has_link = false;
        for (std::size_t i = 0; i < from.samples.size(); ++i) {
            const TimedText& sample = from.samples[i];
            const auto place = same ? chapters.begin() + static_cast<std::ptrdiff_t>(i)
                                    : std::ranges::lower_bound(chapters, sample.start - kSameStart,
                                                               {}, &Chapter::start);
            if (place == chapters.end() || place->start > sample.start + kSameStart) continue;
            const std::string link = link_of(sample.text, place->title);
            has_link |= !link.empty();
            if (place->link.empty()) place->link = link;
        }
        if (!has_link && from.has_titles && !is_called_urls(from)) {
            gathering_.tell(0, "a second track of titles is left out");
        }
    }

    // Some writers have the address as the text, others behind the title that they say again.
    static std::string link_of(const SampleText& text, std::string_view title) {
        if (!text.link.empty()) return text.link;
        return is_address(text.title) && text.title != title ? text.title : std::string();
    }

    std::vector<ListedChapter> from_list(const Movie& movie) {
        std::vector<ListedChapter> longest;
        for (const Box& box : movie.chapter_lists) {
            bool complete = false;
            std::vector<ListedChapter> list =
                read_chapter_list(boxes_.body(box, kMostListBytes), complete);
            if (!complete) gathering_.tell(0, "the list of chapters (chpl) breaks off");
            for (ListedChapter& each : list) each.title = clean_line(each.title);
            if (list.size() > longest.size()) longest = std::move(list);
        }
        return longest;
    }

    static std::vector<Chapter> merged(std::vector<Chapter> track,
                                       const std::vector<ListedChapter>& list) {
        remove_gaps(track, list);
        if (list.size() > track.size()) return listed_chapters(list, track);
        if (list.size() == track.size() && !list.empty() && track.front().start == Time(0) &&
            list.front().start > Time(0) &&
            list.front().start <= track.front().end.value_or(Time(0)) &&
            list.front().title == track.front().title) {
            track.front().start = list.front().start;
        }
        // A chapter without length lies before the one that it starts together with.
        sort_by_start(track);
        return track;
    }

    static void remove_gaps(std::vector<Chapter>& track, const std::vector<ListedChapter>& list) {
        const auto has_title = [](const auto& each) { return !each.title.empty(); };
        if (std::ranges::none_of(track, has_title)) return;
        std::vector<Time> untitled;
        for (const ListedChapter& each : list) {
            if (each.title.empty()) untitled.push_back(each.start);
        }
        std::ranges::sort(untitled);
        std::erase_if(track, [&](const Chapter& chapter) {
            if (has_title(chapter)) return false;
            const auto near = std::ranges::lower_bound(untitled, chapter.start - kSameStart);
            return near == untitled.end() || *near > chapter.start + kSameStart;
        });
    }

    static std::vector<Chapter> listed_chapters(const std::vector<ListedChapter>& list,
                                                const std::vector<Chapter>& track) {
        std::vector<Chapter> chapters;
        for (const ListedChapter& each : list) {
            Chapter chapter;
            chapter.start = each.start;
            chapter.title = each.title;
            const auto near =
                std::ranges::lower_bound(track, each.start - kSameStart, {}, &Chapter::start);
            if (near != track.end() && near->start <= each.start + kSameStart) {
                chapter.link = near->link;
                if (!each.whole && !near->title.empty()) chapter.title = near->title;
            }
            chapters.push_back(std::move(chapter));
        }
        return chapters;
    }

    ByteSource& media_;
    BoxReader boxes_;
    std::uint64_t text_bytes_left_;
    std::size_t allowance_;  ///< texts of a track
    std::size_t texts_left_;
    Gathering gathering_;
    std::string fault_;
};

}  // namespace

ReadResult read_chapters(ByteSource& media) {
    return Reader(media).run();
}

}  // namespace revivre::chapters::mp4
