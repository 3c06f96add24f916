#pragma once

#include <optional>
#include <vector>

#include "indexer/analysis/thumbnail.hpp"

namespace revivre::indexer {

/// A copy of a picture that outlives the call in which it was lent. Memory is used again from one
/// copy to the next; 3 MB at 1080p.
class KeptPicture {
  public:
    void keep(const Picture& picture);
    void drop() { kept_ = false; }
    /// Lives as long as nothing else is kept.
    [[nodiscard]] std::optional<Picture> picture() const;

  private:
    bool kept_ = false;
    Picture picture_{};
    Thumbnail thumbnail_{};
    std::vector<std::uint8_t> luma_;
    std::vector<std::uint8_t> blue_;
    std::vector<std::uint8_t> red_;
};

}  // namespace revivre::indexer
