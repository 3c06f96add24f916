#include "review/import.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/exchange/nesting.hpp"
#include "chapters/formats/registry.hpp"
#include "chapters/linking/name.hpp"
#include "chapters/persons/title_speakers.hpp"
#include "chapters/text/fold.hpp"
#include "chapters/validate.hpp"

namespace revivre::review {
namespace {

using chapters::Chapter;
using chapters::Time;

// The published list, or the latest one when none is public.
std::vector<Chapter> current_chapters(storage::Repository& repository, const std::string& id) {
    const int published = repository.published_revision(id);
    const int number = published > 0 ? published : repository.latest_revision(id);
    if (number == 0) {
        throw Error(ErrorCode::conflict,
                    fmt::format("{} has no chapter list yet: `revivre publish {}` makes one from "
                                "what is certain, `revivre import {} FILE` takes one over",
                                id, id, id));
    }
    // What is given out is what the public sees: nothing of withdrawn persons.
    if (published > 0) return repository.public_revision(id).chapters;
    return repository.revision(id, number).chapters;
}

void set_item(std::vector<Chapter>& chapters, int item) {
    for (Chapter& chapter : chapters) {
        chapter.item = item;
        set_item(chapter.children, item);
    }
}

chapters::Document event_document(storage::Repository& repository, const std::string& id) {
    chapters::Document document;
    document.title = repository.event(id).title;
    for (const chapters::Recording& recording : repository.recordings()) {
        if (recording.event != id) continue;
        std::vector<Chapter> list = current_chapters(repository, recording.id);
        set_item(list, static_cast<int>(document.items.size()));
        document.items.push_back(chapters::item_of(recording));
        std::ranges::move(list, std::back_inserter(document.chapters));
    }
    if (document.items.empty())
        throw Error(ErrorCode::conflict, fmt::format("{} has no recording", id));
    return document;
}

// Makes a list that came from a file one that the store may keep.
class Adoption {
  public:
    Adoption(storage::Repository& repository, const chapters::Recording& recording)
        : repository_(repository), recording_(recording) {
        const int latest = repository.latest_revision(recording.id);
        for (int number = 1; number <= latest; ++number)
            collect_ids(repository.revision(recording.id, number).chapters);
        for (const chapters::Proposal& proposal : repository.proposals(recording.id))
            known_ids_.insert(proposal.chapter);
        for (const chapters::Session& session : repository.sessions(recording.event))
            sessions_.insert(session.id);
        for (const chapters::Person& person : repository.persons()) persons_.insert(person.id);
    }

    void run(chapters::Document& document) {
        keep_first_item(document.chapters);
        drop_late(document.chapters);
        document.items = {chapters::item_of(recording_)};
        count(chapters::derive_ends(document), "open ends of {}: the next one's start instead");
        adapt(document.chapters, Time(0), recording_.duration);
        chapters::sort_by_start(document.chapters);
        count(late_, "left out: {} after the end of the recording");
        count(cut_, "times of {}: cut at the end of the recording or of the chapter around");
        count(titled_, "missing titles of {}: numbered");
        count(other_item_, "left out: {} of other recordings");
        count(unknown_, "links of {} to persons or sessions that this library does not know");
    }

    // How many chapters got their speakers from their titles.
    void note_speakers(std::size_t number) {
        count(number, "speakers of {}: taken from their titles");
    }

    std::vector<std::string> changes;

  private:
    void collect_ids(const std::vector<Chapter>& chapters) {
        for (const Chapter& chapter : chapters) {
            known_ids_.insert(chapter.id);
            collect_ids(chapter.children);
        }
    }

    void count(std::size_t number, std::string_view message) {
        if (number == 0) return;
        std::string text(message);
        text.replace(text.find("{}"), 2,
                     number == 1 ? "1 chapter" : fmt::format("{} chapters", number));
        changes.push_back(std::move(text));
    }

    void keep_first_item(std::vector<Chapter>& chapters) {
        other_item_ += std::erase_if(chapters, [](const Chapter& each) { return each.item != 0; });
        for (Chapter& chapter : chapters) keep_first_item(chapter.children);
    }

    void drop_late(std::vector<Chapter>& chapters) {
        late_ += std::erase_if(
            chapters, [this](const Chapter& each) { return each.start > recording_.duration; });
        for (Chapter& chapter : chapters) drop_late(chapter.children);
    }

    void adapt(std::vector<Chapter>& chapters, Time from, Time to) {
        for (Chapter& chapter : chapters) {
            const Time start = std::clamp(chapter.start, from, to);
            const Time end = std::clamp(chapter.end.value_or(start), start, to);
            if (start != chapter.start || end != chapter.end) ++cut_;
            chapter.start = start;
            chapter.end = end;
            adapt_words(chapter);
            adapt(chapter.children, start, end);
        }
    }

