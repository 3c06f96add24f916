#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "chapters/containers/id3v2.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/model.hpp"

/// CHAP and CTOC frames of ID3v2 (ID3v2 Chapter Frame Addendum 1.0, sections 3.1 and 3.2).
namespace revivre::chapters::id3v2 {

/// Whether a frame is one of the two.
bool is_chapter_frame(const Frame& frame);

/// Gives `gathering` the chapters of a tag, as its tables of contents order them, and the tag's
/// title. False when it has no chapter frame.
bool gather_chapters(Tag& tag, Gathering& gathering);

/// Sub-frames that a Chapter has no place for, pictures above all, by the start and the title of
/// their chapter: whole frames of the tag's version.
using Attachments = std::map<std::pair<Time, std::string>, std::string>;
Attachments attachments_of(Tag& tag);

/// The CTOC and CHAP frames of a tag of `version` 3 or 4; empty without chapters. The outermost
/// table is "toc", chapters are "chp0", "chp1"… in the order of the tree. A chapter with others
/// inside stands first in a table of its own that is called after it, "toc-chp0", and they behind
/// it: readers without an eye for tables see all chapters, those with one see the tree. More
/// entries than the 255 that a table can count go into tables without a title. A chapter that kept
/// its start and title keeps its attachments.
std::string chapter_frames(const std::vector<Chapter>& chapters, int version,
                           const Attachments& attachments);

}  // namespace revivre::chapters::id3v2
