#include <algorithm>

#include <fmt/format.h>

#include "chapters/linking/draft.hpp"

namespace revivre::chapters::linking {
namespace {

using From = Draft::From;

constexpr double kByOrder = 0.5;  // score of a session that nothing opens

int rank_of(ChapterKind kind) {
    switch (kind) {
        case ChapterKind::session:
        case ChapterKind::pause:
            return 0;
        case ChapterKind::intervention:
            return 1;
        case ChapterKind::section:
            break;
    }
    return 2;
}

bool counts_for_sessions(const Draft& draft) {
    return draft.from != From::slide;
}

Placement placement_of(const Draft& draft) {
    Placement placement{.start = draft.start,
                        .takes_part = takes_part(draft.reading),
                        .someone = draft.kind == ChapterKind::intervention,
                        .person = std::nullopt,
                        .by_words = draft.reading.by_words};
    if (!draft.speakers.empty()) placement.person = draft.speakers.front();
    if (draft.from == From::caption || draft.from == From::card)
        placement.takes_part = draft.kind != ChapterKind::pause;
    return placement;
}

class Assembly {
  public:
    Assembly(std::vector<Draft> drafts, const FusionInput& input, const Moments& moments)
        : drafts_(std::move(drafts)), input_(input), moments_(moments) {
        sort();
        pictured_ = std::ranges::any_of(
            drafts_, [](const Draft& draft) { return draft.from != From::marker || draft.carded; });
    }

    std::vector<LinkedChapter> chapters() {
        assign();
        hold_to_cards();
        put_slides_into_sessions();
        add_sessions_by_order();
        std::vector<LinkedChapter> all;
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            if (drafts_[i].from != From::strip) all.push_back(chapter(i));
        }
        std::ranges::stable_sort(all, [](const LinkedChapter& a, const LinkedChapter& b) {
            return std::pair(a.start, -a.end) < std::pair(b.start, -b.end);
        });
        return all;
    }

  private:
    void sort() {
        std::ranges::stable_sort(drafts_, {}, [](const Draft& draft) {
            return std::pair(draft.start, rank_of(draft.kind));
        });
    }

    void assign() {
        std::vector<Placement> placements;
        for (const Draft& draft : drafts_) {
            if (counts_for_sessions(draft)) placements.push_back(placement_of(draft));
        }
        const auto assigned =
            assign_sessions(placements, input_.sessions,
                            expected_in(input_.persons, input_.sessions), input_.duration);
        sessions_.resize(drafts_.size());
        for (std::size_t i = 0, next = 0; i < drafts_.size(); ++i) {
            if (counts_for_sessions(drafts_[i])) sessions_[i] = assigned[next++];
        }
    }

