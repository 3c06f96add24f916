#include "server/representation.hpp"

#include <algorithm>
#include <utility>

#include "chapters/media_type.hpp"
#include "chapters/text/time_text.hpp"
#include "chapters/text_track.hpp"
#include "server/media_source.hpp"

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

// Our own JSON keeps what is not known as an empty text; for the public it is null, as everywhere.
void empty_as_null(Json& json, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (json[name] == "") json[name] = nullptr;
    }
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
    for (const chapters::Stream& stream : streams) {
        Json json = chapters::to_json(stream);
        empty_as_null(json, {"codec", "language"});
        list.push_back(std::move(json));
    }
    return list;
}

// What only some files say of their chapters: left out when they do not.
void add_extras(Json& json, const Chapter& chapter) {
    if (!chapter.language.empty()) json["language"] = chapter.language;
    if (!chapter.summary.empty()) json["summary"] = chapter.summary;
    if (chapter.translations.empty()) return;
    json["translations"] = Json::array();
    for (const chapters::Translation& each : chapter.translations) {
        json["translations"].push_back(chapters::to_json(each));
    }
}

}  // namespace

std::string Representation::link(const std::string& address) const {
    std::string_view site = context_.settings.public_url;
    while (site.ends_with('/')) site.remove_suffix(1);
    return std::string(site) + address;
}

void Representation::add_link(Json& links, const char* name, const std::string& address) const {
    if (!address.empty()) links[name] = link(address);
}

Json Representation::event(const chapters::Event& event) {
    Json json = chapters::to_json(event);
    empty_as_null(json, {"subtitle", "date", "place", "organiser"});
    const std::string self = "/api/v1/events/" + event.id;
    json["links"] = {{"self", link(self)},
                     {"interventions", link(self + "/interventions")},
                     {"recordings", link("/api/v1/recordings?event=" + event.id)},
                     {"persons", link("/api/v1/persons?event=" + event.id)},
                     {"page", link("/e/" + event.id)}};
    return json;
}

Json Representation::session(const chapters::Session& session) {
    Json json = chapters::to_json(session);
    empty_as_null(json, {"part"});
    json["links"] = {{"self", link("/api/v1/sessions/" + session.id)},
                     {"event", link("/api/v1/events/" + session.event)}};
    return json;
}

Json Representation::recording(const chapters::Recording& recording) {
    const MediaSource source = media_source(recording);
    const bool is_page = source.kind == MediaSource::Kind::page_elsewhere;
    return {{"id", recording.id},
            {"part", text_or_null(recording.part)},
            {"title", text_or_null(recording.title)},
            {"event", event_of(recording.event)},
            {"kind", chapters::stream_of(recording, "video") != nullptr ? "video" : "audio"},
            {"media_type", is_page ? Json(nullptr) : Json(chapters::media_type_of(recording))},
            {"address", text_or_null(source.address)},
            {"duration_ms", recording.duration.count()},
            {"start_offset_ms", recording.start_offset.count()},
            {"streams", streams_json(recording.streams)},
            {"starts_at", text_or_null(recording.starts_at)},
            {"revision", context_.repository.published_revision(recording.id)},
            {"tracks", tracks(recording.id)},
            {"links", recording_links(recording)}};
}

Json Representation::tracks(const std::string& recording) {
    const std::string folder = "/api/v1/recordings/" + recording + "/tracks/";
    Json list = Json::array();
    for (const chapters::TextTrack& track : context_.repository.public_text_tracks(recording)) {
        const std::string kind(chapters::name_of(track.kind));
        list.push_back({{"kind", kind},
                        {"language", track.language},
                        {"links", {{"vtt", link(folder + kind + "." + track.language + ".vtt")}}}});
    }
    return list;
}

Json Representation::recording_links(const chapters::Recording& recording) {
    const std::string& id = recording.id;
    const std::string self = "/api/v1/recordings/" + id;
    const MediaSource source = media_source(recording);
    Json links{{"self", link(self)},
               {"event", link("/api/v1/events/" + recording.event)},
               {"chapters", link(self + "/chapters")},
               {"chapters_vtt", link(self + "/chapters.vtt")}};
    if (source.kind == MediaSource::Kind::served) links["media"] = link("/media/" + id);
    if (source.kind == MediaSource::Kind::file_elsewhere) links["media"] = source.address;
    links["watch"] = link("/v/" + id);
    links["embed"] = link("/embed/" + id);
    add_link(links, "poster", pictures_.poster(id, chapters::Time::zero(), recording.duration));
    add_link(links, "storyboard", pictures_.storyboard(id));
    return links;
}

Json Representation::chapter(const PublishedChapter& published) {
    const Chapter& chapter = published.chapter;
    Json json{{"id", chapter.id},
              {"kind", chapters::name_of(chapter.kind)},
              {"title", chapter.title},
              {"start_ms", chapter.start.count()},
              {"end_ms", chapter.end.value_or(chapter.start).count()},
              {"recording", published.recording},
              {"part", text_or_null(recording_with(published.recording).part)},
              {"session", session_of(chapter.session)},
              {"parent", text_or_null(published.parent)},
              {"speakers", credits_json(chapter.credits)}};
    add_extras(json, chapter);
    json["links"] = chapter_links(published);
    return json;
}

Json Representation::chapter_links(const PublishedChapter& published) {
    const Chapter& chapter = published.chapter;
    const std::string& recording = published.recording;
    const chapters::Time end = chapter.end.value_or(chapter.start);
    // A passage that search found outside of all chapters has no id.
    const std::string within = chapter.id.empty() ? "" : "?c=" + chapter.id;
    Json links{{"self", link("/api/v1/chapters/" + chapter.id)},
               {"watch", link(watch_address(published))},
               {"embed", link("/embed/" + recording + within)}};
    add_link(links, "poster", pictures_.poster(recording, chapter.start, end));
    const std::string passage = media_source(recording_with(recording)).passage(chapter.start);
    if (!passage.empty()) links["passage"] = passage;
    return links;
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

Json Representation::speaker(const chapters::Person& who,
                             const std::vector<PublishedChapter>& interventions) {
    Json functions = Json::array();
    for (const PublishedChapter& each : interventions) {
        for (const Credit& credit : each.chapter.credits) {
            const bool empty = credit.function.empty() && credit.organisation.empty();
            if (empty || credit.person != who.id || credit.status != CreditStatus::confirmed) {
                continue;
            }
            const Json function{{"function", text_or_null(credit.function)},
                                {"organisation", text_or_null(credit.organisation)}};
            if (std::ranges::find(functions, function) == functions.end()) {
                functions.push_back(function);
            }
        }
    }
    Json json = person(who, interventions.size());
    const Json links = json["links"];
    json.erase("links");
    json["functions"] = std::move(functions);
    json["links"] = links;
    return json;
}

const chapters::Recording& Representation::recording_with(const std::string& id) {
    const auto found = recordings_.find(id);
    if (found != recordings_.end()) return found->second;
    return recordings_.emplace(id, context_.repository.recording(id)).first->second;
}

Json Representation::event_of(const std::string& event) {
    auto found = events_.find(event);
    if (found == events_.end()) {
        found = events_.emplace(event, context_.repository.event(event).title).first;
    }
    return {{"id", event}, {"title", found->second}};
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
    Json links{{"self", representation.link(own_address(request))}};
    if (!next_cursor.empty()) {
        links["next"] = representation.link(next_page_address(request, next_cursor));
    }
    return links;
}

}  // namespace revivre::server
