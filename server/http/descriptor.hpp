#pragma once

#include <utility>

#include <unistd.h>

namespace revivre::server {

/// A file descriptor that is closed with its owner.
class Descriptor {
  public:
    explicit Descriptor(int number) noexcept : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int number() const noexcept { return number_; }  ///< -1: none

    /// Gives the descriptor to another owner.
    [[nodiscard]] int release() noexcept { return std::exchange(number_, -1); }

  private:
    int number_;
};

}  // namespace revivre::server
