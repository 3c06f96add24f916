#pragma once

#include "chapters/json.hpp"
#include "indexer/ffmpeg/sandbox.hpp"

namespace revivre::indexer::ffmpeg {

/// Tries what a taken-over worker would try, from behind the sandbox, and tells which attempts were
/// refused: {"refused":[…],"allowed":[…],"landlock":true,"libraries":["libavformat 59.27.100",…]}.
chapters::Json self_check(const Sandbox& sandbox);

}  // namespace revivre::indexer::ffmpeg
