#pragma once

#include <algorithm>
#include <string_view>

namespace revivre::chapters {

/// The lines of a text, one after the other, with their numbers from 1. `text` ends its lines with
/// "\n" and must live as long as this object.
class TextLines {
  public:
    explicit TextLines(std::string_view text) : rest_(text) {}

    /// False behind the last line; a newline at the very end begins no other line.
    bool next(std::string_view& line) {
        if (rest_.empty()) return false;
        const std::size_t end = std::min(rest_.find('\n'), rest_.size());
        line = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        ++number_;
        return true;
    }

    /// Of the line that next() gave.
    [[nodiscard]] int number() const noexcept { return number_; }

  private:
    std::string_view rest_;
    int number_ = 0;
};

/// `text` without blanks and tabs at its ends.
inline std::string_view without_blanks(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\f\v");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\f\v") - begin + 1);
}

/// The next word of `text`, which blanks or tabs end, taken away from it with the blanks behind it;
/// empty at the end.
inline std::string_view take_word(std::string_view& text) {
    text = text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    const std::string_view word = text.substr(0, end);
    text = text.substr(std::min(text.find_first_not_of(" \t", end), text.size()));
    return word;
}

}  // namespace revivre::chapters
