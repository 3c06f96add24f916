#include "chapters/linking/fusion.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "chapters/evidence_kinds.hpp"
#include "chapters/linking/caption.hpp"
#include "chapters/linking/draft.hpp"
#include "chapters/linking/lookalike.hpp"

namespace revivre::chapters::linking {
namespace {

using namespace std::chrono_literals;
namespace kinds = evidence_kinds;
using From = Draft::From;

// A marker and a card that mean the same session are one thing when they are this near: editors set
// markers within 5 s, and by hand, on the card or after the moderator's introduction.
constexpr Time kSameThing = 30s;

// Editors' markers are off by up to 4 s, and captions show 4 s after the first word at the soonest.
constexpr Time kMarkerSlack = 5s;

constexpr double kReadWell = 0.6;  // confidence below which the title of a slide is noise
constexpr std::size_t kShortestTitle = 3;
constexpr std::size_t kPerMisreadLetter = 10;  // of two readings of one slide's title

std::string in_one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    return text;
}

class Fusion {
  public:
    explicit Fusion(const FusionInput& input)
        : input_(input),
          moments_(input.evidence),
          persons_(input.persons),
          sessions_(input.sessions),
          event_({KnownSession{"", input.event_title, SessionKind::other, std::nullopt}}),
          event_index_(event_),
          captions_(input.persons, input.sessions, persons_, sessions_) {}

    std::vector<LinkedChapter> chapters() {
        add_markers();
        each_of(kinds::kCard, [this](std::size_t i) { add_card(i); });
        each_of(kinds::kCaption, [this](std::size_t i) { add_caption(i); });
        move_lone_markers();
        each_of(kinds::kSlide, [this](std::size_t i) { add_slide(i); });
        return assemble(std::move(drafts_), input_, moments_);
    }

  private:
    template <typename Work>
    void each_of(std::string_view kind, Work work) {
        for (std::size_t i = 0; i < input_.evidence.size(); ++i) {
            if (input_.evidence[i].kind == kind) work(i);
        }
    }

    // A list beside the file was made later and by hand: it takes the place of the container's.
    void add_markers() {
        const bool beside = std::ranges::any_of(
            input_.evidence, [](const Evidence& each) { return each.kind == kinds::kFfmetadata; });
        each_of(beside ? kinds::kFfmetadata : kinds::kContainerChapter,
                [this](std::size_t i) { add_marker(i); });
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            const Time next = i + 1 < drafts_.size() ? drafts_[i + 1].start : input_.duration;
            const Time end = std::min(drafts_[i].end.value_or(next), input_.duration);
            drafts_[i].end = std::max(drafts_[i].start, end);
        }
    }

    void add_marker(std::size_t i) {
        const Evidence& evidence = input_.evidence[i];
        Draft draft = draft_of(i, From::marker, read_title(evidence.text, persons_, sessions_));
        draft.kind = kind_of(draft.reading, input_.sessions);
        draft.end = evidence.end;
        draft.title = evidence.text;
        drafts_.push_back(std::move(draft));
    }

    [[nodiscard]] Draft draft_of(std::size_t i, From from, Reading reading) const {
        Draft draft;
        draft.from = from;
        draft.start = input_.evidence[i].start;
        draft.shown = input_.evidence[i].end.value_or(draft.start);
        draft.grounds = {i};
        draft.persons = person_candidates(reading, input_.persons);
        for (const std::size_t place : reading.certain)
            draft.speakers.push_back(reading.matches[place].person);
        draft.who = person_reason(draft.persons, reading);
        draft.score = input_.evidence[i].score;
        if (!draft.persons.empty()) draft.score = draft.persons.front().score;
        draft.title = in_one_line(input_.evidence[i].text);
        if (!draft.speakers.empty()) draft.title = input_.persons[draft.speakers.front()].name;
        draft.reading = std::move(reading);
        return draft;
    }

    [[nodiscard]] bool of_event(const Reading& reading) const {
        const auto matches = event_index_.matches(reading.title, 0, 0);
        if (matches.empty() || matches.front().score < kNamesSession) return false;
        return !names_session(reading) || reading.by_words.front().score <= matches.front().score;
    }

    // Cards that say nothing of the programme ("Merci de votre attention") are no chapters.
    void add_card(std::size_t i) {
        Draft draft = draft_of(i, From::card,
                               captions_.read(input_.evidence[i].text, input_.evidence[i].score));
        if (of_event(draft.reading)) return;
        draft.kind = kind_of(draft.reading, input_.sessions);
        if (draft.kind == ChapterKind::section) return;
        draft.carded = true;
        if (draft.kind == ChapterKind::intervention) draft.certain = !draft.speakers.empty();
        if (draft.kind == ChapterKind::pause) {
            const Stretch pause = moments_.with_black(draft.start, draft.shown);
            draft.start = pause.start;
            draft.end = pause.end;
            draft.supports = pause.evidence;
        } else {
            const Moment change = moments_.picture_change(draft.start);
            draft.start = change.at;
            draft.supports = change.evidence;
            draft.when = "starts at " + change.how;
        }
        if (draft.parts_day()) draft.who = fmt::format("it says '{}'", draft.title);
        if (draft.kind == ChapterKind::session)
            draft.title = input_.sessions[draft.reading.by_words.front().session].title;
        merge_card(std::move(draft));
    }

