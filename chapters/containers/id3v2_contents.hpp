#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/exchange/gathering.hpp"
#include "chapters/model.hpp"

namespace revivre::chapters::id3v2 {

/// "toc-chp0" is the table of what lies inside the chapter "chp0": how chapter_frames() names it.
inline constexpr std::string_view kChildrenOf = "toc-";

/// A CTOC frame.
struct ContentsTable {
    std::string id;
    std::string title;
    bool outermost = false;
    std::size_t counted = 0;           ///< entries, as its one byte says
    std::vector<std::string> entries;  ///< ids of chapters and tables
    bool taken = false;
};

/// Brings chapters in the order, and into the tree, of their tables of contents. Tables may be
/// wrong in any way: cycles, entries that do not exist, several outermost ones, none at all.
class Contents {
  public:
    void add(std::string id, Chapter chapter);
    void add(ContentsTable table);

    [[nodiscard]] std::size_t size() const noexcept { return chapters_.size(); }

    /// Call once, when all are there.
    void gather(Gathering& gathering);

  private:
    struct Element {
        std::string id;
        std::unique_ptr<Chapter> chapter;  ///< null once it is taken
    };

    void index(Gathering& gathering);
    std::vector<std::size_t> outermost_tables(Gathering& gathering) const;
    std::vector<Chapter> take_table(ContentsTable& table, std::size_t depth, Gathering& gathering);
    void take_chapters(const std::string& id, std::vector<Chapter>& into, Gathering& gathering);
    void take_inner(ContentsTable& table, std::size_t depth, std::vector<Chapter>& into,
                    Gathering& gathering);
    void take_rest(std::vector<Chapter>& into, Gathering& gathering);

    std::vector<Element> chapters_;
    std::vector<ContentsTable> tables_;
    std::multimap<std::string, std::size_t> chapters_by_id_;
    std::map<std::string, std::size_t> tables_by_id_;
};

}  // namespace revivre::chapters::id3v2
