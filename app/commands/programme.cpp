#include "chapters/programme/programme.hpp"

#include <memory>

#include <fmt/format.h>

#include "app/commands/registry.hpp"
#include "chapters/programme/programme_json.hpp"

namespace revivre::app::commands {
namespace {

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
    application.result(chapters::programme_json(result), programme_text(result.programme));
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
