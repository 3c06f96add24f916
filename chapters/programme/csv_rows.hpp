#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chapters/diagnostic.hpp"

namespace revivre::chapters::programmes {

struct CsvRow {
    int line = 0;                    ///< of the input, where the row begins, from 1
    std::vector<std::string> cells;  ///< trimmed, line ends inside kept
};

struct CsvTable {
    std::vector<CsvRow> rows;  ///< without the empty ones
    std::vector<Diagnostic> diagnostics;
};

/// RFC 4180 with any one-byte delimiter; text behind a closing quote is kept. At most `row_limit`
/// rows and 64 cells a row.
CsvTable csv_rows(std::string_view text, char delimiter, std::size_t row_limit);

/// The delimiter (";", "," or tab) that parts the first rows most evenly; ';' when none does.
char csv_delimiter(std::string_view text);

}  // namespace revivre::chapters::programmes
