#pragma once

#include "chapters/containers/byte_stream.hpp"
#include "chapters/exchange/document.hpp"

namespace revivre::chapters::mp4 {

/// The chapters of an MP4 or QuickTime file, as Container::read gives them.
/// - A chapter track gives starts, ends and titles; samples without a title are the gaps between
///   chapters, unless nothing in the track has a title or "chpl" lists them, too.
/// - Of several text tracks the first that has titles, not addresses, is taken; addresses of the
///   others become links.
/// - "chpl" is taken when it lists more chapters than the track, with the track's titles where its
///   own may be cut. When the track had to begin at 0, "chpl" tells where the first one starts.
ReadResult read_chapters(ByteSource& media);

}  // namespace revivre::chapters::mp4
