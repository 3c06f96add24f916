#include <fmt/format.h>

#include "chapters/evidence_kinds.hpp"
#include "indexer/analysers/registry.hpp"
#include "indexer/analysis/loudness.hpp"
#include "indexer/analysis/peaks.hpp"
#include "indexer/analysis/silences.hpp"
#include "indexer/analysis/sound_frames.hpp"

namespace revivre::indexer::analysers {
namespace {

namespace kinds = chapters::evidence_kinds;

// Silences, loudness and the waveform: one analyser, because the samples are read once for both
// levels and peaks.
class SoundAnalyser final : public Analyser {
  public:
    explicit SoundAnalyser(Findings& findings) : findings_(findings) {}

    void hear(const Sound& sound) override {
        frames_.hear(sound);
        loudness_.hear(sound);
    }

    void finish(chapters::Time) override {
        frames_.finish();
        for (const Silence& silence : levels_.silences()) {
            findings_.add({.kind = std::string{kinds::kSilence},
                           .start = silence.start,
                           .end = std::min(silence.end, frames_.end())});
        }
        if (const auto loudness = loudness_.integrated()) {
            findings_.add({.kind = std::string{kinds::kLoudness},
                           .start = frames_.start(),
                           .end = frames_.end(),
                           .text = fmt::format("{:.1f} LUFS", *loudness)});
        }
        if (peaks_.empty()) return;
        for (const Peaks::Level& level : Peaks::kLevels) {
            findings_.add_file(level.name, peaks_.file(level));
        }
    }

  private:
    Findings& findings_;
    SoundLevels levels_;
    Peaks peaks_;
    Loudness loudness_;
    SoundFrames frames_{[this](const SoundFrame& frame) {
        levels_.add(frame);
        peaks_.add(frame);
    }};
};

}  // namespace

AnalyserEntry sound() {
    return {.name = "sound",
            .needs = {.sound = true},
            .make = [](const Tools& tools) -> std::unique_ptr<Analyser> {
                return std::make_unique<SoundAnalyser>(tools.findings);
            }};
}

}  // namespace revivre::indexer::analysers
