// Chapters that a container or a list holds: whether each was found, and what linking made of it.

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "chapters/evaluation/subjects.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters::evaluation {
namespace {

// A container may round to its own time scale; two markers of a day are never that near.
constexpr Time kTolerance{50};

// What the chapters that rest on one marker say.
struct Said {
    std::vector<std::string> names;
    std::vector<std::string> sessions;
};

// A chapter may rest on two markers: whom it names is said of the one it starts with.
std::string nearest_marker(const FoundChapter& chapter, const std::vector<Evidence>& markers) {
    const Evidence* nearest = nullptr;
    const auto apart = [&](const Evidence& marker) {
        return std::chrono::abs(marker.start - chapter.span.start);
    };
    for (const Evidence& marker : markers) {
        if (!chapter.evidence.contains(marker.id)) continue;
        if (nearest == nullptr || apart(marker) < apart(*nearest)) nearest = &marker;
    }
    return nearest == nullptr ? "" : nearest->id;
}

std::map<std::string, Said> said_by_marker(const Found& found) {
    std::map<std::string, Said> said;
    for (const FoundChapter& chapter : found.chapters) {
        std::vector<std::string>& names = said[nearest_marker(chapter, found.markers)].names;
        names.insert(names.end(), chapter.names.begin(), chapter.names.end());
        if (chapter.session.empty()) continue;
        for (const std::string& evidence : chapter.evidence)
            said[evidence].sessions.push_back(chapter.session);
    }
    return said;
}

class Judge {
  public:
    Judge(const Found& found, Evaluation& evaluation)
        : found_(found), score_(evaluation.chapters), faults_(evaluation.faults) {}

    void not_found(const TruthChapter& truth) {
        fault(truth, "no chapter found there");
        score_.persons.missing += truth.speaker.empty() ? 0 : 1;
        score_.sessions.missing += truth.session.empty() ? 0 : 1;
    }

    void person(const TruthChapter& truth, const std::vector<std::string>& names) {
        for (const std::string& name : names) {
            if (same_words(name, truth.speaker)) continue;
            ++score_.persons.wrong;
            fault(truth, fmt::format("named {}, but it is {}", name,
                                     truth.speaker.empty() ? "nobody" : truth.speaker));
            return;
        }
        if (truth.speaker.empty()) return;
        if (!names.empty()) {
            ++score_.persons.right;
        } else if (found_.knows(truth.speaker)) {
            ++score_.persons.missing;
            fault(truth, fmt::format("{} was not named", truth.speaker));
        } else {
            ++score_.persons.unannounced;
        }
    }

    void session(const TruthChapter& truth, const std::vector<std::string>& sessions) {
        if (sessions.empty() && truth.session.empty()) return;
        if (sessions.empty()) {
            ++score_.sessions.missing;
            fault(truth, fmt::format("the session '{}' was not found", truth.session));
            return;
        }
        for (const std::string& session : sessions) {
            if (same_words(session, truth.session)) continue;
            ++score_.sessions.wrong;
            fault(truth, fmt::format("put into '{}', but it is in '{}'", session, truth.session));
            return;
        }
        ++score_.sessions.right;
    }

  private:
    void fault(const TruthChapter& truth, const std::string& what) {
        faults_.push_back(fmt::format("{} '{}': {}", clock_text(truth.start), truth.title, what));
    }

    const Found& found_;
    ChapterScore& score_;
    std::vector<std::string>& faults_;
};

}  // namespace

void judge_chapters(const Truth& truth, const Found& found, Evaluation& evaluation) {
    std::vector<Time> expected;
    std::vector<Time> markers;
    for (const TruthChapter& each : truth.chapters) expected.push_back(each.start);
    for (const Evidence& each : found.markers) markers.push_back(each.start);
    const Pairs pairs = pair_nearest(expected, markers, kTolerance);
    evaluation.chapters.count = {.expected = static_cast<int>(expected.size()),
                                 .found = static_cast<int>(pairs.size()),
                                 .extra = static_cast<int>(markers.size() - pairs.size())};
    auto said = said_by_marker(found);
    Judge judge(found, evaluation);
    auto pair = pairs.begin();
    for (std::size_t i = 0; i < truth.chapters.size(); ++i) {
        if (pair == pairs.end() || pair->first != i) {
            judge.not_found(truth.chapters[i]);
            continue;
        }
        const Said& words = said[found.markers[pair++->second].id];
        judge.person(truth.chapters[i], words.names);
        judge.session(truth.chapters[i], words.sessions);
    }
}

}  // namespace revivre::chapters::evaluation
