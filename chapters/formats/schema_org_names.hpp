#pragma once

#include <string>
#include <string_view>

#include "chapters/model.hpp"

namespace revivre::chapters::formats {

/// The address that plays a video from `start` on: its own with "?t=" or "&t=".
std::string clip_address(std::string_view video, Time start);

}  // namespace revivre::chapters::formats
