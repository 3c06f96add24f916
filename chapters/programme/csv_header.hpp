#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/programme/csv_rows.hpp"

/// What the headers of tables call their columns.
namespace revivre::chapters::programmes {

/// The cell of a header as folded words with single blanks between, e.g. "heure de debut".
std::string header_words(std::string_view cell);

/// Whether `words` are one of `names`, which have bars between them.
bool is_among(std::string_view words, std::string_view names);

/// What a column may be called: folded words, bars between.
template <typename Column>
struct ColumnNames {
    Column column;
    std::string_view names;
};

/// What a header's cell stands for; Column::unknown when the table does not know it.
template <typename Column, std::size_t kSize>
Column column_named(std::string_view cell, const std::array<ColumnNames<Column>, kSize>& table) {
    const std::string words = header_words(cell);
    const auto found = std::ranges::find_if(
        table, [&](const ColumnNames<Column>& each) { return is_among(words, each.names); });
    return found == table.end() ? Column::unknown : found->column;
}

/// What each column stands for by its header, the second of a name for nothing.
template <typename Column, std::size_t kSize>
std::vector<Column> columns_of(const CsvRow& header,
                               const std::array<ColumnNames<Column>, kSize>& table) {
    std::vector<Column> columns;
    for (const std::string& cell : header.cells) {
        const Column column = column_named(cell, table);
        const bool taken = std::ranges::find(columns, column) != columns.end();
        columns.push_back(taken ? Column::unknown : column);
    }
    return columns;
}

/// How many of the columns are known.
template <typename Column>
std::size_t known(const std::vector<Column>& columns) {
    return columns.size() - static_cast<std::size_t>(std::ranges::count(columns, Column::unknown));
}

}  // namespace revivre::chapters::programmes
