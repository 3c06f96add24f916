#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "chapters/model.hpp"
#include "chapters/programme/csv_rows.hpp"

namespace revivre::chapters::formats {

/// What a column of a chapter list holds.
enum class ChapterColumn {
    unknown,
    start,
    end,
    duration,
    title,
    speaker,
    session,
    level,
    kind,
    id,
    language,
    summary,
    link,
    image,
    recording
};

/// What a header's cell stands for, in French or English, accents or not.
ChapterColumn chapter_column_named(std::string_view cell);

/// How the cells of the time columns are to be read.
enum class TimeUnit {
    clock,  ///< clock times or seconds
    days,   ///< fractions of a day, as spreadsheets keep times
};

/// Which column is which, and how.
struct ChapterLayout {
    std::vector<ChapterColumn> columns;
    int header_line = 0;  ///< rows up to it hold no chapter; 0: no header
    TimeUnit unit = TimeUnit::clock;
    int first_level = 1;  ///< 0 where lists count levels from 0

    [[nodiscard]] bool has(ChapterColumn column) const;
    /// The cell of that column; empty when there is none.
    [[nodiscard]] std::string_view cell(const programmes::CsvRow& row, ChapterColumn column) const;
};

/// The layout of a list by its first rows: from its header, else from what the cells look like.
/// None when no column holds times.
std::optional<ChapterLayout> chapter_layout(const std::vector<programmes::CsvRow>& sample);

/// A time as people and programs write it into a cell: "1:02:03,5", "62:03", "12.5", "1h02m",
/// "01:02:03:12" (25 frames a second). None for other text.
std::optional<Time> time_in_cell(std::string_view cell, TimeUnit unit);

}  // namespace revivre::chapters::formats
