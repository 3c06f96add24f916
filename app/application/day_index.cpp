#include "app/application/day_index.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

#include <date/tz.h>
#include <fmt/format.h>

#include "app/application/calendar.hpp"
#include "app/application/link_recording.hpp"
#include "app/application/media_reading.hpp"
#include "chapters/error.hpp"
#include "chapters/programme/programme.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kProgrammeLimit = 4 << 20;

// Words in file names that say which part of the day a file is.
constexpr std::array kPartWords{
    std::pair{"matin", "matin"},      std::pair{"morning", "matin"},
    std::pair{"apres", "après-midi"}, std::pair{"afternoon", "après-midi"},
    std::pair{"soir", "soir"},        std::pair{"evening", "soir"}};

// Nothing of a run is kept when it would change nothing: the transaction is left by this.
struct NothingChanged {};

const chapters::ProgrammeRecording* programme_recording(const chapters::Programme& programme,
                                                        const fs::path& file) {
    const auto found = std::ranges::find_if(programme.recordings, [&](const auto& each) {
        return chapters::fold(each.file) == chapters::fold(file.filename().string());
    });
    return found == programme.recordings.end() ? nullptr : &*found;
}

// "2024-03-14" and 9 h in Paris -> "2024-03-14T09:00:00+01:00"; empty when the date is none.
std::string wall_clock(const std::string& day, chapters::ClockTime time, const std::string& zone) {
    const auto midnight = calendar_date(day);
    if (!midnight) return "";
    const auto local = date::local_days(*midnight) + time;
    return date::format("%FT%T%Ez",
                        date::make_zoned(zone, std::chrono::floor<std::chrono::seconds>(local)));
}

std::string part_of(const IndexRequest& request, std::size_t number,
                    const chapters::Programme& programme, const fs::path& file) {
    if (number < request.parts.size()) return request.parts[number];
    if (const auto* announced = programme_recording(programme, file)) return announced->part;
    const std::string name = chapters::fold(file.stem().string());
    for (const auto& [word, part] : kPartWords) {
        if (name.find(word) != std::string::npos) return part;
    }
    return request.files.size() == 1 ? "" : fmt::format("partie {}", number + 1);
}

void refuse_changed_content(storage::Repository& repository,
                            const std::vector<MediaReading>& readings) {
    std::set<std::string> seen;
    for (const MediaReading& reading : readings) {
        if (!seen.insert(reading.content_hash).second) {
            throw Error(
                ErrorCode::invalid_input,
                fmt::format("{} is given twice, or has the same content as another file given",
                            reading.file.string()));
        }
    }
    for (const chapters::Recording& recording : repository.recordings()) {
        const auto same_path = std::ranges::find_if(
            readings, [&](const MediaReading& reading) { return reading.file == recording.file; });
        if (same_path == readings.end() || same_path->content_hash == recording.content_hash)
            continue;
        throw Error(ErrorCode::conflict,
                    fmt::format("{} is no longer what was indexed as {}: put the old file back, "
                                "index the new one under another name, or say `--replaces {}`",
                                recording.file, recording.id, recording.id));
    }
}

class DayIndexer {
  public:
    DayIndexer(const Application& application, const IndexRequest& request,
               storage::Repository& repository)
        : application_(application), request_(request), repository_(repository) {}

    IndexResult run() {
        read_programme();
        for (const fs::path& file : request_.files) read_file(file);
        refuse_changed_content(repository_, readings_);
        if (request_.copy) copy_files();
        try {
            repository_.transact([&] { register_all(); });
        } catch (const NothingChanged&) {
            result_.changed = false;
        }
        for (IndexedRecording& each : result_.recordings) analyse(each);
        return std::move(result_);
    }

  private:
    void read_programme() {
        if (request_.programme.empty()) return;
        chapters::ProgrammeResult read =
            chapters::read_programme(app::read_file(request_.programme, kProgrammeLimit));
        for (const chapters::Diagnostic& diagnostic : read.diagnostics)
            warn(request_.programme.string(), diagnostic);
        if (read.programme.sessions.empty() && read.programme.persons.empty()) {
            throw Error(ErrorCode::invalid_input,
                        fmt::format("no session and nobody could be read from {}: `revivre "
                                    "programme` shows what is understood of it",
                                    request_.programme.string()));
        }
        programme_ = std::move(read.programme);
    }

    void read_file(const fs::path& file) {
        readings_.push_back(read_media(repository_, file));
        const MediaReading& reading = readings_.back();
        for (const chapters::Diagnostic& diagnostic : reading.diagnostics)
            warn(file.string(), diagnostic);
        application_.progress("probe", fmt::format("{}: {}", file.string(),
                                                   reading.known ? "known content" : "read"));
    }

    void copy_files() {
        for (MediaReading& reading : readings_)
            reading.file = copy_into(application_.library(), reading);
    }

    void warn(const std::string& file, const chapters::Diagnostic& diagnostic) {
        application_.warn(file, diagnostic);
        ++result_.warnings;
    }

