#include <array>

#include "review/draft.hpp"
#include "review/publication.hpp"

#include "chapters/revision/difference.hpp"
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

int revision_of(const Request& request) {
    const std::string& text = request.parameters.at("revision");
    const bool number = !text.empty() && text.size() < 9 &&
                        text.find_first_not_of("0123456789") == std::string::npos;
    return number ? std::stoi(text) : -1;  // which no revision has
}

Json head_json(const chapters::Revision& revision, int published) {
    Json json = chapters::to_json(revision);
    json.erase("chapters");
    json["published"] = revision.number == published;
    return json;
}

Response history(const Request& request, Context& context) {
    const std::string& recording = recording_of(request);
    const int published = context.repository.published_revision(recording);
    Json revisions = Json::array();
    for (const chapters::Revision& head : context.repository.history(recording)) {
        revisions.push_back(head_json(head, published));
    }
    Json publications = Json::array();
    for (const storage::Publication& each : context.repository.publications(recording)) {
        publications.push_back(
            {{"revision", each.revision == 0 ? Json(nullptr) : Json(each.revision)},
             {"at", each.created_at},
             {"author", each.author},
             {"summary", each.summary}});
    }
    return json_response({{"recording", recording},
                          {"published_revision", published},
                          {"revisions", std::move(revisions)},
                          {"publications", std::move(publications)}});
}

Response one_revision(const Request& request, Context& context) {
    const std::string& recording = recording_of(request);
    return json_response({{"revision", chapters::to_json(context.repository.revision(
                                           recording, revision_of(request)))}});
}

// From the one before, unless ?from= names another; from 0, before there was anything.
Response difference(const Request& request, Context& context) {
    const std::string& recording = recording_of(request);
    const int to = revision_of(request);
    const int from = number_parameter(
        request, "from", {.least = 0, .most = 999'999'999, .otherwise = std::max(to - 1, 0)});
    chapters::revision::SessionTitles titles;
    for (const auto& each :
         context.repository.sessions(context.repository.recording(recording).event)) {
        titles.emplace(each.id, each.title);
    }
    const auto changes = chapters::revision::differences(
        review::chapters_of(context.repository, recording, from),
        context.repository.revision(recording, to).chapters, titles);
    return json_response(
        {{"from", from}, {"to", to}, {"changes", chapters::revision::to_json(changes)}});
}

Response restore(const Request& request, Context& context) {
    const std::string& recording = recording_of(request);
    const Json content = json_content(request);
    const int number = number_member(content, "revision", 0);
    return changed_draft(request, context, recording, [&](int latest) {
        review::restore_revision(context.repository, recording, number,
                                 {.author = context.caller->name,
                                  .summary = text_member(content, "summary"),
                                  .based_on = latest});
    });
}

Response published(Context& context, const std::string& recording) {
    return json_response(
        {{"recording", recording},
         {"published_revision", context.repository.published_revision(recording)}});
}

Response publish(const Request& request, Context& context) {
    const std::string& recording = recording_of(request);
    const Json content = json_content(request);
    context.repository.transact([&] {
        const int latest = matched_revision(request, context, recording);
        if (latest == 0) {
            throw StatusError(409,
                              "there is no list to publish yet: accept proposals, add chapters "
                              "or import a list first");
        }
        review::publish_revision(
            context.repository, recording, latest,
            {.author = context.caller->name, .summary = text_member(content, "summary")});
    });
    return published(context, recording);
}

Response unpublish(const Request& request, Context& context) {
    const std::string& recording = recording_of(request);
    review::publish_revision(
        context.repository, recording, 0,
        {.author = context.caller->name, .summary = text_parameter(request, "summary")});
    return published(context, recording);
}

}  // namespace

namespace routes {

std::span<const Route> history() {
    static constexpr std::array kRoutes{
        private_route("GET", "/api/v1/recordings/{recording}/revisions", server::history,
                      Access::editor),
        private_route("GET", "/api/v1/recordings/{recording}/revisions/{revision}", one_revision,
                      Access::editor),
        private_route("GET", "/api/v1/recordings/{recording}/revisions/{revision}/difference",
                      difference, Access::editor),
        private_route("POST", "/api/v1/recordings/{recording}/restore", restore, Access::editor,
                      kContentLimit),
        private_route("PUT", "/api/v1/recordings/{recording}/publication", publish,
                      Access::archivist, kContentLimit),
        private_route("DELETE", "/api/v1/recordings/{recording}/publication", unpublish,
                      Access::archivist, kContentLimit)};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
