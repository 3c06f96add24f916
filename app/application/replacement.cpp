#include "app/application/replacement.hpp"

#include <algorithm>
#include <set>

#include "review/publication.hpp"
#include <fmt/format.h>

#include "app/application/carried_proposals.hpp"
#include "app/application/link_recording.hpp"
#include "app/application/media_reading.hpp"
#include "app/application/recording_map.hpp"
#include "chapters/error.hpp"
#include "chapters/evidence_kinds.hpp"

namespace revivre::app {
namespace {

namespace remap = chapters::remap;
using chapters::Recording;

class Replacing {
  public:
    Replacing(const Application& application, const ReplacementRequest& request,
              storage::Repository& repository)
        : application_(application),
          request_(request),
          repository_(repository),
          old_(repository.recording(request.replaces)) {}

    ReplacementResult run() {
        MediaReading reading = read();
        if (!reading.known) {
            if (request_.copy) reading.file = copy_into(application_.library(), reading);
            repository_.transact([&] { enter(reading); });
            result_.changed = true;
        } else {
            result_.recording = *reading.known;
        }
        analyse();
        if (done_before()) {
            tell_what_came();
        } else {
            repository_.transact([&] { move(); });
            result_.changed = result_.changed || result_.from_revision > 0;
        }
        if (request_.publish) publish();
        return std::move(result_);
    }

  private:
    MediaReading read() {
        MediaReading reading = read_media(repository_, request_.file);
        for (const chapters::Diagnostic& each : reading.diagnostics)
            warn(request_.file.string(), each);
        refuse_what_is_known(reading);
        for (const Recording& each : repository_.recordings()) {
            const bool mine = reading.known && reading.known->id == each.id;
            if (each.replaces == old_.id && !mine)
                throw Error(ErrorCode::conflict,
                            fmt::format("{} is already replaced by {}: say `--replaces {}` to "
                                        "replace that one",
                                        old_.id, each.id, each.id));
        }
        return reading;
    }

    void refuse_what_is_known(const MediaReading& reading) const {
        if (!reading.known || reading.known->replaces == old_.id) return;
        if (reading.known->id == old_.id)
            throw Error(ErrorCode::conflict,
                        fmt::format("{} has the same content as {}: there is nothing to replace",
                                    request_.file.string(), old_.id));
        throw Error(ErrorCode::conflict,
                    fmt::format("{} is indexed already, as {}, which does not replace {}",
                                request_.file.string(), reading.known->id, old_.id));
    }

    void enter(const MediaReading& reading) {
        Recording recording = reading.described;
        recording.file = reading.file.string();
        recording.event = old_.event;
        recording.part = old_.part;
        recording.title = old_.title;
        recording.order = old_.order;
        recording.starts_at = old_.starts_at;
        recording.replaces = old_.id;
        recording.id = repository_.save_recording(recording);
        keep_markers(repository_, recording.id, reading);
        result_.recording = std::move(recording);
    }

    void analyse() {
        const Recording& recording = result_.recording;
        if (!needs_analysis(repository_, recording.id, request_.analysis)) return;
        const AnalysisResult analysed =
            analyse_recording(application_, repository_, recording, request_.analysis);
        for (const chapters::Diagnostic& note : analysed.notes) warn(recording.file, note);
        if (!analysed.done) warn(recording.file, {.message = "not analysed: " + analysed.reason});
        result_.changed = true;
    }

    void warn(const std::string& file, const chapters::Diagnostic& diagnostic) {
        application_.warn(file, diagnostic);
        ++result_.warnings;
    }

    // The list was moved, or all of it waits to be placed.
    bool done_before() {
        const std::string& id = result_.recording.id;
        return repository_.latest_revision(id) > 0 || !waiting(id).empty() || compared(id);
    }

    bool compared(const std::string& id) {
        return std::ranges::any_of(repository_.evidence(id), [](const auto& each) {
            return each.kind == chapters::evidence_kinds::kPassage;
        });
    }

    std::set<std::string> waiting(const std::string& id) {
        std::set<std::string> all;
        for (const chapters::Evidence& each : repository_.evidence(id)) {
            if (each.kind == chapters::evidence_kinds::kRemap) all.insert(each.id);
        }
        return all;
    }

    void tell_what_came() {
        const std::string& id = result_.recording.id;
        const auto evidence = waiting(id);
        for (const chapters::Proposal& each : repository_.proposals(id)) {
            const bool open = each.status == chapters::ProposalStatus::proposed;
            if (open && !each.evidence.empty() && evidence.contains(each.evidence.front()))
                result_.to_check.push_back({each.suggested, each.reason});
        }
        result_.revision = repository_.latest_revision(id);
        result_.from_revision = repository_.latest_revision(old_.id);
        result_.from_published = repository_.published_revision(old_.id);
        if (result_.revision > 0)
            result_.moved = count(repository_.revision(id, result_.revision).chapters);
    }

    static int count(const std::vector<chapters::Chapter>& list) {
        int sum = 0;
        for (const chapters::Chapter& each : list) sum += 1 + count(each.children);
        return sum;
    }

