#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "chapters/programme/lines.hpp"
#include "chapters/programme/programme.hpp"

namespace revivre::chapters::programmes {

/// A text programme while it is read: its lines, what is known so far, which lines gave something.
struct TextReading {
    std::vector<TextLine> lines;
    std::vector<bool> used;  ///< one a line
    ProgrammeResult result;

    void diagnose(std::size_t line, std::string message) {
        result.diagnostics.push_back({lines[line].number, std::move(message)});
    }
};

/// Whether the lines are a schedule: several begin with a time or with a word for a session.
bool is_schedule(std::span<const TextLine> lines);

/// Reads a schedule: entries with times or titles, persons in them and below them.
void read_schedule(TextReading& reading);

/// Reads running text: sections with headings, sentences that tell what took place, quotations.
void read_narrative(TextReading& reading);

/// Tells of the lines that look like a programme's (a time, a list entry, a name with a title) and
/// gave nothing.
void diagnose_unused(TextReading& reading);

}  // namespace revivre::chapters::programmes
