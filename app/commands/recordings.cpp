#include <memory>

#include <fmt/format.h>

#include "app/application/calendar.hpp"
#include "app/application/foreign_recording.hpp"
#include "app/commands/registry.hpp"
#include "chapters/public_address.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::app::commands {
namespace {

constexpr const char* kAddressHelp =
    "where the public finds it: a media file, or a page, with {seconds} for the place to start at "
    "(https://video.example/w/1?t={seconds}s)";

struct SetRequest {
    std::string id;
    std::string address;
    bool no_address = false;
};

// What people will see, so that a wrong pattern is noticed now.
std::string shown_text(const chapters::Recording& recording) {
    if (recording.address.empty()) return "it is served here";
    if (chapters::is_plain_media(recording.address)) {
        return fmt::format("the player plays {}", recording.address);
    }
    return fmt::format("jumps lead there, to 0:01:02 for example with {}",
                       chapters::address_at(recording.address, std::chrono::seconds(62)));
}

int set(const Application& application, const SetRequest& request) {
    if (request.address.empty() != request.no_address) {
        throw UsageError("say either --address ADDRESS or --no-address");
    }
    const auto repository = application.open_existing();
    const bool changed = set_public_address(*repository, request.id, request.address);
    const chapters::Recording recording = repository->recording(request.id);
    application.result(
        {{"recording", request.id}, {"address", recording.address}, {"changed", changed}},
        fmt::format("{}: {}{}\n", request.id, shown_text(recording),
                    changed ? "" : " (that is how it was)"));
    return exit_done;
}

struct AddRequest {
    ForeignRecording known;
    std::string duration;
    std::string kind = "video";
};

chapters::Time duration_of(const std::string& text) {
    const auto range = chapters::parse_time_range(text);
    if (!range || range->end || range->start <= chapters::Time::zero()) {
        throw UsageError(
            fmt::format("--duration takes a length such as 1:02:03 or 3723.5, not '{}'", text));
    }
    return range->start;
}

// The folder, too, so that a library may hold nothing but what is elsewhere.
std::unique_ptr<storage::Repository> open_or_make(const Application& application) {
    application.library().create();
    return storage::open_sqlite(application.library().database());
}

int add(const Application& application, AddRequest request) {
    if (!request.known.date.empty() && !calendar_date(request.known.date)) {
        throw UsageError(
            fmt::format("--date takes a day such as 2024-03-14, not '{}'", request.known.date));
    }
    request.known.duration = duration_of(request.duration);
    request.known.has_pictures = request.kind == "video";
    const auto repository = open_or_make(application);
    const chapters::Recording recording = add_foreign_recording(*repository, request.known);
    application.result(
        {{"recording", recording.id},
         {"event", recording.event},
         {"part", recording.part},
         {"duration_ms", recording.duration.count()},
         {"address", recording.address}},
        fmt::format("{}: {}; {}\n`revivre import {} LIST` gives it chapters, `revivre publish {}` "
                    "makes it public\n",
                    recording.id, recording.part, shown_text(recording), recording.id,
                    recording.id));
    return exit_done;
}

void declare_set(CLI::App& parent, Application& application) {
    auto* command = parent.add_subcommand("set", "say where the public finds a recording");
    const auto request = std::make_shared<SetRequest>();
    command->add_option("ID", request->id, "rec_…")->required();
    command->add_option("--address", request->address, kAddressHelp);
    command->add_flag("--no-address", request->no_address, "it is served here again");
    command->callback([&application, request] {
        application.command = [&application, request] { return set(application, *request); };
    });
}

void declare_add(CLI::App& parent, Application& application) {
    auto* command = parent.add_subcommand("add", "a recording of which there is no file here");
    const auto request = std::make_shared<AddRequest>();
    command->add_option("--event", request->known.event, "its title, or evt_…")->required();
    command->add_option("--date", request->known.date, "of the event, 2024-03-14");
    command->add_option("--part", request->known.part, "what people call it: matin")->required();
    command->add_option("--duration", request->duration, "1:02:03")->required();
    command->add_option("--address", request->known.address, kAddressHelp)->required();
    command->add_option("--kind", request->kind, "video or audio")
        ->check(CLI::IsMember({"video", "audio"}))
        ->capture_default_str();
    command->callback([&application, request] {
        application.command = [&application, request] { return add(application, *request); };
    });
}

}  // namespace

void recordings(CLI::App& parser, Application& application) {
    auto* command =
        parser.add_subcommand("recordings", "recordings that another site shows or serves");
    command->require_subcommand(1);
    declare_set(*command, application);
    declare_add(*command, application);
}

}  // namespace revivre::app::commands