    void move() {
        const RecordingMap compared =
            map_recordings(application_.library(), repository_, old_, result_.recording);
        if (!compared.lacking.empty()) warn(request_.file.string(), {.message = compared.lacking});
        result_.from_revision = repository_.latest_revision(old_.id);
        result_.from_published = repository_.published_revision(old_.id);
        result_.found = static_cast<double>(compared.map.found().count()) /
                        static_cast<double>(std::max<std::int64_t>(1, old_.duration.count()));
        remap::MovedChapters list;
        if (result_.from_revision > 0)
            list = remap::moved(repository_.revision(old_.id, result_.from_revision).chapters,
                                compared.map);
        drop_stale_markers(compared.map);
        result_.moved = list.moved;
        result_.to_check = list.unsure;
        if (list.moved > 0) keep_list(list);
        propose(list, compared.map);
        move_words(compared.map);
    }

    // Programs that cut a file often copy its chapters as they were.
    void drop_stale_markers(const remap::PassageMap& map) {
        std::vector<chapters::Evidence> kept;
        int stale = 0;
        std::string tool;
        const auto old = repository_.evidence(old_.id);
        for (chapters::Evidence& each : repository_.evidence(result_.recording.id)) {
            if (each.kind != chapters::evidence_kinds::kContainerChapter) continue;
            tool = each.tool;
            if (is_stale(each, old, map)) {
                ++stale;
            } else {
                kept.push_back(std::move(each));
            }
        }
        if (stale == 0) return;
        repository_.replace_evidence(result_.recording.id, tool, std::move(kept));
        warn(request_.file.string(),
             {.message = fmt::format("{} of its chapters are those of {}, at times that are no "
                                     "longer right: they are left out",
                                     stale, old_.id)});
    }

    static bool is_stale(const chapters::Evidence& marker,
                         const std::vector<chapters::Evidence>& old, const remap::PassageMap& map) {
        constexpr chapters::Time kSame{50};
        const bool copied = std::ranges::any_of(old, [&](const chapters::Evidence& each) {
            return each.kind == marker.kind && each.text == marker.text &&
                   std::chrono::abs(each.start - marker.start) <= kSame;
        });
        const auto now = map.start(marker.start);
        return copied && !map.passages().empty() &&
               (!now || std::chrono::abs(*now - marker.start) > kSame);
    }

    void keep_list(const remap::MovedChapters& list) {
        result_.revision = repository_.add_revision(
            {.recording = result_.recording.id,
             .created_at = {},
             .author = review::kIndexAuthor,
             .summary = fmt::format("{} of {} chapters moved from {}", list.moved,
                                    list.moved + static_cast<int>(list.unsure.size()), old_.id),
             .chapters = list.chapters,
             .kind = chapters::RevisionKind::replaced},
            0);
    }

    void propose(const remap::MovedChapters& list, const remap::PassageMap& map) {
        const CarriedProposals carried(list.chapters, repository_.proposals(old_.id), map);
        const auto to_check = proposals_to_check(repository_, result_.recording, list.unsure, map);
        const auto open = link_recording(
            repository_, result_.recording, [&](std::vector<chapters::Proposal>& all) {
                carried.adapt(all);
                all.insert(all.end(), to_check.begin(), to_check.end());
            });
        const auto asks = waiting(result_.recording.id);
        for (const chapters::Proposal& each : open) {
            const chapters::ProposalStatus status = carried.decided(each);
            const bool to_ask = !each.evidence.empty() && asks.contains(each.evidence.front());
            if (to_ask || status == chapters::ProposalStatus::proposed) continue;
            repository_.decide_proposal(each.id, status);
            ++result_.decided;
        }
    }

    void move_words(const remap::PassageMap& map) {
        for (chapters::TextTrack track : repository_.text_tracks(old_.id)) {
            remap::MovedTrack moved = remap::moved(track, map);
            moved.track.recording = result_.recording.id;
            result_.cues_moved += static_cast<int>(moved.track.cues.size());
            result_.cues_left_out += moved.left_out;
            repository_.save_text_track(moved.track);
        }
    }

    void publish() {
        const std::string& id = result_.recording.id;
        if (result_.revision > 0 && result_.to_check.empty()) {
            const review::Publication publication = review::publish_recording(
                repository_, result_.recording,
                {.author = review::kIndexAuthor, .summary = "in place of " + old_.id});
            result_.changed = result_.changed || publication.changed;
        }
        result_.published_revision = repository_.published_revision(id);
    }

    const Application& application_;
    const ReplacementRequest& request_;
    storage::Repository& repository_;
    Recording old_;
    ReplacementResult result_;
};

}  // namespace

ReplacementResult replace_recording(const Application& application,
                                    const ReplacementRequest& request) {
    const storage::Library library = application.library();
    const auto repository = application.open_existing();
    const auto lock = library.lock_index();
    return Replacing(application, request, *repository).run();
}

}  // namespace revivre::app
