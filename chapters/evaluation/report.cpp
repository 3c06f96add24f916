// The figures as JSON (docs/evaluation.schema.json) and as text.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "chapters/evaluation/evaluation.hpp"

namespace revivre::chapters {
namespace {

int within(const StartScore& starts, Time limit) {
    return static_cast<int>(std::ranges::count_if(
        starts.errors, [&](Time error) { return std::chrono::abs(error) <= limit; }));
}

// Of what is found; of two in the middle their mean.
std::optional<Time> median_error(const StartScore& starts) {
    std::vector<Time> errors;
    for (const Time error : starts.errors) errors.push_back(std::chrono::abs(error));
    if (errors.empty()) return std::nullopt;
    std::ranges::sort(errors);
    return (errors[(errors.size() - 1) / 2] + errors[errors.size() / 2]) / 2;
}

Json to_json(const Score& score) {
    return {{"right", score.right}, {"wrong", score.wrong}, {"missing", score.missing}};
}

Json to_json(const PersonScore& score) {
    return {{"right", score.right},
            {"wrong", score.wrong},
            {"missing", score.missing},
            {"unannounced", score.unannounced}};
}

Json to_json(const Count& count) {
    return {{"expected", count.expected},
            {"found", count.found},
            {"missing", count.expected - count.found},
            {"extra", count.extra}};
}

Json to_json(const StartScore& starts) {
    Json json = to_json(starts.count);
    const auto median = median_error(starts);
    json["median_error_ms"] = median ? Json(median->count()) : Json();
    for (const int seconds : {1, 2, 3, 5})
        json[fmt::format("within_{}_s", seconds)] = within(starts, std::chrono::seconds(seconds));
    json["errors_ms"] = Json::array();
    for (const Time error : starts.errors) json["errors_ms"].push_back(error.count());
    return json;
}

Json to_json(const InterventionScore& score) {
    return {{"persons", to_json(score.persons)}, {"starts", to_json(score.starts)}};
}

Json to_json(const TitleScore& score) {
    Json json = to_json(score.count);
    json["read"] = score.read;
    return json;
}

Json to_json(const ReadingScore& score) {
    return {{"read", score.read}, {"similarity", score.similarity}};
}

Json to_json(const ShotScore& score) {
    const TakenForCuts& taken = score.taken_for_cuts;
    return {{"cuts", to_json(score.cuts)},
            {"taken_for_cuts",
             {{"flashes", taken.flashes},
              {"passers_by", taken.passers_by},
              {"dissolves", taken.dissolves},
              {"fades", taken.fades},
              {"captions", taken.captions}}},
            {"dissolves", to_json(score.dissolves)},
            {"fades", to_json(score.fades)}};
}

Json to_json(const CaptionScore& score) {
    Json json = to_json(score.count);
    json["reading"] = to_json(score.reading);
    json["persons"] = to_json(score.persons);
    json["new_persons"] = score.new_persons;
    return json;
}

Json strips_json(const CaptionScore& score) {
    return {{"expected", score.strips.expected},
            {"found", score.strips.found},
            {"missing", score.strips.expected - score.strips.found},
            {"reading", to_json(score.strip_reading)},
            {"sessions", to_json(score.strip_sessions)},
            {"taken_for_persons", score.strips_as_persons}};
}

Json to_json(const SilenceScore& score) {
    return {{"expected", score.count.expected},
            {"found", score.count.found},
            {"missing", score.count.expected - score.count.found},
            {"over_speech", score.count.extra},
            {"within_100_ms", score.within_100_ms},
            {"within_500_ms", score.within_500_ms}};
}

class Text {
  public:
    void line(const char* subject, const std::string& figures) {
        text_ += fmt::format("{:<22}{}\n", subject, figures);
    }

    void persons(const char* subject, const PersonScore& score) {
        line(subject, fmt::format("{} right, {} wrong, {} missing, {} unannounced", score.right,
                                  score.wrong, score.missing, score.unannounced));
    }

    void sessions(const char* subject, const Score& score) {
        line(subject, fmt::format("{} right, {} wrong, {} missing", score.right, score.wrong,
                                  score.missing));
    }

