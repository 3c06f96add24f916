#pragma once

#include <string_view>
#include <unordered_set>

namespace revivre::chapters::programmes {

/// The words of a blank-separated list, for looking up. The list must outlive the set.
class WordSet {
  public:
    explicit WordSet(std::string_view list);
    [[nodiscard]] bool contains(std::string_view word) const { return words_.contains(word); }

    /// The word itself or, for a plural in -s or -x, its singular.
    [[nodiscard]] bool contains_either(std::string_view word) const;

  private:
    std::unordered_set<std::string_view> words_;
};

}  // namespace revivre::chapters::programmes
