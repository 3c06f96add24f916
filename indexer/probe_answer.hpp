#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "chapters/diagnostic.hpp"
#include "chapters/model.hpp"
#include "indexer/probe.hpp"

namespace revivre::indexer {

// What a file may hold at most. Markers and streams beyond are left out with a diagnostic.
inline constexpr std::size_t kMarkerLimit = 10'000;
inline constexpr std::size_t kStreamLimit = 64;
/// Longest recording: 30 days of 24 hours. A header that claims more lies.
inline constexpr chapters::Time kDurationLimit = std::chrono::hours(30 * 24);

/// Reads what `revivre-worker probe` wrote about `file`, trusting none of it. Throws Error:
/// invalid_input or unavailable with the worker's reason when it refused the file, unavailable when
/// the answer is cut short or no worker of ours can have written it.
ProbeResult read_probe_answer(std::string_view answer, const std::filesystem::path& file);

/// Stated markers, whose titles are clean, as they belong on our timeline: counted from the first
/// presented frame, within [0, duration], ordered by start, and with an end only where that says
/// more than "until the next one" or "until the end". Adds what had to be changed to `diagnostics`.
std::vector<chapters::Marker> on_timeline(std::vector<chapters::Marker> stated,
                                          chapters::Time start_offset, chapters::Time duration,
                                          std::vector<chapters::Diagnostic>& diagnostics);

}  // namespace revivre::indexer
