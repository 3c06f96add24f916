#include "tests/chapters/reading.hpp"

#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "chapters/json.hpp"

namespace revivre::chapters {

std::string outline(const std::vector<Chapter>& chapters, std::string_view indent) {
    std::string text;
    for (const Chapter& chapter : chapters) {
        text += fmt::format("{}{}-{} {}", indent, chapter.start.count(),
                            chapter.end ? std::to_string(chapter.end->count()) : "", chapter.title);
        if (chapter.item != 0) text += fmt::format(" @{}", chapter.item);
        text += '\n';
        text += outline(chapter.children, std::string(indent) + "  ");
    }
    return text;
}

Chapter chapter(Time start, std::optional<Time> end, std::string title) {
    Chapter made;
    made.start = start;
    made.end = end;
    made.title = std::move(title);
    return made;
}

Chapter chapter(Time start, std::string title) {
    return chapter(start, std::nullopt, std::move(title));
}

std::vector<Credit> credits(const std::vector<std::string>& names) {
    std::vector<Credit> made;
    for (const std::string& name : names) made.emplace_back().name = name;
    return made;
}

std::string json_of(const std::vector<Chapter>& chapters) {
    Json list = Json::array();
    for (const Chapter& each : chapters) list.push_back(to_json(each));
    return dump_json(list, 1);
}

std::string sample(const std::string& name) {
    std::ifstream in(REVIVRE_TEST_DATA "/formats/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string told(const ReadResult& result) {
    std::string text;
    for (const Diagnostic& each : result.diagnostics) text += each.message + "\n";
    return text;
}

}  // namespace revivre::chapters
