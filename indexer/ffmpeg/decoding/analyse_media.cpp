#include "indexer/ffmpeg/decoding/analyse_media.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <vector>

#include "chapters/error.hpp"
#include "chapters/json.hpp"
#include "indexer/analysers/registry.hpp"
#include "indexer/ffmpeg/decoding/jpeg_encoder.hpp"
#include "indexer/ffmpeg/decoding/missing_times.hpp"
#include "indexer/ffmpeg/decoding/picture_pass.hpp"
#include "indexer/ffmpeg/decoding/sound_decoder.hpp"
#include "indexer/ffmpeg/joined_parts.hpp"
#include "indexer/ffmpeg/media_file.hpp"
#include "indexer/worker_words.hpp"

namespace revivre::indexer::ffmpeg {
namespace {

using chapters::Json;
using chapters::Time;

// How often progress is told: of media time and of the clock, whichever comes first.
constexpr Time kProgressEvery{20'000};
constexpr std::chrono::milliseconds kTellEvery{500};
// How often a place to go on from is told.
constexpr Time kCheckpointEvery{60'000};
// How much of what was seen already analysers see again then.
constexpr Time kWarmUp{20'000};

// A picture may be shown for so long when the file does not say how long it lasts itself.
constexpr Time kLongestUnstated{10'000};
// A file that ends so much earlier than it says was cut short; streams may differ by less.
constexpr Time kMissingEnd{5'000};

class AnswerFindings final : public Findings {
  public:
    explicit AnswerFindings(LineWriter& answer) : answer_(answer) {}

    void add(chapters::Evidence evidence) override {
        full_ = !answer_.add({{"type", "evidence"}, {"evidence", chapters::to_json(evidence)}}) ||
                full_;
    }
    void add_file(std::string_view name, std::string_view content) override {
        full_ =
            !answer_.add({{"type", "file"}, {"name", name}, {"bytes", content.size()}}, content) ||
            full_;
    }
    [[nodiscard]] bool full() const noexcept { return full_; }

  private:
    LineWriter& answer_;
    bool full_ = false;
};

Choice choice_named(std::string_view name) {
    if (name == "keys") return Choice::keys;
    return name == "all" ? Choice::all : Choice::screened;
}

class Pass {
  public:
    Pass(const AnalysisTask& task, AVFormatContext& input, TextReader& text, LineWriter& answer)
        : task_(task),
          input_(input),
          parts_(input),
          answer_(answer),
          findings_(answer),
          encoder_(open_jpeg_encoder()),
          tools_{findings_, text, *encoder_, task.duration},
          origin_us_(task.start_offset.count() * 1000 + clock_zero_us(input)),
          checkpoint_(task.resume) {
        make_analysers();
        open_pictures();
        open_sound();
        discard_others();
    }

    void run(const DescriptorIo& io) {
        if (task_.resume > Time(0) && !sound_ && !parts_.possible()) seek();
        const PacketHandle packet(av_packet_alloc());
        if (!packet) throw std::bad_alloc();
        while (!io.out_of_time() && av_read_frame(&input_, packet.get()) >= 0) {
            take(*packet);
            av_packet_unref(packet.get());
            if (findings_.full()) break;
        }
        finish();
        notes(io);
    }

  private:
    using Clock = std::chrono::steady_clock;

    void make_analysers() {
        if (task_.survey) return;
        const bool keys_only = task_.choice == "keys";
        for (const AnalyserEntry& entry : all_analysers()) {
            const bool sees =
                entry.needs.key_pictures || (entry.needs.chosen_pictures && !keys_only);
            std::unique_ptr<Analyser> analyser = entry.make(tools_);
            if (sees) watching_.push_back(analyser.get());
            if (entry.needs.sound) listening_.push_back(analyser.get());
            analysers_.push_back(std::move(analyser));
        }
    }

    void open_pictures() {
        const AVStream* stream = presented_stream(std::span(input_.streams, input_.nb_streams));
        if (stream == nullptr || stream->codecpar->codec_type != AVMEDIA_TYPE_VIDEO) return;
        if (watching_.empty() && !task_.survey) return;
        try {
            pictures_.emplace(
                *stream, choice_named(task_.choice), origin_us_,
                PicturePass::Viewer{.show = [this](const Picture& picture) { see(picture); },
                                    .awaits_end = [this] { return awaits_end(); }});
            times_.emplace(*stream);
            picture_stream_ = stream->index;
        } catch (const Error&) {
            note(words::kPicturesNotDecoded);
        }
    }

    void open_sound() {
        if (listening_.empty()) return;
        const int index =
            av_find_best_stream(&input_, AVMEDIA_TYPE_AUDIO, -1, picture_stream_, nullptr, 0);
        if (index < 0) return;
        try {
            sound_.emplace(*input_.streams[index], origin_us_);
            sound_stream_ = index;
        } catch (const Error&) {
            note(words::kSoundNotDecoded);
        }
    }

    void discard_others() {
        for (AVStream* stream : std::span(input_.streams, input_.nb_streams)) {
            const bool read = stream->index == picture_stream_ || stream->index == sound_stream_;
            const bool cover = (stream->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0;
            if (!read && !cover && !is_chapter_track(*stream)) lasts_as_stated_ = false;
            if (!read) stream->discard = AVDISCARD_ALL;
        }
    }

    void seek() {
        const std::int64_t at = task_.resume.count() * 1000 + origin_us_;
        av_seek_frame(&input_, -1, at, AVSEEK_FLAG_BACKWARD);
    }

    void take(AVPacket& packet) {
        parts_.shift(packet);
        reach_end_of(packet);
        tell_progress(packet);
        if (packet.stream_index == sound_stream_) {
            sound_->decode(&packet, [this](const Sound& sound) { hear(sound); });
        } else if (packet.stream_index == picture_stream_ && !is_seen_before(packet)) {
            times_->add(packet, [this](AVPacket& timed) { pictures_->add(timed); });
        }
    }

    // When an interrupted pass goes on: all before the place where it goes on, whose first key
    // frame is found by the time that the earlier pass gave.
    bool is_seen_before(const AVPacket& packet) {
        if (resumed_ || task_.resume <= Time(0)) return false;
        resumed_ = (packet.flags & AV_PKT_FLAG_KEY) != 0 && time_of(packet) >= task_.resume;
        return !resumed_;
    }

    Time time_of(const AVPacket& packet) const {
        const std::int64_t ticks = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
        if (ticks == AV_NOPTS_VALUE) return reached_;
        const AVRational base = input_.streams[packet.stream_index]->time_base;
        const std::int64_t us = av_rescale_q(ticks, base, AV_TIME_BASE_Q) - origin_us_;
        return std::chrono::round<Time>(std::chrono::microseconds(us));  // as pictures are
    }

    // A recording lasts until the last picture is taken away, not until it is shown. How long that
    // is may be wrong: then what the file says of itself, or the longest that slides are shown for.
    void reach_end_of(const AVPacket& packet) {
        if ((packet.flags & AV_PKT_FLAG_DISCARD) != 0) return;
        const AVRational base = input_.streams[packet.stream_index]->time_base;
        const std::int64_t ticks = std::max<std::int64_t>(packet.duration, 0);
        const Time start = time_of(packet);
        const Time length(av_rescale_q(ticks, base, AVRational{1, 1000}));
        const Time latest = task_.duration > start ? task_.duration : start + kLongestUnstated;
        end_ = std::max(end_, start + std::min(length, latest - start));
    }

    void see(const Picture& picture) {
        if (picture.time >= task_.crash_at) std::abort();
        end_ = std::max(end_, picture.time);
        for (Analyser* analyser : watching_) analyser->see(picture);
    }

    [[nodiscard]] bool awaits_end() const {
        return std::ranges::any_of(watching_, &Analyser::awaits_end);
    }

    void hear(const Sound& sound) {
        for (Analyser* analyser : listening_) analyser->hear(sound);
        const auto samples = static_cast<std::int64_t>(sound.samples.size()) / sound.channels;
        end_ = std::max(end_, sound.time + Time(samples * 1000 / sound.sample_rate_hz));
    }

    void tell_progress(const AVPacket& packet) {
        reached_ = std::max(reached_, time_of(packet));
        const bool due = reached_ >= told_ + kProgressEvery ||
                         (reached_ > told_ && ++asked_ % 64 == 0 && Clock::now() >= tell_at_);
        if (!due) return;
        told_ = reached_;
        tell_at_ = Clock::now() + kTellEvery;
        answer_.add({{"type", "progress"}, {"time_ms", told_.count()}});
        tell_checkpoint();
        answer_.flush();
    }

    // Analysers that watch go on from a key frame a little earlier, so that they know what was
    // there before; those that only listen begin anew.
    void tell_checkpoint() {
        if (!pictures_) return;
        const Time key = pictures_->settled();
        if (keys_.empty() || key > keys_.back()) keys_.push_back(key);
        Time settled = key;
        for (const Analyser* analyser : watching_)
            settled = std::min(settled, analyser->settled(settled));
        if (settled < checkpoint_ + kCheckpointEvery) return;
        checkpoint_ = settled;
        const auto behind = std::ranges::upper_bound(keys_, settled - kWarmUp);
        // The first key frame may lie before the part that an edit list presents.
        const Time from = behind == keys_.begin() ? Time(0) : std::max(Time(0), *(behind - 1));
        keys_.erase(keys_.begin(), behind == keys_.begin() ? behind : behind - 1);
        answer_.add(
            {{"type", "checkpoint"}, {"time_ms", settled.count()}, {"from_ms", from.count()}});
    }

    void finish() {
        if (pictures_) {
            times_->finish([this](AVPacket& packet) { pictures_->add(packet); });
            pictures_->finish();
        }
        if (sound_) sound_->decode(nullptr, [this](const Sound& sound) { hear(sound); });
        for (const auto& analyser : analysers_) analyser->finish(end_);
    }

    void notes(const DescriptorIo& io) {
        if (io.out_of_time()) note(words::kAnalysisOutOfTime);
        if (findings_.full()) note(words::kManyFindings);
        const PictureCounts counts = pictures_ ? pictures_->counts() : PictureCounts{};
        const bool cut_short = lasts_as_stated_ && end_ + kMissingEnd < task_.duration &&
                               !io.out_of_time() && !findings_.full();
        const std::int64_t damaged = counts.damaged + (sound_ ? sound_->damaged() : 0);
        if (counts.unscreenable) note(words::kEveryPicture);
        constexpr int kStreams = 2;  // that are decoded at most
        const bool faulty = damaged > std::int64_t{kStreams} * parts_.joints();
        if (faulty || cut_short) note(words::kDamaged);
        answer_.add_last({{"type", "end"},
                          {"packets", counts.packets},
                          {"decoded", counts.decoded},
                          {"shown", counts.shown},
                          {"damaged", damaged}});
    }

    void note(std::string_view word) { answer_.add_last({{"type", "note"}, {"reason", word}}); }

    const AnalysisTask& task_;
    AVFormatContext& input_;
    JoinedParts parts_;
    LineWriter& answer_;
    AnswerFindings findings_;
    std::unique_ptr<PictureEncoder> encoder_;
    Tools tools_;
    std::int64_t origin_us_;
    std::vector<std::unique_ptr<Analyser>> analysers_;
    std::vector<Analyser*> watching_;   // borrowed from analysers_
    std::vector<Analyser*> listening_;  // the same
    std::optional<MissingTimes> times_;
    std::optional<PicturePass> pictures_;
    std::optional<SoundDecoder> sound_;
    int picture_stream_ = -1;
    int sound_stream_ = -1;
    bool resumed_ = false;
    bool lasts_as_stated_ = true;  // no stream that is not read can be the longest
    Time end_{};
    Time reached_{};
    Time told_{};
    Time checkpoint_{};
    std::vector<Time> keys_;
    unsigned asked_ = 0;
    Clock::time_point tell_at_{};
};

void refuse(LineWriter& answer, std::string_view word) {
    answer.add_last({{"type", "refusal"}, {"reason", word}});
}

}  // namespace

void analyse_media(const AnalysisTask& task, TextReader& text, LineWriter& answer) {
    av_log_set_level(AV_LOG_QUIET);
    DescriptorIo io(task.descriptor, task.deadline);
    const OpenedMedia media = open_media(io, task.extension);
    if (!media.input) return refuse(answer, media.refusal);
    if (!header_is_enough(*media.input)) avformat_find_stream_info(media.input.get(), nullptr);
    Pass(task, *media.input, text, answer).run(io);
}

}  // namespace revivre::indexer::ffmpeg
