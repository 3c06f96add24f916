#pragma once

#include <filesystem>

namespace revivre::app {

/// A regular file, open for reading as long as this object lives. Throws Error{invalid_input} that
/// says what is wrong with it.
class OpenFile {
  public:
    explicit OpenFile(const std::filesystem::path& file);
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

  private:
    int descriptor_;
};

}  // namespace revivre::app
