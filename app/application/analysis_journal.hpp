#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "chapters/model.hpp"
#include "indexer/analysis_run.hpp"

namespace revivre::app {

/// What a running analysis has found so far, on the disk: derived files and a journal of evidence
/// in a folder beside the recording's derived files, which takes their place at the end.
class AnalysisJournal final : public indexer::AnalysisSink {
  public:
    using Told = std::function<void(chapters::Time reached)>;
    using Settled = std::function<void(const indexer::Checkpoint&)>;

    /// `derived`: the recording's folder of derived files, which need not exist. `resume`: go on
    /// with what an interrupted analysis left, up to that place; else that is thrown away. Throws
    /// Error{unavailable} when the disk refuses.
    AnalysisJournal(std::filesystem::path derived, const indexer::Checkpoint* resume, Told told,
                    Settled settled);

    void evidence(const chapters::Evidence& evidence) override;
    void file(const std::string& name, std::string_view content) override;
    void progress(chapters::Time reached) override;
    void checkpoint(const indexer::Checkpoint& checkpoint) override;

    /// All evidence, ordered by start.
    [[nodiscard]] std::vector<chapters::Evidence> all_evidence() const;
    /// Puts the files in the place of the earlier ones.
    void take_place();

  private:
    void read_journal(chapters::Time settled);
    void write_line(const std::string& line);

    std::filesystem::path derived_;
    std::filesystem::path folder_;
    Told told_;
    Settled settled_;
    std::ofstream journal_;
    std::vector<chapters::Evidence> evidence_;
};

}  // namespace revivre::app
