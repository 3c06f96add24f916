#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>

#include "server/http/limits.hpp"

namespace revivre::server {

/// Request content as it comes, counted among what all connections hold for as long as it lives.
class Content {
  public:
    /// `held` must outlive this.
    explicit Content(std::atomic<std::size_t>& held) : held_(held) {}
    ~Content() { held_ -= text_.size(); }
    Content(const Content&) = delete;
    Content& operator=(const Content&) = delete;

    /// False when all connections together hold too much.
    bool append(std::string_view bytes) {
        if (held_ + bytes.size() > kContentBudget) return false;
        text_.append(bytes);
        held_ += bytes.size();
        return true;
    }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

  private:
    std::atomic<std::size_t>& held_;
    std::string text_;
};

}  // namespace revivre::server
