#include <memory>

#include "review/import.hpp"
#include <fmt/format.h>

#include "app/application/chapter_file.hpp"
#include "app/application/exchange.hpp"
#include "app/commands/registry.hpp"

namespace revivre::app::commands {
namespace {

struct Request {
    std::string id;
    std::filesystem::path file;
    std::string format;
    bool confirm_names = false;
};

int run(const Application& application, const Request& request) {
    const auto repository = application.open_existing();
    const ChapterFile read = read_chapter_file(request.file, request.format);
    const review::Import done = review::import_document(
        *repository, read.result.document,
        {.recording = request.id,
         .source = request.file.filename().string(),
         .confirm_names = request.confirm_names,
         .speakers_in_titles = review::has_speakers_in_titles(read.format)});
    application.result(
        {{"type", "result"},
         {"recording", request.id},
         {"format", read.format},
         {"revision", done.revision},
         {"changed", done.changed},
         {"chapters", done.chapters},
         {"changes", done.changes},
         {"diagnostics", json_of(read.result.diagnostics)}},
        done.changed
            ? fmt::format("{}: {} chapters from {} ({}) are revision {}; `revivre publish "
                          "{}` makes it public\n",
                          request.id, done.chapters, request.file.string(), read.format,
                          done.revision, request.id)
            : fmt::format("{}: revision {} says the same already\n", request.id, done.revision));
    for (const auto& each : read.result.diagnostics) application.warn(request.file.string(), each);
    for (const std::string& each : done.changes) application.warn(each);
    return read.result.diagnostics.empty() && done.changes.empty() ? exit_done : exit_warnings;
}

}  // namespace

void import_chapters(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand(
        "import", "make the chapters of a file a recording's new revision, not yet public");
    const auto request = std::make_shared<Request>();
    command->add_option("ID", request->id, "rec_…")->required();
    command->add_option("FILE", request->file, "a chapter file or a media file")->required();
    command->add_option("--format", request->format,
                        "a name of `revivre chapters formats` (else found by content)");
    command->add_flag("--confirm-names", request->confirm_names,
                      "the names in the file are right: they may be shown to the public");
    command->callback([&application, request] {
        application.command = [&application, request] { return run(application, *request); };
    });
}

}  // namespace revivre::app::commands
