#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

/// Words that were probably meant: the symmetric deletion method (W. Garbe's SymSpell,
/// github.com/wolfgarbe/SymSpell). Two words within n edits have a form in common that each becomes
/// by leaving out n letters at most; so a table of such forms finds a neighbour by its key.
namespace revivre::chapters {

/// How many edits (a letter more, less or another, two neighbours exchanged) a folded word may be
/// away from what was meant: none below 4 letters, 1 from 4 on, 2 from 8 on.
int allowed_edits(std::string_view word);

/// Numbers that stand for the forms of `word` with letters left out, itself included, each once:
/// of its first seven letters, as SymSpell does, at most 29. Empty when no edit is allowed. DO NOT
/// CHANGE: stores keep them.
std::vector<std::int64_t> deletion_forms(std::string_view word);

/// Edits between two words, optimal string alignment (no letter is edited twice); `limit` + 1 when
/// it is more than `limit`.
int edits_between(std::string_view a, std::string_view b, int limit);

}  // namespace revivre::chapters
