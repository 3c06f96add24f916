#include <algorithm>

#include "chapters/text/time_text.hpp"
#include "server/pages/chapter_list.hpp"
#include "server/pages/found.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/published.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Chapter;
using chapters::Recording;
using chapters::Stream;
using chapters::Time;

std::string asked(const Request& request, const std::string& name) {
    const auto found = request.query.find(name);
    return found == request.query.end() ? std::string() : found->second;
}

// Where the address asks to start: ?t=, else ?c=; nothing when neither says anything.
std::optional<Time> asked_start(const Request& request, const chapters::Revision& revision,
                                Time duration) {
    if (const auto range = chapters::parse_time_range(asked(request, "t"))) {
        return std::min(range->start, duration);
    }
    const std::string id = asked(request, "c");
    if (id.empty()) return std::nullopt;
    for (const Chapter* chapter : flattened(revision.chapters)) {
        if (chapter->id == id) return chapter->start;
    }
    return std::nullopt;
}

const Stream* picture_of(const Recording& recording) {
    const auto& streams = recording.streams;
    const auto found = std::find_if(streams.begin(), streams.end(), [](const Stream& stream) {
        return stream.type == "video" && !stream.attached_picture;
    });
    return found == streams.end() ? nullptr : &*found;
}

// What a page about one recording draws from.
struct Watched {
    const Recording& recording;
    const chapters::Event& event;
    const chapters::Revision& revision;
    SessionTitles sessions;
    std::optional<Time> start;
    const Chapter* current;
};

Html media_content(const Visit& visit, const Watched& watched) {
    const std::string& id = watched.recording.id;
    const Url list({"api", "v1", "recordings", id, "chapters.vtt"});
    const Html track = void_element("track", {{"kind", "chapters"},
                                              {"src", list},
                                              {"srclang", "fr"},
                                              {"label", visit.say(Message::chapters)}});
    const Html link =
        element("a", {{"href", Url({"media", id})}}, text(visit.say(Message::player_download)));
    return track + link;
}

// A player's clock shows the container's time, which starts at `start_offset` with the first frame.
Url media_url(const Watched& watched) {
    Url media({"media", watched.recording.id});
    if (!watched.start) return media;
    return media.at("t", chapters::seconds_text(*watched.start + watched.recording.start_offset));
}

Html media(const Visit& visit, const Watched& watched) {
    const Recording& recording = watched.recording;
    const Html content = media_content(visit, watched);
    const std::string label = full_name(visit, watched.event, recording);
    const std::string offset = std::to_string(recording.start_offset.count());
    const std::string duration = std::to_string(recording.duration.count());
    const Stream* picture = picture_of(recording);
    if (picture == nullptr) {
        return element("audio",
                       {{"id", "player"},
                        {"controls", true},
                        {"preload", "metadata"},
                        {"src", media_url(watched)},
                        {"aria-label", label},
                        {"data-offset", offset},
                        {"data-duration", duration}},
                       content);
    }
    const bool turned = picture->rotation_degrees == 90 || picture->rotation_degrees == 270;
    const int width = turned ? picture->height_px : picture->width_px;
    const int height = turned ? picture->width_px : picture->height_px;
    return element("video",
                   {{"id", "player"},
                    {"controls", true},
                    {"playsinline", true},
                    {"preload", "metadata"},
                    {"src", media_url(watched)},
                    {"width", std::to_string(width)},
                    {"height", std::to_string(height)},
                    {"aria-label", label},
                    {"data-offset", offset},
                    {"data-duration", duration}},
                   content);
}

Html now_showing(const Visit& visit, const Watched& watched) {
    const Html what =
        watched.current == nullptr ? Html() : speaker_and_title(visit, *watched.current);
    return element(
        "p", {{"class", "now"}},
        element("span", {{"class", "now-label"}}, text(visit.say(Message::now_showing))) +
            text(" ") + element("span", {{"id", "now"}}, what));
}

Html player_section(const Visit& visit, const Watched& watched) {
    const Html status = element("p",
                                {{"role", "status"},
                                 {"id", "player-status"},
                                 {"class", "heard"},
                                 {"data-pattern", visit.say(Message::status_chapter)}},
                                Html());
    return element("section", {{"class", "stage"}, {"aria-label", visit.say(Message::player)}},
                   media(visit, watched) + text("\n") + now_showing(visit, watched) + status);
}

