#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/exchange/document.hpp"

namespace revivre::chapters {

/// The latest time taken from a file, nine digits of hours. Later ones are left out, so that sums
/// of times cannot overflow and a JavaScript number holds every time exactly.
inline constexpr Time kLatestTime = std::chrono::hours(999'999'999);

/// How many chapters a text of that size may hold: 20,000, and one more for each 48 bytes. The list
/// of a day has some hundred, a transcript by words 60,000 in 2 MB; one chapter costs 336 bytes and
/// a growing list 2.25 times that, so that memory stays below 20 times the input beyond the first.
std::size_t chapter_allowance(std::size_t text_bytes);

/// What a reader builds its result with: it holds the rules that are the same for every format.
/// - Titles, summaries and names become clean lines (text/title.hpp); what is markup or a character
///   reference in a format, its reader has taken away before.
/// - A chapter that starts before 0 or after kLatestTime is left out, one that ends before it
///   starts loses its end; both are told.
/// - Chapters come out by start, then longer first; a list that was not in order is told.
/// - More than chapter_allowance() chapters, half as many names and titles in other languages as
///   that in all, more than 1,000 diagnostics, and trees deeper than
///   kDepthLimit (of validate.hpp) are cut, and that is told.
class Gathering {
  public:
    /// `text` is looked at for its size only.
    explicit Gathering(std::string_view text) : allowance_(chapter_allowance(text.size())) {}
    explicit Gathering(std::size_t text_bytes) : allowance_(chapter_allowance(text_bytes)) {}

    /// Takes a chapter, with its children, from line `line` (0: unknown). False when the list is
    /// full: a reader may stop then.
    bool add(Chapter chapter, int line = 0);

    /// For readers of trees, which add a chapter only with all that is in it: true when one more
    /// may be made. The first time that it may not, that is told.
    bool take_place(int line);

    /// Says that something was wrong.
    void tell(int line, std::string message);

    /// Says that the text is not well-formed. Such a text is refused when nothing is found in it.
    void tell_fault(int line, std::string fault);

    /// True when nothing more is taken.
    [[nodiscard]] bool full() const noexcept { return count_ >= allowance_; }

    /// What the file says of itself; chapters are taken by add().
    Document& document() noexcept { return result_.document; }

    /// Orders the chapters and gives everything. Call once.
    ReadResult take();

    /// The same for formats whose lists have a meaning of their own order, e.g. nothing is sorted.
    ReadResult take_in_order();

  private:
    ReadResult finished();
    bool admit(Chapter& chapter, int line, std::size_t depth);
    void tell_full(int line);
    void limit_extras(Chapter& chapter, int line);

    std::size_t allowance_;
    std::size_t count_ = 0;
    std::size_t places_ = 0;
    bool told_full_ = false;
    std::size_t extras_ = 0;  // credits and translations
    std::optional<Diagnostic> fault_;
    ReadResult result_;
};

/// Enough of a text to know it again in a message: at most 60 bytes, cut at a character.
std::string shown(std::string_view text);

}  // namespace revivre::chapters
