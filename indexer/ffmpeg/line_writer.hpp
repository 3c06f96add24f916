#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "chapters/json.hpp"

namespace revivre::indexer::ffmpeg {

/// Writes JSON lines to a descriptor, as many bytes as the reader at the other end takes.
class LineWriter {
  public:
    LineWriter(int descriptor, std::size_t limit_bytes)
        : descriptor_(descriptor), left_(limit_bytes) {}
    LineWriter(const LineWriter&) = delete;
    LineWriter& operator=(const LineWriter&) = delete;
    ~LineWriter() = default;

    /// False, and nothing written, when only the reserve for the last lines is left.
    bool add(const chapters::Json& line);
    /// Writes a line out of the reserve (4 KiB).
    void add_last(const chapters::Json& line);
    /// A line, and bytes behind it; the same rule.
    bool add(const chapters::Json& line, std::string_view bytes);
    /// Hands over what was gathered. Gives up when nobody reads.
    void flush() noexcept;

  private:
    void append(const std::string& text);

    int descriptor_;
    std::size_t left_;
    std::string gathered_;
};

}  // namespace revivre::indexer::ffmpeg
