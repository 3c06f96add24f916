#pragma once

#include <utility>

namespace revivre::indexer {

/// An open file descriptor of ours, closed at the end; -1 when there is none.
class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int value) noexcept : value_(value) {}
    Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(value_, other.value_);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();

    [[nodiscard]] int value() const noexcept { return value_; }
    /// Closes it now.
    void close() noexcept;

  private:
    int value_ = -1;
};

}  // namespace revivre::indexer
