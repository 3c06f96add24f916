#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "server/pages/chapter_list.hpp"
#include "server/pages/found.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/poster.hpp"
#include "server/pages/published.hpp"
#include "server/pages/speakers.hpp"
#include "server/pages/words.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Chapter;
using chapters::Time;

constexpr Counted kInterventions{Message::intervention_one, Message::intervention_many};
constexpr std::string_view kSpeakersId = "speakers";

/// One session, or chapters without one, of one recording.
struct Part {
    ChapterGroup group;
    bool continued = false;  // it began in a recording before
    bool goes_on = false;    // it ends in one after
};

struct PublishedRecording {
    chapters::Recording recording;
    chapters::Revision revision;
    std::vector<Part> parts;  // borrow from the revision
};

struct Day {
    chapters::Event event;
    std::vector<PublishedRecording> recordings;
    Speakers speakers;
};

// Which sessions run over several recordings is seen only across them.
void mark_long_sessions(std::vector<PublishedRecording>& recordings) {
    std::map<std::string, Part*> last;  // by session
    for (PublishedRecording& each : recordings) {
        std::map<std::string, Part*> here;
        for (Part& part : each.parts) {
            if (part.group.start == nullptr || part.group.start->session.empty()) continue;
            const std::string& session = part.group.start->session;
            if (const auto before = last.find(session); before != last.end()) {
                before->second->goes_on = true;
                part.continued = true;
            }
            here[session] = &part;
        }
        for (const auto& [session, part] : here) last[session] = part;
    }
}

Day read_day(storage::Repository& repository, const std::string& id) {
    const auto recordings = repository.public_recordings(id);
    if (id.empty() || recordings.empty()) {
        throw Error(ErrorCode::not_found, fmt::format("no event '{}' is published", id));
    }
    Day day{repository.event(id), {}, {}};
    const auto titles = session_titles(repository.sessions(id));
    day.recordings.reserve(recordings.size());
    for (const chapters::Recording& recording : recordings) {
        auto& read =
            day.recordings.emplace_back(recording, repository.public_revision(recording.id));
        for (ChapterGroup& group : grouped(read.revision.chapters, titles)) {
            read.parts.push_back({std::move(group)});
        }
        day.speakers.add(read.revision);
    }
    mark_long_sessions(day.recordings);
    return day;
}

Html session_title(const Visit& visit, const Part& part) {
    const Html title = visit.told(part.group.title, part.group.start->language);
    if (!part.continued) return title;
    return title + text(" ") +
           element("span", {{"class", "quiet"}}, text(visit.say(Message::session_continued)));
}

// Where the part stands in the page: ids are unique in a store.
const std::string& place_of(const Part& part) {
    return part.group.start->id;
}

Html place_link(std::string_view id, const Html& name) {
    return element("a", {{"href", Url::within_page(id)}}, name);
}

Html recording_contents(const Visit& visit, const PublishedRecording& each) {
    Html sessions;
    for (const Part& part : each.parts) {
        if (part.group.start == nullptr) continue;
        sessions += element("li", place_link(place_of(part), session_title(visit, part)));
    }
    Html item =
        place_link(each.recording.id, element("span", {{"class", "part-name"}},
                                              visit.told(recording_name(visit, each.recording))));
    item += text(" ") + length(visit, each.recording.duration);
    if (!sessions.empty()) item += element("ol", sessions);
    return element("li", item) + text("\n");
}

Html contents(const Visit& visit, const Day& day) {
    Html items;
    for (const PublishedRecording& each : day.recordings) items += recording_contents(visit, each);
    if (!day.speakers.all().empty()) {
        items += element("li", place_link(kSpeakersId, text(visit.say(Message::day_speakers))));
    }
    return element("nav", {{"class", "contents"}, {"aria-labelledby", "contents-title"}},
                   element("h2", {{"id", "contents-title"}}, text(visit.say(Message::contents))) +
                       element("ol", items));
}

bool is_light(const Chapter& chapter) {
    if (chapter.kind == chapters::ChapterKind::pause) return true;
    return chapter.kind == chapters::ChapterKind::section && chapter.session.empty();
}

