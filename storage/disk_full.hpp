#pragma once

#include <string>

#include "chapters/error.hpp"

namespace revivre::storage {

/// There is no room for what was to be kept: nothing of it was. Told apart from other failures of
/// the disk because somebody can make room, and because reading goes on.
class DiskFull : public Error {
  public:
    explicit DiskFull(const std::string& what) : Error(ErrorCode::unavailable, what) {}
};

}  // namespace revivre::storage
