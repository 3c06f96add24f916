#include <memory>

#include <fmt/format.h>

#include "app/commands/registry.hpp"
#include "chapters/error.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::app::commands {
namespace {

struct Request {
    std::string id;
    std::string format = "json";
    std::filesystem::path output;
};

// The published list, or the latest one when none is public.
chapters::Document document_of(storage::Repository& repository, const std::string& id) {
    static_cast<void>(repository.recording(id));  // not_found says so
    const int published = repository.published_revision(id);
    const int number = published > 0 ? published : repository.latest_revision(id);
    if (number == 0)
        throw Error(
            ErrorCode::conflict,
            fmt::format(
                "{} has no chapter list yet: `revivre publish {}` makes one from what is certain",
                id, id));
    return {repository.revision(id, number).chapters};
}

int run(const Application& application, const Request& request) {
    const chapters::Format& format = chapters::format_named(request.format);
    if (format.write == nullptr)
        throw Error(ErrorCode::unsupported,
                    fmt::format("{} is read here, not written", request.format));
    const std::string content = format.write(document_of(*application.open_existing(), request.id));
    if (!request.output.empty()) write_file(request.output, content);
    const chapters::Json json{{"recording", request.id},
                              {"format", request.format},
                              {"file", request.output.string()},
                              {"bytes", content.size()}};
    if (request.output.empty()) {
        application.result(
            {{"recording", request.id}, {"format", request.format}, {"content", content}}, content);
    } else {
        application.result(json, "");
        if (!application.json)
            application.progress("export", fmt::format("wrote {}", request.output.string()));
    }
    return exit_done;
}

}  // namespace

void export_chapters(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand("export", "a recording's chapters in a format");
    const auto request = std::make_shared<Request>();
    command->add_option("ID", request->id, "rec_…")->required();
    command->add_option("--format", request->format, "json or webvtt")->capture_default_str();
    command->add_option("-o,--output", request->output, "a file instead of stdout");
    command->callback([&application, request] {
        application.command = [&application, request] { return run(application, *request); };
    });
}

}  // namespace revivre::app::commands
