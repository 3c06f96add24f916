#include "chapters/formats/registry.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "chapters/error.hpp"

namespace revivre::chapters {

std::span<const Format> all_formats() {
#define REVIVRE_CALL(name) formats::name(),
    static const std::array table{REVIVRE_FORMATS(REVIVRE_CALL)};
#undef REVIVRE_CALL
    return table;
}

const Format& format_named(std::string_view name) {
    const auto formats = all_formats();
    const auto found = std::ranges::find(formats, name, &Format::name);
    if (found != formats.end()) return *found;
    std::string names;
    for (const Format& format : formats) {
        if (!names.empty()) names += ", ";
        names += format.name;
    }
    throw Error(ErrorCode::unsupported,
                fmt::format("no chapter format is called '{}'; there are: {}", name, names));
}

const Format* format_of(std::string_view text) {
    const auto formats = all_formats();
    const auto found = std::ranges::find_if(formats, [&](const Format& format) {
        return format.read != nullptr && format.recognise != nullptr && format.recognise(text);
    });
    return found == formats.end() ? nullptr : &*found;
}

}  // namespace revivre::chapters
