#include <memory>

#include <fmt/format.h>

#include "app/commands/registry.hpp"
#include "chapters/error.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/text/encoding.hpp"
#include "chapters/text/time_text.hpp"
#include "indexer/probe.hpp"

namespace revivre::app::commands {
namespace {

constexpr std::size_t kFileLimit = 16 << 20;

struct Request {
    std::filesystem::path file;
    std::string format;
};

chapters::ReadResult read_container(const std::filesystem::path& file) {
    chapters::ReadResult result;
    const indexer::ProbeResult probed = indexer::probe(file);
    for (const chapters::Marker& marker : probed.stated_markers) {
        chapters::Chapter chapter;
        chapter.start = marker.start;
        chapter.end = marker.end;
        chapter.title = marker.title;
        result.document.chapters.push_back(std::move(chapter));
    }
    result.diagnostics = probed.diagnostics;
    return result;
}

// A text that a format takes for its own, or a media file.
chapters::ReadResult read_any(const Request& request) {
    if (request.format == "media") return read_container(request.file);
    if (!request.format.empty()) {
        const chapters::Format& format = chapters::format_named(request.format);
        if (format.read == nullptr) {
            throw Error(ErrorCode::unsupported,
                        fmt::format("{} is written here, not read", request.format));
        }
        return format.read(chapters::decode_text(read_file(request.file, kFileLimit)));
    }
    std::error_code fault;
    if (!std::filesystem::exists(request.file, fault)) {
        throw Error(ErrorCode::invalid_input,
                    fmt::format("there is no file {}", request.file.string()));
    }
    if (std::filesystem::file_size(request.file, fault) <= kFileLimit && !fault) {
        const std::string text = chapters::decode_text(read_file(request.file, kFileLimit));
        if (const chapters::Format* format = chapters::format_of(text)) return format->read(text);
    }
    return read_container(request.file);
}

int run(const Application& application, const Request& request) {
    const chapters::ReadResult result = read_any(request);
    chapters::Json json{{"chapters", chapters::Json::array()}};
    for (const chapters::Chapter& chapter : result.document.chapters)
        json["chapters"].push_back(to_json(chapter));
    if (application.json) {
        json["diagnostics"] = chapters::Json::array();
        for (const auto& each : result.diagnostics)
            json["diagnostics"].push_back({{"line", each.line}, {"message", each.message}});
    }
    application.result(json, chapters::dump_json(json, 1) + "\n");
    for (const auto& each : result.diagnostics) application.warn(request.file.string(), each);
    if (result.diagnostics.empty()) return exit_done;
    return result.document.chapters.empty() ? exit_input : exit_warnings;
}

}  // namespace

void chapters(CLI::App& parser, Application& application) {
    auto* group = parser.add_subcommand("chapters", "chapter files");
    group->require_subcommand(1);
    auto* command =
        group->add_subcommand("read", "chapters of a chapter file or a media file, as JSON");
    const auto request = std::make_shared<Request>();
    command->add_option("FILE", request->file, "the file")->required();
    command->add_option("--format", request->format,
                        "json, ffmetadata, or media (else found by content)");
    command->callback([&application, request] {
        application.command = [&application, request] { return run(application, *request); };
    });
}

}  // namespace revivre::app::commands
