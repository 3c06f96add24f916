#include <algorithm>
#include <array>

#include "review/decisions.hpp"
#include "review/queue.hpp"

#include "chapters/error.hpp"
#include "server/content.hpp"
#include "server/drafts.hpp"
#include "server/http/limits.hpp"
#include "server/problem.hpp"
#include "server/representation.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using chapters::Json;

const std::string& recording_of(const Request& request) {
    return request.parameters.at("recording");
}

Json or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json evidence_json(const std::vector<chapters::Evidence>& all) {
    Json list = Json::array();
    for (const chapters::Evidence& each : all) list.push_back(chapters::to_json(each));
    return list;
}

Json proposal_json(const review::QueuedProposal& queued) {
    Json json = chapters::to_json(queued.proposal);
    json["doubt"] = queued.doubt;
    json["evidence_found"] = evidence_json(queued.evidence);
    json["programme_line"] = or_null(queued.programme_line);
    json["group"] = or_null(queued.group);
    return json;
}

// Most doubtful first; `?status=all` with those that were decided.
Response proposals(const Request& request, Context& context) {
    const std::string& recording = recording_of(request);
    const std::string& status = text_parameter(request, "status");
    if (!status.empty() && status != "all" && status != "proposed") {
        throw ParameterError("status", "'status' must be proposed or all");
    }
    const int revision = context.repository.latest_revision(recording);
    const review::Queue queue = review::queue_of(context.repository, recording, status == "all");
    Json list = Json::array();
    for (const auto& each : queue.proposals) list.push_back(proposal_json(each));
    Json groups = Json::array();
    for (const review::UnknownSpeaker& each : queue.groups) {
        groups.push_back({{"key", each.key},
                          {"name", each.name},
                          {"proposals", each.proposals},
                          {"still", or_null(each.still)}});
    }
    Response response = json_response({{"recording", recording},
                                       {"revision", revision},
                                       {"proposals", std::move(list)},
                                       {"groups", std::move(groups)}});
    response.etag = draft_tag(revision);
    return response;
}

review::Verdict verdict_of(const Json& object, const std::string& pointer) {
    const std::string word = text_member(object, "decision");
    if (word == "accept") return review::Verdict::accept;
    if (word == "reject") return review::Verdict::reject;
    if (word == "edit") return review::Verdict::edit;
    throw ContentError(pointer + "/decision", "'decision' is accept, reject or edit");
}

// What was suggested, with the members of `content` instead of its own.
chapters::Chapter edited(const chapters::Proposal& proposal, const Json& content,
                         const std::string& pointer) {
    if (!content.is_object()) throw ContentError(pointer, "a chapter is an object");
    Json json = chapters::to_json(proposal.suggested);
    json.update(content);
    return chapter_from(json, pointer);
}

const chapters::Proposal& proposal_named(const std::vector<chapters::Proposal>& all,
                                         const std::string& id, const std::string& pointer) {
    const auto found = std::ranges::find(all, id, &chapters::Proposal::id);
    if (found == all.end()) {
        throw ContentError(pointer + "/proposal",
                           "the recording has no proposal '" + id.substr(0, 60) + "' to decide on");
    }
    return *found;
}

review::Judgement judgement_of(const Json& object, const std::vector<chapters::Proposal>& all,
                               const std::string& pointer) {
    if (!object.is_object()) throw ContentError(pointer, "a decision is an object");
    review::Judgement judgement{.proposal = text_member(object, "proposal"),
                                .verdict = verdict_of(object, pointer)};
    const auto& proposal = proposal_named(all, judgement.proposal, pointer);
    if (object.contains("chapter") && !object["chapter"].is_null()) {
        judgement.chapter = edited(proposal, object["chapter"], pointer + "/chapter");
    }
    if (object.contains("speakers") && !object["speakers"].is_null()) {
        const Json as_chapter{{"title", "-"}, {"speakers", object["speakers"]}};
        judgement.speakers = chapter_from(as_chapter, pointer + "/speakers").credits;
    }
    judgement.person = text_member(object, "person");
    if (object.contains("new_person") && !object["new_person"].is_null()) {
        if (!object["new_person"].is_object()) {
            throw ContentError(pointer + "/new_person", "'new_person' is an object with a name");
        }
        judgement.new_person = text_member(object["new_person"], "name");
        if (judgement.new_person.empty()) {
            throw ContentError(pointer + "/new_person/name", "a person needs a name");
        }
    }
    return judgement;
}

review::Decisions decisions_of(const Json& content, Context& context,
                               const std::string& recording) {
    review::Decisions decisions{.recording = recording,
                                .author = context.caller->name,
                                .summary = text_member(content, "summary")};
    if (content.contains("accept_above") && !content["accept_above"].is_null()) {
        const Json& above = content["accept_above"];
        if (!above.is_number() || above.get<double>() < 0 || above.get<double>() > 1) {
            throw ContentError("/accept_above", "'accept_above' is a number from 0 to 1");
        }
        decisions.accept_above = above.get<double>();
    }
    if (!content.contains("decisions")) {
        if (decisions.accept_above) return decisions;
        throw ContentError("/decisions", "'decisions' is a list");
    }
    const auto all = context.repository.proposals(recording);
    for (const Json& each : list_member(content, "decisions")) {
        decisions.judgements.push_back(
            judgement_of(each, all, "/decisions/" + std::to_string(decisions.judgements.size())));
    }
    return decisions;
}

Response decide(const Request& request, Context& context) {
    const std::string& recording = recording_of(request);
    const Json content = json_content(request);
    review::Decisions decisions = decisions_of(content, context, recording);
    Json decided = Json::array();
    context.repository.transact([&] {
        decisions.based_on = matched_revision(request, context, recording);
        const auto result = review::decide(context.repository, decisions);
        for (const auto& [id, status] : result.decided) {
            decided.push_back({{"proposal", id}, {"status", chapters::name_of(status)}});
        }
    });
    return draft_response(context, recording, {{"decided", std::move(decided)}});
}

}  // namespace

namespace routes {

std::span<const Route> proposals() {
    static constexpr std::array kRoutes{
        private_route("GET", "/api/v1/recordings/{recording}/proposals", server::proposals,
                      Access::editor),
        private_route("POST", "/api/v1/recordings/{recording}/decisions", decide, Access::editor,
                      kContentLimit)};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
