#include "app/application/analysis_journal.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/evidence_kinds.hpp"
#include "chapters/json.hpp"

namespace revivre::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kJournal = "analysis.ndjson";

[[noreturn]] void refuse(const fs::path& place, const std::string& what) {
    throw Error(ErrorCode::unavailable, fmt::format("{} {}", place.string(), what));
}

// Sound is heard anew from the beginning.
bool is_kept(const chapters::Evidence& evidence, chapters::Time settled) {
    namespace kinds = chapters::evidence_kinds;
    return evidence.start < settled &&
           std::ranges::find(kinds::kHeard, evidence.kind) == kinds::kHeard.end();
}

}  // namespace

AnalysisJournal::AnalysisJournal(fs::path derived, const indexer::Checkpoint* resume, Told told,
                                 Settled settled)
    : derived_(std::move(derived)),
      folder_(derived_.string() + ".part"),
      told_(std::move(told)),
      settled_(std::move(settled)) {
    std::error_code fault;
    if (resume == nullptr) fs::remove_all(folder_, fault);
    fs::create_directories(folder_, fault);
    if (fault) refuse(folder_, "cannot be made: " + fault.message());
    if (resume != nullptr) read_journal(resume->settled);
    journal_.open(folder_ / kJournal, std::ios::binary | std::ios::trunc);
    for (const chapters::Evidence& each : evidence_) write_line(chapters::dump_json(to_json(each)));
    journal_.flush();
}

// A last line that was cut short is no evidence yet.
void AnalysisJournal::read_journal(chapters::Time settled) {
    std::ifstream stream(folder_ / kJournal, std::ios::binary);
    std::string line;
    while (std::getline(stream, line)) {
        if (stream.eof()) return;
        try {
            auto evidence = chapters::evidence_from_json(chapters::parse_json(line));
            if (is_kept(evidence, settled)) evidence_.push_back(std::move(evidence));
        } catch (const Error&) {
            return;
        }
    }
}

void AnalysisJournal::write_line(const std::string& line) {
    journal_ << line << '\n';
    if (!journal_) refuse(folder_ / kJournal, "cannot be written: is there room on the disk?");
}

void AnalysisJournal::evidence(const chapters::Evidence& evidence) {
    evidence_.push_back(evidence);
    write_line(chapters::dump_json(to_json(evidence)));
}

void AnalysisJournal::file(const std::string& name, std::string_view content) {
    std::ofstream stream(folder_ / name, std::ios::binary | std::ios::trunc);
    stream.write(content.data(), static_cast<std::streamsize>(content.size()));
    stream.flush();
    if (!stream) refuse(folder_ / name, "cannot be written: is there room on the disk?");
}

void AnalysisJournal::progress(chapters::Time reached) {
    told_(reached);
}

void AnalysisJournal::checkpoint(const indexer::Checkpoint& checkpoint) {
    journal_.flush();
    settled_(checkpoint);
}

std::vector<chapters::Evidence> AnalysisJournal::all_evidence() const {
    std::vector<chapters::Evidence> all = evidence_;
    std::ranges::stable_sort(all, {}, &chapters::Evidence::start);
    return all;
}

void AnalysisJournal::take_place() {
    journal_.close();
    std::error_code fault;
    fs::remove(folder_ / kJournal, fault);
    const fs::path old = derived_.string() + ".old";
    fs::remove_all(old, fault);
    if (fs::exists(derived_)) fs::rename(derived_, old);
    fs::rename(folder_, derived_);
    fs::remove_all(old, fault);
}

}  // namespace revivre::app
