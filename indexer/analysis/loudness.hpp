#pragma once

#include <memory>
#include <optional>

#include "indexer/analysis/sound.hpp"

namespace revivre::indexer {

/// Integrated loudness, ITU-R BS.1770-4 and EBU R 128 (by libebur128, which keeps a histogram in
/// steps of 0.1 LU: 16 KB for any length). One channel counts once.
class Loudness {
  public:
    Loudness();
    ~Loudness();
    Loudness(Loudness&&) = delete;

    void hear(const Sound& sound);
    /// In LUFS; nothing when no sound was louder than the absolute gate of -70 LUFS.
    [[nodiscard]] std::optional<double> integrated() const;

  private:
    struct Meter;
    std::unique_ptr<Meter> meter_;
};

}  // namespace revivre::indexer
