#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chapters/programme/csv_rows.hpp"

namespace revivre::chapters::programmes {

enum class Column {
    unknown,
    start,
    end,
    title,
    kind,
    part,
    date,
    name,
    given_name,
    function,
    organisation,
    role,
    place,
    event
};

/// What a header's cell stands for, in French or English, accents or not.
Column column_named(std::string_view cell);

/// Which column is which.
struct Layout {
    std::vector<Column> columns;
    std::size_t header_row = 0;
    bool guessed = false;  ///< from the content: no row is a header

    [[nodiscard]] bool has(Column column) const;
};

/// The layout of a table: its header row, among the first ten rows, else guessed from the content.
/// Nothing when neither can be.
std::optional<Layout> layout_of(std::span<const CsvRow> rows);

}  // namespace revivre::chapters::programmes
