#include "server/pages/published.hpp"

#include "chapters/text/fold.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::server::pages {

using chapters::Chapter;
using chapters::Credit;
using chapters::Recording;
using chapters::Time;

namespace {

void append_flattened(std::vector<const Chapter*>& out, const std::vector<Chapter>& chapters) {
    for (const Chapter& chapter : chapters) {
        out.push_back(&chapter);
        append_flattened(out, chapter.children);
    }
}

}  // namespace

std::vector<const Credit*> confirmed_credits(const Chapter& chapter) {
    std::vector<const Credit*> out;
    for (const Credit& credit : chapter.credits) {
        const bool confirmed = credit.status == chapters::CreditStatus::confirmed;
        if (confirmed && !credit.name.empty()) out.push_back(&credit);
    }
    return out;
}

const Credit* credit_of(const Chapter& chapter, const std::string& person) {
    for (const Credit* credit : confirmed_credits(chapter)) {
        if (credit->person == person) return credit;
    }
    return nullptr;
}

std::vector<storage::PublishedChapter> interventions_of(storage::Repository& repository,
                                                        const std::string& person) {
    auto all = repository.public_interventions(person);
    std::erase_if(all, [&](const storage::PublishedChapter& each) {
        return credit_of(each.chapter, person) == nullptr;
    });
    return all;
}

std::string speaker_key(const Credit& credit) {
    return credit.person.empty() ? "name:" + chapters::fold(credit.name) : credit.person;
}

std::string speaker_names(const Chapter& chapter) {
    std::string out;
    for (const Credit* credit : confirmed_credits(chapter)) {
        if (!out.empty()) out += ", ";
        out += credit->name;
    }
    return out;
}

std::vector<const Chapter*> flattened(const std::vector<Chapter>& chapters) {
    std::vector<const Chapter*> out;
    append_flattened(out, chapters);
    return out;
}

const Chapter* chapter_at(const std::vector<Chapter>& chapters, Time time) {
    const Chapter* found = nullptr;
    for (const Chapter* chapter : flattened(chapters)) {
        if (chapter->start <= time && time < chapter->end.value_or(Time::max())) found = chapter;
    }
    return found;
}

std::string recording_name(const Visit& visit, const Recording& recording) {
    if (!recording.part.empty()) return recording.part;
    if (!recording.title.empty()) return recording.title;
    return visit.say(Message::recording_numbered, {std::to_string(recording.order + 1)});
}

std::string full_name(const Visit& visit, const chapters::Event& event,
                      const Recording& recording) {
    return event.title + " – " + recording_name(visit, recording);
}

Url jump_url(const Visit& visit, const std::string& recording, const Chapter& chapter) {
    return jump_url(visit, recording_url(recording), chapter);
}

Url jump_url(const Visit& visit, const Url& page, const Chapter& chapter) {
    return visit.link(page.with("c", chapter.id).with("t", chapters::seconds_text(chapter.start)));
}

Url person_url(const Visit& visit, const std::string& person) {
    return visit.link(Url({"p", person}));
}

Url recording_url(const std::string& recording) {
    return Url({"v", recording});
}

Url event_url(const std::string& event) {
    return Url({"e", event});
}

Html chapter_title(const Visit& visit, const Chapter& chapter) {
    const Html title = visit.told(chapter.title, chapter.language);
    const std::string_view wanted = tag_of(visit.language());
    if (chapter.language == wanted) return title;
    for (const chapters::Translation& each : chapter.translations) {
        if (each.language != wanted || each.text.empty()) continue;
        return title + text(" ") + element("span", {{"class", "translation"}}, isolated(each.text));
    }
    return title;
}

Html speaker_and_title(const Visit& visit, const Chapter& chapter) {
    const std::string names = speaker_names(chapter);
    Html speaker;
    if (!names.empty()) {
        speaker = element("strong", {{"class", "speaker"}}, isolated(names));
    } else if (chapter.kind == chapters::ChapterKind::intervention) {
        speaker = element("em", {{"class", "speaker"}}, text(visit.say(Message::unidentified)));
    }
    const bool repeated = chapters::fold(names) == chapters::fold(chapter.title);
    const Html title =
        repeated ? Html() : element("span", {{"class", "title"}}, chapter_title(visit, chapter));
    return spaced({speaker, title});
}

const Recording& Sources::recording(const std::string& id) {
    const auto found = recordings_.find(id);
    if (found != recordings_.end()) return found->second;
    return recordings_.emplace(id, repository_.recording(id)).first->second;
}

const chapters::Event& Sources::event(const std::string& id) {
    const auto found = events_.find(id);
    if (found != events_.end()) return found->second;
    return events_.emplace(id, repository_.event(id)).first->second;
}

const std::string& Sources::session_title(const std::string& id) {
    const auto [found, fresh] = session_titles_.try_emplace(id);
    if (fresh && !id.empty()) found->second = repository_.session(id).title;
    return found->second;
}

}  // namespace revivre::server::pages
