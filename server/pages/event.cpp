#include <fmt/format.h>

#include "chapters/error.hpp"
#include "server/pages/chapter_list.hpp"
#include "server/pages/found.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/published.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

Html recording_section(const Visit& visit, storage::Repository& repository,
                       const chapters::Recording& recording, const SessionTitles& sessions) {
    const auto revision = repository.public_revision(recording.id);
    const Html link = element("a", {{"href", visit.link(recording_url(recording.id))}},
                              isolated(recording_name(visit, recording)));
    Html content = element("h2", {{"id", recording.id}}, link);
    const std::string length = visit.say(Message::duration, {visit.time(recording.duration)});
    content += element("p", {{"class", "quiet"}}, text(length));
    content += chapter_list(
        visit, {.id = recording.id, .chapters = revision.chapters, .sessions = sessions});
    return element("section", {{"class", "recording"}, {"aria-labelledby", recording.id}},
                   content) +
           text("\n");
}

}  // namespace

Response event_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const std::string& id = request.parameters.at("event");
    const auto recordings = context.repository.public_recordings(id);
    if (id.empty() || recordings.empty()) {
        throw Error(ErrorCode::not_found, fmt::format("no event '{}' is published", id));
    }
    const chapters::Event event = context.repository.event(id);
    const auto sessions = session_titles(context.repository.sessions(id));
    Page page{.title = event.title, .address = event_url(id)};
    page.head = head_of(visit, event, recordings);
    page.content = element("h1", isolated(event.title));
    if (!event.subtitle.empty()) {
        page.content += element("p", {{"class", "lead"}}, isolated(event.subtitle));
    }
    page.content +=
        facts({date(visit, event.date), event.place.empty() ? Html() : isolated(event.place),
               event.organiser.empty() ? Html() : isolated(event.organiser)});
    for (const chapters::Recording& recording : recordings) {
        page.content += recording_section(visit, context.repository, recording, sessions);
    }
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
