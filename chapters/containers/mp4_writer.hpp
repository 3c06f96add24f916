#pragma once

#include "chapters/containers/byte_stream.hpp"
#include "chapters/exchange/document.hpp"

namespace revivre::chapters::mp4 {

/// Writes `media` with other chapters, as Container::write does: a text track that the first
/// enabled tracks of pictures and of sound name as their chapters (some readers look at one of them
/// only), a second one of addresses when a chapter has one, and "udta/chpl". Gaps become samples
/// without a title. Tracks of pictures for the chapters stay. "moov" keeps its place before or
/// behind the media, and the samples of the new tracks lie beside it, on the side of the media.
void write_chapters(ByteSource& media, const Document& document, ByteSink& out);

}  // namespace revivre::chapters::mp4
