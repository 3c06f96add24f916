#pragma once

#include "chapters/containers/byte_stream.hpp"
#include "chapters/exchange/document.hpp"

namespace revivre::chapters {

/// Container::write of Matroska. Of a file with several Segments the first gets the chapters. All
/// elements stay as they are and in their order, but for: Chapters, which stand before the first
/// Cluster; SeekHead, made anew; Cues and the Position of Clusters, which follow the shift;
/// checksums of what changed, which go; the size of the Segment and the DocTypeVersion (at least 4
/// for the languages of chapters).
void write_matroska(ByteSource& media, const Document& document, ByteSink& out);

}  // namespace revivre::chapters
