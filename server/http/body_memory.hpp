#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "server/http/answer.hpp"
#include "server/http/descriptor.hpp"

namespace revivre::server {

/// Content in a file without a name that lives in memory (memfd_create(2)), so that it can be sent
/// without being copied. One file for all: each body gets a place behind all earlier ones, and its
/// memory goes back to the system when nobody holds it any more. For any thread; what it gave out
/// may outlive it.
class BodyMemory {
  public:
    BodyMemory();

    /// A copy of `body`, for as long as the descriptor of what is given lives. Nothing when the
    /// system has no such files or no memory: send it from where it is.
    [[nodiscard]] std::optional<FileContent> keep(std::string_view body);

  private:
    class Place;
    std::shared_ptr<const Descriptor> file_;
    std::atomic<std::uint64_t> end_ = 0;
};

}  // namespace revivre::server
