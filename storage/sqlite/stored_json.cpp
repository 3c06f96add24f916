#include "storage/sqlite/stored_json.hpp"

#include <fmt/format.h>

#include "chapters/error.hpp"

namespace revivre::storage::sqlite {
namespace {

[[noreturn]] void damaged(std::string_view why) {
    throw Error(ErrorCode::unavailable,
                fmt::format("the library holds a list that is none of ours ({}): run its check and "
                            "restore the last backup",
                            why));
}

}  // namespace

std::string text_list(const std::vector<std::string>& values) {
    return chapters::dump_json(chapters::Json(values));
}

std::vector<std::string> text_list_from(const std::string& column) {
    std::vector<std::string> values;
    for (const chapters::Json& each : stored_json(column)) {
        if (!each.is_string()) damaged("an element is no text");
        values.push_back(each.get<std::string>());
    }
    return values;
}

chapters::Json stored_json(const std::string& column) {
    try {
        return chapters::parse_json(column);
    } catch (const Error& fault) {
        damaged(fault.what());  // what a user sent is wrong there, what we keep is wrong here
    }
}

}  // namespace revivre::storage::sqlite
