#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "chapters/exchange/document.hpp"

namespace revivre::chapters {

/// Documents that no person would write, for property tests: accents, emoji, right-to-left text,
/// markup, what formats use as signs of their own, titles of 4,000 characters, chapters without
/// length, equal starts, a hundred hours, three levels, several speakers and languages.
class DocumentGenerator {
  public:
    explicit DocumentGenerator(std::uint32_t seed) : random_(seed) {}

    /// The same seed gives the same documents, in turn.
    Document document();

  private:
    int number(int least, int most);
    bool one_in(int count) { return number(1, count) == 1; }
    std::string pick(const std::vector<std::string>& from);
    std::string title();
    Credit credit();
    Chapter chapter(Time from, Time to, int depth);
    std::vector<Chapter> siblings(Time from, Time to, int depth);

    std::mt19937 random_;
};

}  // namespace revivre::chapters
