#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "chapters/containers/mp4_movie.hpp"

namespace revivre::chapters::mp4 {

/// The boxes of a file, beside each other, and what lies behind the last sound one.
struct TopBoxes {
    std::vector<Box> boxes;
    std::size_t moov = 0;    ///< which of them is the first "moov"
    std::uint64_t tail = 0;  ///< where bytes begin that are no box; the size when there are none
    bool moov_is_first = false;  ///< media or fragments lie behind it
};

/// Throws Error{invalid_input} when there is no whole "moov".
TopBoxes top_boxes(BoxReader& boxes);

/// A part of the old file and where it lies in the new one.
struct Piece {
    std::uint64_t source = 0;
    std::uint64_t size = 0;
    std::uint64_t target = 0;
};

/// The new file: the old one without what is dropped, with `inserted` bytes in place of "moov".
class Layout {
  public:
    /// `dropped` is ordered as the boxes are.
    Layout(const TopBoxes& top, const std::vector<Box>& dropped, std::uint64_t file_size,
           std::uint64_t inserted);

    [[nodiscard]] const std::vector<Piece>& pieces() const noexcept { return pieces_; }

    /// Where the inserted bytes begin.
    [[nodiscard]] std::uint64_t insertion() const noexcept { return insertion_; }

    /// Where a byte of the old file is now. Places that are not kept stay as they were; those
    /// behind the end of a broken-off file move with its end.
    [[nodiscard]] std::uint64_t moved(std::uint64_t old) const;

  private:
    std::vector<Piece> pieces_;
    std::uint64_t insertion_ = 0;
};

/// Bytes of the old file to be replaced by as many others, by offset.
using Patches = std::map<std::uint64_t, std::string>;

/// What fragments ("moof", "mfra") say about places in the file, for a new layout. Throws
/// Error{unsupported} when it cannot be said.
Patches fragment_patches(BoxReader& boxes, const TopBoxes& top, const Layout& layout);

/// "stco", "co64" or "saio" (whole box) for a new layout; with 64 bits when `large`.
std::string moved_offsets(const Box& box, std::string_view body, const Layout& layout, bool large);

}  // namespace revivre::chapters::mp4
