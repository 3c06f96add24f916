#include <algorithm>

#include "chapters/error.hpp"
#include "chapters/public_address.hpp"
#include "server/pages/chapter_list.hpp"
#include "server/pages/embed_layout.hpp"
#include "server/pages/player.hpp"
#include "server/pages/published.hpp"
#include "server/pictures.hpp"
#include "server/representation.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Chapter;
using chapters::Recording;
using chapters::Time;

// One recording as an embed shows it: its chapters, or those of one person.
struct Shown {
    Recording recording;
    chapters::Event event;
    std::vector<Chapter> chapters;
    SessionTitles sessions;
    std::optional<Time> start;
    const Chapter* current = nullptr;
};

std::vector<Chapter> passages_of(const std::vector<Chapter>& all, const std::string& person) {
    std::vector<Chapter> passages;
    for (const Chapter* chapter : flattened(all)) {
        if (!names_person(*chapter, person)) continue;
        passages.push_back(*chapter);
        passages.back().children.clear();
    }
    return passages;
}

std::optional<Time> asked_start(const EmbedOptions& options, const Shown& shown) {
    if (const auto range = chapters::parse_time_range(options.time)) {
        return std::min(range->start, shown.recording.duration);
    }
    for (const Chapter* chapter : flattened(shown.chapters)) {
        if (chapter->id == options.chapter) return chapter->start;
    }
    if (options.person.empty() || shown.chapters.empty()) return std::nullopt;
    return shown.chapters.front().start;
}

// Fills everything but `start` and `current`, which are about the object itself.
Shown shown_recording(storage::Repository& repository, const std::string& id,
                      EmbedOptions& options) {
    auto revision = repository.public_revision(id);
    Shown shown{.recording = repository.recording(id),
                .event = {},
                .chapters = std::move(revision.chapters),
                .sessions = {},
                .start = {}};
    shown.event = repository.event(shown.recording.event);
    shown.sessions = session_titles(repository.sessions(shown.event.id));
    if (!options.person.empty()) {
        auto passages = passages_of(shown.chapters, options.person);
        // Who is not heard here is not asked for.
        if (passages.empty()) options.person.clear();
        if (!passages.empty()) shown.chapters = std::move(passages);
    }
    return shown;
}

Html player(const Visit& visit, storage::Repository& repository, const Shown& shown,
            const EmbedOptions& options) {
    const Recording& recording = shown.recording;
    const std::string name = full_name(visit, shown.event, recording);
    const auto tracks = repository.public_text_tracks(recording.id);
    Pictures pictures(visit.settings().library, &repository);
    const Time start = shown.start.value_or(Time::zero());
    const Time end =
        shown.current == nullptr ? recording.duration : shown.current->end.value_or(start);
    return player_section(visit, {.recording = recording,
                                  .name = name,
                                  .tracks = tracks,
                                  .start = shown.start,
                                  .current = shown.current,
                                  .poster = pictures.poster(recording.id, start, end),
                                  .storyboard = pictures.storyboard(recording.id),
                                  .framed = true,
                                  .autoplay = options.autoplay});
}

// Only a script can filter: without one the field stays hidden.
Html filter(const Visit& visit) {
    const Html field = void_element(
        "input",
        {{"type", "search"}, {"id", "filter"}, {"autocomplete", "off"}, {"spellcheck", "false"}});
    const Html found = element("p",
                               {{"role", "status"},
                                {"id", "filter-status"},
                                {"class", "quiet"},
                                {"data-one", visit.say(Message::passage_one)},
                                {"data-many", visit.say(Message::passage_many)}},
                               Html());
    return element("div", {{"class", "filter"}, {"id", "filter-box"}, {"hidden", true}},
                   element("label", {{"for", "filter"}}, text(visit.say(Message::embed_filter))) +
                       field + found);
}

Html list_section(const Visit& visit, const Html& list, const EmbedOptions& options) {
    const Html title = element("h2", {{"id", "chapters-title"}, {"class", "heard"}},
                               text(visit.say(Message::chapters)));
    return element(
        "section",
        {{"id", "chapters"}, {"aria-labelledby", "chapters-title"}, {"hidden", !options.chapters}},
        title + (options.search ? filter(visit) : Html()) + text("\n") +
            element("div", {{"class", "chapter-box"}}, list));
}

ListedRecording beside_player(const Shown& shown, const EmbedOptions& options) {
    // Jumps stay in the frame, also without a script and in a sandbox.
    return {.id = shown.recording.id,
            .chapters = shown.chapters,
            .sessions = shown.sessions,
            .current = shown.current,
            .beside_player = true,
            .address = options.look_on(embed_url(shown.recording.id)),
            .in_new_window = false,
            .source = server::media_source(shown.recording)};
}

