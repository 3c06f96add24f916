#include "server/iiif.hpp"

#include <map>
#include <utility>

#include "chapters/error.hpp"
#include "chapters/exchange/document.hpp"
#include "chapters/exchange/reduction.hpp"
#include "chapters/formats/iiif_manifest.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/media_type.hpp"
#include "server/media_source.hpp"
#include "server/pages/embedding.hpp"
#include "server/pages/published.hpp"
#include "server/pages/site.hpp"
#include "server/pages/video_object.hpp"

namespace revivre::server {
namespace {

using chapters::Chapter;
using chapters::Json;
using chapters::Recording;
using pages::Url;
using SessionTitles = std::map<std::string, std::string>;

std::string base_of(const Settings& settings, const std::string& id) {
    return pages::absolute(settings, Url({"iiif", id}));
}

Chapter session_around(const Chapter& first, const std::string& title, const std::string& part) {
    Chapter session;
    // A session may run over several recordings: one range in each.
    session.id = first.session + "-" + part;
    session.kind = chapters::ChapterKind::session;
    session.start = first.start;
    session.title = title;
    session.session = first.session;
    return session;
}

// Chapters that follow one another in one session of the programme, put below it.
std::vector<Chapter> nested(std::vector<Chapter> all, const SessionTitles& titles,
                            const std::string& recording) {
    std::vector<Chapter> out;
    for (Chapter& chapter : all) {
        const auto title = titles.find(chapter.session);
        const bool is_plain = chapter.kind == chapters::ChapterKind::session ||
                              title == titles.end() || title->second.empty();
        if (is_plain) {
            out.push_back(std::move(chapter));
            continue;
        }
        const bool goes_on = !out.empty() && out.back().session == chapter.session &&
                             out.back().kind == chapters::ChapterKind::session;
        if (!goes_on) out.push_back(session_around(chapter, title->second, recording));
        out.back().end = chapter.end;
        out.back().children.push_back(std::move(chapter));
    }
    return out;
}

void set_item(std::vector<Chapter>& all, int item) {
    for (Chapter& chapter : all) {
        chapter.item = item;
        set_item(chapter.children, item);
    }
}

SessionTitles titles_of(storage::Repository& repository, const std::string& event) {
    SessionTitles titles;
    for (const auto& session : repository.sessions(event)) titles[session.id] = session.title;
    return titles;
}

chapters::Document document_of(Context& context, const chapters::Event& event,
                               const std::vector<Recording>& recordings) {
    const SessionTitles titles = titles_of(context.repository, event.id);
    chapters::Document document;
    for (std::size_t at = 0; at < recordings.size(); ++at) {
        const Recording& recording = recordings[at];
        auto published = context.repository.public_revision(recording.id).chapters;
        auto chapters = nested(std::move(published), titles, recording.id);
        set_item(chapters, static_cast<int>(at));
        std::ranges::move(chapters, std::back_inserter(document.chapters));
        chapters::Item item = chapters::item_of(recording);
        item.address = pages::media_address(context.settings, recording);
        document.items.push_back(std::move(item));
    }
    chapters::withhold_unconfirmed(document.chapters);
    return document;
}

Json picture(const Settings& settings, const Recording& recording) {
    const auto poster = pages::poster_url(settings, recording);
    if (!poster) return nullptr;
    return Json::array({{{"id", pages::absolute(settings, *poster)},
                         {"type", "Image"},
                         {"format", "image/jpeg"}}});
}

Json page_of(const Settings& settings, const Url& page, const std::string& title) {
    return Json::array({{{"id", pages::absolute(settings, page)},
                         {"type", "Text"},
                         {"label", {{"none", Json::array({title})}}},
                         {"format", "text/html"}}});
}

// What only a site knows of a canvas: its shape, its picture, where else its chapters are.
void complete(Json& canvas, const Settings& settings, const Recording& recording) {
    const auto size = pages::player_size(recording, 1280);
    if (chapters::stream_of(recording, "video") != nullptr) {
        canvas["width"] = size.width;
        canvas["height"] = size.height;
    }
    const Json thumbnail = picture(settings, recording);
    if (!thumbnail.is_null()) canvas["thumbnail"] = thumbnail;
    const Url list({"api", "v1", "recordings", recording.id, "chapters.vtt"});
    canvas["seeAlso"] = Json::array({{{"id", pages::absolute(settings, list)},
                                      {"type", "Dataset"},
                                      {"label", {{"none", Json::array({"WebVTT"})}}},
                                      {"format", "text/vtt"}}});
}

Json manifest_of(Context& context, const std::string& id, const std::string& title,
                 const std::vector<Recording>& recordings) {
    const auto event = context.repository.event(recordings.front().event);
    chapters::Document document = document_of(context, event, recordings);
    document.title = title;
    chapters::formats::IiifAddresses addresses{.base = base_of(context.settings, id),
                                               .names_ranges = true};
    for (const Recording& recording : recordings) {
        addresses.items.push_back(base_of(context.settings, recording.id));
    }
    chapters::Format format = chapters::format_named("iiif");
    format.holds.ids = true;  // in the addresses of ranges
    const auto reduced = chapters::reduce(document, format);
    Json manifest = chapters::formats::iiif_manifest(reduced.document, addresses);
    for (std::size_t at = 0; at < recordings.size(); ++at) {
        complete(manifest["items"][at], context.settings, recordings[at]);
    }
    const Json thumbnail = picture(context.settings, recordings.front());
    if (!thumbnail.is_null()) manifest["thumbnail"] = thumbnail;
    if (!event.date.empty()) {
        const Json label{{"fr", Json::array({"Date"})}, {"en", Json::array({"Date"})}};
        manifest["metadata"] =
            Json::array({{{"label", label}, {"value", {{"none", Json::array({event.date})}}}}});
    }
    return manifest;
}

Json asked_manifest(const Request& request, Context& context) {
    const std::string& id = request.parameters.at("id");
    const pages::Visit visit(request, context.settings);
    if (!id.starts_with("evt_")) {
        const std::string recording_id = context.repository.public_revision(id).recording;
        const auto recording = context.repository.recording(recording_id);
        const auto event = context.repository.event(recording.event);
        const std::string title = pages::full_name(visit, event, recording);
        Json manifest = manifest_of(context, id, title, {recording});
        manifest["homepage"] = page_of(context.settings, pages::recording_url(id), title);
        return manifest;
    }
    const auto recordings = context.repository.public_recordings(id);
    if (recordings.empty()) {
        throw Error(ErrorCode::not_found, "no published event has the id '" + id + "'");
    }
    const std::string title = context.repository.event(id).title;
    Json manifest = manifest_of(context, id, title, recordings);
    manifest["homepage"] = page_of(context.settings, pages::event_url(id), title);
    return manifest;
}

}  // namespace

Response iiif_manifest(const Request& request, Context& context) {
    Response response;
    response.content_type = chapters::format_named("iiif").media_type;
    response.body = chapters::dump_json(asked_manifest(request, context));
    response.headers = {{"Vary", "Accept-Language"}};
    return response;
}

pages::Html iiif_link(const Settings& settings, const std::string& id) {
    const Url manifest = Url({"iiif", id, "manifest"}).below(pages::site_url(settings));
    return pages::void_element("link", {{"rel", "alternate"},
                                        {"type", chapters::format_named("iiif").media_type},
                                        {"href", manifest}}) +
           pages::text("\n");
}

}  // namespace revivre::server
