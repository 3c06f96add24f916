#pragma once

#include <string>
#include <vector>

#include "storage/sqlite/connection.hpp"

namespace revivre::storage::sqlite {

/// Somebody whose name holds all the words that were asked.
struct FoundSpeaker {
    std::string key;          ///< of search and speaker_words, without "="
    int whole_words = 0;      ///< how many of them are whole words of the name
    bool by_initial = false;  ///< one of one or two letters only begins a word of the name
    std::int64_t chapters = 0;
};

/// Who is named so: whole words before beginnings, then who speaks most; thirty at most. Words may
/// come in any order; neighbours in a name may be written as one word.
std::vector<FoundSpeaker> find_speakers(Connection& connection,
                                        const std::vector<std::string>& words);

}  // namespace revivre::storage::sqlite
