#include "chapters/containers/byte_stream.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chapters/error.hpp"

namespace revivre::chapters {
namespace {

constexpr std::size_t kCopyBytes = 256 << 10;

[[noreturn]] void throw_errno(std::string_view what) {
    throw Error(ErrorCode::unavailable,
                fmt::format("{}: {}", what, std::generic_category().message(errno)));
}

}  // namespace

std::string ByteSource::bytes(std::uint64_t offset, std::size_t count) {
    if (offset >= size()) return {};
    std::string out(static_cast<std::size_t>(std::min<std::uint64_t>(count, size() - offset)),
                    '\0');
    out.resize(read(offset, out));
    return out;
}

void ByteSink::copy(ByteSource& source, std::uint64_t offset, std::uint64_t count) {
    std::vector<char> buffer(static_cast<std::size_t>(std::min<std::uint64_t>(count, kCopyBytes)));
    while (count > 0) {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(count, buffer.size()));
        const std::size_t got = source.read(offset, std::span(buffer).first(wanted));
        if (got == 0) {
            throw Error(ErrorCode::invalid_input, "the media file ends before its own index says");
        }
        write({buffer.data(), got});
        offset += got;
        count -= got;
    }
}

FileSource::FileSource(int descriptor) : descriptor_(descriptor), size_(0) {
    struct stat status {};
    if (fstat(descriptor, &status) != 0) throw_errno("the media file cannot be looked at");
    size_ = static_cast<std::uint64_t>(status.st_size);
}

std::size_t FileSource::read(std::uint64_t offset, std::span<char> into) {
    std::size_t filled = 0;
    while (filled < into.size() && offset + filled < size_) {
        const ssize_t got = pread(descriptor_, into.data() + filled, into.size() - filled,
                                  static_cast<off_t>(offset + filled));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw_errno("the media file cannot be read");
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

std::size_t MemorySource::read(std::uint64_t offset, std::span<char> into) {
    if (offset >= bytes_.size()) return 0;
    const std::string_view part = bytes_.substr(static_cast<std::size_t>(offset), into.size());
    std::ranges::copy(part, into.begin());
    return part.size();
}

}  // namespace revivre::chapters
