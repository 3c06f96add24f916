#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/diagnostic.hpp"
#include "chapters/model.hpp"

namespace revivre::indexer {

/// Which pictures of a recording are decoded.
enum class PictureChoice {
    keys,      ///< key frames only: fast, blind between them
    screened,  ///< and what the sizes of the packets between them betray
    all,
};

/// From where an interrupted analysis may go on.
struct Checkpoint {
    chapters::Time settled{};  ///< what starts before was found
    chapters::Time from{};     ///< the key frame from which pictures must be seen again
    bool operator==(const Checkpoint&) const = default;
};

struct AnalysisRequest {
    PictureChoice choice = PictureChoice::screened;
    std::string languages = "fra";  ///< of text in pictures, as tesseract calls them: "fra+eng"
    chapters::Time start_offset{};  ///< Recording::start_offset
    chapters::Time duration{};      ///< Recording::duration
    std::optional<Checkpoint> resume{};
    std::optional<chapters::Time> crash_at{};  ///< for tests: the analyser aborts there
};

/// Takes what an analysis finds, while it runs.
class AnalysisSink {
  public:
    virtual ~AnalysisSink() = default;
    virtual void evidence(const chapters::Evidence& evidence) = 0;
    /// A derived file; `name` is 1 to 64 of a-z 0-9 . - _ and does not begin with a point.
    virtual void file(const std::string& name, std::string_view content) = 0;
    /// The presentation time reached.
    virtual void progress(chapters::Time reached) = 0;
    virtual void checkpoint(const Checkpoint& checkpoint) = 0;
};

struct AnalysisSummary {
    std::int64_t packets = 0;  ///< of the pictures' stream
    std::int64_t decoded = 0;  ///< pictures
    std::int64_t shown = 0;    ///< pictures that analysers saw
    std::vector<chapters::Diagnostic> notes;
};

struct AnalysisLimits {
    std::chrono::milliseconds patience{120'000};  ///< longest without a word: a hang
    std::size_t output_bytes = std::size_t{512} << 20;
    std::size_t memory_bytes = std::size_t{2} << 30;  ///< RLIMIT_AS
};

/// Sees and hears a recording in a process that can reach nothing but the open file. Blocks until
/// it ended. What comes from that process is checked before `sink` gets it. Throws Error:
/// not_found, invalid_input, unavailable (crashed, hung, ran out of a limit: the message says
/// which). What the sink throws goes through.
AnalysisSummary analyse(const std::filesystem::path& file, const AnalysisRequest& request,
                        AnalysisSink& sink, const AnalysisLimits& limits = {});

}  // namespace revivre::indexer