    void merge_card(Draft card) {
        const auto same = std::ranges::find_if(drafts_, [&](const Draft& other) {
            return std::chrono::abs(other.start - card.start) <= kSameThing &&
                   same_meaning(other, card);
        });
        if (same == drafts_.end()) {
            drafts_.push_back(std::move(card));
            return;
        }
        same->grounds.insert(same->grounds.end(), card.grounds.begin(), card.grounds.end());
        same->shown = std::max(same->shown, card.shown);
        if (same->carded) {  // the same card again
            if (card.end) same->end = std::max(*same->end, *card.end);
            return;
        }
        same->carded = true;
        same->supports = card.supports;
        same->end = card.end;
        move_start(*same, card.start, "the card");
    }

    void add_caption(std::size_t i) {
        const Evidence& evidence = input_.evidence[i];
        Draft draft = draft_of(i, From::caption, captions_.read(evidence.text, evidence.score));
        if (!is_intervention(draft.reading) && names_session(draft.reading)) {
            draft.from = From::strip;
            drafts_.push_back(std::move(draft));
            return;
        }
        // A caption that cannot be read means somebody all the same: perhaps not the last one.
        // Lettering of the place and a banner mean nobody.
        const bool nobody = of_event(draft.reading) || !captions_.may_name(evidence.text);
        if (!is_intervention(draft.reading) && nobody) return;
        draft.kind = ChapterKind::intervention;
        draft.certain = !draft.speakers.empty();
        if (!draft.certain) draft.title = first_line(evidence.text);
        if (goes_on(draft)) return;
        place(std::move(draft));
    }

    [[nodiscard]] static std::string first_line(const std::string& text) {
        return text.substr(0, text.find('\n'));
    }

    // The same speaker as of the caption before, and nothing between says otherwise.
    bool goes_on(const Draft& caption) {
        if (!last_) return false;
        Draft& before = drafts_[*last_];
        const bool same = same_bearer(before, caption) && !is_tie(caption) && !is_tie(before);
        if (!same && !misread_again(before, caption)) return false;
        const bool parted = std::ranges::any_of(drafts_, [&](const Draft& other) {
            return &other != &before && other.start > before.shown - kMarkerSlack &&
                   other.start > before.start && other.start <= caption.start &&
                   parts(other, caption);
        });
        if (parted) return false;
        before.grounds.insert(before.grounds.end(), caption.grounds.begin(), caption.grounds.end());
        before.shown = std::max(before.shown, caption.shown);
        if (before.speakers.empty() && !before.disputed) take_names(before, caption);
        return true;
    }

    // Read well once and badly the second time.
    [[nodiscard]] bool misread_again(const Draft& before, const Draft& caption) const {
        const auto person = bearer(before.reading);
        return person && !bearer(caption.reading) && caption.reading.unknown_name.empty() &&
               captions_.may_be(input_.evidence[caption.grounds.front()].text, *person);
    }

    [[nodiscard]] static bool parts(const Draft& other, const Draft& caption) {
        if (other.parts_day()) return true;
        return other.kind == ChapterKind::intervention && !same_bearer(other, caption);
    }

    static void take_names(Draft& draft, const Draft& caption) {
        draft.speakers = caption.speakers;
        draft.persons = caption.persons;
        draft.who = caption.who;
        draft.score = caption.score;
        draft.reading.matches = caption.reading.matches;
        draft.reading.certain = caption.reading.certain;
        draft.reading.unknown_name = caption.reading.unknown_name;
        if (draft.from == From::marker) return;
        draft.title = caption.title;
        draft.certain = caption.certain;
    }

    // Before this nobody can have begun whose caption comes now.
    [[nodiscard]] Time earliest(const Draft& caption) const {
        Time time{};
        for (const Draft& other : drafts_) {
            if (other.from == From::strip || other.start > caption.start) continue;
            if (other.parts_day()) {
                const Time end = other.kind == ChapterKind::pause ? other.end.value_or(other.start)
                                                                  : other.shown;
                time = std::max(time, other.carded ? std::min(end, caption.start) : other.start);
            } else if (other.kind == ChapterKind::intervention && other.from != From::marker) {
                time = std::max(time, std::min(other.shown, caption.start));
            }
        }
        return time;
    }

    // The marker in whose chapter a caption shows: the last one before it, or one right behind it
    // that names the same person.
    [[nodiscard]] Draft* marker_of(const Draft& caption, Time earliest) {
        Draft* owner = nullptr;
        for (Draft& draft : drafts_) {
            const bool near = draft.start <= caption.start + kMarkerSlack &&
                              draft.start >= earliest - kMarkerSlack;
            if (draft.from != From::marker || draft.parts_day() || !near) continue;
            if (!takes_part(draft.reading)) continue;
            if (draft.start <= caption.start || same_bearer(draft, caption)) owner = &draft;
        }
        return owner;
    }

