#pragma once

#include <cstddef>

#include "chapters/exchange/gathering.hpp"

namespace revivre::chapters {

/// What an XML text may hold of chapters beyond the first 10,000: one for each 80 bytes. Its tree
/// alone takes up to 17 times the text (xml.cpp), and a growing list of chapters three times
/// theirs.
inline constexpr std::size_t kXmlBytesPerPlainByte = 4;

/// Counts chapters while a tree of them is read, before a Gathering gets it whole.
class Budget {
  public:
    /// `gathering` must live as long as this object.
    Budget(std::size_t text_bytes, Gathering& gathering)
        : left_(chapter_allowance(text_bytes / kXmlBytesPerPlainByte)), gathering_(gathering) {}

    /// True when one more may be read; the first time that it may not, that is told.
    bool take(int line);

  private:
    std::size_t left_;
    bool told_ = false;
    Gathering& gathering_;
};

}  // namespace revivre::chapters
