#include <algorithm>
#include <array>
#include <iterator>

#include "server/chapter_filter.hpp"
#include "server/representation.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using chapters::Json;
using storage::PublishedChapter;

chapters::Event public_event(storage::Repository& repository, const std::string& id) {
    const auto events = repository.public_events();
    const auto found = std::ranges::find(events, id, &chapters::Event::id);
    if (found != events.end()) return *found;
    throw Error(ErrorCode::not_found, "no published event has the id '" + id + "'");
}

// Everything published of an event, recording after recording.
std::vector<PublishedChapter> public_chapters(storage::Repository& repository,
                                              const std::string& event) {
    std::vector<PublishedChapter> all;
    for (const chapters::Recording& recording : repository.public_recordings(event)) {
        auto list = flattened(repository.public_revision(recording.id), event);
        std::ranges::move(list, std::back_inserter(all));
    }
    return all;
}

Response event_list(const Request& request, Context& context) {
    Representation representation(context);
    auto events = context.repository.public_events();
    if (newest_first(request)) std::ranges::reverse(events);
    const auto page =
        page_of(request, std::move(events), [](const chapters::Event& event) { return event.id; });
    Json list = Json::array();
    for (const chapters::Event& event : page.items) list.push_back(representation.event(event));
    return list_response(representation, request, page, {"events", std::move(list)});
}

Response one_event(const Request& request, Context& context) {
    Representation representation(context);
    const std::string& id = request.parameters.at("event");
    Json json = representation.event(public_event(context.repository, id));
    Json links = json["links"];
    json.erase("links");
    json["sessions"] = Json::array();
    for (const chapters::Session& session : context.repository.sessions(id)) {
        if (session.order >= 0) json["sessions"].push_back(representation.session(session));
    }
    json["recordings"] = Json::array();
    for (const chapters::Recording& recording : context.repository.public_recordings(id)) {
        json["recordings"].push_back(representation.recording(recording));
    }
    json["links"] = std::move(links);
    return json_response(json);
}

Response event_interventions(const Request& request, Context& context) {
    Representation representation(context);
    const std::string& id = request.parameters.at("event");
    public_event(context.repository, id);
    auto all = public_chapters(context.repository, id);
    ChapterFilter(request).apply(all);
    std::erase_if(all, [](const PublishedChapter& each) {
        return each.chapter.kind != chapters::ChapterKind::intervention;
    });
    const auto page = page_of(request, std::move(all),
                              [](const PublishedChapter& each) { return each.chapter.id; });
    return json_response({{"event", id},
                          {"interventions", representation.chapters(page.items)},
                          {"total", page.total},
                          {"links", list_links(representation, request, page.next)}});
}

Response one_session(const Request& request, Context& context) {
    Representation representation(context);
    const std::string& id = request.parameters.at("session");
    const chapters::Session session = context.repository.session(id);
    public_event(context.repository, session.event);
    auto all = public_chapters(context.repository, session.event);
    std::erase_if(all, [&](const PublishedChapter& each) { return each.chapter.session != id; });
    Json json = representation.session(session);
    Json links = json["links"];
    json.erase("links");
    json["chapters"] = representation.chapters(all);
    json["links"] = std::move(links);
    return json_response(json);
}

}  // namespace

namespace routes {

std::span<const Route> events() {
    static constexpr std::array kRoutes{
        Route{"/api/v1/events", event_list}, Route{"/api/v1/events/{event}", one_event},
        Route{"/api/v1/events/{event}/interventions", event_interventions},
        Route{"/api/v1/sessions/{session}", one_session}};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
