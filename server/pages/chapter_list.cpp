#include "server/pages/chapter_list.hpp"

#include "server/pages/words.hpp"

namespace revivre::server::pages {

using chapters::Chapter;
using chapters::ChapterKind;

namespace {

std::string title_of(const SessionTitles& titles, const std::string& session) {
    const auto found = titles.find(session);
    return found == titles.end() ? std::string() : found->second;
}

// Builds the groups from the top-level chapters, in order.
class Grouping {
  public:
    explicit Grouping(const SessionTitles& titles) : titles_(titles) {}

    void add(const Chapter& chapter) {
        if (chapter.kind == ChapterKind::session) {
            open(chapter);
        } else if (continues(chapter)) {
            close_gap();
        } else if (!title_of(titles_, chapter.session).empty()) {
            open_planned(chapter);
        } else if (groups_.empty() || groups_.back().start != nullptr) {
            groups_.emplace_back();
        }
        if (chapter.kind != ChapterKind::session) groups_.back().chapters.push_back(&chapter);
        for (const Chapter* below : flattened(chapter.children)) {
            groups_.back().chapters.push_back(below);
        }
    }

    std::vector<ChapterGroup> take() { return std::move(groups_); }

  private:
    // A chapter of kind session is the heading itself.
    void open(const Chapter& chapter) {
        groups_.push_back({chapter.title, &chapter, {}});
        remember(chapter.session, chapter.end.value_or(chapter.start));
    }

    // The session is known from the programme alone: its heading leads to its first chapter.
    void open_planned(const Chapter& chapter) {
        groups_.push_back({title_of(titles_, chapter.session), &chapter, {}});
        remember(chapter.session, chapters::Time::zero());
    }

    void remember(const std::string& session, chapters::Time end) {
        named_ = groups_.size() - 1;
        session_ = session;
        end_ = end;
    }

    [[nodiscard]] bool continues(const Chapter& chapter) const {
        if (groups_.empty() || groups_[named_].start == nullptr) return false;
        return chapter.start < end_ || (!session_.empty() && chapter.session == session_);
    }

    // What stood alone between two chapters of one session belongs to it.
    void close_gap() {
        if (named_ + 1 == groups_.size()) return;
        for (const Chapter* between : groups_.back().chapters) {
            groups_[named_].chapters.push_back(between);
        }
        groups_.pop_back();
    }