Html chapter_item(const Visit& visit, const PublishedRecording& in, const Chapter& chapter) {
    Html what = speaker_and_title(visit, chapter);
    for (const chapters::Credit* credit : confirmed_credits(chapter)) {
        const std::string words = function_words(visit.language(), *credit);
        if (words.empty()) continue;
        what += text(" ") + element("span", {{"class", "function"}}, visit.told(words));
    }
    const Html content =
        spaced({element("span", {{"class", "what"}}, what),
                element("span", {{"class", "when"}}, clock(visit, chapter.start)),
                length(visit, chapter.end.value_or(chapter.start) - chapter.start)});
    return element("li", {{"class", is_light(chapter) ? "light" : "chapter"}},
                   element("a",
                           {{"class", "jump"}, {"href", jump_url(visit, in.recording.id, chapter)}},
                           content)) +
           text("\n");
}

Time end_of(const Part& part) {
    Time end = part.group.start->end.value_or(part.group.start->start);
    for (const Chapter* chapter : part.group.chapters) {
        end = std::max(end, chapter->end.value_or(chapter->start));
    }
    return end;
}

Html part_heading(const Visit& visit, const PublishedRecording& in, const Part& part) {
    const Chapter& start = *part.group.start;
    const Html link =
        element("a", {{"class", "jump"}, {"href", jump_url(visit, in.recording.id, start)}},
                spaced({element("span", {{"class", "what"}}, session_title(visit, part)),
                        element("span", {{"class", "when"}}, clock(visit, start.start)),
                        length(visit, end_of(part) - start.start)}));
    return element("h3", {{"id", place_of(part)}}, link) + text("\n");
}

Html part_list(const Visit& visit, const PublishedRecording& in, const Part& part) {
    Html out;
    if (part.group.start != nullptr) out += part_heading(visit, in, part);
    Html items;
    for (const Chapter* chapter : part.group.chapters) items += chapter_item(visit, in, *chapter);
    if (!items.empty()) out += element("ol", {{"class", "chapters"}}, text("\n") + items);
    if (part.goes_on) {
        out +=
            element("p", {{"class", "goes-on quiet"}}, text(visit.say(Message::session_goes_on)));
    }
    return out;
}

std::size_t interventions_of(const chapters::Revision& revision) {
    const auto all = flattened(revision.chapters);
    return static_cast<std::size_t>(std::ranges::count(
        all, chapters::ChapterKind::intervention, [](const Chapter* each) { return each->kind; }));
}

Html recording_section(const Visit& visit, Pictures& pictures, const PublishedRecording& each) {
    const chapters::Recording& recording = each.recording;
    const Url address = visit.link(recording_url(recording.id));
    const Html name =
        element("span", {{"class", "part-name"}}, visit.told(recording_name(visit, recording)));
    Html head = element("h2", {{"id", recording.id}}, element("a", {{"href", address}}, name));
    head += facts({text(visit.say(Message::duration, {visit.time(recording.duration)})),
                   text(visit.count(interventions_of(each.revision), kInterventions))});
    const Html poster = recording_poster(pictures, recording, each.revision);
    Html content = element("div", {{"class", "recording-head"}}, poster + element("div", head));
    for (const Part& part : each.parts) content += part_list(visit, each, part);
    if (each.parts.empty()) content += element("p", text(visit.say(Message::chapters_nothing)));
    return element("section", {{"class", "recording"}, {"aria-labelledby", recording.id}},
                   content) +
           text("\n");
}

}  // namespace

Response event_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const Day day = read_day(context.repository, request.parameters.at("event"));
    const chapters::Event& event = day.event;
    Page page{.title = event.title, .address = event_url(event.id)};
    page.head = head_of(visit, event, context.repository.public_recordings(event.id));
    page.content = element("h1", visit.told(event.title));
    if (!event.subtitle.empty()) {
        page.content += element("p", {{"class", "lead"}}, visit.told(event.subtitle));
    }
    page.content +=
        facts({date(visit, event.date), event.place.empty() ? Html() : visit.told(event.place),
               event.organiser.empty() ? Html() : visit.told(event.organiser)});
    Pictures pictures(context.settings.library, &context.repository);
    Html recordings;
    for (const PublishedRecording& each : day.recordings) {
        recordings += recording_section(visit, pictures, each);
    }
    page.content +=
        element("div", {{"class", "day"}},
                contents(visit, day) + text("\n") +
                    element("div", {{"class", "recordings"}},
                            recordings + day_speakers_section(visit, day.speakers, kSpeakersId)));
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
