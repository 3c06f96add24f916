#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace revivre::chapters::programmes {

/// One line of a programme, freed of what copying from a page, a PDF or Markdown left on it.
struct TextLine {
    int number = 0;    ///< of the input, from 1
    std::string text;  ///< single plain blanks; a tab stands between the cells of a table
    bool bullet = false;
    bool heading = false;      ///< marked as one ("## …")
    bool after_blank = false;  ///< an empty line stands before it
};

/// The lines of a text, without the empty ones. A sentence or a quotation that a narrow page broke
/// in two is joined again under its first line's number.
std::vector<TextLine> lines_of(std::string_view text);

}  // namespace revivre::chapters::programmes
