#pragma once

#include <string>
#include <vector>

#include "chapters/json.hpp"

namespace revivre::storage::sqlite {

/// Lists as one column of JSON text: of texts, or of what `read` makes of each element. Reading
/// throws Error{unavailable} when the column does not hold what we write.
std::string text_list(const std::vector<std::string>& values);
std::vector<std::string> text_list_from(const std::string& column);

template <typename T>
std::string json_list(const std::vector<T>& values) {
    chapters::Json list = chapters::Json::array();
    for (const T& value : values) list.push_back(chapters::to_json(value));
    return chapters::dump_json(list);
}

chapters::Json stored_json(const std::string& column);

template <typename T>
std::vector<T> json_list_from(const std::string& column, T (*read)(const chapters::Json&)) {
    std::vector<T> values;
    for (const chapters::Json& each : stored_json(column)) values.push_back(read(each));
    return values;
}

}  // namespace revivre::storage::sqlite
