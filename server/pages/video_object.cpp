#include "server/pages/video_object.hpp"

#include <algorithm>
#include <set>

#include "chapters/media_type.hpp"
#include "chapters/text/time_text.hpp"
#include "server/media_source.hpp"
#include "server/pages/assets.hpp"
#include "server/pages/embedding.hpp"
#include "server/pages/published.hpp"
#include "server/pages/site.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Chapter;
using chapters::ChapterKind;
using chapters::Json;

double seconds(chapters::Time time) {
    return static_cast<double>(time.count()) / 1000;
}

std::string clip_name(const Chapter& chapter) {
    const std::string names = speaker_names(chapter);
    if (names.empty() || chapter.title.starts_with(names)) return chapter.title;
    return chapter.title.empty() ? names : names + " – " + chapter.title;
}

Json clip(const Visit& visit, const std::string& recording, const Chapter& chapter) {
    const Url url = recording_url(recording)
                        .with("c", chapter.id)
                        .with("t", chapters::seconds_text(chapter.start));
    Json clip{{"@type", "Clip"},
              {"name", clip_name(chapter)},
              {"startOffset", seconds(chapter.start)},
              {"url", absolute(visit.settings(), url)}};
    if (chapter.end) clip["endOffset"] = seconds(*chapter.end);
    for (const chapters::Credit* credit : confirmed_credits(chapter)) {
        Json person{{"@type", "Person"}, {"name", credit->name}};
        if (!credit->person.empty()) {
            person["url"] = absolute(visit.settings(), Url({"p", credit->person}));
        }
        clip["actor"].push_back(std::move(person));
    }
    return clip;
}

// Google: no two clips of one video begin together.
Json clips(const Visit& visit, const FoundRecording& found) {
    std::set<chapters::Time> starts;
    Json list = Json::array();
    for (const Chapter* chapter : flattened(found.revision.chapters)) {
        if (chapter->kind != ChapterKind::intervention) continue;
        if (!starts.insert(chapter->start).second) continue;
        list.push_back(clip(visit, found.recording.id, *chapter));
    }
    return list;
}

// The picture that stands for it, else the site's own: every video must have one.
std::string thumbnail(const Visit& visit, const chapters::Recording& recording) {
    const auto poster = poster_url(visit.settings(), recording);
    return absolute(visit.settings(), poster ? *poster : asset_url("icon.svg"));
}

}  // namespace

std::string media_address(const Settings& settings, const chapters::Recording& recording) {
    const MediaSource source = media_source(recording);
    if (source.kind == MediaSource::Kind::served) {
        return absolute(settings, Url({"media", recording.id}));
    }
    return source.is_playable() ? source.address : std::string();
}

std::string description_of(const Visit& visit, const FoundRecording& found) {
    constexpr std::size_t kMostNames = 8;  // search engines cut a description at about 160 letters
    std::vector<std::string> names;
    for (const Chapter* chapter : flattened(found.revision.chapters)) {
        for (const chapters::Credit* credit : confirmed_credits(*chapter)) {
            const bool is_new = std::ranges::find(names, credit->name) == names.end();
            if (is_new && names.size() < kMostNames) names.push_back(credit->name);
        }
    }
    std::string out = full_name(visit, found.event, found.recording);
    if (!found.event.date.empty()) {
        out += ", " + date_words(visit.language(), found.event.date);
    }
    if (!found.event.place.empty()) out += ", " + found.event.place;
    out += ". " + visit.say(Message::duration, {visit.time(found.recording.duration)}) + ".";
    if (names.empty()) return out;
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    return out + " " + visit.say(Message::found_with, {all});
}

Json video_object(const Visit& visit, const FoundRecording& found) {
    const chapters::Recording& recording = found.recording;
    Json object{{"@context", "https://schema.org"},
                {"@type", chapters::stream_of(recording, "video") != nullptr ? "VideoObject"
                                                                             : "AudioObject"},
                {"name", full_name(visit, found.event, recording)},
                {"description", description_of(visit, found)},
                {"thumbnailUrl", Json::array({thumbnail(visit, recording)})},
                {"uploadDate", found.revision.created_at},
                {"duration", duration_code(recording.duration)},
                {"embedUrl", absolute(visit.settings(), embed_url(recording.id))},
                {"url", absolute(visit.settings(), recording_url(recording.id))}};
    const std::string media = media_address(visit.settings(), recording);
    if (!media.empty()) {
        object["contentUrl"] = media;
        object["encodingFormat"] = chapters::media_type_of(recording);
    }
    if (!found.event.date.empty()) object["dateCreated"] = found.event.date;
    object["isPartOf"] = {{"@type", "Event"},
                          {"name", found.event.title},
                          {"url", absolute(visit.settings(), event_url(found.event.id))}};
    Json list = clips(visit, found);
    if (!list.empty()) object["hasPart"] = std::move(list);
    return object;
}

Json breadcrumb_list(const Visit& visit, const std::vector<Crumb>& crumbs) {
    Json items = Json::array();
    const auto add = [&](std::string_view name, const Url& address) {
        items.push_back({{"@type", "ListItem"},
                         {"position", items.size() + 1},
                         {"name", name},
                         {"item", absolute(visit.settings(), address)}});
    };
    add(visit.say(Message::home), Url({}));
    for (const Crumb& crumb : crumbs) add(crumb.name, crumb.address);
    return {{"@context", "https://schema.org"},
            {"@type", "BreadcrumbList"},
            {"itemListElement", std::move(items)}};
}

}  // namespace revivre::server::pages
