#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "chapters/error.hpp"

namespace revivre::storage::sqlite {

/// The word that stands for `value` in a column.
template <typename Enum, std::size_t count>
std::string_view word_of(const std::array<std::pair<Enum, std::string_view>, count>& words,
                         Enum value) noexcept {
    for (const auto& [each, word] : words) {
        if (each == value) return word;
    }
    return "";
}

/// The other way. Throws Error{unavailable} for a word that a column's CHECK lets nobody write.
template <typename Enum, std::size_t count>
Enum value_of(const std::array<std::pair<Enum, std::string_view>, count>& words,
              std::string_view text) {
    for (const auto& [value, word] : words) {
        if (word == text) return value;
    }
    throw Error(ErrorCode::unavailable, "the store holds a word that it should not");
}

}  // namespace revivre::storage::sqlite
