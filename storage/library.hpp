#pragma once

#include <filesystem>
#include <memory>

namespace revivre::storage {

/// Held while a process changes what is indexed; let go by the system when the process ends,
/// however it ends (flock(2)).
class IndexLock {
  public:
    explicit IndexLock(int descriptor) noexcept : descriptor_(descriptor) {}
    ~IndexLock();
    IndexLock(const IndexLock&) = delete;
    IndexLock& operator=(const IndexLock&) = delete;

  private:
    int descriptor_;
};

/// The folder that holds everything: revivre.db, media/ (copies, uploaded files), derived/ (can be
/// made again), uploads/ (unfinished).
class Library {
  public:
    /// Does not touch the disk.
    explicit Library(std::filesystem::path folder);

    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }
    [[nodiscard]] std::filesystem::path database() const { return folder_ / "revivre.db"; }
    [[nodiscard]] std::filesystem::path media() const { return folder_ / "media"; }
    /// Files on their way here, named after their upload.
    [[nodiscard]] std::filesystem::path uploads() const { return folder_ / "uploads"; }
    /// What was made of a recording and can be made again: pictures, levels of its sound.
    [[nodiscard]] std::filesystem::path derived(const std::string& recording) const {
        return folder_ / "derived" / recording;
    }

    /// Makes the folders. Throws Error{unavailable}.
    void create() const;

    /// Throws Error{conflict}, naming the process, when another one holds it.
    [[nodiscard]] std::unique_ptr<IndexLock> lock_index() const;

  private:
    std::filesystem::path folder_;
};

}  // namespace revivre::storage