    void starts(const char* subject, const StartScore& score) {
        const auto median = median_error(score);
        std::string figures = found(score.count);
        if (median) {
            figures +=
                fmt::format(", median {:.2f} s;", static_cast<double>(median->count()) / 1000);
            for (const int seconds : {1, 2, 3, 5})
                figures +=
                    fmt::format(" {} within {} s{}", within(score, std::chrono::seconds(seconds)),
                                seconds, seconds == 5 ? "" : ",");
        }
        line(subject, figures);
    }

    void reading(const char* subject, const Count& count, const ReadingScore& score) {
        line(subject, fmt::format("{}, {} read, similarity {:.3f}", found(count), score.read,
                                  score.similarity));
    }

    static std::string found(const Count& count) {
        return fmt::format("{} of {} found, {} more", count.found, count.expected, count.extra);
    }

    std::string take(const std::vector<std::string>& faults) {
        for (const std::string& fault : faults) text_ += "  " + fault + "\n";
        return std::move(text_);
    }

  private:
    std::string text_;
};

void add_shots(const ShotScore& score, Text& text) {
    const TakenForCuts& taken = score.taken_for_cuts;
    text.line("hard cuts",
              fmt::format("{} ({} flashes, {} passers-by, {} dissolves, {} fades, {} captions)",
                          Text::found(score.cuts), taken.flashes, taken.passers_by, taken.dissolves,
                          taken.fades, taken.captions));
    text.line("dissolves", Text::found(score.dissolves));
    text.line("fades", Text::found(score.fades));
}

void add_captions(const Evaluation& evaluation, Text& text) {
    const CaptionScore& score = evaluation.captions;
    text.reading("captions", score.count, score.reading);
    text.persons("  persons", score.persons);
    text.line("  new persons", fmt::format("{} offered", score.new_persons));
    text.reading("session strips", score.strips, score.strip_reading);
    text.sessions("  sessions", score.strip_sessions);
    text.line("  as persons", fmt::format("{}", score.strips_as_persons));
    const auto titles = [&](const char* subject, const TitleScore& titles_score) {
        text.line(subject,
                  fmt::format("{}, {} read", Text::found(titles_score.count), titles_score.read));
    };
    titles("session cards", evaluation.cards);
    titles("slides", evaluation.slides);
}

}  // namespace

Json to_json(const Evaluation& evaluation) {
    return {{"version", kEvaluationVersion},
            {"chapters", to_json(evaluation.chapters.count)},
            {"persons", to_json(evaluation.chapters.persons)},
            {"sessions", to_json(evaluation.chapters.sessions)},
            {"interventions", to_json(evaluation.interventions)},
            {"captioned_interventions", to_json(evaluation.captioned)},
            {"session_starts", to_json(evaluation.session_starts)},
            {"session_titles", to_json(evaluation.session_titles)},
            {"captions", to_json(evaluation.captions)},
            {"session_strips", strips_json(evaluation.captions)},
            {"session_cards", to_json(evaluation.cards)},
            {"slides", to_json(evaluation.slides)},
            {"shots", to_json(evaluation.shots)},
            {"silences", to_json(evaluation.silences)},
            {"faults", evaluation.faults}};
}

std::string report(const Evaluation& evaluation) {
    Text text;
    text.line("chapters", Text::found(evaluation.chapters.count));
    text.persons("  persons", evaluation.chapters.persons);
    text.sessions("  sessions", evaluation.chapters.sessions);
    text.starts("interventions >= 10 s", evaluation.interventions.starts);
    text.persons("  persons", evaluation.interventions.persons);
    text.starts("captioned", evaluation.captioned.starts);
    text.persons("  persons", evaluation.captioned.persons);
    text.starts("session starts", evaluation.session_starts);
    text.sessions("  titles", evaluation.session_titles);
    add_captions(evaluation, text);
    add_shots(evaluation.shots, text);
    const SilenceScore& silences = evaluation.silences;
    text.line(
        "silences",
        fmt::format("{} of {} found, {} over speech; both ends: {} within 0.1 s, {} within 0.5 s",
                    silences.count.found, silences.count.expected, silences.count.extra,
                    silences.within_100_ms, silences.within_500_ms));
    return text.take(evaluation.faults);
}

}  // namespace revivre::chapters
