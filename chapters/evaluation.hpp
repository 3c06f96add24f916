#pragma once

#include <string>
#include <vector>

#include "chapters/json.hpp"
#include "chapters/model.hpp"

namespace revivre::chapters {

/// What the indexer made of one chapter, to be compared with the truth.
struct JudgedChapter {
    Time start{};
    std::vector<std::string> speakers;  ///< names given as certain
    std::string session;                ///< title given as certain, or empty
};

struct Score {
    int right = 0;
    int wrong = 0;    ///< something was said, and it is false
    int missing = 0;  ///< nothing was said although it could be known
    bool operator==(const Score&) const = default;
};

/// How proposals compare with a truth file of make_day.py.
struct Evaluation {
    int chapters_expected = 0;
    int chapters_found = 0;  ///< at the start the truth gives, within 50 ms
    int chapters_extra = 0;
    Score persons;        ///< over chapters of a speaker, and names put where nobody speaks
    int unannounced = 0;  ///< chapters of a speaker whom nobody announced and nobody was named for
    Score sessions;       ///< over chapters of a session, and sessions put where there is none
    std::vector<std::string> faults;  ///< a line for each wrong and missing one
};

/// `known_persons`: the names of everybody the indexer could know. Throws Error{invalid_input} when
/// `truth` is no truth file.
Evaluation evaluate(const Json& truth, const std::vector<JudgedChapter>& found,
                    const std::vector<std::string>& known_persons);

Json to_json(const Evaluation& evaluation);

}  // namespace revivre::chapters
