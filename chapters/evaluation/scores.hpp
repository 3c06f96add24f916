#pragma once

#include <string>
#include <vector>

#include "chapters/model.hpp"

/// The figures of `revivre evaluate`. docs/design.md, "Scores", says how each is counted.
namespace revivre::chapters {

/// Of docs/evaluation.schema.json. Grows when a field comes, goes or changes its meaning.
inline constexpr int kEvaluationVersion = 1;

struct Score {
    int right = 0;
    int wrong = 0;    ///< something was said, and it is false
    int missing = 0;  ///< nothing was said although it could be known
    bool operator==(const Score&) const = default;
};

struct PersonScore {
    int right = 0;
    int wrong = 0;
    int missing = 0;
    int unannounced = 0;  ///< speakers whom nobody announced, and nobody was named for
    bool operator==(const PersonScore&) const = default;
};

struct Count {
    int expected = 0;
    int found = 0;
    int extra = 0;  ///< found where there is none
    bool operator==(const Count&) const = default;
};

/// Chapters that a container, or a list beside it, holds.
struct ChapterScore {
    Count count;
    PersonScore persons;
    Score sessions;
};

/// What cuts were seen in although there are none.
struct TakenForCuts {
    int flashes = 0;
    int passers_by = 0;
    int dissolves = 0;
    int fades = 0;
    int captions = 0;  ///< one that appears or goes
    bool operator==(const TakenForCuts&) const = default;
};

struct ShotScore {
    Count cuts;
    TakenForCuts taken_for_cuts;  ///< each is one of `cuts.extra`
    Count dissolves;
    Count fades;
};

/// How near texts were read: over those located.
struct ReadingScore {
    int read = 0;           ///< the first line of the truth, letter by letter but for accents, case
    double similarity = 0;  ///< mean, 0 to 1, of the whole text
};

struct CaptionScore {
    Count count;  ///< found: overlapped in time and place
    ReadingScore reading;
    PersonScore persons;  ///< whom linking named by the caption
    int new_persons = 0;  ///< of the unannounced: offered as a new person of the right name
    Count strips;         ///< captions that are a session's title; extra ones are in `count`
    ReadingScore strip_reading;
    Score strip_sessions;       ///< which session linking made of the strip
    int strips_as_persons = 0;  ///< strips from which alone somebody was named
};

/// Whole pictures that are a title.
struct TitleScore {
    Count count;
    int read = 0;
};

struct StartScore {
    Count count;
    std::vector<Time> errors{};  ///< found minus true, in the order of the truth
};

struct InterventionScore {
    PersonScore persons;
    StartScore starts;
};

struct SilenceScore {
    Count count;            ///< extra: those that go over speech
    int within_100_ms = 0;  ///< both ends
    int within_500_ms = 0;
};

/// How what was found in one recording compares with its truth file.
struct Evaluation {
    ChapterScore chapters;
    ShotScore shots;
    CaptionScore captions;
    TitleScore cards;
    TitleScore slides;
    InterventionScore interventions;  ///< of 10 s and more
    InterventionScore captioned;      ///< those during which a name caption is shown
    StartScore session_starts;
    Score session_titles;  ///< of the sessions whose start was found
    SilenceScore silences;
    std::vector<std::string> faults;  ///< a line for each wrong, missing and extra one
};

}  // namespace revivre::chapters
