#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <fmt/format.h>

#include "chapters/json.hpp"
#include "chapters/programme/programme.hpp"

/// A programme as lines that a person can check against its source.
namespace revivre::chapters::tests {

inline std::string sample(const std::string& name) {
    std::ifstream file(std::filesystem::path(REVIVRE_TEST_DATA) / "programme" / name,
                       std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline std::string clock_outline(const std::optional<ClockTime>& time) {
    return time ? clock_time_text(*time) : "--:--";
}

inline std::string outline(const ProgrammePerson& person) {
    std::string text = fmt::format("{} | {} | {} | {}\n", person.name, person.function,
                                   person.organisation, name_of(person.role));
    for (const std::string& quotation : person.quotations) {
        text += fmt::format("      \"{}\"\n", quotation);
    }
    return text;
}

inline std::string outline(const ProgrammeResult& result) {
    const Programme& programme = result.programme;
    std::string text = fmt::format("title: {}\nsubtitle: {}\ndate: {}\nplace: {}\norganiser: {}\n",
                                   programme.title, programme.subtitle, programme.date,
                                   programme.place, programme.organiser);
    for (const ProgrammePerson& person : programme.persons) text += "  " + outline(person);
    for (const ProgrammeRecording& recording : programme.recordings) {
        text += fmt::format("file: {} {} {}\n", recording.part, recording.file,
                            clock_outline(recording.starts_at));
    }
    for (const ProgrammeSession& session : programme.sessions) {
        text += fmt::format("{} {} [{}] {}: {}\n", clock_outline(session.planned_start),
                            clock_outline(session.planned_end), session.part, name_of(session.kind),
                            session.title);
        for (const ProgrammePerson& person : session.persons) text += "    " + outline(person);
    }
    for (const Diagnostic& each : result.diagnostics) {
        text += fmt::format("! {}: {}\n", each.line, each.message);
    }
    return text;
}

}  // namespace revivre::chapters::tests
