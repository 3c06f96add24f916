#include <algorithm>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "app/application/chapter_file.hpp"
#include "app/application/exchange.hpp"
#include "app/commands/registry.hpp"
#include "chapters/error.hpp"
#include "chapters/exchange/languages.hpp"
#include "chapters/text_track.hpp"

namespace revivre::app::commands {
namespace {

struct Request {
    std::string id;
    std::filesystem::path file;
    std::string kind = "captions";
    std::string language = "fr";
    std::string format;
    bool confirm_names = false;
    bool remove = false;
};

chapters::TextTrack track_of(const Request& request) {
    if (!chapters::is_bcp47_tag(request.language)) {
        throw Error(ErrorCode::invalid_input,
                    fmt::format("'{}' is no language tag; write one like 'fr' or 'en-GB'",
                                request.language));
    }
    return {.recording = request.id,
            .kind = chapters::text_track_kind_named(request.kind),
            .language = request.language,
            .cues = {}};
}

std::string name_of_track(const Request& request) {
    return fmt::format("{} in '{}' of {}", request.kind, request.language, request.id);
}

int remove(const Application& application, const Request& request) {
    const auto repository = application.open_existing();
    const chapters::TextTrack gone = track_of(request);
    const auto tracks = repository->text_tracks(repository->recording(request.id).id);
    const bool there = std::ranges::any_of(tracks, [&](const chapters::TextTrack& track) {
        return track.kind == gone.kind && track.language == gone.language;
    });
    if (there) repository->save_text_track(gone);
    application.result({{"type", "result"},
                        {"recording", request.id},
                        {"kind", request.kind},
                        {"language", request.language},
                        {"removed", there}},
                       there ? fmt::format("{}: removed\n", name_of_track(request))
                             : fmt::format("{}: there are none\n", name_of_track(request)));
    return exit_done;
}

// Cues beyond the end would never be shown; what runs over it is cut there.
std::size_t drop_late(chapters::TextTrack& track, chapters::Time duration) {
    const std::size_t late =
        std::erase_if(track.cues, [&](const chapters::Cue& cue) { return cue.start >= duration; });
    for (chapters::Cue& cue : track.cues) cue.end = std::min(cue.end, duration);
    return late;
}

std::size_t count_named(const chapters::TextTrack& track) {
    return static_cast<std::size_t>(std::ranges::count_if(
        track.cues, [](const chapters::Cue& cue) { return !cue.speaker.empty(); }));
}

int keep(const Application& application, const Request& request) {
    const auto repository = application.open_existing();
    chapters::TextTrack track = track_of(request);
    const auto duration = repository->recording(request.id).duration;
    const ChapterFile read = read_chapter_file(request.file, request.format);
    track.cues = chapters::cues_of(read.result.document, request.confirm_names);
    const std::size_t late = drop_late(track, duration);
    if (track.cues.empty()) {
        throw Error(ErrorCode::invalid_input,
                    fmt::format("{} has no words with a start and an end within {}",
                                request.file.string(), request.id));
    }
    repository->save_text_track(track);
    application.result(
        {{"type", "result"},
         {"recording", request.id},
         {"kind", request.kind},
         {"language", request.language},
         {"format", read.format},
         {"cues", track.cues.size()},
         {"named", count_named(track)},
         {"diagnostics", json_of(read.result.diagnostics)}},
        fmt::format("{}: {} cues from {} ({}), {} with a speaker\n", name_of_track(request),
                    track.cues.size(), request.file.string(), read.format, count_named(track)));
    for (const auto& each : read.result.diagnostics) application.warn(request.file.string(), each);
    if (late > 0) {
        application.warn(fmt::format("{} cues begin after the end of the recording", late));
    }
    return read.result.diagnostics.empty() && late == 0 ? exit_done : exit_warnings;
}

int run(const Application& application, const Request& request) {
    return request.remove ? remove(application, request) : keep(application, request);
}

}  // namespace

void transcript(CLI::App& parser, Application& application) {
    auto* command = parser.add_subcommand(
        "transcript", "keep the words of a recording: captions, subtitles or descriptions");
    const auto request = std::make_shared<Request>();
    command->add_option("ID", request->id, "rec_…")->required();
    auto* file =
        command->add_option("FILE", request->file, "WebVTT, SRT, TTML or another timed text");
    command
        ->add_option("--kind", request->kind,
                     "captions (default), subtitles (a translation) or descriptions of the picture")
        ->check(CLI::IsMember({"captions", "subtitles", "descriptions"}));
    command->add_option("--language", request->language, "of the words, e.g. fr (default), en-GB");
    command->add_option("--format", request->format,
                        "a name of `revivre chapters formats` (else found by content)");
    command->add_flag("--confirm-names", request->confirm_names,
                      "the names in the file are right: they may be shown to the public");
    auto* gone = command->add_flag("--remove", request->remove,
                                   "take the track of that kind and language away");
    gone->excludes(file);
    command->callback([&application, request] {
        if (!request->remove && request->file.empty()) throw CLI::RequiredError("FILE or --remove");
        application.command = [&application, request] { return run(application, *request); };
    });
}

}  // namespace revivre::app::commands
