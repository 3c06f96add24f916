#include "indexer/ffmpeg/descriptor_io.hpp"

#include <cerrno>
#include <cstdio>
#include <new>

#include <unistd.h>

namespace revivre::indexer::ffmpeg {
namespace {

// FFmpeg's own size for files. Chapter titles of an MP4 lie all over the file, and each costs one
// such read; half of it was not faster on 40 chapters.
constexpr int kBufferBytes = 32 << 10;

}  // namespace

DescriptorIo::DescriptorIo(int descriptor, Clock::time_point deadline)
    : descriptor_(descriptor), deadline_(deadline), size_(::lseek(descriptor, 0, SEEK_END)) {
    auto* buffer = static_cast<unsigned char*>(av_malloc(kBufferBytes));
    if (buffer == nullptr) throw std::bad_alloc();
    context_.reset(avio_alloc_context(buffer, kBufferBytes, 0, this, read, nullptr, seek));
    if (context_) return;
    av_free(buffer);
    throw std::bad_alloc();
}

AVIOInterruptCB DescriptorIo::interrupt() noexcept {
    return {.callback =
                [](void* self) noexcept {
                    return static_cast<DescriptorIo*>(self)->out_of_time() ? 1 : 0;
                },
            .opaque = this};
}

int DescriptorIo::read(void* self, std::uint8_t* buffer, int size) noexcept {
    auto& io = *static_cast<DescriptorIo*>(self);
    if (io.out_of_time()) return AVERROR_EXIT;
    for (;;) {
        const ssize_t count =
            ::pread(io.descriptor_, buffer, static_cast<std::size_t>(size), io.position_);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return AVERROR(errno);
        if (count == 0) return AVERROR_EOF;
        io.position_ += count;
        return static_cast<int>(count);
    }
}

std::int64_t DescriptorIo::seek(void* self, std::int64_t offset, int whence) noexcept {
    auto& io = *static_cast<DescriptorIo*>(self);
    if ((whence & AVSEEK_SIZE) != 0) return io.size_;
    std::int64_t base = 0;
    switch (whence & ~AVSEEK_FORCE) {
        case SEEK_SET:
            break;
        case SEEK_CUR:
            base = io.position_;
            break;
        case SEEK_END:
            base = io.size_;
            break;
        default:
            return AVERROR(EINVAL);
    }
    std::int64_t target = 0;
    if (__builtin_add_overflow(base, offset, &target) || target < 0) return AVERROR(EINVAL);
    io.position_ = target;
    return target;
}

}  // namespace revivre::indexer::ffmpeg