    void adapt_words(Chapter& chapter) {
        ++number_;
        if (chapter.title.empty()) {
            chapter.title = fmt::format("Chapitre {}", number_);
            ++titled_;
        }
        // An id that another list of this file or another recording has means another chapter.
        if (!known_ids_.contains(chapter.id) || !used_ids_.insert(chapter.id).second)
            chapter.id = repository_.new_chapter_id();
        bool unknown = !chapter.session.empty() && !sessions_.contains(chapter.session);
        if (unknown) chapter.session.clear();
        for (chapters::Credit& credit : chapter.credits) {
            if (credit.person.empty() || persons_.contains(credit.person)) continue;
            credit.person.clear();
            credit.status = chapters::CreditStatus::proposed;
            unknown = true;
        }
        if (unknown) ++unknown_;
    }

    storage::Repository& repository_;
    const chapters::Recording& recording_;
    std::set<std::string> known_ids_;
    std::set<std::string> used_ids_;
    std::set<std::string> sessions_;
    std::set<std::string> persons_;
    std::size_t number_ = 0;
    std::size_t late_ = 0;
    std::size_t cut_ = 0;
    std::size_t titled_ = 0;
    std::size_t other_item_ = 0;
    std::size_t unknown_ = 0;
};

// Who is meant by a whole name, accents and case aside: who has it, else somebody new; nobody when
// two persons could be.
class PersonsByName {
  public:
    explicit PersonsByName(storage::Repository& repository) : repository_(repository) {
        for (const chapters::Person& person : repository.persons()) {
            add(person.name, person.id);
            for (const std::string& variant : person.variants) add(variant, person.id);
        }
    }

    void confirm(std::vector<Chapter>& chapters) {
        for (Chapter& chapter : chapters) {
            for (chapters::Credit& credit : chapter.credits) {
                if (credit.name.empty()) continue;
                credit.status = chapters::CreditStatus::confirmed;
                if (credit.person.empty()) credit.person = called(credit.name);
                // Most formats cannot say what kind of chapter it is; somebody speaks in it.
                if (chapter.kind == chapters::ChapterKind::section) {
                    chapter.kind = chapters::ChapterKind::intervention;
                }
            }
            confirm(chapter.children);
        }
    }

  private:
    void add(const std::string& name, const std::string& id) {
        ids_[chapters::fold(name)].insert(id);
    }

    std::string called(const std::string& name) {
        auto& ids = ids_[chapters::fold(name)];
        if (ids.empty()) {
            ids.insert(repository_.save_person({.id = "",
                                                .name = name,
                                                .sort_name = chapters::linking::sort_name_of(name),
                                                .variants = {}}));
        }
        return ids.size() == 1 ? *ids.begin() : std::string();
    }

    storage::Repository& repository_;
    std::map<std::string, std::set<std::string>> ids_;
};

// Leaves the transaction of a preview.
struct OnlyPreview {};

// The list of the document as the store may keep it, and whether it says something new. Persons may
// be made.
Import adopted(storage::Repository& repository, chapters::Document document,
               const ImportRequest& request) {
    Import import;
    const chapters::Recording recording = repository.recording(request.recording);
    Adoption adoption(repository, recording);
    if (request.speakers_in_titles) {
        adoption.note_speakers(chapters::propose_speakers_of_titles(document));
    }
    adoption.run(document);
    import.changes = std::move(adoption.changes);
    if (document.chapters.empty()) {
        throw Error(ErrorCode::invalid_input,
                    fmt::format("{} has no chapter within {}", request.source, recording.id));
    }
    if (request.confirm_names) PersonsByName(repository).confirm(document.chapters);
    import.chapters = chapters::count_chapters(document.chapters);
    const int latest = repository.latest_revision(recording.id);
    import.changed =
        latest == 0 || repository.revision(recording.id, latest).chapters != document.chapters;
    import.list = std::move(document.chapters);
    return import;
}

}  // namespace

chapters::Document exported_document(storage::Repository& repository, const std::string& id) {
    if (id.starts_with("evt_")) return event_document(repository, id);
    const chapters::Recording recording = repository.recording(id);
    return chapters::document_of(recording, current_chapters(repository, id));
}

Import import_document(storage::Repository& repository, chapters::Document document,
                       const ImportRequest& request) {
    Import import;
    repository.transact([&] {
        import = adopted(repository, std::move(document), request);
        const int latest = repository.latest_revision(request.recording);
        import.revision = latest;
        if (!import.changed) return;
        import.revision = repository.add_revision(
            {.recording = request.recording,
             .number = 0,
             .created_at = "",
             .author = request.author,
             .summary =
                 request.summary.empty() ? "imported from " + request.source : request.summary,
             .chapters = import.list,
             .kind = chapters::RevisionKind::imported},
            request.based_on.value_or(latest));
    });
    return import;
}

bool has_speakers_in_titles(std::string_view format) {
    const chapters::Format* const known = chapters::find_format(format);
    return known == nullptr || known->holds.speakers == chapters::Speakers::none;
}

Import preview_import(storage::Repository& repository, chapters::Document document,
                      const ImportRequest& request) {
    Import import;
    try {
        repository.transact([&] {
            import = adopted(repository, std::move(document), request);
            throw OnlyPreview{};
        });
    } catch (const OnlyPreview&) {
        import.revision = repository.latest_revision(request.recording);
    }
    return import;
}

}  // namespace revivre::review
