#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chapters/diagnostic.hpp"
#include "chapters/model.hpp"

namespace revivre::chapters {

/// A medium that a document speaks of. What is not known is empty.
struct Item {
    std::string title;
    std::string address;  ///< a URL or a file name
    std::string media_type;
    std::optional<Time> duration;
    bool operator==(const Item&) const = default;
};

/// The chapters of one file as formats exchange them: ids and ends may be absent.
struct Document {
    std::vector<Chapter> chapters;  ///< by item, then start, then longer first
    std::string title{};            ///< of the event or recording
    std::string language{};         ///< BCP 47
    std::vector<Item> items{};  ///< by Chapter::item; empty: one medium of which nothing is known
    bool operator==(const Document&) const = default;

    /// How long a medium is, when that is known.
    [[nodiscard]] std::optional<Time> duration(int item = 0) const;
};

/// What a reader understood: everything that could be kept, and everything that could not.
struct ReadResult {
    Document document;
    std::vector<Diagnostic> diagnostics;
    bool refused = false;  ///< not of the format at all; the first diagnostic says why
};

/// A text that is not of the format, and why.
ReadResult refused(std::string why, int line = 1);

/// A recording as a medium of a document: its part or title, its file's name, type and length.
Item item_of(const Recording& recording);

/// One recording's chapters as a document.
Document document_of(const Recording& recording, std::vector<Chapter> chapters);

/// Takes away the credits that nobody confirmed, at all levels: a list that leaves the house names
/// nobody whom only a program proposed. In how many chapters there were any.
std::size_t withhold_unconfirmed(std::vector<Chapter>& chapters);

/// How many chapters there are, at all levels.
std::size_t count_chapters(const std::vector<Chapter>& chapters);

}  // namespace revivre::chapters
