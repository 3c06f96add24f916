#include "server/drafts.hpp"

#include <array>

#include "review/draft.hpp"

#include "chapters/error.hpp"
#include "chapters/revision/merge.hpp"
#include "chapters/validate.hpp"
#include "server/content.hpp"
#include "server/http/limits.hpp"
#include "server/problem.hpp"
#include "server/representation.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using chapters::Chapter;
using chapters::Json;

const std::string& recording_of(const Request& request) {
    return request.parameters.at("recording");
}

review::Change change_by(const Context& context, int based_on, std::string summary = {}) {
    return {.author = context.caller->name, .summary = std::move(summary), .based_on = based_on};
}

Response draft(const Request& request, Context& context) {
    return draft_response(context, recording_of(request));
}

Response put_chapters(const Request& request, Context& context) {
    const std::string& recording = recording_of(request);
    const Json content = json_content(request);
    auto list = chapters_from(list_member(content, "chapters"), "/chapters");
    chapters::sort_chapters(list);
    return changed_draft(request, context, recording, [&](int latest) {
        review::save_chapters(context.repository, recording, list,
                              change_by(context, latest, text_member(content, "summary")));
    });
}

Chapter* find_chapter(std::vector<Chapter>& list, const std::string& id) {
    for (Chapter& chapter : list) {
        if (chapter.id == id) return &chapter;
        if (Chapter* const inside = find_chapter(chapter.children, id)) return inside;
    }
    return nullptr;
}

// The chapter with the members of `content` instead of its own.
Chapter patched(const Chapter& chapter, const Json& content) {
    Json changed = chapters::to_json(chapter);
    changed.erase("children");
    for (const auto& [name, value] : content.items()) {
        if (name == "id" || name == "children") {
            throw ContentError("/" + name, "'" + name + "' is not changed this way");
        }
        changed[name] = value;
    }
    Chapter next = chapter_from(changed, "");
    next.children = chapter.children;
    return next;
}

Response patch_chapter(const Request& request, Context& context) {
    const std::string& id = request.parameters.at("chapter");
    const Json content = json_content(request);
    const std::string recording = context.repository.recording_of_chapter(id);
    return changed_draft(request, context, recording, [&](int latest) {
        auto list = review::chapters_of(context.repository, recording, latest);
        Chapter* const chapter = find_chapter(list, id);
        if (chapter == nullptr) {
            throw Error(ErrorCode::not_found, "the draft no longer has the chapter '" + id + "'");
        }
        *chapter = patched(*chapter, content);
        chapters::sort_chapters(list);
        review::save_chapters(context.repository, recording, list, change_by(context, latest));
    });
}

// Lists that come from outside must be such as the store keeps, before they are merged.
void require_valid(const std::vector<Chapter>& list, chapters::Time duration) {
    const auto faults = chapters::check_chapters(list, duration);
    if (!faults.empty()) throw ContentError("/chapters", faults.front());
}

Response merge(const Request& request, Context& context) {
    const std::string& id = recording_of(request);
    const chapters::Recording recording = context.repository.recording(id);
    const Json content = json_content(request);
    auto mine = chapters_from(list_member(content, "chapters"), "/chapters");
    chapters::sort_chapters(mine);
    require_valid(mine, recording.duration);
    const int latest = context.repository.latest_revision(id);
    const auto merged = chapters::revision::merge(
        review::chapters_of(context.repository, id, number_member(content, "base", 0)), mine,
        review::chapters_of(context.repository, id, latest));
    Json list = Json::array();
    for (const Chapter& chapter : merged.chapters) list.push_back(chapters::to_json(chapter));
    Json conflicts = Json::array();
    for (const auto& conflict : merged.conflicts) {
        conflicts.push_back(chapters::revision::to_json(conflict));
    }
    return json_response(
        {{"revision", latest}, {"chapters", std::move(list)}, {"conflicts", std::move(conflicts)}});
}

Response undo(const Request& request, Context& context) {
    const std::string& recording = recording_of(request);
    return changed_draft(request, context, recording, [&](int latest) {
        review::undo_change(context.repository, recording, change_by(context, latest));
    });
}

Response redo(const Request& request, Context& context) {
    const std::string& recording = recording_of(request);
    return changed_draft(request, context, recording, [&](int latest) {
        review::redo_change(context.repository, recording, change_by(context, latest));
    });
}

}  // namespace

namespace routes {

std::span<const Route> drafts() {
    static constexpr std::array kRoutes{
        private_route("GET", "/api/v1/recordings/{recording}/draft", draft, Access::editor),
        private_route("PUT", "/api/v1/recordings/{recording}/chapters", put_chapters,
                      Access::editor, kContentLimit),
        private_route("PATCH", "/api/v1/chapters/{chapter}", patch_chapter, Access::editor,
                      kContentLimit),
        private_route("POST", "/api/v1/recordings/{recording}/merge", merge, Access::editor,
                      kContentLimit),
        private_route("POST", "/api/v1/recordings/{recording}/undo", undo, Access::editor,
                      kContentLimit),
        private_route("POST", "/api/v1/recordings/{recording}/redo", redo, Access::editor,
                      kContentLimit)};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
