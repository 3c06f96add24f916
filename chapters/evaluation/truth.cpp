#include "chapters/evaluation/truth.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "chapters/error.hpp"

namespace revivre::chapters::evaluation {
namespace {

constexpr double kLatest = 1e7;  // seconds, 115 days: beyond, milliseconds are no longer meant

using Names = std::map<std::string, std::string>;

std::string text_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

// The list of that name, or none of its entries.
Json list_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_array() ? *found : Json::array();
}

std::string name_in(const Names& names, const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() ? "" : found->second;
}

Time in_milliseconds(const Json& seconds, const char* what) {
    const bool usable = seconds.is_number() && std::abs(seconds.get<double>()) <= kLatest;
    if (!usable) {
        throw Error(ErrorCode::invalid_input,
                    fmt::format("the truth file has no number of seconds where '{}' is due", what));
    }
    return Time(std::llround(seconds.get<double>() * 1000));
}

Time time_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    return in_milliseconds(found == json.end() ? Json() : *found, key);
}

Span span_of(const Json& json, const char* start, const char* end) {
    return {time_of(json, start), time_of(json, end)};
}

std::vector<Span> spans_of(const Json& truth, const char* list) {
    std::vector<Span> spans;
    for (const Json& each : list_of(truth, list)) spans.push_back(span_of(each, "start", "end"));
    return spans;
}

class TruthReader {
  public:
    explicit TruthReader(const Json& json)
        : json_(json), speakers_(names("speakers", "name")), sessions_(names("sessions", "title")) {
        const double rate = json.value("fps", Json()).is_number() ? json["fps"].get<double>() : 0;
        if (rate >= 1 && rate <= 1000) frame_seconds_ = 1 / rate;
    }

    Truth read() {
        truth_.frame = Time(std::llround(frame_seconds_ * 1000));
        for (const Json& each : json_["chapters"]) chapter(each);
        for (const Json& each : list_of(json_, "sessions")) session(each);
        for (const Json& each : list_of(json_, "captions")) caption(each);
        for (const Json& each : list_of(json_, "interventions")) intervention(each);
        for (const Json& each : list_of(json_, "cuts")) cut(each);
        for (const Json& each : list_of(json_, "shots")) shot(each);
        for (const Json& each : list_of(json_, "distractors")) distractor(each);
        truth_.silences = spans_of(json_, "silences");
        truth_.speech = spans_of(json_, "transcript");
        return std::move(truth_);
    }

  private:
    Names names(const char* list, const char* name) const {
        Names found;
        for (const Json& each : list_of(json_, list))
            found[text_of(each, "id")] = text_of(each, name);
        return found;
    }

    void chapter(const Json& each) {
        truth_.chapters.push_back({.start = time_of(each, "start"),
                                   .title = text_of(each, "title"),
                                   .speaker = name_in(speakers_, text_of(each, "speaker")),
                                   .session = name_in(sessions_, text_of(each, "session"))});
    }

    void session(const Json& each) {
        if (!each.contains("start")) return;  // named only for its chapters
        const std::string title = text_of(each, "title");
        truth_.sessions.push_back({span_of(each, "start", "end"), title});
        const Json card = list_of(each, "card");
        if (card.size() == 2) {
            truth_.session_cards.push_back(
                {{in_milliseconds(card[0], "card"), in_milliseconds(card[1], "card")}, title});
        }
    }

    void caption(const Json& each) {
        TruthCaption caption{.span = span_of(each, "on", "off"),
                             .speaker = name_in(speakers_, text_of(each, "speaker")),
                             .is_strip = text_of(each, "kind") == "session_title"};
        for (const Json& line : list_of(each, "lines")) {
            if (line.is_string()) caption.lines.push_back(line.get<std::string>());
        }
        std::vector<int> box;
        for (const Json& side : list_of(each, "box")) {
            if (side.is_number_integer()) box.push_back(side.get<int>());
        }
        if (box.size() == 4) caption.box = {box[0], box[1], box[2], box[3]};
        if (!caption.is_strip) captioned_.insert(text_of(each, "intervention"));
        truth_.captions.push_back(std::move(caption));
    }

    void intervention(const Json& each) {
        truth_.interventions.push_back({.span = span_of(each, "start", "end"),
                                        .speaker = name_in(speakers_, text_of(each, "speaker")),
                                        .captioned = captioned_.contains(text_of(each, "id")),
                                        .moderation = text_of(each, "kind") == "moderation"});
    }

    void cut(const Json& each) {
        const std::string type = text_of(each, "type");
        if (type == "cut") truth_.cuts.push_back(time_of(each, "time"));
        if (type == "fade") truth_.black_edges.push_back(time_of(each, "time"));
    }

    Time frames(const Json& count) const {
        return in_milliseconds(
            count.is_number() ? Json(count.get<double>() * frame_seconds_) : count, "frames");
    }

    void shot(const Json& each) {
        const Span span = span_of(each, "start", "end");
        const std::string kind = text_of(each, "kind");
        if (kind == "card") truth_.cards.push_back(span);
        if (kind == "slide") truth_.slides.push_back({span, text_of(each, "title")});
        const Json mixed = list_of(each, "transition_frames");
        if (text_of(each, "transition_in") == "dissolve" && mixed.size() == 2)
            truth_.dissolves.push_back({frames(mixed[0]), frames(mixed[1])});
        if (each.contains("fade_in_frames"))
            truth_.fades.push_back({span.start, span.start + frames(each["fade_in_frames"])});
        if (each.contains("fade_out_frames"))
            truth_.fades.push_back({span.end - frames(each["fade_out_frames"]), span.end});
    }

    void distractor(const Json& each) {
        const bool flash = text_of(each, "type") == "flash";
        (flash ? truth_.flashes : truth_.passers_by).push_back(span_of(each, "start", "end"));
    }

    const Json& json_;
    Names speakers_;
    Names sessions_;
    std::set<std::string> captioned_;  // ids of interventions
    double frame_seconds_ = 0.04;      // make_day.py's own default
    Truth truth_;
};

}  // namespace

Truth read_truth(const Json& json) {
    const bool has_chapters =
        json.is_object() && json.contains("chapters") && json["chapters"].is_array();
    if (!has_chapters) {
        throw Error(ErrorCode::invalid_input,
                    "this is no truth file: it has no list called 'chapters'");
    }
    return TruthReader(json).read();
}

}  // namespace revivre::chapters::evaluation
