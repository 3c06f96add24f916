#pragma once

#include <optional>
#include <string_view>

#include "chapters/model.hpp"

/// The lines of a video's description that may name a chapter.
namespace revivre::chapters::formats {

/// A time and what stands beside it. The title is not cleaned; it is part of the line.
struct TimedLine {
    Time start{};
    std::optional<Time> end;  ///< "0:00 - 1:30 Title"
    std::string_view title;   ///< never empty
    bool has_hours = false;   ///< written with three parts
};

/// "0:00 Title", after a bullet or a number, in brackets, with a sign between. Nothing when a
/// letter follows the time, or a word that makes it a time of day ("10:30 pm").
std::optional<TimedLine> time_first(std::string_view line);

/// "01. Title (0:00)": the time ends the line.
std::optional<TimedLine> time_last(std::string_view line);

/// Whether a line without a time has the form of one that has: it begins with a digit, behind
/// bullets and brackets, or has a dash between blanks.
bool is_like_entry(std::string_view line);

}  // namespace revivre::chapters::formats
