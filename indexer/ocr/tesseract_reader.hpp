#pragma once

#include <memory>
#include <string>

#include "indexer/analysis/tools.hpp"

namespace revivre::indexer {

/// Tesseract with the data of `languages` ("fra", "fra+eng") loaded, one thread. Reads its data
/// files here and never a file again, so make it before the process locks itself in. Throws
/// Error{unavailable} when the data is not installed: the message names the Debian package.
std::unique_ptr<TextReader> open_tesseract(const std::string& languages);

}  // namespace revivre::indexer
