#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "chapters/json.hpp"
#include "indexer/analysis_run.hpp"

namespace revivre::indexer {

/// Reads what `revivre-analyser` writes about `file`, as it comes, trusting none of it.
class AnalysisAnswer {
  public:
    /// `sink` and `request` must outlive this.
    AnalysisAnswer(const std::filesystem::path& file, const AnalysisRequest& request,
                   AnalysisSink& sink);

    /// Throws Error: invalid_input or unavailable with the analyser's reason when it refused the
    /// file, unavailable when no analyser of ours can have written this.
    void receive(std::string_view bytes);

    /// After the last byte. Throws Error{unavailable} when the answer is cut short.
    AnalysisSummary summary() &&;

  private:
    void receive_line(std::string_view line);
    void take(const chapters::Json& line);
    void take_evidence(const chapters::Json& line);
    void begin_file(const chapters::Json& line);

    std::filesystem::path file_;
    const AnalysisRequest& request_;
    AnalysisSink& sink_;
    std::string pending_;
    std::string file_name_;
    std::size_t file_bytes_ = 0;
    std::size_t evidence_ = 0;
    std::size_t files_ = 0;
    bool in_file_ = false;
    bool ended_ = false;
    AnalysisSummary summary_;
};

}  // namespace revivre::indexer
