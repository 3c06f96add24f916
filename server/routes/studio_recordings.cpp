#include <algorithm>
#include <array>
#include <map>

#include "chapters/json.hpp"
#include "server/jobs/jobs.hpp"
#include "server/representation.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using chapters::Json;

Json analysis_json(const std::optional<storage::Analysis>& analysis) {
    if (!analysis) return nullptr;
    constexpr std::array<std::string_view, 3> kStates{"running", "failed", "done"};
    return {{"state", kStates.at(static_cast<std::size_t>(analysis->state))},
            {"choice", analysis->choice},
            {"settled_ms", analysis->settled.count()},
            {"reason", analysis->reason}};
}

// The latest job of each recording.
std::map<std::string, Json> jobs_by_recording(const Context& context) {
    std::map<std::string, Json> by_recording;
    if (context.jobs == nullptr) return by_recording;
    for (const Job& job : context.jobs->all()) {  // newest first
        for (const std::string& recording : job.recordings) {
            by_recording.try_emplace(recording, to_json(job));
        }
    }
    return by_recording;
}

std::int64_t open_proposals(storage::Repository& repository, const std::string& recording) {
    return std::ranges::count(repository.proposals(recording), chapters::ProposalStatus::proposed,
                              &chapters::Proposal::status);
}

Json recording_json(const chapters::Recording& recording, storage::Repository& repository) {
    const chapters::Event event = repository.event(recording.event);
    return {{"id", recording.id},
            {"event", {{"id", event.id}, {"title", event.title}, {"date", event.date}}},
            {"part", recording.part},
            {"title", recording.title},
            {"file", recording.file},
            {"duration_ms", recording.duration.count()},
            {"draft_revision", repository.latest_revision(recording.id)},
            {"published_revision", repository.published_revision(recording.id)},
            {"open_proposals", open_proposals(repository, recording.id)},
            {"analysis", analysis_json(repository.analysis(recording.id))}};
}

Response list(const Request&, Context& context) {
    const auto jobs = jobs_by_recording(context);
    Json all = Json::array();
    for (const chapters::Recording& recording : context.repository.recordings()) {
        Json json = recording_json(recording, context.repository);
        const auto job = jobs.find(recording.id);
        json["job"] = job == jobs.end() ? Json(nullptr) : job->second;
        all.push_back(std::move(json));
    }
    return json_response({{"recordings", std::move(all)}});
}

Response evidence(const Request& request, Context& context) {
    const std::string& recording = request.parameters.at("recording");
    static_cast<void>(context.repository.recording(recording));
    Json all = Json::array();
    for (const chapters::Evidence& each : context.repository.evidence(recording)) {
        all.push_back(chapters::to_json(each));
    }
    return json_response({{"recording", recording}, {"evidence", std::move(all)}});
}

}  // namespace

namespace routes {

std::span<const Route> studio_recordings() {
    static constexpr std::array kRoutes{
        private_route("GET", "/api/v1/studio/recordings", list, Access::editor),
        private_route("GET", "/api/v1/recordings/{recording}/evidence", evidence, Access::editor)};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
