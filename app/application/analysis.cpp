#include "app/application/analysis.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include "app/application/analysis_journal.hpp"
#include "app/application/work_progress.hpp"
#include "chapters/error.hpp"
#include "chapters/media_type.hpp"
#include "indexer/analysis_run.hpp"

namespace revivre::app {
namespace {

using chapters::Time;
using storage::Analysis;
using storage::AnalysisState;

constexpr const char* kTool = "revivre-analyser";
constexpr int kMostAttempts = 3;

constexpr std::array kChoices{std::pair{"fast", indexer::PictureChoice::keys},
                              std::pair{"full", indexer::PictureChoice::screened},
                              std::pair{"exhaustive", indexer::PictureChoice::all}};

// Whether what was done holds all that is wished: more pictures were seen, by the same program.
bool suffices(const Analysis& done, const AnalysisWish& wish) {
    const auto rank = [](const std::string& name) {
        return std::ranges::find_if(kChoices, [&](const auto& each) { return name == each.first; });
    };
    return done.tool_version == REVIVRE_VERSION && rank(done.choice) >= rank(wish.choice);
}

// For tests of what a crash leaves: the analyser aborts at this presentation time.
std::optional<Time> crash_wished() {
    const char* text = std::getenv("REVIVRE_TEST_CRASH_MS");  // NOLINT(concurrency-mt-unsafe)
    if (text == nullptr || *text == '\0') return std::nullopt;
    return Time(std::atoll(text));  // NOLINT(cert-err34-c): a test writes it
}

class Analysing {
  public:
    Analysing(const Application& application, storage::Repository& repository,
              const chapters::Recording& recording, const AnalysisWish& wish)
        : application_(application), repository_(repository), recording_(recording), wish_(wish) {
        const auto known = repository.analysis(recording.id);
        const bool goes_on = known && known->state == AnalysisState::running &&
                             known->choice == wish.choice && known->tool_version == REVIVRE_VERSION;
        state_ = goes_on ? *known : fresh();
        state_.attempts = 0;
    }

    AnalysisResult run() {
        while (state_.attempts < kMostAttempts) {
            ++state_.attempts;
            repository_.save_analysis(state_);
            try {
                attempt();
                return std::move(result_);
            } catch (const Error& error) {
                if (error.code() == ErrorCode::internal) throw;
                result_.reason = error.what();
                if (error.code() != ErrorCode::unavailable) break;  // would only happen again
            }
        }
        state_.state = AnalysisState::failed;
        state_.reason = result_.reason;
        repository_.save_analysis(state_);
        return std::move(result_);
    }

  private:
    [[nodiscard]] Analysis fresh() const {
        return {.recording = recording_.id,
                .choice = wish_.choice,
                .reason = {},
                .tool_version = REVIVRE_VERSION};
    }

    [[nodiscard]] indexer::AnalysisRequest request() const {
        const auto choice = std::ranges::find_if(
            kChoices, [&](const auto& each) { return wish_.choice == each.first; });
        const bool seen = chapters::stream_of(recording_, "video") != nullptr;
        return {.choice = choice->second,
                .languages = seen ? wish_.languages : std::string(),
                .start_offset = recording_.start_offset,
                .duration = recording_.duration,
                .crash_at = crash_wished()};
    }

    void attempt() {
        indexer::AnalysisRequest request = this->request();
        if (state_.from > Time(0)) request.resume = {state_.settled, state_.from};
        WorkProgress progress(application_, "analyse", recording_.file, state_.from,
                              recording_.duration);
        AnalysisJournal journal(
            application_.library().derived(recording_.id),
            request.resume ? &*request.resume : nullptr,
            [&](Time reached) { progress.reached(reached); },
            [this](const indexer::Checkpoint& checkpoint) { keep(checkpoint); });
        const indexer::AnalysisSummary summary =
            indexer::analyse(recording_.file, request, journal);
        journal.take_place();
        result_.notes = summary.notes;
        result_.packets = summary.packets;
        result_.decoded = summary.decoded;
        keep_evidence(journal.all_evidence());
        result_.done = true;
    }

    void keep(const indexer::Checkpoint& checkpoint) {
        state_.settled = checkpoint.settled;
        state_.from = checkpoint.from;
        repository_.save_analysis(state_);
    }

    void keep_evidence(std::vector<chapters::Evidence> evidence) {
        for (chapters::Evidence& each : evidence) {
            each.recording = recording_.id;
            each.tool = kTool;
            each.tool_version = REVIVRE_VERSION;
        }
        state_.state = AnalysisState::done;
        repository_.transact([&] {
            repository_.replace_evidence(recording_.id, kTool, std::move(evidence));
            repository_.save_analysis(state_);
        });
    }

    const Application& application_;
    storage::Repository& repository_;
    const chapters::Recording& recording_;
    const AnalysisWish& wish_;
    Analysis state_;
    AnalysisResult result_;
};

}  // namespace

bool needs_analysis(storage::Repository& repository, const std::string& recording,
                    const AnalysisWish& wish) {
    if (wish.choice == "markers") return false;
    const auto known = repository.analysis(recording);
    return !known || known->state != AnalysisState::done || !suffices(*known, wish);
}

AnalysisResult analyse_recording(const Application& application, storage::Repository& repository,
                                 const chapters::Recording& recording, const AnalysisWish& wish) {
    return Analysing(application, repository, recording, wish).run();
}

}  // namespace revivre::app
