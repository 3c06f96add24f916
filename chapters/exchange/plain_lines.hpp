#pragma once

#include <string_view>

namespace revivre::chapters {

/// The lines of a text, one after the other, without their "\n". The text must outlive them.
class PlainLines {
  public:
    explicit PlainLines(std::string_view text) : rest_(text) {}

    /// False when there are no more.
    bool next(std::string_view& line);

    /// Of the line given last, from 1.
    [[nodiscard]] int number() const noexcept { return number_; }

  private:
    std::string_view rest_;
    int number_ = 0;
};

/// `text` without the blanks, tabs and carriage returns at its ends.
std::string_view without_blanks(std::string_view text);

/// The first word of `text`, up to a blank or a tab, taken away from it together with the blanks
/// around; empty when there is none.
std::string_view take_word(std::string_view& text);

/// Whether two ASCII words are the same, whatever their case.
bool same_word(std::string_view one, std::string_view other);

}  // namespace revivre::chapters
