#pragma once

#include <optional>
#include <string>
#include <string_view>

/// A host page's colour made readable on ours.
namespace revivre::server::pages {

/// sRGB, each from 0 to 255.
struct Colour {
    int red = 0;
    int green = 0;
    int blue = 0;
    bool operator==(const Colour&) const = default;
};

/// "1f3a8a" or "#1F3A8A"; nothing for anything else.
std::optional<Colour> parse_colour(std::string_view text);

/// "1f3a8a".
std::string colour_text(Colour colour);

/// 1 to 21 (WCAG 2.1, "contrast ratio").
double contrast(Colour first, Colour second);

/// A colour to write and draw with, and the one to write on it with.
struct Accent {
    Colour colour;
    Colour ink;
};

/// `wanted`, made darker on a light surface and lighter on a dark one until it can be read there:
/// 4.5:1 (WCAG 2.1, 1.4.3), as the ink on it can.
Accent readable_on(Colour wanted, Colour surface);

enum class Theme { automatic, light, dark };

/// "light", "dark"; automatic, which is what the visitor's system says, for all else.
Theme theme_named(std::string_view name);
std::string_view name_of(Theme theme);

/// A style sheet for behind the page's own, that gives it a theme and an accent.
std::string theme_sheet(Theme theme, std::optional<Colour> accent);

}  // namespace revivre::server::pages
