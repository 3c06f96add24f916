#include "server/pages/icons.hpp"

#include <array>

namespace revivre::server::pages {
namespace {

// Paths on a field of 24 by 24, filled; in the order of Icon.
constexpr std::array<std::string_view, 13> kPaths{
    "M7 4.5v15l12.5-7.5z",
    "M6.5 5h4v14h-4zM13.5 5h4v14h-4z",
    "M5.5 5h2.5v14H5.5zM19 5v14L9 12z",
    "M16 5h2.5v14H16zM5 5v14l10-7z",
    "M4 9h3.5L12 5v14l-4.5-4H4zM14.5 8.5a5 5 0 0 1 0 7l1.3 1.3a6.8 6.8 0 0 0 0-9.6zM"
    "17.1 5.9a8.6 8.6 0 0 1 0 12.2l1.3 1.3a10.4 10.4 0 0 0 0-14.8z",
    "M4 9h3.5L12 5v14l-4.5-4H4zM14.3 9.7l1.3-1.3 2.3 2.3 2.3-2.3 1.3 1.3-2.3 "
    "2.3 2.3 2.3-1.3 1.3-2.3-2.3-2.3 2.3-1.3-1.3 2.3-2.3z",
    "M3 5h18v14H3zM4.8 6.8v10.4h14.4V6.8zM6.5 10.8h5v1.8h-5zM13 10.8h4.5v1.8H13zM"
    "6.5 14h3v1.8h-3zM11 14h6.5v1.8H11z",
    "M5 3h10l4 4v14H5zM6.8 4.8v14.4h10.4V8.6h-3.8V4.8zM8.8 10.8h6.4v1.6H8.8zM8.8 "
    "14.2h6.4v1.6H8.8z",
    "M14 4.5l7 6.5-7 6.5v-4c-5 0-8.2 1.6-10.5 5C4.3 13.6 7.4 9.4 14 8.5z",
    "M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19zM12 4.3a7.7 7.7 0 1 0 0 15.4 7.7 "
    "7.7 0 0 0 0-15.4zM11 15.7h2v2h-2zM8.3 9.9a3.7 3.7 0 1 1 5.7 3.1c-.8.5-1.1.9-1.1 "
    "1.5h-1.8c0-1.4.7-2.2 1.9-3a1.9 1.9 0 1 0-2.9-1.6z",
    "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z",
    "M8 4h2v6H4V8h4zM14 4h2v4h4v2h-6zM4 14h6v6H8v-4H4zM14 14h6v2h-4v4h-2z",
    "M5.6 4.2L12 10.6l6.4-6.4 1.4 1.4L13.4 12l6.4 6.4-1.4 1.4L12 13.4l-6.4 6.4"
    "-1.4-1.4L10.6 12 4.2 5.6z"};

}  // namespace

Html icon(Icon icon, std::string_view name) {
    return element(
        "svg",
        {{"class", name},
         {"viewBox", "0 0 24 24"},
         {"aria-hidden", "true"},
         {"focusable", "false"}},
        element("path", {{"d", kPaths[static_cast<std::size_t>(icon)]}, {"fill-rule", "evenodd"}},
                Html()));
}

}  // namespace revivre::server::pages
