#pragma once

#include <filesystem>
#include <vector>

#include "chapters/exchange/document.hpp"
#include "chapters/exchange/losses.hpp"

namespace revivre::app {

/// Writes a copy of `media` to `target` with the chapters of `document` in place of its own; the
/// streams stay byte for byte the same. The copy is written beside `target`, read back and compared
/// with what was meant, and only then given its name. Throws Error: invalid_input and unsupported
/// (no such media, a container whose chapters are not written here), conflict (`target` is there
/// already), unavailable (the disk).
std::vector<chapters::Loss> write_into_media(const std::filesystem::path& media,
                                             const chapters::Document& document,
                                             const std::filesystem::path& target);

}  // namespace revivre::app
