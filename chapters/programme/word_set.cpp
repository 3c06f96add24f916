#include "chapters/programme/word_set.hpp"

#include <algorithm>

namespace revivre::chapters::programmes {

WordSet::WordSet(std::string_view list) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (end > 0) words_.insert(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

bool WordSet::contains_either(std::string_view word) const {
    if (contains(word)) return true;
    const bool plural = word.size() > 3 && (word.ends_with('s') || word.ends_with('x'));
    return plural && contains(word.substr(0, word.size() - 1));
}

}  // namespace revivre::chapters::programmes
