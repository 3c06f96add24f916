#include "server/feeds.hpp"

#include <algorithm>
#include <utility>

#include "chapters/error.hpp"
#include "chapters/media_type.hpp"
#include "chapters/text/time_text.hpp"
#include "server/pages/published.hpp"
#include "server/pages/site.hpp"
#include "server/pages/video_object.hpp"
#include "server/representation.hpp"
#include "server/site_xml.hpp"

namespace revivre::server {
namespace {

using chapters::Recording;
using pages::Url;
using pages::Visit;

// What readers ask for once a day; older ones are on the site.
constexpr std::size_t kMostEntries = 50;

struct Enclosure {
    std::string address{};  // empty: none
    std::string type{};
    std::int64_t bytes = 0;
};

struct Entry {
    std::string id;
    std::string title;
    std::string updated;  // RFC 3339, UTC
    std::string page;
    std::string summary;
    Enclosure enclosure{};
};

struct Feed {
    Url address;
    Url page;
    std::string title;
    std::vector<Entry> entries;
};

void append_entry(pugi::xml_node parent, const Entry& entry) {
    auto node = chapters::append_element(parent, "entry");
    append_plain(node, "id", entry.id);
    append_plain(node, "title", entry.title);
    append_plain(node, "updated", entry.updated);
    append_plain(node, "link", "",
                 {{"rel", "alternate"}, {"type", "text/html"}, {"href", entry.page}});
    const Enclosure& file = entry.enclosure;
    if (!file.address.empty()) {
        append_plain(node, "link", "",
                     {{"rel", "enclosure"},
                      {"type", file.type},
                      {"length", file.bytes > 0 ? std::to_string(file.bytes) : std::string()},
                      {"href", file.address}});
    }
    if (!entry.summary.empty()) append_plain(node, "summary", entry.summary);
}

Response atom(const Visit& visit, Feed feed) {
    const Settings& settings = visit.settings();
    // Times of one form sort as text.
    std::ranges::stable_sort(feed.entries, std::ranges::greater{}, &Entry::updated);
    if (feed.entries.size() > kMostEntries) feed.entries.resize(kMostEntries);
    pugi::xml_document tree;
    auto root = chapters::append_root(
        tree, "feed",
        {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xml:lang", pages::tag_of(visit.language())}});
    const std::string self = pages::absolute(settings, feed.address);
    append_plain(root, "id", self);
    append_plain(root, "title", feed.title);
    // A feed must have a time; before the first publication there is none.
    append_plain(root, "updated",
                 feed.entries.empty() ? "1970-01-01T00:00:00Z" : feed.entries.front().updated);
    append_plain(root, "link", "",
                 {{"rel", "self"}, {"type", "application/atom+xml"}, {"href", self}});
    append_plain(root, "link", "",
                 {{"rel", "alternate"},
                  {"type", "text/html"},
                  {"href", pages::absolute(settings, feed.page)}});
    append_plain(chapters::append_element(root, "author"), "name", settings.site_name);
    for (const Entry& entry : feed.entries) append_entry(root, entry);
    Response response = xml_response(tree, "application/atom+xml; charset=utf-8");
    response.headers = {{"Vary", "Accept-Language"}};
    return response;
}

Entry recording_entry(const Visit& visit, Context& context, const Recording& recording) {
    const auto revision = context.repository.public_revision(recording.id);
    const auto event = context.repository.event(recording.event);
    const std::string page = pages::absolute(context.settings, pages::recording_url(recording.id));
    const std::string media = pages::media_address(context.settings, recording);
    return {.id = page,
            .title = pages::full_name(visit, event, recording),
            .updated = revision.created_at,
            .page = page,
            .summary = pages::description_of(visit, {recording, event, revision}),
            .enclosure = {media, chapters::media_type_of(recording),
                          recording.address.empty() ? recording.size_bytes : 0}};
}

std::vector<Entry> recording_entries(const Visit& visit, Context& context,
                                     const std::string& event) {
    std::vector<Entry> entries;
    for (const Recording& recording : context.repository.public_recordings(event)) {
        entries.push_back(recording_entry(visit, context, recording));
    }
    return entries;
}

Entry passage_entry(const Visit& visit, Context& context, pages::Sources& sources,
                    const storage::PublishedChapter& passage) {
    const chapters::Chapter& chapter = passage.chapter;
    const Url page = pages::recording_url(passage.recording).with("c", chapter.id);
    const auto& recording = sources.recording(passage.recording);
    const std::string where = pages::full_name(visit, sources.event(passage.event), recording);
    return {.id = pages::absolute(context.settings, page),
            .title = chapter.title.empty() ? where : chapter.title,
            .updated = context.repository.public_revision(passage.recording).created_at,
            .page = pages::absolute(context.settings,
                                    page.with("t", chapters::seconds_text(chapter.start))),
            .summary = where};
}

}  // namespace

Response site_feed(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    return atom(visit, {.address = Url({"feed.xml"}),
                        .page = Url({}),
                        .title = context.settings.site_name,
                        .entries = recording_entries(visit, context, "")});
}

Response event_feed(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const std::string& id = request.parameters.at("event");
    auto entries = recording_entries(visit, context, id);
    if (id.empty() || entries.empty()) {
        throw Error(ErrorCode::not_found, "no published event has the id '" + id + "'");
    }
    return atom(visit, {.address = Url({"e", id, "feed.xml"}),
                        .page = pages::event_url(id),
                        .title = context.repository.event(id).title,
                        .entries = std::move(entries)});
}

Response person_feed(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const std::string& id = request.parameters.at("person");
    const auto passages = confirmed_interventions(context.repository, id);
    if (passages.empty()) {
        throw Error(ErrorCode::not_found, "no published person has the id '" + id + "'");
    }
    pages::Sources sources(context.repository);
    Feed feed{.address = Url({"p", id, "feed.xml"}),
              .page = Url({"p", id}),
              .title = context.repository.person(id).name,
              .entries = {}};
    for (const auto& passage : passages) {
        feed.entries.push_back(passage_entry(visit, context, sources, passage));
    }
    return atom(visit, std::move(feed));
}

}  // namespace revivre::server
