#pragma once

#include <functional>
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

/// The same, a row at a time, so that no more than one is in memory: until `take` gives false.
/// Gives what was wrong.
std::vector<Diagnostic> for_each_csv_row(std::string_view text, char delimiter,
                                         const std::function<bool(CsvRow)>& take);

/// The delimiter (";", "," or tab) that parts the first rows most evenly; ';' when none does.
char csv_delimiter(std::string_view text);

}  // namespace revivre::chapters::programmes
