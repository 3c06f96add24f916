#include <memory>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/application/chapter_file.hpp"
#include "app/application/exchange.hpp"
#include "app/application/media_writing.hpp"
#include "app/commands/registry.hpp"
#include "chapters/containers/registry.hpp"
#include "chapters/error.hpp"
#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::app::commands {
namespace {

namespace fs = std::filesystem;
using chapters::Json;

void tell_written(const Application& application, const fs::path& file, std::size_t chapters) {
    if (application.json) return;  // the result says it
    application.progress("write", fmt::format("wrote {} with {} chapter{}", file.string(), chapters,
                                              chapters == 1 ? "" : "s"));
}

// The exit code of a command that read a file: warnings when there were any.
int exit_of(const chapters::ReadResult& result) {
    if (result.diagnostics.empty()) return exit_done;
    return result.document.chapters.empty() ? exit_input : exit_warnings;
}

void tell(const Application& application, const fs::path& file, const ChapterFile& read) {
    for (const auto& each : read.result.diagnostics) application.warn(file.string(), each);
}

struct ReadRequest {
    fs::path file;
    std::string format;
};

int read_file(const Application& application, const ReadRequest& request) {
    const ChapterFile read = read_chapter_file(request.file, request.format);
    const std::string text = chapters::format_named("json").write(read.result.document);
    Json json;
    if (application.json) {
        json = chapters::parse_json(text);
        json["format"] = read.format;
        json["diagnostics"] = json_of(read.result.diagnostics);
    }
    application.result(json, text);
    tell(application, request.file, read);
    return exit_of(read.result);
}

struct ConvertRequest {
    std::string from;
    std::string to;
    fs::path input;
    fs::path output;
};

const chapters::Format& target_format(const ConvertRequest& request) {
    if (!request.to.empty()) return chapters::format_named(request.to);
    std::string ending = request.output.extension().string();
    if (!ending.empty()) ending.erase(0, 1);
    if (const chapters::Format* format = chapters::format_for_ending(ending)) return *format;
    const std::string where =
        request.output.empty() ? "" : fmt::format(" '{}' does not say:", request.output.string());
    throw UsageError(fmt::format(
        "which format?{} name it with --to (`revivre chapters formats` lists them)", where));
}

int convert(const Application& application, const ConvertRequest& request) {
    const chapters::Format& format = target_format(request);
    const ChapterFile read = read_chapter_file(request.input, request.from);
    const chapters::Written written = write_document(format, read.result.document);
    if (!request.output.empty()) write_file(request.output, written.text);
    Json json{{"type", "result"},
              {"from", read.format},
              {"to", format.name},
              {"chapters", count_chapters(read.result.document.chapters)},
              {"file", request.output.string()},
              {"losses", json_of(written.losses)},
              {"diagnostics", json_of(read.result.diagnostics)}};
    if (request.output.empty()) json["content"] = written.text;
    application.result(json, request.output.empty() ? written.text : "");
    if (!request.output.empty())
        tell_written(application, request.output, count_chapters(read.result.document.chapters));
    tell(application, request.input, read);
    app::tell(application, written.losses);
    return exit_of(read.result);
}

struct EmbedRequest {
    fs::path list;
    std::string format;
    fs::path media;
    fs::path output;
};

int embed(const Application& application, const EmbedRequest& request) {
    const ChapterFile read = read_chapter_file(request.list, request.format);
    const auto losses = write_into_media(request.media, read.result.document, request.output);
    application.result({{"type", "result"},
                        {"from", read.format},
                        {"chapters", count_chapters(read.result.document.chapters)},
                        {"file", request.output.string()},
                        {"losses", json_of(losses)},
                        {"diagnostics", json_of(read.result.diagnostics)}},
                       "");
    tell_written(application, request.output, count_chapters(read.result.document.chapters));
    tell(application, request.list, read);
    app::tell(application, losses);
    return exit_of(read.result);
}

std::string words_of(const chapters::Holds& holds) {
    std::string words;
    const auto add = [&words](bool holds_it, std::string_view word) {
        if (!holds_it) return;
        if (!words.empty()) words += ", ";
        words += word;
    };
    add(holds.nesting == chapters::Nesting::tree, "nesting");
    add(holds.nesting == chapters::Nesting::containment, "nesting by times");
    add(holds.ends != chapters::Ends::none, "ends");
    add(holds.speakers == chapters::Speakers::names, "names");
    add(holds.speakers == chapters::Speakers::full, "speakers");
    add(holds.kinds, "kinds");
    add(holds.ids, "ids");
    add(holds.languages, "languages");
    add(holds.summaries, "summaries");
    add(holds.links, "links");
    add(holds.images, "images");
    add(holds.items, "several recordings");
    if (holds.ticks_per_second != 1000)
        add(true, fmt::format("times to 1/{} s", holds.ticks_per_second));
    if (holds.chapters != 0) add(true, fmt::format("at most {} chapters", holds.chapters));
    return words.empty() ? "starts and titles" : words;
}

// What formats and containers have in common.
struct Row {
    std::string_view name;
    std::string extensions;
    std::string_view media_type;
    bool read = false;
    bool write = false;
    const chapters::Holds* holds = nullptr;
    std::string_view title;
    std::string_view reference;
    std::span<const std::string_view> aliases;
    bool container = false;
};

std::vector<Row> all_rows() {
    std::vector<Row> rows;
    for (const chapters::Format& each : chapters::all_formats()) {
        rows.push_back({each.name, std::string(each.extension), each.media_type,
                        each.read != nullptr, each.write != nullptr, &each.holds, each.title,
                        each.reference, each.aliases});
    }
    for (const chapters::Container& each : chapters::all_containers()) {
        std::string extensions;
        for (const std::string_view extension : each.extensions)
            extensions += (extensions.empty() ? "" : " ") + std::string(extension);
        rows.push_back({each.name, extensions, each.media_type, true, each.write != nullptr,
                        &each.holds, each.title, each.reference, each.aliases, true});
    }
    return rows;
}

// Three lines a format: what people look for first, what it is, what it holds.
std::string text_of(const Row& row) {
    const std::string_view ways = !row.read       ? "write"
                                  : !row.write    ? "read"
                                  : row.container ? "read, write into"
                                                  : "read, write";
    std::string text =
        fmt::format("{} ({}): .{}, {}\n    {}; {}\n    holds {}\n", row.name, ways, row.extensions,
                    row.media_type, row.title, row.reference, words_of(*row.holds));
    if (!row.aliases.empty())
        text += fmt::format("    also called {}\n", fmt::join(row.aliases, ", "));
    return text;
}

Json json_of_row(const Row& row) {
    return {{"name", row.name},
            {"aliases", row.aliases},
            {"title", row.title},
            {"extension", row.extensions},
            {"media_type", row.media_type},
            {"read", row.read},
            {"write", row.write},
            {"container", row.container},
            {"holds", words_of(*row.holds)},
            {"reference", row.reference}};
}

int list_formats(const Application& application) {
    Json json{{"formats", Json::array()}};
    std::string text;
    for (const Row& row : all_rows()) {
        json["formats"].push_back(json_of_row(row));
        text += text_of(row);
    }
    application.result(json, text);
    return exit_done;
}

// Binds a subcommand's request to its function.
template <typename Request>
std::shared_ptr<Request> bind(CLI::App* command, Application& application,
                              int (*function)(const Application&, const Request&)) {
    const auto request = std::make_shared<Request>();
    command->callback([&application, request, function] {
        application.command = [&application, request, function] {
            return function(application, *request);
        };
    });
    return request;
}

void add_read(CLI::App& group, Application& application) {
    auto* command = group.add_subcommand(
        "read", "chapters of a chapter file or a media file, as JSON; faults on stderr");
    const auto request = bind<ReadRequest>(command, application, read_file);
    command->add_option("FILE", request->file, "the file")->required();
    command->add_option("--format", request->format,
                        "a name of `revivre chapters formats` (else found by content)");
}

void add_convert(CLI::App& group, Application& application) {
    auto* command = group.add_subcommand(
        "convert", "one format into another; what the target cannot hold is told on stderr");
    const auto request = bind<ConvertRequest>(command, application, convert);
    command->add_option("IN", request->input, "a chapter file or a media file")->required();
    command->add_option("OUT", request->output, "a file (else stdout)");
    command->add_option("--from", request->from, "its format (else found by content)");
    command->add_option("--to", request->to, "the format wanted (else by the ending of OUT)");
}

void add_embed(CLI::App& group, Application& application) {
    auto* command = group.add_subcommand(
        "embed", "a copy of a media file with the chapters of a list in it, not re-encoded");
    const auto request = bind<EmbedRequest>(command, application, embed);
    command->add_option("LIST", request->list, "a chapter file or a media file")->required();
    command->add_option("MEDIA", request->media, "the media file to copy")->required();
    command->add_option("OUT", request->output, "the copy")->required();
    command->add_option("--from", request->format, "the list's format (else found by content)");
}

}  // namespace

void chapters(CLI::App& parser, Application& application) {
    auto* group = parser.add_subcommand("chapters", "chapter files: read, convert, put into media");
    group->require_subcommand(1);
    add_read(*group, application);
    add_convert(*group, application);
    add_embed(*group, application);
    group->add_subcommand("formats", "the formats, what each holds, and the specification")
        ->callback([&application] {
            application.command = [&application] { return list_formats(application); };
        });
}

}  // namespace revivre::app::commands
