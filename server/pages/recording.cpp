#include <algorithm>

#include "chapters/text/time_text.hpp"
#include "server/pages/chapter_list.hpp"
#include "server/pages/found.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/player.hpp"
#include "server/pages/published.hpp"
#include "server/pages/speakers.hpp"
#include "server/pages/transcript.hpp"
#include "server/pictures.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Chapter;
using chapters::Recording;
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

Html chapters_section(const Visit& visit, const ListedRecording& listed) {
    const Html title =
        element("h2", {{"id", "chapters-title"}}, text(visit.say(Message::chapters)));
    const Html hint = element("p", {{"class", "quiet"}, {"id", "chapters-hint"}, {"hidden", true}},
                              text(visit.say(Message::chapters_hint)));
    return element("section",
                   {{"id", "chapters"}, {"tabindex", "-1"}, {"aria-labelledby", "chapters-title"}},
                   title + hint + text("\n") +
                       element("div", {{"class", "chapter-box"}}, chapter_list(visit, listed)));
}

// The player; for what another site shows, the way there.
Html stage(const Visit& visit, const Played& played) {
    const bool playable = server::media_source(played.recording).is_playable();
    return playable ? player_section(visit, played) : elsewhere_section(visit, played);
}

// Whose server is asked, and when, is said before anybody presses play.
Html media_note(const Visit& visit, const Recording& recording) {
    const MediaSource source = server::media_source(recording);
    if (source.kind != MediaSource::Kind::file_elsewhere) return {};
    return element("p", {{"class", "quiet"}},
                   text(visit.say(Message::elsewhere_media, {source.site()})));
}

// What a page about one recording draws from.
struct Watched {
    const Recording& recording;
    const chapters::Event& event;
    const chapters::Revision& revision;
    const SessionTitles& sessions;
    const std::vector<chapters::TextTrack>& tracks;
    std::optional<Time> start;
    storage::Repository& repository;
};

// The end is the last chapter's, though no chapter holds its own end.
const Chapter* shown_chapter(const Watched& watched) {
    const Time last = watched.recording.duration - Time(1);
    return chapter_at(watched.revision.chapters,
                      std::min(watched.start.value_or(Time::zero()), last));
}

Html recording_content(const Visit& visit, const Watched& watched) {
    const Recording& recording = watched.recording;
    const Chapter* current = shown_chapter(watched);
    const std::string name = full_name(visit, watched.event, recording);
    Pictures pictures(visit.settings().library, &watched.repository);
    const Time start = watched.start.value_or(Time::zero());
    const Time end = current == nullptr ? recording.duration : current->end.value_or(start);
    const Played played{.recording = recording,
                        .name = name,
                        .tracks = watched.tracks,
                        .start = watched.start,
                        .current = current,
                        .poster = pictures.poster(recording.id, start, end),
                        .storyboard = pictures.storyboard(recording.id)};
    const ListedRecording listed{.id = recording.id,
                                 .chapters = watched.revision.chapters,
                                 .sessions = watched.sessions,
                                 .current = current,
                                 .beside_player = true,
                                 .source = server::media_source(recording)};
    Html content = element("h1", isolated(name));
    content += facts({date(visit, watched.event.date),
                      text(visit.say(Message::duration, {visit.time(recording.duration)}))});
    content += media_note(visit, recording);
    content += element("div", {{"class", "watch"}},
                       stage(visit, played) + text("\n") + chapters_section(visit, listed));
    content += element(
        "p", {{"class", "integrate-link"}},
        element("a", {{"href", visit.link(Url({"v", recording.id, "embed"}))}, {"rel", "nofollow"}},
                text(visit.say(Message::integrate_this))));
    return content + transcript_section(visit, watched.tracks) +
           speakers_section(visit, watched.revision);
}

}  // namespace

Response recording_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    storage::Repository& repository = context.repository;
    const std::string& id = request.parameters.at("recording");
    const chapters::Revision revision = repository.public_revision(id);
    const Recording recording = repository.recording(id);
    const chapters::Event event = repository.event(recording.event);
    const SessionTitles sessions = session_titles(repository.sessions(event.id));
    const auto tracks = repository.public_text_tracks(id);
    const Watched watched{recording, event,  revision,
                          sessions,  tracks, asked_start(request, revision, recording.duration),
                          repository};
    Page page{.title = full_name(visit, event, recording), .address = recording_url(id)};
    page.crumbs = {{event.title, event_url(event.id)}};
    const MediaSource source = server::media_source(recording);
    page.has_player = source.is_playable();
    page.media_origin = source.media_origin();
    if (source.is_playable()) page.scripts = {"player.js"};
    page.head = head_of(visit, request, {recording, event, revision});
    page.content = recording_content(visit, watched);
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
