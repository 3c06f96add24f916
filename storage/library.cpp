#include "storage/library.hpp"

#include <array>
#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "chapters/error.hpp"

namespace revivre::storage {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view what, int code) {
    throw Error(ErrorCode::unavailable, fmt::format("'{}' {}: {}", path.string(), what,
                                                    std::generic_category().message(code)));
}

std::string holder_of(int descriptor) {
    std::array<char, 24> text{};  // a number of 20 digits at most
    const ssize_t size = pread(descriptor, text.data(), text.size(), 0);
    std::string_view digits(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    digits = digits.substr(0, digits.find_first_not_of("0123456789"));
    return digits.empty() ? "another process" : fmt::format("process {}", digits);
}

void write_holder(int descriptor, const std::filesystem::path& file) {
    const std::string text = fmt::format("{}\n", getpid());
    const bool written =
        ftruncate(descriptor, 0) == 0 &&
        pwrite(descriptor, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
    if (!written) fail(file, "cannot be written", errno);
}

}  // namespace

IndexLock::~IndexLock() {
    close(descriptor_);
}

Library::Library(std::filesystem::path folder) : folder_(std::move(folder)) {}

void Library::create() const {
    for (const auto& folder : {folder_, media(), folder_ / "derived"}) {
        std::error_code fault;
        std::filesystem::create_directories(folder, fault);
        if (fault) fail(folder, "cannot be made, choose another library folder", fault.value());
    }
}

std::unique_ptr<IndexLock> Library::lock_index() const {
    const auto file = folder_ / "index.lock";
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) fail(file, "cannot be opened", errno);
    auto lock = std::make_unique<IndexLock>(descriptor);
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) fail(file, "cannot be locked", errno);
        throw Error(ErrorCode::conflict,
                    fmt::format("{} is indexing into '{}': wait until it has ended",
                                holder_of(descriptor), folder_.string()));
    }
    write_holder(descriptor, file);
    return lock;
}

}  // namespace revivre::storage
