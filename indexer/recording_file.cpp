#include "indexer/recording_file.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chapters/error.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::indexer {
namespace {

[[noreturn]] void refuse_opening(const std::filesystem::path& file, int reason) {
    const std::string name = shown_path(file);
    switch (reason) {
        case ENOENT:
        case ENOTDIR:
            throw Error(ErrorCode::not_found, fmt::format("there is no file '{}'", name));
        case EACCES:
        case EPERM:
            throw Error(ErrorCode::invalid_input,
                        fmt::format("'{}' may not be read: ask for the right to read it", name));
        case ENXIO:
        case ENODEV:
            throw Error(ErrorCode::invalid_input,
                        fmt::format("'{}' is no file with content: name a recording", name));
        case ENAMETOOLONG:
        case ELOOP:
            throw Error(ErrorCode::invalid_input,
                        fmt::format("'{}' is too long or leads back to itself", name));
        default:
            throw Error(ErrorCode::unavailable,
                        fmt::format("'{}' cannot be opened: {}", name,
                                    std::generic_category().message(reason)));
    }
}

void require_content(const std::filesystem::path& file, const struct stat& status) {
    const std::string name = shown_path(file);
    if (S_ISDIR(status.st_mode)) {
        throw Error(ErrorCode::invalid_input,
                    fmt::format("'{}' is a folder: name the recordings in it", name));
    }
    if (!S_ISREG(status.st_mode)) {
        throw Error(ErrorCode::invalid_input,
                    fmt::format("'{}' is a pipe or a device: name a file", name));
    }
    if (status.st_size == 0) {
        throw Error(ErrorCode::invalid_input,
                    fmt::format("'{}' is empty: copy the recording again", name));
    }
}

}  // namespace

Descriptor::~Descriptor() {
    close();
}

void Descriptor::close() noexcept {
    if (value_ >= 0) ::close(value_);
    value_ = -1;
}

RecordingFile open_recording(const std::filesystem::path& file) {
    // O_NONBLOCK: opening a pipe must not wait for its writer; it changes nothing for a file.
    const int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
    RecordingFile recording{.descriptor = Descriptor(::open(file.c_str(), flags))};
    if (recording.descriptor.value() < 0) refuse_opening(file, errno);
    struct stat status {};
    if (::fstat(recording.descriptor.value(), &status) != 0) refuse_opening(file, errno);
    require_content(file, status);
    recording.size_bytes = static_cast<std::uint64_t>(status.st_size);
    return recording;
}

std::string shown_path(const std::filesystem::path& file) {
    return chapters::to_nfc(file.native());
}

}  // namespace revivre::indexer
