#include "indexer/analysis_answer.hpp"

#include <algorithm>
#include <cmath>
#include <ranges>
#include <span>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/evidence_kinds.hpp"
#include "chapters/text/title.hpp"
#include "indexer/probe_answer.hpp"
#include "indexer/recording_file.hpp"
#include "indexer/worker_words.hpp"

namespace revivre::indexer {
namespace {

using chapters::Evidence;
using chapters::Json;
using chapters::Time;

// A cut every second for a whole day; what is more is an attack.
constexpr std::size_t kEvidenceLimit = 100'000;
constexpr std::size_t kFileLimit = 20'000;
constexpr std::size_t kFileBytes = 16U << 20U;
constexpr std::size_t kLineBytes = 64U << 10U;
constexpr std::size_t kNameLetters = 64;
constexpr std::size_t kTextLines = 12;
constexpr int kPixels = 1 << 16;

[[noreturn]] void distrust(std::string_view what) {
    throw Error(ErrorCode::unavailable,
                fmt::format("the analyser did not answer as ours does ({})", what));
}

void require(bool holds, std::string_view otherwise) {
    if (!holds) distrust(otherwise);
}

std::string text_field(const Json& line, const char* name) {
    const auto found = line.find(name);
    require(found != line.end() && found->is_string(), "a text that is none");
    return found->get<std::string>();
}

std::int64_t number_field(const Json& line, const char* name) {
    const auto found = line.find(name);
    require(found != line.end() && found->is_number_integer(), "a number that is none");
    const auto number = found->get<std::int64_t>();
    require(number >= 0, "a number below nothing");
    return number;
}

Time time_field(const Json& line, const char* name) {
    return std::min(Time(number_field(line, name)), kDurationLimit);
}

bool is_file_name(std::string_view name) {
    const auto plain = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '.' || letter == '-' || letter == '_';
    };
    return !name.empty() && name.size() <= kNameLetters && name.front() != '.' &&
           std::ranges::all_of(name, plain);
}

// Line by line, so that nothing but "\n" parts them and none can play tricks where it is shown.
std::string cleaned_text(std::string_view text) {
    std::string all;
    std::size_t lines = 0;
    for (const auto part : std::views::split(text, '\n')) {
        const std::string line = chapters::clean_title(std::string_view(part.begin(), part.end()));
        if (line.empty() || ++lines > kTextLines) continue;
        if (!all.empty()) all += '\n';
        all += line;
    }
    return all;
}

bool is_kind(std::string_view kind) {
    namespace kinds = chapters::evidence_kinds;
    return std::ranges::find(kinds::kSeen, kind) != kinds::kSeen.end() ||
           std::ranges::find(kinds::kHeard, kind) != kinds::kHeard.end();
}

bool is_in_picture(const chapters::Box& box) {
    const auto within = [](int value) { return value >= 0 && value < kPixels; };
    return within(box.x_px) && within(box.y_px) && within(box.width_px) && within(box.height_px);
}

Evidence checked_evidence(const Json& json) {
    Evidence evidence;
    try {
        evidence = chapters::evidence_from_json(json);
    } catch (const Error&) {
        distrust("evidence that is none");
    }
    require(is_kind(evidence.kind), "evidence of no known kind");
    require(std::isfinite(evidence.score), "a score that is none");
    require(evidence.still.empty() || is_file_name(evidence.still), "a name that is none");
    require(!evidence.box || is_in_picture(*evidence.box), "a box that is in no picture");
    evidence.score = std::clamp(evidence.score, 0.0, 1.0);
    evidence.start = std::clamp(evidence.start, Time(0), kDurationLimit);
    if (evidence.end) evidence.end = std::clamp(*evidence.end, evidence.start, kDurationLimit);
    evidence.text = cleaned_text(evidence.text);
    return evidence;
}

std::string_view sentence(std::span<const words::Sentence> known, std::string_view word) {
    const auto found = std::ranges::find(known, word, &words::Sentence::word);
    require(found != known.end(), "a word that is not known");
    return found->text;
}

}  // namespace

AnalysisAnswer::AnalysisAnswer(const std::filesystem::path& file, const AnalysisRequest& request,
                               AnalysisSink& sink)
    : file_(file), request_(request), sink_(sink) {}

void AnalysisAnswer::receive(std::string_view bytes) {
    pending_ += bytes;
    std::size_t begin = 0;
    while (true) {
        const std::string_view rest = std::string_view(pending_).substr(begin);
        if (in_file_) {
            if (rest.size() < file_bytes_) break;
            sink_.file(file_name_, rest.substr(0, file_bytes_));
            begin += file_bytes_;
            in_file_ = false;
            continue;
        }
        const std::size_t length = rest.find('\n');
        require(std::min(length, rest.size()) <= kLineBytes, "a line without an end");
        if (length == std::string_view::npos) break;
        begin += length + 1;
        receive_line(rest.substr(0, length));
    }
    pending_.erase(0, begin);
}

void AnalysisAnswer::receive_line(std::string_view line) {
    Json json;
    try {
        json = chapters::parse_json(line);
    } catch (const Error&) {
        distrust("a line that is no JSON");
    }
    require(json.is_object() && !ended_, "a line that is out of place");
    take(json);
}

void AnalysisAnswer::take(const Json& line) {
    const std::string type = text_field(line, "type");
    if (type == "evidence") return take_evidence(line);
    if (type == "file") return begin_file(line);
    if (type == "progress") return sink_.progress(time_field(line, "time_ms"));
    if (type == "checkpoint")
        return sink_.checkpoint({time_field(line, "time_ms"), time_field(line, "from_ms")});
    if (type == "note") {
        const auto text = sentence(words::kAnalysisNotes, text_field(line, "reason"));
        require(summary_.notes.size() < words::kAnalysisNotes.size(), "the same note again");
        summary_.notes.push_back({.message = std::string(text)});
        return;
    }
    if (type == "refusal") {
        const auto text = sentence(words::kRefusals, text_field(line, "reason"));
        throw Error(ErrorCode::invalid_input, fmt::format(fmt::runtime(text), shown_path(file_)));
    }
    require(type == "end", "a line of no known kind");
    summary_.packets = number_field(line, "packets");
    summary_.decoded = number_field(line, "decoded");
    summary_.shown = number_field(line, "shown");
    ended_ = true;
}

void AnalysisAnswer::take_evidence(const Json& line) {
    require(++evidence_ <= kEvidenceLimit, "too much evidence");
    const auto found = line.find("evidence");
    require(found != line.end() && found->is_object(), "evidence that is none");
    const Evidence evidence = checked_evidence(*found);
    namespace kinds = chapters::evidence_kinds;
    const bool heard = std::ranges::find(kinds::kHeard, evidence.kind) != kinds::kHeard.end();
    const bool known = request_.resume && !heard && evidence.start < request_.resume->settled;
    if (!known) sink_.evidence(evidence);
}

void AnalysisAnswer::begin_file(const Json& line) {
    file_name_ = text_field(line, "name");
    file_bytes_ = static_cast<std::size_t>(number_field(line, "bytes"));
    require(is_file_name(file_name_), "a name that is none");
    require(file_bytes_ <= kFileBytes && ++files_ <= kFileLimit, "files that are too large");
    in_file_ = true;
}

AnalysisSummary AnalysisAnswer::summary() && {
    require(ended_ && !in_file_ && pending_.empty(), "no end");
    return std::move(summary_);
}

}  // namespace revivre::indexer
