#include "chapters/evaluation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/text/fold.hpp"
#include "chapters/text/time_text.hpp"

namespace revivre::chapters {
namespace {

// A container may round to its own time scale; two markers of a day are never that near.
constexpr Time kTolerance{50};

struct TruthChapter {
    Time start{};
    std::string title;
    std::string speaker;  // name, or empty
    std::string session;  // title, or empty
};

std::string text_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

std::map<std::string, std::string> names_by_id(const Json& truth, const char* list,
                                               const char* name) {
    std::map<std::string, std::string> names;
    for (const Json& each : truth.value(list, Json::array()))
        names[text_of(each, "id")] = text_of(each, name);
    return names;
}

std::vector<TruthChapter> truth_chapters(const Json& truth) {
    if (!truth.is_object() || !truth.contains("chapters") || !truth["chapters"].is_array()) {
        throw Error(ErrorCode::invalid_input,
                    "this is no truth file: it has no list called 'chapters'");
    }
    auto speakers = names_by_id(truth, "speakers", "name");
    auto sessions = names_by_id(truth, "sessions", "title");
    std::vector<TruthChapter> chapters;
    for (const Json& each : truth["chapters"]) {
        const auto start = each.find("start");
        if (start == each.end() || !start->is_number()) {
            throw Error(ErrorCode::invalid_input,
                        "a chapter of the truth file has no number 'start'");
        }
        chapters.push_back({.start = Time(std::llround(start->get<double>() * 1000)),
                            .title = text_of(each, "title"),
                            .speaker = speakers[text_of(each, "speaker")],
                            .session = sessions[text_of(each, "session")]});
    }
    return chapters;
}

class Judge {
  public:
    explicit Judge(const std::vector<std::string>& known_persons) {
        for (const std::string& name : known_persons) known_.insert(fold(name));
    }

    void chapter(const TruthChapter& truth, const JudgedChapter* found) {
        ++result_.chapters_expected;
        if (found == nullptr) {
            fault(truth, "no chapter found there");
            result_.persons.missing += truth.speaker.empty() ? 0 : 1;
            result_.sessions.missing += truth.session.empty() ? 0 : 1;
            return;
        }
        ++result_.chapters_found;
        person(truth, *found);
        session(truth, *found);
    }

    Evaluation result_;

  private:
    void person(const TruthChapter& truth, const JudgedChapter& found) {
        const std::string speaker = fold(truth.speaker);
        for (const std::string& name : found.speakers) {
            if (fold(name) == speaker) continue;
            ++result_.persons.wrong;
            fault(truth, fmt::format("named {}, but it is {}", name,
                                     truth.speaker.empty() ? "nobody" : truth.speaker));
            return;
        }
        if (truth.speaker.empty()) return;
        if (!found.speakers.empty()) {
            ++result_.persons.right;
        } else if (known_.contains(speaker)) {
            ++result_.persons.missing;
            fault(truth, fmt::format("{} was not named", truth.speaker));
        } else {
            ++result_.unannounced;
        }
    }

    void session(const TruthChapter& truth, const JudgedChapter& found) {
        if (found.session.empty() && truth.session.empty()) return;
        if (found.session.empty()) {
            ++result_.sessions.missing;
            fault(truth, fmt::format("the session '{}' was not found", truth.session));
        } else if (fold(found.session) == fold(truth.session)) {
            ++result_.sessions.right;
        } else {
            ++result_.sessions.wrong;
            fault(truth,
                  fmt::format("put into '{}', but it is in '{}'", found.session, truth.session));
        }
    }

    void fault(const TruthChapter& truth, const std::string& what) {
        result_.faults.push_back(
            fmt::format("{} '{}': {}", clock_text(truth.start), truth.title, what));
    }

    std::set<std::string> known_;
};

Json to_json(const Score& score) {
    return {{"right", score.right}, {"wrong", score.wrong}, {"missing", score.missing}};
}

}  // namespace

Evaluation evaluate(const Json& truth, const std::vector<JudgedChapter>& found,
                    const std::vector<std::string>& known_persons) {
    Judge judge(known_persons);
    std::set<const JudgedChapter*> used;
    for (const TruthChapter& chapter : truth_chapters(truth)) {
        const auto near = std::ranges::find_if(found, [&](const JudgedChapter& each) {
            return !used.contains(&each) &&
                   std::chrono::abs(each.start - chapter.start) <= kTolerance;
        });
        const JudgedChapter* match = near == found.end() ? nullptr : &*near;
        if (match != nullptr) used.insert(match);
        judge.chapter(chapter, match);
    }
    judge.result_.chapters_extra = static_cast<int>(found.size() - used.size());
    return std::move(judge.result_);
}

Json to_json(const Evaluation& evaluation) {
    Json persons = to_json(evaluation.persons);
    persons["unannounced"] = evaluation.unannounced;
    return {{"chapters",
             {{"expected", evaluation.chapters_expected},
              {"found", evaluation.chapters_found},
              {"extra", evaluation.chapters_extra}}},
            {"persons", persons},
            {"sessions", to_json(evaluation.sessions)},
            {"faults", evaluation.faults}};
}

}  // namespace revivre::chapters
