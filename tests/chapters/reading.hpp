#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/exchange/document.hpp"

namespace revivre::chapters {

/// Chapters as tests compare them, one a line: two blanks a level, "start-end title", an end that
/// is not said left out, "@1" behind what is on another medium than the first.
std::string outline(const std::vector<Chapter>& chapters, std::string_view indent = "");

/// A chapter with a title and nothing else.
Chapter chapter(Time start, std::optional<Time> end, std::string title);
Chapter chapter(Time start, std::string title);

/// Speakers of whom only the names are known.
std::vector<Credit> credits(const std::vector<std::string>& names);

/// Chapters as JSON, for people to see in what two lists differ.
std::string json_of(const std::vector<Chapter>& chapters);

/// The content of a file of tests/data/formats.
std::string sample(const std::string& name);

/// The messages of all diagnostics, one a line.
std::string told(const ReadResult& result);

}  // namespace revivre::chapters