    // Between the cards of two sessions everything belongs to the first one, whoever was expected
    // where; only a session without card may begin there.
    void hold_to_cards() {
        std::vector<char> has_card(input_.sessions.size(), 0);
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            if (opens(i)) has_card[*sessions_[i].session] = 1;
        }
        std::optional<std::size_t> open;
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            const Draft& draft = drafts_[i];
            if (draft.parts_day()) open.reset();
            if (opens(i)) open = sessions_[i].session;
            if (!open || draft.parts_day()) continue;
            Assignment& here = sessions_[i];
            const bool elsewhere = here.certain && here.session && has_card[*here.session] == 0;
            const bool filler = draft.from == From::marker && !takes_part(draft.reading);
            if (!elsewhere && !filler)
                here = {.session = open, .certain = true, .score = std::max(here.score, 0.9)};
        }
    }

    // A slide is of the session of whoever shows it.
    void put_slides_into_sessions() {
        for (std::size_t i = 1; i < drafts_.size(); ++i) {
            const bool slide = drafts_[i].from == From::slide && !sessions_[i].certain;
            if (slide && !drafts_[i - 1].parts_day()) sessions_[i] = sessions_[i - 1];
        }
    }

    [[nodiscard]] bool opens(std::size_t i) const {
        return drafts_[i].kind == ChapterKind::session && drafts_[i].carded &&
               sessions_[i].certain && sessions_[i].session;
    }

    // A session that neither card nor marker opens begins with the first that belongs to it.
    void add_sessions_by_order() {
        if (!pictured_) return;
        std::vector<char> there(input_.sessions.size(), 0);
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            if (drafts_[i].parts_day() && sessions_[i].session) there[*sessions_[i].session] = 1;
        }
        const std::size_t count = drafts_.size();
        for (std::size_t i = 0; i < count; ++i) {
            const Assignment assigned = sessions_[i];
            if (!assigned.certain || !assigned.session || there[*assigned.session] != 0) continue;
            if (drafts_[i].from == From::slide) continue;
            there[*assigned.session] = 1;
            drafts_.push_back(opened_by(drafts_[i], *assigned.session));
            sessions_.push_back(assigned);
        }
        if (drafts_.size() > count) sort_with_sessions();
    }

    [[nodiscard]] Draft opened_by(const Draft& first, std::size_t session) const {
        Draft draft;
        draft.from = From::order;
        draft.kind = ChapterKind::session;
        draft.start = first.start;
        draft.title = input_.sessions[session].title;
        draft.who = fmt::format("nothing opens it: begins with '{}'", first.title);
        draft.certain = false;
        draft.score = kByOrder;
        draft.grounds = {first.grounds.front()};
        return draft;
    }

    void sort_with_sessions() {
        std::vector<std::size_t> order(drafts_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::ranges::stable_sort(order, {}, [&](std::size_t i) {
            return std::pair(drafts_[i].start, rank_of(drafts_[i].kind));
        });
        std::vector<Draft> drafts;
        std::vector<Assignment> sessions;
        for (const std::size_t i : order) {
            drafts.push_back(std::move(drafts_[i]));
            sessions.push_back(sessions_[i]);
        }
        drafts_ = std::move(drafts);
        sessions_ = std::move(sessions);
    }

    // What a chapter ends with: the next of its rank or above; one made of slides is in all others.
    [[nodiscard]] bool ends(const Draft& next, const Draft& draft) const {
        if (next.from == From::strip) return false;
        if (draft.kind == ChapterKind::session) return next.parts_day();
        if (draft.from == From::slide) return true;
        return next.from != From::slide;
    }

    [[nodiscard]] const Draft* successor(std::size_t i) const {
        for (std::size_t next = i + 1; next < drafts_.size(); ++next) {
            if (ends(drafts_[next], drafts_[i])) return &drafts_[next];
        }
        return nullptr;
    }

    [[nodiscard]] Time end_of(std::size_t i) const {
        const Draft& draft = drafts_[i];
        const Draft* next = successor(i);
        const Time limit = next != nullptr ? next->start : input_.duration;
        if (draft.kind == ChapterKind::session && pictured_) return limit;
        if (draft.from == From::marker && draft.end && !draft.carded) {
            // Markers end where the next one was before it was moved.
            const bool followed = next != nullptr && next->drafted == draft.end;
            const Time end = followed ? next->start : *draft.end;
            return pictured_ ? std::max(draft.start, std::min(end, limit))
                             : std::max(end, draft.start);
        }
        if (draft.kind == ChapterKind::pause && draft.end) return std::min(*draft.end, limit);
        if (draft.from == From::slide)
            return speaker_at(i) == nullptr ? std::min(*draft.end, limit) : limit;
        return moments_.last_word(std::max(draft.start, draft.shown), limit);
    }

    // The intervention in which a slide is shown.
    [[nodiscard]] const Draft* speaker_at(std::size_t i) const {
        for (std::size_t before = i; before > 0; --before) {
            const Draft& draft = drafts_[before - 1];
            if (draft.from == From::slide || draft.from == From::strip) continue;
            return draft.kind == ChapterKind::intervention ? &draft : nullptr;
        }
        return nullptr;
    }

    [[nodiscard]] static const char* rule_of(const Draft& draft) {
        switch (draft.from) {
            case From::marker:
                return draft.grounds.size() > 1 || !draft.supports.empty() ? kRuleMarkerAndPicture
                                                                           : kRuleMarker;
            case From::card:
                return kRuleCard;
            case From::caption:
            case From::strip:
                return kRuleCaption;
            case From::slide:
                return kRuleSlide;
            case From::order:
                break;
        }
        return kRuleSequence;
    }

    [[nodiscard]] LinkedChapter chapter(std::size_t i) const {
        const Draft& draft = drafts_[i];
        LinkedChapter chapter;
        chapter.kind = draft.kind;
        chapter.start = draft.start;
        chapter.end = end_of(i);
        chapter.title = draft.title;
        chapter.certain = draft.certain;
        chapter.speakers = draft.speakers;
        chapter.persons = draft.persons;
        chapter.rule = rule_of(draft);
        chapter.score = draft.score;
        chapter.grounds = draft.grounds.size();
        chapter.evidence = draft.grounds;
        chapter.evidence.insert(chapter.evidence.end(), draft.supports.begin(),
                                draft.supports.end());
        chapter.sessions = session_candidates(draft.reading, sessions_[i], input_.sessions);
        if (sessions_[i].certain) chapter.session = sessions_[i].session;
        chapter.reason = reason(draft, chapter, sessions_[i]);
        return chapter;
    }

    [[nodiscard]] static std::string reason(const Draft& draft, const LinkedChapter& chapter,
                                            const Assignment& assignment) {
        std::string text = draft.who;
        if (draft.from == From::slide) return text;
        text += "; " + session_reason(chapter.sessions, assignment);
        if (!draft.when.empty()) text += "; " + draft.when;
        return text;
    }

    std::vector<Draft> drafts_;
    std::vector<Assignment> sessions_;
    const FusionInput& input_;
    const Moments& moments_;
    bool pictured_ = false;
};

}  // namespace

std::vector<LinkedChapter> assemble(std::vector<Draft> drafts, const FusionInput& input,
                                    const Moments& moments) {
    return Assembly(std::move(drafts), input, moments).chapters();
}

}  // namespace revivre::chapters::linking
