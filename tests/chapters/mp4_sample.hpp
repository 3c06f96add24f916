#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/exchange/document.hpp"

/// MP4 files put together by hand, box by box, for what no program at hand writes.
namespace revivre::chapters {

struct TextTrackSample {
    std::string handler = "text";
    std::string name{};
    std::uint32_t timescale = 1000;
    std::vector<std::string> samples{};        ///< as in "mdat"
    std::vector<std::uint32_t> lengths{};      ///< of each, in the time scale
    std::string edits{};                       ///< whole "edts" box
    std::string sizes{};                       ///< whole "stsz" or "stz2" box; empty: made
    std::vector<std::uint32_t> chunk_sizes{};  ///< samples a chunk; empty: all in one
};

/// A file of one sound track without samples, whose chapters `tracks` are. Time scale 1000.
std::string movie_with(const std::vector<TextTrackSample>& tracks, std::string_view list = {});

/// A sample: length and text.
std::string text_sample(std::string_view text, std::string_view boxes = {});

/// "00:00:01.000 - 00:00:02.000 Title" of each, "?" where there is no end.
std::vector<std::string> lines_of(const std::vector<Chapter>& chapters);

}  // namespace revivre::chapters
