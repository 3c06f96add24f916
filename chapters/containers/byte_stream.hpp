#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace revivre::chapters {

/// Bytes that can be read from any place: a media file of many gigabytes, or a test's string.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    [[nodiscard]] virtual std::uint64_t size() const = 0;

    /// Fills `into` from `offset` on and gives how many bytes there were: fewer only at the end.
    /// Throws Error{unavailable} when the disk fails.
    virtual std::size_t read(std::uint64_t offset, std::span<char> into) = 0;

    /// At most `count` bytes from `offset`, fewer at the end. For small parts.
    std::string bytes(std::uint64_t offset, std::size_t count);
};

/// Where a writer puts a file, from its first byte to its last.
class ByteSink {
  public:
    virtual ~ByteSink() = default;
    /// Throws Error{unavailable} when the disk is full or fails.
    virtual void write(std::string_view bytes) = 0;

    /// `count` bytes of `source` from `offset` on, unchanged. Throws Error{invalid_input} when it
    /// has fewer.
    void copy(ByteSource& source, std::uint64_t offset, std::uint64_t count);
};

/// An open file, read with pread(2): its position is never moved.
class FileSource final : public ByteSource {
  public:
    /// Does not own `descriptor`, which must stay open as long as this object lives.
    explicit FileSource(int descriptor);
    [[nodiscard]] std::uint64_t size() const override { return size_; }
    std::size_t read(std::uint64_t offset, std::span<char> into) override;

  private:
    int descriptor_;
    std::uint64_t size_;
};

/// Bytes in memory, which must live as long as this object.
class MemorySource final : public ByteSource {
  public:
    explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
    [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
    std::size_t read(std::uint64_t offset, std::span<char> into) override;

  private:
    std::string_view bytes_;
};

class MemorySink final : public ByteSink {
  public:
    void write(std::string_view bytes) override { bytes_ += bytes; }
    [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

  private:
    std::string bytes_;
};

}  // namespace revivre::chapters
