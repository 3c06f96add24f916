#include "chapters/programme/csv_header.hpp"

#include "chapters/text/fold.hpp"

namespace revivre::chapters::programmes {

std::string header_words(std::string_view cell) {
    std::string joined;
    for (const std::string& word : folded_words(cell)) {
        if (!joined.empty()) joined += ' ';
        joined += word;
    }
    return joined;
}

bool is_among(std::string_view words, std::string_view names) {
    while (!words.empty() && !names.empty()) {
        const std::size_t end = std::min(names.find('|'), names.size());
        if (names.substr(0, end) == words) return true;
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return false;
}

}  // namespace revivre::chapters::programmes
