#pragma once

#include <string_view>

namespace revivre::chapters {

/// The lines of a text, one after the other, with their numbers from 1. `text` ends its lines with
/// "\n" and must live as long as this object.
class TextLines {
  public:
    explicit TextLines(std::string_view text) : rest_(text) {}

    /// False behind the last line; a newline at the very end begins no other line.
    bool next(std::string_view& line);

    /// Of the line that next() gave.
    [[nodiscard]] int number() const noexcept { return number_; }

  private:
    std::string_view rest_;
    int number_ = 0;
};

/// `text` without ASCII white space at its ends.
std::string_view without_blanks(std::string_view text);

/// The first word of `text`, up to white space, taken away from it together with the white space
/// around; empty when there is none.
std::string_view take_word(std::string_view& text);

/// Whether two ASCII words are the same, whatever their case.
bool same_word(std::string_view one, std::string_view other);

}  // namespace revivre::chapters
