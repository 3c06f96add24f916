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
using chapters::Time;

constexpr const char* kPeaks = "peaks-20ms.dat";
constexpr Time kSilentEnd{500};
constexpr Time kSameEnd{100};
constexpr std::size_t kPeaksLimit = 64 << 20;  // 100 bytes a second: a week

// Empty: no peaks are there.
remap::Envelope envelope_of(const storage::Library& library, const Recording& recording) {
    const auto file = library.derived(recording.id) / kPeaks;
    std::error_code fault;
    if (!std::filesystem::is_regular_file(file, fault)) return {};
    return remap::read_peaks(read_file(file, kPeaksLimit));
}

// How long a recording goes on after its sound; negative when that is longer.
Time after_sound(const Recording& recording, const remap::Envelope& envelope) {
    return recording.duration - static_cast<std::int64_t>(envelope.size()) * remap::kFrame;
}

// Sound seldom ends with the picture: what is found up to the end of the sound goes to the end of
// the recording, unless one of them goes on by itself.
bool ends_with_sound(Time old, Time made) {
    return old <= kSilentEnd || std::chrono::abs(old - made) <= kSameEnd;
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
    const Time silent = after_sound(old, before);
    for (remap::Passage& each : passages) {
        const bool to_end = each.end >= old.duration - silent;
        if (to_end && ends_with_sound(silent, after_sound(made, after))) each.end = old.duration;
    }
    result.map = remap::PassageMap(std::move(passages), made.duration);
    return result;
}

}  // namespace revivre::app