Html chapters_section(const Visit& visit, const Watched& watched) {
    const Html list = chapter_list(visit, {.id = watched.recording.id,
                                           .chapters = watched.revision.chapters,
                                           .sessions = watched.sessions,
                                           .current = watched.current,
                                           .beside_player = true});
    const Html title =
        element("h2", {{"id", "chapters-title"}}, text(visit.say(Message::chapters)));
    const Html hint = element("p", {{"class", "quiet"}, {"id", "chapters-hint"}, {"hidden", true}},
                              text(visit.say(Message::chapters_hint)));
    return element("section",
                   {{"id", "chapters"}, {"tabindex", "-1"}, {"aria-labelledby", "chapters-title"}},
                   title + hint + text("\n") + list);
}

struct Speaker {
    const chapters::Credit* credit;
    std::vector<std::string> evidence;  // kinds of all this person's credits
};

std::vector<Speaker> speakers_of(const chapters::Revision& revision) {
    std::vector<Speaker> speakers;
    for (const Chapter* chapter : flattened(revision.chapters)) {
        for (const chapters::Credit* credit : confirmed_credits(*chapter)) {
            const auto same = [&](const Speaker& each) {
                return speaker_key(*each.credit) == speaker_key(*credit);
            };
            auto found = std::find_if(speakers.begin(), speakers.end(), same);
            if (found == speakers.end()) found = speakers.insert(found, {credit, {}});
            found->evidence.insert(found->evidence.end(), credit->evidence.begin(),
                                   credit->evidence.end());
        }
    }
    return speakers;
}

Html speaker_item(const Visit& visit, const Speaker& speaker) {
    const chapters::Credit& credit = *speaker.credit;
    const Html name =
        credit.person.empty()
            ? element("strong", isolated(credit.name))
            : element("a", {{"href", person_url(visit, credit.person)}}, isolated(credit.name));
    const std::string function = function_words(visit.language(), credit);
    const std::string evidence = evidence_words(visit.language(), speaker.evidence);
    Html content = name;
    if (!function.empty()) content += text(" ") + element("span", isolated(function));
    if (!evidence.empty()) {
        content += text(" ") + element("span", {{"class", "evidence"}}, text(evidence));
    }
    return element("li", content) + text("\n");
}

Html speakers_section(const Visit& visit, const Watched& watched) {
    Html items;
    for (const Speaker& speaker : speakers_of(watched.revision)) {
        items += speaker_item(visit, speaker);
    }
    if (items.empty()) return {};
    return element("section", {{"class", "speakers"}, {"aria-labelledby", "speakers-title"}},
                   element("h2", {{"id", "speakers-title"}}, text(visit.say(Message::speakers))) +
                       element("ul", items));
}

Html recording_content(const Visit& visit, const Watched& watched) {
    const Recording& recording = watched.recording;
    Html content = element("h1", isolated(full_name(visit, watched.event, recording)));
    content += facts({date(visit, watched.event.date),
                      text(visit.say(Message::duration, {visit.time(recording.duration)}))});
    content +=
        element("div", {{"class", "watch"}},
                player_section(visit, watched) + text("\n") + chapters_section(visit, watched));
    return content + speakers_section(visit, watched);
}

}  // namespace

Response recording_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    storage::Repository& repository = context.repository;
    const std::string& id = request.parameters.at("recording");
    const chapters::Revision revision = repository.public_revision(id);
    const Recording recording = repository.recording(id);
    const chapters::Event event = repository.event(recording.event);
    const auto start = asked_start(request, revision, recording.duration);
    // The end is the last chapter's, though no chapter holds its own end.
    const Time shown = std::min(start.value_or(Time::zero()), recording.duration - Time(1));
    const Watched watched{recording, event,
                          revision,  session_titles(repository.sessions(event.id)),
                          start,     chapter_at(revision.chapters, shown)};
    Page page{.title = full_name(visit, event, recording), .address = recording_url(id)};
    page.crumbs = {{event.title, event_url(event.id)}};
    page.has_player = true;
    page.scripts = {"player.js"};
    page.head = head_of(visit, request, {recording, event, revision});
    page.content = recording_content(visit, watched);
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
