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

const Format* find_format(std::string_view name) {
    const auto formats = all_formats();
    const auto found = std::ranges::find_if(formats, [name](const Format& each) {
        return each.name == name || std::ranges::find(each.aliases, name) != each.aliases.end();
    });
    return found == formats.end() ? nullptr : &*found;
}

const Format& format_named(std::string_view name) {
    if (const Format* found = find_format(name)) return *found;
    std::string names;
    for (const Format& format : all_formats()) {
        if (!names.empty()) names += ", ";
        names += format.name;
    }
    throw Error(ErrorCode::unsupported,
                fmt::format("no chapter format is called '{}'; there are: {}", name, names));
}

const Format* format_for_ending(std::string_view ending) {
    if (const Format* named = find_format(ending)) return named;
    const auto formats = all_formats();
    const auto has_ending = [ending](const Format& each) {
        return each.write != nullptr && each.extension == ending;
    };
    const auto found = std::ranges::find_if(formats, has_ending);
    const bool only = std::ranges::count_if(formats, has_ending) == 1;
    return only ? &*found : nullptr;
}

const Format* format_of(std::string_view text) {
    const Format* best = nullptr;
    Likeness most = Likeness::none;
    for (const Format& format : all_formats()) {
        if (format.read == nullptr || format.recognise == nullptr) continue;
        if (most == Likeness::certain) break;  // the first of the surest is taken
        const Likeness likeness = format.recognise(text);
        if (likeness <= most) continue;
        most = likeness;
        best = &format;
    }
    return best;
}

}  // namespace revivre::chapters
