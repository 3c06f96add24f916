#include <memory>

#include "review/import.hpp"
#include <fmt/format.h>

#include "app/application/exchange.hpp"
#include "app/application/media_writing.hpp"
#include "app/commands/registry.hpp"
#include "chapters/error.hpp"
#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::app::commands {
namespace {

struct Request {
    std::string id;
    std::string format = "json";
    std::filesystem::path output;
    std::filesystem::path into;
};

// Our JSON says which names are only proposed; elsewhere nobody could tell, so they stay here.
std::vector<chapters::Loss> withhold(chapters::Document& document, bool says_status) {
    chapters::Losses losses;
    if (!says_status) {
        losses.add(chapters::LossKind::speakers, withhold_unconfirmed(document.chapters),
                   "names that nobody confirmed, in {}");
    }
    return losses.all();
}

chapters::Json description(const Request& request, const std::vector<chapters::Loss>& losses) {
    return {{"recording", request.id}, {"format", request.format}, {"losses", json_of(losses)}};
}

int export_text(const Application& application, const Request& request) {
    const chapters::Format& format = chapters::format_named(request.format);
    chapters::Document document =
        review::exported_document(*application.open_existing(), request.id);
    auto losses = withhold(document, format.holds.speakers == chapters::Speakers::full);
    const chapters::Written written = write_document(format, document);
    losses.insert(losses.end(), written.losses.begin(), written.losses.end());
    chapters::Json json = description(request, losses);
    if (request.output.empty()) {
        json["content"] = written.text;
        application.result(json, written.text);
    } else {
        write_file(request.output, written.text);
        json["file"] = request.output.string();
        json["bytes"] = written.text.size();
        application.result(json, "");
        if (!application.json)
            application.progress("export", fmt::format("wrote {}", request.output.string()));
    }
    tell(application, losses);
    return exit_done;
}

int export_into(const Application& application, const Request& request) {
    const auto repository = application.open_existing();
    const chapters::Recording recording = repository->recording(request.id);
    if (recording.file.empty()) {
        throw Error(ErrorCode::unsupported,
                    fmt::format("{} has no file here that could be copied: it is at {}",
                                recording.id, recording.address));
    }
    chapters::Document document = review::exported_document(*repository, request.id);
    auto losses = withhold(document, false);
    const auto more = write_into_media(recording.file, document, request.into);
    losses.insert(losses.end(), more.begin(), more.end());
    chapters::Json json = description(request, losses);
    json["format"] = "media";
    json["file"] = request.into.string();
    application.result(json, "");
    if (!application.json)
        application.progress(
            "export", fmt::format("wrote {}, a copy of {} with {} chapters", request.into.string(),
                                  recording.file, count_chapters(document.chapters)));
    tell(application, losses);
    return exit_done;
}

int run(const Application& application, const Request& request) {
    return request.into.empty() ? export_text(application, request)
                                : export_into(application, request);
}

}  // namespace

void export_chapters(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand(
        "export", "a recording's or an event's chapters in a format, or in a copy of the media");
    const auto request = std::make_shared<Request>();
    command->add_option("ID", request->id, "rec_… or evt_…")->required();
    command->add_option("--format", request->format, "a name of `revivre chapters formats`")
        ->capture_default_str();
    auto* output = command->add_option("-o,--output", request->output, "a file instead of stdout");
    command
        ->add_option("--into", request->into,
                     "write the chapters into a copy of the recording, not re-encoded")
        ->excludes(output);
    command->callback([&application, request] {
        application.command = [&application, request] { return run(application, *request); };
    });
}

}  // namespace revivre::app::commands
