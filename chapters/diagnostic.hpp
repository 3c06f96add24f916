#pragma once

#include <string>

namespace revivre::chapters {

/// Something a reader found wrong in its input, and where. Readers go on after it.
struct Diagnostic {
    int line = 0;         ///< from 1; 0 when it concerns the whole file
    std::string message;  ///< for the archivist, names the offending text
    bool operator==(const Diagnostic&) const = default;
};

}  // namespace revivre::chapters
