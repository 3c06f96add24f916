#include "chapters/containers/registry.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "chapters/error.hpp"

namespace revivre::chapters {

std::span<const Container> all_containers() {
#define REVIVRE_CALL(name) containers::name(),
    static const std::vector<Container> table{REVIVRE_CONTAINERS(REVIVRE_CALL)};
#undef REVIVRE_CALL
    return table;
}

const Container* container_named(std::string_view name) {
    const auto all = all_containers();
    const auto found = std::ranges::find_if(all, [name](const Container& each) {
        return each.name == name || std::ranges::find(each.aliases, name) != each.aliases.end();
    });
    return found == all.end() ? nullptr : &*found;
}

const Container* container_of(std::string_view head) {
    const auto all = all_containers();
    const auto found =
        std::ranges::find_if(all, [head](const Container& each) { return each.recognise(head); });
    return found == all.end() ? nullptr : &*found;
}

std::vector<Loss> write_chapters(const Container& container, ByteSource& media,
                                 const Document& document, ByteSink& out) {
    if (container.write == nullptr) {
        throw Error(ErrorCode::unsupported,
                    fmt::format("chapters of {} are read here, not written", container.title));
    }
    Reduction reduction = reduce(document, container);
    container.write(media, reduction.document, out);
    return std::move(reduction.losses);
}

}  // namespace revivre::chapters
