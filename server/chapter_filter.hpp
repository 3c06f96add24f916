#pragma once

#include <optional>
#include <string>

#include "server/routes/route.hpp"
#include "storage/repository.hpp"

namespace revivre::server {

/// Which chapters a request asks for: `?kind=`, `?person=` (confirmed in them), `?session=`,
/// `?recording=`, `?event=`. What is not given asks for all; an id that nothing has, for none.
class ChapterFilter {
  public:
    /// Throws ParameterError for a kind that there is not.
    explicit ChapterFilter(const Request& request);

    [[nodiscard]] bool wants(const storage::PublishedChapter& published) const;

    /// Leaves the wanted ones, in their order.
    void apply(std::vector<storage::PublishedChapter>& all) const;

  private:
    std::optional<chapters::ChapterKind> kind_;
    std::string person_;
    std::string session_;
    std::string recording_;
    std::string event_;
};

}  // namespace revivre::server
