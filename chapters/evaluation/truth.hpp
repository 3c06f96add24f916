#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chapters/evaluation/matching.hpp"
#include "chapters/json.hpp"
#include "chapters/model.hpp"

/// A truth file of make_day.py, with names in the place of ids.
namespace revivre::chapters::evaluation {

struct TruthChapter {
    Time start{};
    std::string title;
    std::string speaker;  ///< name, or empty
    std::string session;  ///< title, or empty
};

struct TruthIntervention {
    Span span;
    std::string speaker;      ///< name
    bool captioned = false;   ///< a name caption is shown during it
    bool moderation = false;  ///< a moderator's words between others
};

struct TruthCaption {
    Span span;
    Box box{};
    std::vector<std::string> lines{};
    std::string speaker{};  ///< name
    bool is_strip = false;  ///< a session's title, and nobody's name
};

/// A card or a slide while it is shown, or a session that starts with `span`.
struct Titled {
    Span span;
    std::string title;
};

struct Truth {
    Time frame{40};  ///< how long one frame is shown
    std::vector<TruthChapter> chapters;
    std::vector<Titled> sessions;
    std::vector<TruthIntervention> interventions;
    std::vector<Time> cuts;         ///< the first frame of the new shot
    std::vector<Time> black_edges;  ///< where a shot of black begins or ends: a cut may be seen
    std::vector<Span> dissolves;
    std::vector<Span> fades;
    std::vector<Span> flashes;
    std::vector<Span> passers_by;
    std::vector<TruthCaption> captions;
    std::vector<Titled> session_cards;
    std::vector<Span> cards;  ///< all of them
    std::vector<Titled> slides;
    std::vector<Span> silences;
    std::vector<Span> speech;  ///< sentences
};

/// Throws Error{invalid_input} that says what is missing.
Truth read_truth(const Json& json);

}  // namespace revivre::chapters::evaluation
