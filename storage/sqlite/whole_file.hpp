#pragma once

#include <filesystem>

namespace revivre::storage::sqlite {

/// A database file under a name of its own beside `target`, removed with what SQLite puts beside it
/// unless it was given the target's name.
class TemporaryFile {
  public:
    explicit TemporaryFile(const std::filesystem::path& target);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

    /// Syncs the file, gives it the target's name and syncs the folder: after a crash it is there
    /// whole or not at all. Gives false, and changes nothing, when the target exists. Throws
    /// Error{unavailable}.
    [[nodiscard]] bool keep();

  private:
    std::filesystem::path target_;
    std::filesystem::path path_;
};

}  // namespace revivre::storage::sqlite
