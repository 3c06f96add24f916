#pragma once

#include <chrono>
#include <cstddef>

namespace revivre::indexer::ffmpeg {

/// What this process may still use once it has locked itself in.
struct SandboxLimits {
    std::chrono::milliseconds processor{};  ///< rounded up to seconds; SIGXCPU beyond
    std::size_t memory_bytes = 0;           ///< address space; not with sanitizers, which map 20 TB
};

/// What enter_sandbox() could do on this system.
struct Sandbox {
    bool filtered = false;  ///< seccomp: only the calls of a list; without it, read nothing
    bool landlock = false;  ///< the file system is closed a second time; kernels since 5.13
};

/// Gives up, for ever, all that reading one open file does not need: opening files, sockets, new
/// processes, new programs, other processes' memory, writing files, core dumps; limits memory and
/// processor time; ends this process when its parent ends. Call before any foreign byte is read.
Sandbox enter_sandbox(const SandboxLimits& limits) noexcept;

}  // namespace revivre::indexer::ffmpeg