ListedRecording alone(const Shown& shown) {
    return {.id = shown.recording.id,
            .chapters = shown.chapters,
            .sessions = shown.sessions,
            .current = nullptr,
            .beside_player = true,
            .address = {},
            .in_new_window = true,
            .source = server::media_source(shown.recording)};
}

// Recordings under a heading each, as the lists of an event and of a person show them.
Html list_of(const Visit& visit, const Shown& shown, bool with_event) {
    const std::string name = with_event ? full_name(visit, shown.event, shown.recording)
                                        : recording_name(visit, shown.recording);
    const Html link = element("a",
                              {{"href", visit.link(recording_url(shown.recording.id))},
                               {"target", "_blank"},
                               {"rel", "noopener"}},
                              isolated(name));
    const Html heading = element("h2", {{"id", shown.recording.id}}, link);
    return element("section", {{"class", "recording"}, {"aria-labelledby", shown.recording.id}},
                   heading + chapter_list(visit, alone(shown)));
}

Response recording_list(const Visit& visit, Context& context, const std::string& id,
                        EmbedOptions options) {
    const Shown shown = shown_recording(context.repository, id, options);
    options.chapters = true;
    return embed_response(
        visit, {.title = full_name(visit, shown.event, shown.recording),
                .address = recording_url(id),
                .options = options,
                .content = list_section(visit, chapter_list(visit, alone(shown)), options)});
}

Response event_list(const Visit& visit, Context& context, const std::string& id,
                    const EmbedOptions& options) {
    const auto recordings = context.repository.public_recordings(id);
    if (recordings.empty()) throw Error(ErrorCode::not_found, "no event '" + id + "' is published");
    Html list;
    std::string title;
    for (const Recording& recording : recordings) {
        EmbedOptions each = options;
        const Shown shown = shown_recording(context.repository, recording.id, each);
        title = shown.event.title;
        list += list_of(visit, shown, false);
    }
    return embed_response(visit, {.title = title,
                                  .address = event_url(id),
                                  .options = options,
                                  .content = list_section(visit, list, options)});
}

Response person_list(const Visit& visit, Context& context, const std::string& id,
                     EmbedOptions options) {
    const auto all = confirmed_interventions(context.repository, id);
    if (all.empty()) throw Error(ErrorCode::not_found, "no person '" + id + "' is published");
    Html list;
    options.person = id;
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (at > 0 && all[at - 1].recording == all[at].recording) continue;
        list +=
            list_of(visit, shown_recording(context.repository, all[at].recording, options), true);
    }
    options.person.clear();
    return embed_response(visit, {.title = context.repository.person(id).name,
                                  .address = Url({"p", id}),
                                  .options = options,
                                  .content = list_section(visit, list, options)});
}

// A frame that says that there is nothing, and not the browser's word that it may not be shown.
Response missing(const Visit& visit, const EmbedOptions& options) {
    Response response =
        embed_response(visit, {.title = std::string(visit.say(Message::error_missing)),
                               .address = Url({}),
                               .options = options,
                               .content = element("p", text(visit.say(Message::embed_missing)))});
    response.status = 404;
    response.cache_control = "no-store";
    return response;
}

template <typename Make>
Response made_or_missing(const Visit& visit, const EmbedOptions& options, const Make& make) {
    try {
        return make();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::not_found) throw;
        return missing(visit, options);
    }
}

}  // namespace

Response embed_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const std::string& id = request.parameters.at("recording");
    EmbedOptions options = embed_options(request);
    return made_or_missing(visit, options, [&] {
        Shown shown = shown_recording(context.repository, id, options);
        shown.start = asked_start(options, shown);
        const Time at =
            std::min(shown.start.value_or(Time::zero()), shown.recording.duration - Time(1));
        shown.current = chapter_at(shown.chapters, at);
        const MediaSource source = server::media_source(shown.recording);
        // What another site shows has no player here: its list leads there, out of the frame.
        if (!source.is_playable()) return recording_list(visit, context, id, options);
        const Html list = chapter_list(visit, beside_player(shown, options));
        return embed_response(
            visit, {.title = full_name(visit, shown.event, shown.recording),
                    .address = recording_url(id),
                    .options = options,
                    .is_player = true,
                    .media_origin = source.media_origin(),
                    .content = element("div", {{"class", "embed-watch"}},
                                       player(visit, context.repository, shown, options) +
                                           text("\n") + list_section(visit, list, options))});
    });
}

Response list_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const std::string& id = request.parameters.at("id");
    EmbedOptions options = embed_options(request);
    options.chapters = true;
    return made_or_missing(visit, options, [&] {
        if (id.starts_with("evt_")) return event_list(visit, context, id, options);
        if (id.starts_with("per_")) return person_list(visit, context, id, options);
        return recording_list(visit, context, id, options);
    });
}

}  // namespace revivre::server::pages
