#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace revivre::chapters::formats {

/// A piece of a Praat text file that means something; all else in it is comment.
struct TextGridToken {
    enum class Kind { end, number, text, flag };
    Kind kind = Kind::end;
    std::string_view number{};  ///< as written, without what is glued to it ("0" of "0s")
    std::string text{};         ///< unquoted
    int line = 0;
};

/// The tokens of a Praat text file, long or short (Praat manual, "TextGrid file formats", section
/// 3): numbers, texts in quotation marks and flags in angle brackets, each with white space before
/// it. "!" after white space begins a comment that ends with the line.
class TextGridTokens {
  public:
    /// `text` must live as long as this object.
    explicit TextGridTokens(std::string_view text) : text_(text) { advance(); }

    /// The token that is next; of kind `end` behind the last one.
    [[nodiscard]] const TextGridToken& peek() const noexcept { return next_; }

    /// Gives it and goes on.
    TextGridToken take();

    /// True when a text was not closed and took the rest of the file.
    [[nodiscard]] bool unclosed() const noexcept { return unclosed_; }

  private:
    void advance();
    void skip_to(std::string_view ends);
    void scan_text();
    void scan_number();

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    bool unclosed_ = false;
    TextGridToken next_;
};

}  // namespace revivre::chapters::formats
