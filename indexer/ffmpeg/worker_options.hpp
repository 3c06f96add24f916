#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>

namespace revivre::indexer::ffmpeg {

/// The `--name value` pairs that a worker is started with.
class WorkerOptions {
  public:
    /// Nothing when they are not pairs, or a name is not among `known`. The texts are borrowed.
    static std::optional<WorkerOptions> read(std::span<const std::string_view> arguments,
                                             std::span<const std::string_view> known);

    [[nodiscard]] std::string_view text(std::string_view name) const;
    /// `otherwise` when it was not given; less than 0 when it is no number.
    [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t otherwise) const;

  private:
    std::map<std::string_view, std::string_view> values_;
};

}  // namespace revivre::indexer::ffmpeg
