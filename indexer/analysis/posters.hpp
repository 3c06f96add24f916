#pragma once

#include <optional>

#include "indexer/analysis/scale.hpp"
#include "indexer/analysis/thumbnail.hpp"
#include "indexer/analysis/tools.hpp"

namespace revivre::indexer {

/// A JPEG file, at most 640 px wide, of each scene that passes by, named as chapters/posters.hpp
/// says: never black or plain, and some pictures after the change where pictures follow each
/// other, so that it is no mixture of two scenes. At most one each 2 s, and 720 an hour: sixty at
/// once, one more each 5 s. Memory: one picture of that size.
class Posters {
  public:
    /// `tools` must outlive this.
    explicit Posters(const Tools& tools) : tools_(tools) {}

    void see(const Picture& picture);
    void finish();
    /// Posters before this have been written.
    [[nodiscard]] chapters::Time settled(chapters::Time now) const;

  private:
    struct Waiting {
        chapters::Time time{};
        Thumbnail thumbnail;
        OwnPicture picture;
    };

    void look(const Picture& picture);
    [[nodiscard]] bool is_shown(const Thumbnail& thumbnail);
    [[nodiscard]] bool is_settled(const Picture& picture) const;
    void wait_with(const Picture& picture);
    void write(const Picture& picture, const Thumbnail& thumbnail);
    void write_waiting();
    bool may_write(chapters::Time time);

    const Tools& tools_;
    std::optional<Thumbnail> before_;  ///< of the picture before
    std::optional<Thumbnail> shown_;   ///< of the last poster
    std::optional<Thumbnail> same_;    ///< that was last found to show the same scene
    chapters::Time shown_at_{};
    std::optional<Waiting> waiting_;  ///< of a scene that may not have settled
    chapters::Time changed_at_{};     ///< when that scene was first seen
    chapters::Time saved_up_{};       ///< for posters to come
    std::optional<chapters::Time> saved_until_;
};

}  // namespace revivre::indexer