    void place(Draft caption) {
        const Time from = earliest(caption);
        const Moment turn = moments_.turn_before(caption.start, from);
        Draft* marker = marker_of(caption, from);
        if (marker != nullptr && join_marker(*marker, caption, turn)) {
            last_ = static_cast<std::size_t>(marker - drafts_.data());
            return;
        }
        caption.start = turn.at;
        caption.when = "starts at " + turn.how;
        caption.supports = turn.evidence;
        last_ = drafts_.size();
        drafts_.push_back(std::move(caption));
    }

    // Whether the caption belongs to the marker's chapter; then they are one.
    bool join_marker(Draft& marker, const Draft& caption, const Moment& turn) {
        const bool nameless =
            marker.kind != ChapterKind::intervention || !bearer(marker.reading).has_value();
        const bool near = std::chrono::abs(turn.at - marker.start) <= kMarkerSlack;
        const bool same =
            marker.kind == ChapterKind::intervention &&
            (same_bearer(marker, caption) || offers(marker, caption) || mentions(caption, marker));
        if (!same && !near) return false;
        const Time shown = caption.start;
        marker.grounds.insert(marker.grounds.end(), caption.grounds.begin(), caption.grounds.end());
        marker.shown = caption.shown;
        if (!same && (!nameless || !marker.reading.unknown_name.empty())) {
            dispute(marker, caption);
        } else if (marker.speakers.empty()) {
            marker.kind = ChapterKind::intervention;
            take_names(marker, caption);
        }
        if (marker.carded) return true;
        const bool sure = near && turn.evidence.size() > 1;  // a cut and a silence
        if (const auto better = sure ? turn : moments_.turn_near(marker.start, shown)) {
            marker.supports = better->evidence;
            move_start(marker, better->at, better->how);
        }
        return true;
    }

    // "Disagreement means no name."
    static void dispute(Draft& marker, const Draft& caption) {
        marker.who = fmt::format("the marker says '{}' and the caption '{}': they disagree",
                                 marker.title, caption.title);
        marker.speakers.clear();
        marker.certain = false;
        marker.disputed = true;
        marker.reading.matches = caption.reading.matches;  // who is expected to be shown again
        marker.reading.certain = caption.reading.certain;
        marker.reading.unknown_name = caption.reading.unknown_name;
        for (const Candidate& candidate : caption.persons) {
            const bool known = std::ranges::any_of(marker.persons, [&](const Candidate& other) {
                return other.id == candidate.id && other.name == candidate.name;
            });
            if (!known) marker.persons.push_back(candidate);
        }
        std::ranges::stable_sort(marker.persons, std::ranges::greater{}, &Candidate::score);
    }

    void move_lone_markers() {
        for (Draft& draft : drafts_) {
            const bool lone = draft.from == From::marker && !draft.drafted &&
                              draft.kind == ChapterKind::intervention && draft.grounds.size() == 1;
            if (!lone) continue;
            if (const auto turn = moments_.turn_near(draft.start)) {
                draft.supports = turn->evidence;
                move_start(draft, turn->at, turn->how);
            }
        }
    }

    void add_slide(std::size_t i) {
        const Evidence& evidence = input_.evidence[i];
        const Print print = print_of(evidence.text);
        if (evidence.score < kReadWell || print.shape.size() < kShortestTitle) return;
        Draft draft = draft_of(i, From::slide, {});
        draft.end = draft.shown;
        draft.who = "the title of a slide";
        if (slide_ && same_title(print_of(drafts_[*slide_].title), print) &&
            !begins_between(drafts_[*slide_].start, draft.start)) {
            Draft& before = drafts_[*slide_];
            before.grounds.push_back(i);
            before.end = draft.end;
            return;
        }
        slide_ = drafts_.size();
        drafts_.push_back(std::move(draft));
    }

    [[nodiscard]] static bool same_title(const Print& a, const Print& b) {
        const std::size_t limit = a.shape.size() / kPerMisreadLetter;
        return edits(a, b, limit) <= limit;
    }

    // Another chapter than a slide or a strip begins in (from, to].
    [[nodiscard]] bool begins_between(Time from, Time to) const {
        return std::ranges::any_of(drafts_, [&](const Draft& draft) {
            return draft.from != From::slide && draft.from != From::strip && draft.start > from &&
                   draft.start <= to;
        });
    }

    const FusionInput& input_;
    Moments moments_;
    PersonIndex persons_;
    SessionIndex sessions_;
    std::vector<KnownSession> event_;
    SessionIndex event_index_;
    CaptionReader captions_;
    std::vector<Draft> drafts_;
    std::optional<std::size_t> last_;   // of the caption before
    std::optional<std::size_t> slide_;  // the slide before
};

}  // namespace

std::vector<LinkedChapter> link_evidence(const FusionInput& input) {
    return Fusion(input).chapters();
}

}  // namespace revivre::chapters::linking
