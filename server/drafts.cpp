#include "server/drafts.hpp"

#include <algorithm>

#include "chapters/json.hpp"
#include "chapters/media_type.hpp"
#include "server/content.hpp"
#include "server/representation.hpp"

namespace revivre::server {
namespace {

using chapters::Json;

Json step_json(const std::optional<review::Step>& step) {
    if (!step) return nullptr;
    return {{"revision", step->revision}, {"summary", step->summary}};
}

Json sessions_json(storage::Repository& repository, const std::string& event) {
    Json list = Json::array();
    for (const chapters::Session& session : repository.sessions(event)) {
        if (session.order < 0) continue;
        list.push_back({{"id", session.id},
                        {"title", session.title},
                        {"kind", chapters::name_of(session.kind)}});
    }
    return list;
}

}  // namespace

Response draft_response(Context& context, const std::string& recording, const Json& also) {
    const review::Draft draft =
        review::draft_of(context.repository, recording, context.caller->name);
    const chapters::Event event = context.repository.event(draft.recording.event);
    const chapters::Stream* picture = chapters::stream_of(draft.recording, "video");
    Json tree = Json::array();
    for (const chapters::Chapter& chapter : draft.chapters) {
        tree.push_back(chapters::to_json(chapter));
    }
    Json json{{"recording", draft.recording.id},
              {"event", {{"id", event.id}, {"title", event.title}, {"date", event.date}}},
              {"part", draft.recording.part},
              {"title", draft.recording.title},
              {"duration_ms", draft.recording.duration.count()},
              {"start_offset_ms", draft.recording.start_offset.count()},
              {"has_picture", picture != nullptr},
              {"frames_per_second", picture == nullptr ? 0 : picture->frames_per_second},
              {"revision", draft.revision},
              {"published_revision", draft.published},
              {"undo", step_json(draft.undo)},
              {"redo", step_json(draft.redo)},
              {"media", "/studio/media/" + draft.recording.id},
              {"sessions", sessions_json(context.repository, event.id)},
              {"chapters", std::move(tree)}};
    json.update(also);
    Response response = json_response(json);
    response.etag = draft_tag(draft.revision);
    return response;
}

Response changed_draft(const Request& request, Context& context, const std::string& recording,
                       const std::function<void(int latest)>& work) {
    context.repository.transact_unseen(
        [&] { work(matched_revision(request, context, recording)); });
    return draft_response(context, recording);
}

}  // namespace revivre::server
