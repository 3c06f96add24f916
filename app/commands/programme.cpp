#include "chapters/programme/programme.hpp"

#include <memory>

#include <fmt/format.h>

#include "app/commands/registry.hpp"

namespace revivre::app::commands {
namespace {

using chapters::Json;

Json person_json(const chapters::ProgrammePerson& person) {
    return {{"name", person.name},
            {"function", person.function},
            {"organisation", person.organisation},
            {"role", name_of(person.role)},
            {"quotations", person.quotations},
            {"line", person.line}};
}

Json persons_json(const std::vector<chapters::ProgrammePerson>& persons) {
    Json list = Json::array();
    for (const auto& person : persons) list.push_back(person_json(person));
    return list;
}

Json session_json(const chapters::ProgrammeSession& session) {
    const auto clock = [](const auto& time) {
        return time ? Json(chapters::clock_time_text(*time)) : Json(nullptr);
    };
    return {{"title", session.title},
            {"kind", name_of(session.kind)},
            {"part", session.part},
            {"planned_start", clock(session.planned_start)},
            {"planned_end", clock(session.planned_end)},
            {"persons", persons_json(session.persons)},
            {"line", session.line}};
}

Json programme_json(const chapters::ProgrammeResult& result) {
    const chapters::Programme& programme = result.programme;
    Json json{{"title", programme.title},         {"subtitle", programme.subtitle},
              {"date", programme.date},           {"place", programme.place},
              {"organiser", programme.organiser}, {"persons", persons_json(programme.persons)},
              {"sessions", Json::array()},        {"diagnostics", Json::array()}};
    for (const auto& session : programme.sessions)
        json["sessions"].push_back(session_json(session));
    for (const auto& each : result.diagnostics)
        json["diagnostics"].push_back({{"line", each.line}, {"message", each.message}});
    return json;
}

std::string person_text(const chapters::ProgrammePerson& person, const std::string& indent) {
    std::string text = indent + person.name;
    if (!person.function.empty()) text += ", " + person.function;
    if (!person.organisation.empty()) text += ", " + person.organisation;
    text += "\n";
    for (const std::string& quotation : person.quotations)
        text += indent + "  « " + quotation + " »\n";
    return text;
}

std::string programme_text(const chapters::Programme& programme) {
    std::string text =
        programme.title + (programme.date.empty() ? "" : ", " + programme.date) + "\n";
    for (const auto& person : programme.persons) text += person_text(person, "  ");
    for (const auto& session : programme.sessions) {
        text +=
            session.planned_start ? chapters::clock_time_text(*session.planned_start) + " " : "";
        text += fmt::format("{} [{}]{}\n", session.title, name_of(session.kind),
                            session.part.empty() ? "" : " " + session.part);
        for (const auto& person : session.persons) text += person_text(person, "  ");
    }
    return text;
}

int run(const Application& application, const std::filesystem::path& file) {
    const auto result = chapters::read_programme(read_file(file, 4 << 20));
    application.result(programme_json(result), programme_text(result.programme));
    for (const auto& each : result.diagnostics) application.warn(file.string(), each);
    if (result.diagnostics.empty()) return exit_done;
    return result.programme == chapters::Programme{} ? exit_input : exit_warnings;
}

}  // namespace

void programme(CLI::App& parser, Application& application) {
    auto* command =
        parser.add_subcommand("programme", "what a programme file says, before it is used");
    const auto file = std::make_shared<std::filesystem::path>();
    command->add_option("FILE", *file, "JSON, CSV or plain text")->required();
    command->callback([&application, file] {
        application.command = [&application, file] { return run(application, *file); };
    });
}

}  // namespace revivre::app::commands
