#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace revivre::chapters::programmes {

/// The sentences of a paragraph. The dot of "M. Petit" or "J. Roy" ends none.
std::vector<std::string_view> sentences_of(std::string_view paragraph);

/// Where the description that `text` begins with gives way to the sentence around it: at a verb,
/// at "pour" and an infinitive, at a dash that closes an insertion, at a quotation.
std::size_t description_end_in_prose(std::string_view text);

/// The same in an entry of a list: only a sentence or a quotation ends it.
std::size_t description_end_in_list(std::string_view text);

}  // namespace revivre::chapters::programmes
