#pragma once

#include <filesystem>
#include <string>

#include "chapters/model.hpp"
#include "chapters/remap/passage.hpp"
#include "storage/library.hpp"
#include "storage/repository.hpp"

namespace revivre::app {

/// Where the moments of one recording stand in another.
struct RecordingMap {
    chapters::remap::PassageMap map;
    std::string lacking;  ///< why there was less to compare than could be, a sentence; or empty
};

/// Compares two recordings by the peaks and the evidence that their analyses left.
RecordingMap map_recordings(const storage::Library& library, storage::Repository& repository,
                            const chapters::Recording& old, const chapters::Recording& made);

}  // namespace revivre::app
