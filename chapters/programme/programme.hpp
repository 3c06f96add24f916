#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/diagnostic.hpp"
#include "chapters/model.hpp"

namespace revivre::chapters {

/// Somebody a programme names.
struct ProgrammePerson {
    std::string name;
    std::string function;
    std::string organisation;
    Role role = Role::speaker;
    std::vector<std::string> quotations;
    int line = 0;  ///< of the input, from 1; 0 when the format has no lines
    bool operator==(const ProgrammePerson&) const = default;
};

struct ProgrammeSession {
    std::string title;
    SessionKind kind = SessionKind::other;
    std::string part;  ///< of the day, as the programme calls it; may be empty
    std::optional<ClockTime> planned_start;
    std::optional<ClockTime> planned_end;
    std::vector<ProgrammePerson> persons;
    int line = 0;
    bool operator==(const ProgrammeSession&) const = default;
};

/// A media file that the programme itself names.
struct ProgrammeRecording {
    std::string part;
    std::string file;  ///< file name without folder
    std::optional<ClockTime> starts_at;
    bool operator==(const ProgrammeRecording&) const = default;
};

/// What organisers announced: not quite what happened.
struct Programme {
    std::string title;
    std::string subtitle;
    std::string date;  ///< ISO 8601, or empty
    std::string place;
    std::string organiser;
    std::vector<ProgrammePerson> persons;  ///< of the day as a whole: hosts, moderators, the quoted
    std::vector<ProgrammeSession> sessions;  ///< in programme order
    std::vector<ProgrammeRecording> recordings;
    bool operator==(const Programme&) const = default;
};

struct ProgrammeResult {
    Programme programme;
    std::vector<Diagnostic> diagnostics;  ///< what could not be understood, with its line
};

/// One form in which programmes come. A plain table of functions.
struct ProgrammeReader {
    std::string_view name;  ///< "json", "csv", "text"

    /// How sure the reader is that `text` is its own form, 0 to 1, by its content alone.
    double (*recognise)(std::string_view text) = nullptr;

    /// Never throws on bad input: bad input is data, told in the diagnostics. `text` is UTF-8.
    ProgrammeResult (*read)(std::string_view text) = nullptr;
};

/// Reads a programme in whatever form and encoding it comes (see programme/registry.hpp for the
/// forms, text/encoding.hpp for the encodings). Never throws on bad input.
ProgrammeResult read_programme(std::string_view bytes);

}  // namespace revivre::chapters