    void register_all() {
        std::set<std::string> events;
        for (const MediaReading& reading : readings_) {
            if (reading.known) events.insert(reading.known->event);
        }
        const std::string before = state(events);
        const MediaReading& first = readings_.front();
        const bool again =
            first.known && request_.event.title.empty() && request_.programme.empty();
        result_.event =
            again ? repository_.event(first.known->event)
                  : register_event(repository_, request_.event, programme_, otherwise_title());
        if (!request_.programme.empty()) register_programme(repository_, result_.event, programme_);
        for (std::size_t i = 0; i < readings_.size(); ++i) register_recording(i);
        for (IndexedRecording& each : result_.recordings) link(each);
        events.insert(result_.event.id);
        result_.changed = state(events) != before;
        if (!result_.changed) throw NothingChanged{};
    }

    // All that a run may change, so that a second run can be seen to change nothing.
    std::string state(const std::set<std::string>& events) {
        std::string all;
        for (const std::string& event : events) {
            all += chapters::dump_json(to_json(repository_.event(event)));
            for (const auto& each : repository_.sessions(event))
                all += chapters::dump_json(to_json(each));
            for (const auto& each : repository_.expectations(event))
                all += chapters::dump_json(to_json(each));
        }
        for (const chapters::Recording& recording : repository_.recordings()) {
            if (!events.contains(recording.event)) continue;
            all += chapters::dump_json(to_json(recording));
            all += std::to_string(repository_.published_revision(recording.id));
            for (const auto& each : repository_.proposals(recording.id))
                all += chapters::dump_json(to_json(each));
        }
        return all;
    }

    std::string otherwise_title() const {
        const std::string& title = readings_.front().described.title;
        return title.empty() ? readings_.front().file.stem().string() : title;
    }

    void register_recording(std::size_t number) {
        const MediaReading& reading = readings_[number];
        chapters::Recording recording = reading.described;
        const bool moved = reading.known && !fs::exists(reading.known->file);
        if (!reading.known || moved || request_.copy) recording.file = reading.file.string();
        place_in_day(recording, number);
        IndexedRecording indexed;
        indexed.state = !reading.known                ? "indexed"
                        : moved                       ? "moved"
                        : recording == *reading.known ? "unchanged"
                                                      : "updated";
        if (!reading.known || recording != *reading.known)
            recording.id = repository_.save_recording(recording);
        keep_markers(repository_, recording.id, reading);
        indexed.recording = std::move(recording);
        result_.recordings.push_back(std::move(indexed));
    }

    void place_in_day(chapters::Recording& recording, std::size_t number) const {
        const fs::path& file = request_.files[number];
        recording.event = result_.event.id;
        const auto* announced = programme_recording(programme_, file);
        // Indexed again without a word about its place in the day: it stays there.
        if (!recording.id.empty() && request_.parts.empty() && announced == nullptr) return;
        recording.part = part_of(request_, number, programme_, file);
        recording.order = static_cast<int>(number);
        if (announced == nullptr) return;
        recording.order = static_cast<int>(announced - programme_.recordings.data());
        if (announced->starts_at)
            recording.starts_at =
                wall_clock(result_.event.date, *announced->starts_at, result_.event.time_zone);
    }

    void analyse(IndexedRecording& indexed) {
        const std::string& id = indexed.recording.id;
        if (request_.analysis.choice == "markers") return;
        indexed.analysed = "before";
        if (!needs_analysis(repository_, id, request_.analysis)) return;
        const AnalysisResult result =
            analyse_recording(application_, repository_, indexed.recording, request_.analysis);
        for (const chapters::Diagnostic& note : result.notes) warn(indexed.recording.file, note);
        if (!result.done)
            warn(indexed.recording.file, {.message = "not analysed: " + result.reason});
        indexed.analysed = result.done ? "done" : "failed";
        indexed.packets = result.packets;
        indexed.decoded = result.decoded;
        repository_.transact([&] { link(indexed); });
        result_.changed = true;
    }

    void link(IndexedRecording& indexed) {
        indexed.markers = indexed.named = indexed.unidentified = indexed.in_sessions = 0;
        for (const chapters::Proposal& proposal : link_recording(repository_, indexed.recording)) {
            if (proposal.kind == chapters::ProposalKind::credit) {
                ++(proposal.certain ? indexed.named : indexed.unidentified);
            } else {
                ++indexed.markers;
                indexed.in_sessions += proposal.suggested.session.empty() ? 0 : 1;
            }
        }
        const bool last = !needs_analysis(repository_, indexed.recording.id, request_.analysis) ||
                          indexed.analysed == "failed";
        if (request_.publish && last && indexed.markers > 0)
            indexed.publication = review::publish_recording(repository_, indexed.recording);
    }

    const Application& application_;
    const IndexRequest& request_;
    storage::Repository& repository_;
    chapters::Programme programme_;
    std::vector<MediaReading> readings_;
    IndexResult result_;
};

}  // namespace

IndexResult index_day(const Application& application, const IndexRequest& request) {
    const storage::Library library = application.library();
    library.create();
    const auto lock = library.lock_index();
    const auto repository = storage::open_sqlite(library.database());
    return DayIndexer(application, request, *repository).run();
}

}  // namespace revivre::app