    const SessionTitles& titles_;
    std::vector<ChapterGroup> groups_;
    std::size_t named_ = 0;  // the last group with a heading
    std::string session_;
    chapters::Time end_{};
};

bool is_light(const Chapter& chapter) {
    if (chapter.kind == ChapterKind::pause) return true;
    return chapter.kind == ChapterKind::section && chapter.session.empty();
}

std::optional<std::string> data(bool wanted, std::string value) {
    return wanted ? std::optional(std::move(value)) : std::nullopt;
}

std::string ms_text(chapters::Time time) {
    return std::to_string(time.count());
}

// Where a page elsewhere shows what begins at `start`; nothing when it is shown here.
std::optional<Url> place_elsewhere(const MediaSource& source, chapters::Time start) {
    if (source.is_playable()) return std::nullopt;
    return Url::elsewhere(source.passage(start));
}

std::optional<std::string> relation(const ListedRecording& listed, bool leads_away) {
    if (leads_away) return "external noopener";
    return data(listed.in_new_window, "noopener");
}

// For who hears one link at a time; the sentence above the list says it to all.
Html on_site(const Visit& visit, const MediaSource& source) {
    return element("span", {{"class", "heard"}},
                   text(", " + visit.say(Message::elsewhere_on, {source.site()})));
}

// `is_chapter`: a heading that only repeats its first chapter's place is never the current one.
Html jump(const Visit& visit, const ListedRecording& listed, const Chapter& chapter,
          const Html& content, bool is_chapter) {
    const bool current = is_chapter && &chapter == listed.current;
    const auto end = chapter.end.value_or(chapter.start);
    const Url address = listed.address.value_or(recording_url(listed.id));
    const std::optional<Url> away = place_elsewhere(listed.source, chapter.start);
    const bool seeks = listed.beside_player && !away;
    return element("a",
                   {{"class", "jump"},
                    {"href", away.value_or(jump_url(visit, address, chapter))},
                    {"target", data(listed.in_new_window, "_blank")},
                    {"rel", relation(listed, away.has_value())},
                    {"aria-current", data(current, "true")},
                    {"data-start", data(seeks, ms_text(chapter.start))},
                    {"data-end", data(seeks && is_chapter, ms_text(end))}},
                   away ? content + on_site(visit, listed.source) : content);
}

Html details(const Visit& visit, const Chapter& chapter) {
    Html out;
    for (const chapters::Credit* credit : confirmed_credits(chapter)) {
        const std::string words = function_words(visit.language(), *credit);
        if (!words.empty()) out += element("span", {{"class", "function"}}, isolated(words));
    }
    return out;
}

// Where the names of a chapter come from. The list has no room for it: only what is on now shows
// it.
Html evidence(const Visit& visit, const Chapter& chapter) {
    std::vector<std::string> kinds;
    for (const chapters::Credit* credit : confirmed_credits(chapter)) {
        kinds.insert(kinds.end(), credit->evidence.begin(), credit->evidence.end());
    }
    const std::string words = evidence_words(visit.language(), kinds);
    if (words.empty()) return {};
    return element("span", {{"class", "evidence"}}, text(words));
}

// Where each chapter stands in the whole list, from 1.
using Places = std::map<const Chapter*, std::size_t>;

Places places_of(const std::vector<Chapter>& chapters) {
    Places places;
    for (const Chapter* chapter : flattened(chapters)) places.emplace(chapter, places.size() + 1);
    return places;
}

// "3 of 12", for who cannot see how long the list is.
std::string place(const Visit& visit, const Places& places, const Chapter& chapter) {
    const std::string at = std::to_string(places.at(&chapter));
    return visit.say(Message::chapter_place, {at, std::to_string(places.size())});
}

Html when(const Visit& visit, const Chapter& chapter, std::string_view place) {
    return element("span", {{"class", "when"}}, clock(visit, chapter.start, place));
}

Html item(const Visit& visit, const ListedRecording& listed, const Places& places,
          const Chapter& chapter) {
    const Html what = listed.beside_player
                          ? chapter_words(visit, chapter)
                          : spaced({speaker_and_title(visit, chapter), details(visit, chapter)});
    const Html content = spaced({element("span", {{"class", "what"}}, what),
                                 when(visit, chapter, place(visit, places, chapter))});
    const bool light = is_light(chapter);
    return element("li", {{"class", light ? "light" : "chapter"}},
                   jump(visit, listed, chapter, content, true)) +
           text("\n");
}

Html heading(const Visit& visit, const ListedRecording& listed, const Places& places,
             const ChapterGroup& group) {
    const Html title = element("span", {{"class", "what"}}, isolated(group.title));
    const bool is_chapter = group.start->kind == ChapterKind::session;
    const std::string at = is_chapter ? place(visit, places, *group.start) : std::string();
    const Html content = spaced({title, when(visit, *group.start, at)});
    return element("h3", jump(visit, listed, *group.start, content, is_chapter)) + text("\n");
}

Html elsewhere_note(const Visit& visit, const ListedRecording& listed) {
    if (listed.source.is_playable() || listed.chapters.empty()) return {};
    return element("p", {{"class", "quiet elsewhere"}},
                   text(visit.say(Message::elsewhere_list, {listed.source.site()})));
}

}  // namespace

SessionTitles session_titles(const std::vector<chapters::Session>& sessions) {
    SessionTitles titles;
    for (const chapters::Session& session : sessions) titles[session.id] = session.title;
    return titles;
}

std::vector<ChapterGroup> grouped(const std::vector<Chapter>& chapters,
                                  const SessionTitles& titles) {
    Grouping grouping(titles);
    for (const Chapter& chapter : chapters) grouping.add(chapter);
    return grouping.take();
}

Html chapter_words(const Visit& visit, const Chapter& chapter) {
    return spaced(
        {speaker_and_title(visit, chapter), details(visit, chapter), evidence(visit, chapter)});
}

Html chapter_list(const Visit& visit, const ListedRecording& listed) {
    Html out = elsewhere_note(visit, listed);
    const Places places = places_of(listed.chapters);
    for (const ChapterGroup& group : grouped(listed.chapters, listed.sessions)) {
        if (group.start != nullptr) out += heading(visit, listed, places, group);
        Html items;
        for (const Chapter* chapter : group.chapters) {
            items += item(visit, listed, places, *chapter);
        }
        if (!items.empty()) out += element("ol", {{"class", "chapters"}}, text("\n") + items);
    }
    if (listed.chapters.empty()) {
        return element("p", text(visit.say(Message::chapters_nothing)));
    }
    return out;
}

}  // namespace revivre::server::pages
