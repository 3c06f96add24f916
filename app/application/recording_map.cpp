#include "app/application/recording_map.hpp"

#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "app/application/application.hpp"
#include "chapters/remap/picture_match.hpp"
#include "chapters/remap/sound_match.hpp"

namespace revivre::app {
namespace {

namespace remap = chapters::remap;
using chapters::Recording;

constexpr const char* kPeaks = "peaks-20ms.dat";
constexpr std::size_t kPeaksLimit = 64 << 20;  // 100 bytes a second: a week

// As long as the recording: what has no sound is quiet. Empty: no peaks are there.
remap::Envelope envelope_of(const storage::Library& library, const Recording& recording) {
    const auto file = library.derived(recording.id) / kPeaks;
    std::error_code fault;
    if (!std::filesystem::is_regular_file(file, fault)) return {};
    remap::Envelope envelope = remap::read_peaks(read_file(file, kPeaksLimit));
    const auto frames = (recording.duration + remap::kFrame - chapters::Time(1)) / remap::kFrame;
    envelope.resize(static_cast<std::size_t>(frames), 0);
    return envelope;
}

std::string lacking_in(const Recording& recording) {
    return fmt::format("no sound of {} is known to compare with", recording.id);
}

}  // namespace

RecordingMap map_recordings(const storage::Library& library, storage::Repository& repository,
                            const Recording& old, const Recording& made) {
    RecordingMap result;
    const remap::Envelope before = envelope_of(library, old);
    const remap::Envelope after = envelope_of(library, made);
    if (before.empty() || after.empty()) result.lacking = lacking_in(before.empty() ? old : made);
    auto passages = remap::joined(
        remap::match_sound(before, after),
        remap::match_pictures(repository.evidence(old.id), repository.evidence(made.id)));
    for (remap::Passage& each : passages) {
        // The last frame is seldom whole.
        if (each.end >= old.duration) each.end = old.duration;
    }
    result.map = remap::PassageMap(std::move(passages), made.duration);
    return result;
}

}  // namespace revivre::app
