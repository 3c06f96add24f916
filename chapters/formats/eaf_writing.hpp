#pragma once

#include <string>

#include "chapters/exchange/document.hpp"
#include "chapters/exchange/losses.hpp"

namespace revivre::chapters::formats {

/// Between the names of several speakers in a tier's PARTICIPANT.
inline constexpr char kSpeakerSign = ';';

/// Takes what cannot be said in an EAF file: languages that are no tags, the sign above in names.
void adapt_to_eaf(Document& document, Losses& losses);

/// A tier for each level, speaker and language, below the tier of the level above; annotations that
/// overlap are on tiers of their own. Each annotation has two time slots of its own.
std::string write_eaf(const Document& document);

}  // namespace revivre::chapters::formats
