#include "server/representation.hpp"

#include <algorithm>
#include <utility>

#include "chapters/text/time_text.hpp"
#include "server/parameters.hpp"

namespace revivre::server {
namespace {

using chapters::Chapter;
using chapters::Credit;
using chapters::CreditStatus;
using chapters::Json;
using storage::PublishedChapter;

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

// Rule 1 of docs/design.md: a name that nobody confirmed is not given, nor what would give the
// person away (function, organisation).
Json credit_json(const Credit& credit) {
    const bool confirmed = credit.status == CreditStatus::confirmed;
    const auto known = [&](const std::string& text) {
        return confirmed ? text_or_null(text) : Json(nullptr);
    };
    return {{"person", known(credit.person)},
            {"name", known(credit.name)},
            {"function", known(credit.function)},
            {"organisation", known(credit.organisation)},
            {"role", chapters::name_of(credit.role)},
            {"status", chapters::name_of(credit.status)},
            {"evidence", credit.evidence}};
}

Json credits_json(const std::vector<Credit>& credits) {
    Json list = Json::array();
    for (const Credit& credit : credits) list.push_back(credit_json(credit));
    return list;
}

// "#t=1325.48,1911.2": the player starts there, and knows where the passage ends.
std::string watch_address(const PublishedChapter& published) {
    const Chapter& chapter = published.chapter;
    std::string address = "/v/" + published.recording + "?c=" + chapter.id +
                          "#t=" + chapters::seconds_text(chapter.start);
    if (chapter.end) address += "," + chapters::seconds_text(*chapter.end);
    return address;
}

void append_flattened(std::vector<PublishedChapter>& list, const std::vector<Chapter>& chapters,
                      const PublishedChapter& around) {
    for (const Chapter& chapter : chapters) {
        PublishedChapter published = around;
        published.chapter = chapter;
        published.chapter.children.clear();
        list.push_back(published);
        published.parent = chapter.id;
        append_flattened(list, chapter.children, published);
    }
}

Json streams_json(const std::vector<chapters::Stream>& streams) {
    Json list = Json::array();
    for (const chapters::Stream& stream : streams) list.push_back(chapters::to_json(stream));
    return list;
}

}  // namespace

std::string Representation::link(const std::string& address) const {
    std::string_view site = context_.settings.public_url;
    while (site.ends_with('/')) site.remove_suffix(1);
    return std::string(site) + address;
}

Json Representation::event(const chapters::Event& event) {
    Json json = chapters::to_json(event);
    const std::string self = "/api/v1/events/" + event.id;
    json["links"] = {{"self", link(self)},
                     {"interventions", link(self + "/interventions")},
                     {"page", link("/e/" + event.id)}};
    return json;
}

Json Representation::session(const chapters::Session& session) {
    Json json = chapters::to_json(session);
    json["links"] = {{"self", link("/api/v1/sessions/" + session.id)},
                     {"event", link("/api/v1/events/" + session.event)}};
    return json;
}

Json Representation::recording(const chapters::Recording& recording) {
    const chapters::Event event = context_.repository.event(recording.event);
    const std::string self = "/api/v1/recordings/" + recording.id;
    return {{"id", recording.id},
            {"part", recording.part},
            {"title", recording.title},
            {"event", {{"id", event.id}, {"title", event.title}}},
            {"duration_ms", recording.duration.count()},
            {"start_offset_ms", recording.start_offset.count()},
            {"streams", streams_json(recording.streams)},
            {"starts_at", text_or_null(recording.starts_at)},
            {"revision", context_.repository.published_revision(recording.id)},
            {"links",
             {{"self", link(self)},
              {"chapters", link(self + "/chapters")},
              {"chapters_vtt", link(self + "/chapters.vtt")},
              {"media", link("/media/" + recording.id)},
              {"watch", link("/v/" + recording.id)}}}};
}

Json Representation::chapter(const PublishedChapter& published) {
    const Chapter& chapter = published.chapter;
    return {{"id", chapter.id},
            {"kind", chapters::name_of(chapter.kind)},
            {"title", chapter.title},
            {"start_ms", chapter.start.count()},
            {"end_ms", chapter.end ? Json(chapter.end->count()) : Json(nullptr)},
            {"recording", published.recording},
            {"part", part_of(published.recording)},
            {"session", session_of(chapter.session)},
            {"parent", text_or_null(published.parent)},
            {"speakers", credits_json(chapter.credits)},
            {"links",
             {{"self", link("/api/v1/chapters/" + chapter.id)},
              {"watch", link(watch_address(published))}}}};
}

Json Representation::chapters(const std::vector<PublishedChapter>& all) {
    Json list = Json::array();
    for (const PublishedChapter& each : all) list.push_back(chapter(each));
    return list;
}

Json Representation::person(const chapters::Person& person, std::size_t interventions) {
    const std::string self = "/api/v1/persons/" + person.id;
    return {{"id", person.id},
            {"name", person.name},
            {"sort_name", person.sort_name},
            {"count", interventions},
            {"links",
             {{"self", link(self)},
              {"interventions", link(self + "/interventions")},
              {"page", link("/p/" + person.id)}}}};
}

const std::string& Representation::part_of(const std::string& recording) {
    const auto found = parts_.find(recording);
    if (found != parts_.end()) return found->second;
    return parts_.emplace(recording, context_.repository.recording(recording).part).first->second;
}

Json Representation::session_of(const std::string& session) {
    if (session.empty()) return nullptr;
    auto found = sessions_.find(session);
    if (found == sessions_.end()) {
        found = sessions_.emplace(session, context_.repository.session(session).title).first;
    }
    return {{"id", session}, {"title", found->second}};
}

std::vector<PublishedChapter> flattened(const chapters::Revision& revision,
                                        const std::string& event) {
    std::vector<PublishedChapter> list;
    append_flattened(
        list, revision.chapters,
        {.chapter = {}, .parent = {}, .recording = revision.recording, .event = event});
    std::ranges::stable_sort(list, {},
                             [](const PublishedChapter& each) { return each.chapter.start; });
    return list;
}

bool names_person(const Chapter& chapter, const std::string& person) {
    return std::ranges::any_of(chapter.credits, [&](const Credit& credit) {
        return credit.person == person && credit.status == CreditStatus::confirmed;
    });
}

std::vector<PublishedChapter> confirmed_interventions(storage::Repository& repository,
                                                      const std::string& person) {
    auto all = repository.public_interventions(person);
    std::erase_if(
        all, [&](const PublishedChapter& each) { return !names_person(each.chapter, person); });
    return all;
}

Response json_response(const Json& json) {
    return {.status = 200,
            .content_type = "application/json",
            .body = chapters::dump_json(json),
            .headers = {},
            .file = {}};
}

Json list_links(const Representation& representation, const Request& request,
                const std::string& next_cursor) {
    Json links{{"self", representation.link(request.path)}};
    if (!next_cursor.empty()) {
        links["next"] = representation.link(next_page_address(request, next_cursor));
    }
    return links;
}

}  // namespace revivre::server
