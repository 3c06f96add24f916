#include "app/application/open_file.hpp"

#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "chapters/error.hpp"

namespace revivre::app {

// Looked at before it is opened: opening a pipe would wait for who writes into it.
OpenFile::OpenFile(const std::filesystem::path& file) : descriptor_(-1) {
    const auto refuse = [&](const char* why) {
        throw Error(ErrorCode::invalid_input, fmt::format(fmt::runtime(why), file.string()));
    };
    std::error_code fault;
    const auto status = std::filesystem::status(file, fault);
    if (!std::filesystem::exists(status)) refuse("there is no file {}");
    if (std::filesystem::is_directory(status)) refuse("{} is a folder, not a file");
    if (!std::filesystem::is_regular_file(status)) refuse("{} is no ordinary file");
    descriptor_ = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) refuse("{} cannot be read: may you?");
}

OpenFile::~OpenFile() {
    close(descriptor_);
}

}  // namespace revivre::app
