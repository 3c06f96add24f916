#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "indexer/ffmpeg/handles.hpp"

namespace revivre::indexer::ffmpeg {

/// AVI says when pictures are decoded, not when they are shown. Of MPEG-4 with B pictures FFmpeg's
/// reader knows it of those alone; here the others get their time, so that it does not depend on
/// which pictures are decoded. Packets that have one go through as they are.
class MissingTimes {
  public:
    using Receiver = std::function<void(AVPacket&)>;

    explicit MissingTimes(const AVStream& stream);

    /// Takes over what the packet refers to when it has to wait for the next. All are handed on in
    /// the order in which they came.
    void add(AVPacket& packet, const Receiver& receive);

    /// Nothing follows.
    void finish(const Receiver& receive);

  private:
    void release(std::int64_t shown, const Receiver& receive);

    bool concerned_;
    std::vector<PacketHandle> waiting_;  ///< one without a time, and the B pictures behind it
    std::optional<std::int64_t> lead_;   ///< how much earlier pictures are decoded at least
};

}  // namespace revivre::indexer::ffmpeg
