#pragma once

#include <cstdint>
#include <map>

#include "indexer/ffmpeg/handles.hpp"

namespace revivre::indexer::ffmpeg {

/// Transport streams that were put one behind the other begin their clock anew in the middle; their
/// formats allow it. Players go on where the part before ended, and so do the times of packets that
/// went through here. A clock that jumps forward is left as it is.
class JoinedParts {
  public:
    /// `input` must outlive this.
    explicit JoinedParts(const AVFormatContext& input);

    /// Whether clocks may begin anew in this format: then no place is found by its time.
    [[nodiscard]] bool possible() const noexcept { return possible_; }

    /// How many parts began in the middle so far. At each, the last packet of every stream may be
    /// marked as damaged, although nothing is missing.
    [[nodiscard]] int joints() const noexcept { return joints_; }

    /// Moves the packet's times. Packets come in the order of the file, none left out.
    void shift(AVPacket& packet);

  private:
    struct Course {
        std::int64_t shift_us = 0;
        std::int64_t end_us = 0;
    };

    void begin_part(std::int64_t stated_us);

    const AVFormatContext& input_;
    bool possible_;
    std::map<int, Course> courses_;  ///< by stream
    std::int64_t newest_us_ = 0;     ///< the shift of the newest part
    int joints_ = 0;
};

}  // namespace revivre::indexer::ffmpeg
