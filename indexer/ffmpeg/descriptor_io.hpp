#pragma once

#include <chrono>
#include <cstdint>

#include "indexer/ffmpeg/handles.hpp"

namespace revivre::indexer::ffmpeg {

/// Lets FFmpeg read an open descriptor and nothing else: no file name, no protocol. Reading fails
/// once the deadline has passed. FFmpeg keeps the address of this object.
class DescriptorIo {
  public:
    using Clock = std::chrono::steady_clock;

    /// `descriptor` stays open and the caller's. Throws std::bad_alloc.
    DescriptorIo(int descriptor, Clock::time_point deadline);
    DescriptorIo(const DescriptorIo&) = delete;
    DescriptorIo& operator=(const DescriptorIo&) = delete;
    ~DescriptorIo() = default;

    [[nodiscard]] AVIOContext* context() const noexcept { return context_.get(); }
    [[nodiscard]] bool out_of_time() const noexcept { return Clock::now() >= deadline_; }

    /// For AVFormatContext: asks `out_of_time()`.
    [[nodiscard]] AVIOInterruptCB interrupt() noexcept;

  private:
    static int read(void* self, std::uint8_t* buffer, int size) noexcept;
    static std::int64_t seek(void* self, std::int64_t offset, int whence) noexcept;

    int descriptor_;
    Clock::time_point deadline_;
    std::int64_t size_ = 0;
    std::int64_t position_ = 0;
    IoHandle context_;
};

}  // namespace revivre::indexer::ffmpeg
