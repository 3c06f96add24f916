#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "server/pages/found.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/published.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

using storage::PublishedChapter;

constexpr Counted kInterventions{Message::intervention_one, Message::intervention_many};

const chapters::Credit* credit_of(const chapters::Chapter& chapter, const std::string& person) {
    for (const chapters::Credit* credit : confirmed_credits(chapter)) {
        if (credit->person == person) return credit;
    }
    return nullptr;
}

Html intervention(const Visit& visit, Sources& sources, const PublishedChapter& found,
                  const std::string& person) {
    const chapters::Chapter& chapter = found.chapter;
    const chapters::Credit& credit = *credit_of(chapter, person);
    const Html link =
        element("a", {{"class", "jump"}, {"href", jump_url(visit, found.recording, chapter)}},
                spaced({element("span", {{"class", "what"}}, isolated(chapter.title)),
                        element("span", {{"class", "when"}}, clock(visit, chapter.start))}));
    const auto length = chapter.end.value_or(chapter.start) - chapter.start;
    const std::string function = function_words(visit.language(), credit);
    const std::string evidence = evidence_words(visit.language(), credit.evidence);
    const std::string& session = sources.session_title(chapter.session);
    return element("li",
                   link + facts({text(visit.say(Message::duration, {visit.time(length)})),
                                 session.empty() ? Html() : isolated(session),
                                 function.empty() ? Html() : isolated(function), text(evidence)})) +
           text("\n");
}

// `chapters` are all of one recording.
Html recording_section(const Visit& visit, Sources& sources,
                       std::span<const PublishedChapter> chapters, const std::string& person) {
    const auto& recording = sources.recording(chapters.front().recording);
    const auto& event = sources.event(chapters.front().event);
    const Html link = element("a", {{"href", visit.link(recording_url(recording.id))}},
                              isolated(full_name(visit, event, recording)));
    Html items;
    for (const PublishedChapter& each : chapters)
        items += intervention(visit, sources, each, person);
    return element("section", {{"aria-labelledby", recording.id}},
                   element("h2", {{"id", recording.id}}, link) + facts({date(visit, event.date)}) +
                       element("ol", {{"class", "chapters"}}, items));
}

std::vector<PublishedChapter> interventions_of(storage::Repository& repository,
                                               const std::string& person) {
    auto all = repository.public_interventions(person);
    const auto unconfirmed = [&](const PublishedChapter& each) {
        return credit_of(each.chapter, person) == nullptr;
    };
    all.erase(std::remove_if(all.begin(), all.end(), unconfirmed), all.end());
    return all;
}

}  // namespace

Response person_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const std::string& id = request.parameters.at("person");
    const auto all = interventions_of(context.repository, id);
    if (all.empty()) {
        throw Error(ErrorCode::not_found, fmt::format("no person '{}' is published", id));
    }
    const chapters::Person person = context.repository.person(id);
    Sources sources(context.repository);
    Page page{.title = person.name, .address = Url({"p", id})};
    page.head = head_of(visit, person, all.size());
    page.content = element("h1", isolated(person.name)) +
                   element("p", {{"class", "lead"}}, text(visit.count(all.size(), kInterventions)));
    for (std::size_t first = 0; first < all.size();) {
        std::size_t next = first;
        while (next < all.size() && all[next].recording == all[first].recording) ++next;
        page.content +=
            recording_section(visit, sources, std::span(all).subspan(first, next - first), id);
        first = next;
    }
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
