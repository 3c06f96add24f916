#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "chapters/model.hpp"

namespace revivre::chapters {

/// Chapter trees that pass check_chapters, and what people make of them, for property tests.
class TreeGenerator {
  public:
    static constexpr Time kDuration{1000};

    explicit TreeGenerator(std::uint32_t seed) : random_(seed) {}

    std::vector<Chapter> tree();

    /// Up to `edits` changes of any kind, the tree being right after each; `who` begins new ids,
    /// and "mine" now and then gives none, as an editor does.
    std::vector<Chapter> edited(std::vector<Chapter> tree, int edits, const std::string& who);

    /// The same seed gives the same numbers on every machine.
    int number(int least, int most);

  private:
    bool one_in(int count) { return number(1, count) == 1; }
    std::string word();
    Credit credit();
    Chapter chapter(const std::string& id, Time from, Time to);
    void edit(std::vector<Chapter>& tree, const std::string& who);
    void edit_text(Chapter& chapter);
    void edit_credits(std::vector<Credit>& credits);
    void edit_times(Chapter& chapter);
    void add_chapter(std::vector<Chapter>& tree, const std::string& who);
    void remove_chapter(std::vector<Chapter>& tree, bool with_parts);
    void move_chapter(std::vector<Chapter>& tree);

    std::mt19937 random_;
    int next_id_ = 1;
};

}  // namespace revivre::chapters
