#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace revivre::chapters::formats {

/// What a WebVTT cue's text says, without its markup.
struct CueText {
    std::string text;                 ///< without ruby text; line ends as they were
    std::vector<std::string> voices;  ///< names of the voice spans, each once, in their order
    std::string language;             ///< of the language span that holds all the text, or empty
};

/// The cue text parsing rules (W3C WebVTT, section 6.4), and of the tree they make only what the
/// rules for chapter titles and voices want. More than `most_voices` voices are dropped.
CueText parse_cue_text(std::string_view text, std::size_t most_voices);

/// `text` as cue text that is nothing but text.
std::string escape_cue_text(std::string_view text);

}  // namespace revivre::chapters::formats
