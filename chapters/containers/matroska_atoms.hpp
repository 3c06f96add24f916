#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chapters/exchange/matroska_chapters.hpp"

namespace revivre::chapters {

/// So much of a Chapters element counts as one byte of text for chapter_allowance(): 80 bytes a
/// chapter, which is what mkvmerge 74 writes for one with a title. Empty ones take two bytes.
inline constexpr std::size_t kBytesAsOneOfText = 4;

/// The editions that the content of a Chapters element holds (RFC 9559, section 5.1.7). What is
/// wrong there is told to `gathering`, and the rest is read.
std::vector<MatroskaEdition> read_editions(std::string_view content, Gathering& gathering);

/// A whole Chapters element; nothing when the edition has no chapters, which is not allowed there.
std::string chapters_element(const MatroskaEdition& edition);

}  // namespace revivre::chapters
