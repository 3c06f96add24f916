#include "app/application/foreign_recording.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/application/day_programme.hpp"
#include "chapters/error.hpp"
#include "chapters/programme/programme.hpp"
#include "chapters/public_address.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::app {
namespace {

void refuse_faulty(const std::string& address) {
    const std::string fault = chapters::public_address_fault(address);
    if (fault.empty()) return;
    throw Error(ErrorCode::invalid_input, fmt::format("'{}': {}", address, fault));
}

chapters::Event event_meant(storage::Repository& repository, const ForeignRecording& known) {
    if (known.event.starts_with("evt_")) return repository.event(known.event);
    return register_event(repository, {.title = known.event, .date = known.date}, {}, known.event);
}

std::vector<chapters::Recording> recordings_of(storage::Repository& repository,
                                               const std::string& event) {
    auto all = repository.recordings();
    std::erase_if(all, [&](const chapters::Recording& each) { return each.event != event; });
    return all;
}

void refuse_taken_part(const std::vector<chapters::Recording>& others, const std::string& part) {
    const auto same = std::ranges::find_if(others, [&](const chapters::Recording& each) {
        return chapters::fold(each.part) == chapters::fold(part);
    });
    if (same == others.end()) return;
    throw Error(ErrorCode::conflict,
                fmt::format("the event has a recording '{}' already, {}: `revivre recordings set "
                            "{} --address …` says where it is",
                            part, same->id, same->id));
}

int place_behind(const std::vector<chapters::Recording>& others) {
    int order = 0;
    for (const chapters::Recording& each : others) order = std::max(order, each.order + 1);
    return order;
}

}  // namespace

chapters::Recording add_foreign_recording(storage::Repository& repository,
                                          const ForeignRecording& known) {
    refuse_faulty(known.address);
    chapters::Recording recording;
    repository.transact([&] {
        recording.event = event_meant(repository, known).id;
        const auto others = recordings_of(repository, recording.event);
        refuse_taken_part(others, known.part);
        recording.part = known.part;
        recording.order = place_behind(others);
        recording.duration = known.duration;
        recording.address = known.address;
        chapters::Stream stream;
        stream.type = known.has_pictures ? "video" : "audio";
        recording.streams = {stream};
        recording.id = repository.save_recording(recording);
    });
    return recording;
}

bool set_public_address(storage::Repository& repository, const std::string& id,
                        const std::string& address) {
    if (!address.empty()) refuse_faulty(address);
    bool changed = false;
    repository.transact([&] {
        chapters::Recording recording = repository.recording(id);
        if (address.empty() && recording.file.empty()) {
            throw Error(ErrorCode::conflict,
                        fmt::format("{} has no file here: without an address nobody could see it; "
                                    "`revivre index FILE…` reads a file",
                                    id));
        }
        changed = recording.address != address;
        recording.address = address;
        if (changed) repository.save_recording(recording);
    });
    return changed;
}

}  // namespace revivre::app
