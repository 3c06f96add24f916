#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/text/fold.hpp"
#include "server/pages/found.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/poster.hpp"
#include "server/pages/published.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

using storage::PublishedChapter;

constexpr Counted kInterventions{Message::intervention_one, Message::intervention_many};
constexpr Counted kEvents{Message::event_one, Message::event_many};

/// What the sections of one person's page share. For one answer.
struct Portrait {
    const Visit& visit;
    chapters::Person person;
    Sources sources;
    Pictures pictures;
};

// As the programme or the screen had it that day, when that is not the person's own name.
Html other_name(const Portrait& portrait, const chapters::Credit& credit) {
    if (chapters::fold(credit.name) == chapters::fold(portrait.person.name)) return {};
    return text(portrait.visit.say(Message::shown_as, {credit.name}));
}

Html intervention(Portrait& portrait, const PublishedChapter& found) {
    const Visit& visit = portrait.visit;
    const chapters::Chapter& chapter = found.chapter;
    const chapters::Credit& credit = *credit_of(chapter, portrait.person.id);
    const Html link =
        element("a", {{"class", "jump"}, {"href", jump_url(visit, found.recording, chapter)}},
                spaced({element("span", {{"class", "what"}}, chapter_title(visit, chapter)),
                        element("span", {{"class", "when"}}, clock(visit, chapter.start)),
                        length(visit, chapter.end.value_or(chapter.start) - chapter.start)}));
    const std::string function = function_words(visit.language(), credit);
    const std::string evidence = evidence_words(visit.language(), credit.evidence);
    const std::string& session = portrait.sources.session_title(chapter.session);
    const Html known = facts({function.empty() ? Html() : visit.told(function),
                              session.empty() ? Html() : visit.told(session),
                              other_name(portrait, credit), text(evidence)});
    const Html poster = chapter_poster(portrait.pictures, found.recording, chapter);
    return element("li", {{"class", "passage"}}, poster + element("div", link + known)) +
           text("\n");
}

// `chapters` are all of one recording.
Html recording_section(Portrait& portrait, std::span<const PublishedChapter> chapters) {
    const Visit& visit = portrait.visit;
    const auto& recording = portrait.sources.recording(chapters.front().recording);
    const Html name =
        element("span", {{"class", "part-name"}}, visit.told(recording_name(visit, recording)));
    const Html link = element("a", {{"href", visit.link(recording_url(recording.id))}}, name);
    Html items;
    for (const PublishedChapter& each : chapters) items += intervention(portrait, each);
    return element("section", {{"aria-labelledby", recording.id}},
                   element("h3", {{"id", recording.id}}, link) +
                       element("ol", {{"class", "chapters"}}, text("\n") + items));
}

// The chapters from the front on that agree in `part`.
template <typename Part>
std::span<const PublishedChapter> together(std::span<const PublishedChapter> chapters, Part part) {
    const auto end = std::ranges::find_if(chapters, [&](const PublishedChapter& each) {
        return each.*part != chapters.front().*part;
    });
    return chapters.first(static_cast<std::size_t>(end - chapters.begin()));
}

// `chapters` are all of one event.
Html event_section(Portrait& portrait, std::span<const PublishedChapter> chapters) {
    const Visit& visit = portrait.visit;
    const auto& event = portrait.sources.event(chapters.front().event);
    const Html link =
        element("a", {{"href", visit.link(event_url(event.id))}}, visit.told(event.title));
    Html content =
        element("h2", {{"id", event.id}}, link) +
        facts({date(visit, event.date), event.place.empty() ? Html() : visit.told(event.place)});
    while (!chapters.empty()) {
        const auto of_recording = together(chapters, &PublishedChapter::recording);
        content += recording_section(portrait, of_recording);
        chapters = chapters.subspan(of_recording.size());
    }
    return element("section", {{"class", "appearances"}, {"aria-labelledby", event.id}}, content);
}

std::size_t events_of(const std::vector<PublishedChapter>& all) {
    std::set<std::string> events;
    for (const PublishedChapter& each : all) events.insert(each.event);
    return events.size();
}

}  // namespace

Response person_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const std::string& id = request.parameters.at("person");
    const auto all = interventions_of(context.repository, id);
    if (all.empty()) {
        throw Error(ErrorCode::not_found, fmt::format("no person '{}' is published", id));
    }
    Portrait portrait{visit, context.repository.person(id), Sources(context.repository),
                      Pictures(context.settings.library, &context.repository)};
    Page page{.title = portrait.person.name, .address = Url({"p", id})};
    page.crumbs = {{std::string(visit.say(Message::persons_title)), Url({"persons"}), true}};
    page.head = head_of(visit, portrait.person, all.size());
    page.content = element("h1", isolated(portrait.person.name)) +
                   facts({text(visit.count(all.size(), kInterventions)),
                          text(visit.count(events_of(all), kEvents))});
    for (std::span<const PublishedChapter> rest(all); !rest.empty();) {
        const auto of_event = together(rest, &PublishedChapter::event);
        page.content += event_section(portrait, of_event);
        rest = rest.subspan(of_event.size());
    }
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
