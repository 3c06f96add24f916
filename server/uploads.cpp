#include "server/uploads.hpp"

#include <cerrno>
#include <chrono>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "chapters/error.hpp"
#include "server/http/descriptor.hpp"
#include "server/problem.hpp"
#include "storage/library.hpp"

namespace revivre::server {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours kUploadLife{48};
/// Left free for the store and what is derived.
constexpr std::uintmax_t kReserveBytes = std::uintmax_t{64} * 1024 * 1024;

[[noreturn]] void refuse(int fault) {
    if (fault == ENOSPC || fault == EDQUOT) {
        throw StatusError(507, "the disk is full: nothing of this piece was kept");
    }
    throw Error(ErrorCode::unavailable,
                fmt::format("an upload cannot be written: {}", std::strerror(fault)));
}

// One piece at a time: who comes second is told, and does not wait.
Descriptor open_locked(const fs::path& file) {
    Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (descriptor.number() < 0) refuse(errno);
    if (::flock(descriptor.number(), LOCK_EX | LOCK_NB) != 0) {
        throw StatusError(409, "another piece of this upload is being written");
    }
    return descriptor;
}

void write_all(int descriptor, std::string_view piece, std::int64_t offset) {
    while (!piece.empty()) {
        const ssize_t written = ::pwrite(descriptor, piece.data(), piece.size(), offset);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            const int fault = written < 0 ? errno : EIO;
            // Best effort: what lies behind the acknowledged bytes is overwritten by the next try.
            static_cast<void>(::ftruncate(descriptor, offset));
            refuse(fault);
        }
        piece.remove_prefix(static_cast<std::size_t>(written));
        offset += written;
    }
}

}  // namespace

fs::path upload_file(const Settings& settings, const std::string& id) {
    return storage::Library(settings.library).uploads() / id;
}

std::int64_t upload_offset(const Settings& settings, const std::string& id) {
    std::error_code fault;
    const auto size = fs::file_size(upload_file(settings, id), fault);
    if (fault) throw Error(ErrorCode::not_found, "there is no upload '" + id + "'");
    return static_cast<std::int64_t>(size);
}

void begin_upload(const Settings& settings, const storage::Upload& upload) {
    const fs::path file = upload_file(settings, upload.id);
    std::error_code fault;
    fs::create_directories(file.parent_path(), fault);
    const auto space = fs::space(file.parent_path(), fault);
    if (!fault &&
        static_cast<std::uintmax_t>(upload.size_bytes) + kReserveBytes > space.available) {
        throw StatusError(507,
                          fmt::format("the disk has {} MB left, the file needs {}",
                                      space.available / 1'000'000, upload.size_bytes / 1'000'000));
    }
    const Descriptor descriptor(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (descriptor.number() < 0 || ::fsync(descriptor.number()) != 0) refuse(errno);
}

std::int64_t append_piece(const Settings& settings, const storage::Upload& upload,
                          std::int64_t offset, std::string_view piece) {
    const Descriptor descriptor = open_locked(upload_file(settings, upload.id));
    const std::int64_t here = upload_offset(settings, upload.id);
    if (offset != here) {
        throw StatusError(409,
                          fmt::format("{} bytes are here, not {}: go on from there", here, offset),
                          {{"Upload-Offset", std::to_string(here)}});
    }
    const std::int64_t after = offset + static_cast<std::int64_t>(piece.size());
    if (after > upload.size_bytes) {
        throw StatusError(413,
                          fmt::format("the file would be longer than the {} bytes that were said",
                                      upload.size_bytes));
    }
    write_all(descriptor.number(), piece, offset);
    if (::fdatasync(descriptor.number()) != 0) {
        const int failed = errno;
        static_cast<void>(::ftruncate(descriptor.number(), offset));
        refuse(failed);
    }
    return after;
}

void require_complete(const Context& context, const std::string& id) {
    const storage::Upload upload = context.repository.upload(id);
    const std::int64_t here = upload_offset(context.settings, id);
    if (here == upload.size_bytes) return;
    throw ContentError("/upload", fmt::format("only {} of {} bytes of '{}' are here", here,
                                              upload.size_bytes, upload.name));
}

void remove_stale_uploads(storage::Repository& repository, const Settings& settings) {
    const auto oldest = fs::file_time_type::clock::now() - kUploadLife;
    for (const storage::Upload& upload : repository.uploads()) {
        std::error_code fault;
        const fs::path file = upload_file(settings, upload.id);
        const auto touched = fs::last_write_time(file, fault);
        if (!fault && touched > oldest) continue;
        fs::remove(file, fault);
        repository.remove_upload(upload.id);
    }
}

}  // namespace revivre::server
