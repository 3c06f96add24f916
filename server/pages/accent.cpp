#include "server/pages/accent.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "server/pages/assets.hpp"

namespace revivre::server::pages {
namespace {

// The surfaces nearest to an accent: --current of web/styles/light.css and dark.css.
constexpr Colour kLightSurface{0xE6, 0xEC, 0xFB};
constexpr Colour kDarkSurface{0x25, 0x30, 0x4A};
constexpr Colour kBlack{0, 0, 0};
constexpr Colour kWhite{255, 255, 255};
constexpr double kReadable = 4.5;

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// WCAG 2.1, "relative luminance".
double luminance(Colour colour) {
    const auto linear = [](int value) {
        const double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
           0.0722 * linear(colour.blue);
}

Colour mixed(Colour from, Colour to, int step, int steps) {
    const auto between = [&](int a, int b) { return a + (b - a) * step / steps; };
    return {between(from.red, to.red), between(from.green, to.green), between(from.blue, to.blue)};
}

std::string accent_rule(Colour wanted, Colour surface) {
    const auto [colour, ink] = readable_on(wanted, surface);
    return fmt::format(":root{{--accent:#{};--accent-ink:#{}}}\n", colour_text(colour),
                       colour_text(ink));
}

std::string palette(std::string_view name) {
    const auto asset = asset_named(name);
    if (!asset) throw Error(ErrorCode::internal, fmt::format("no asset is called '{}'", name));
    return std::string(asset->content);
}

}  // namespace

std::optional<Colour> parse_colour(std::string_view text) {
    if (text.starts_with('#')) text.remove_prefix(1);
    constexpr std::size_t kDigits = 6;
    if (text.size() != kDigits) return std::nullopt;
    std::array<int, kDigits> digits{};
    std::ranges::transform(text, digits.begin(), digit_of);
    if (std::ranges::find(digits, -1) != digits.end()) return std::nullopt;
    return Colour{digits[0] * 16 + digits[1], digits[2] * 16 + digits[3],
                  digits[4] * 16 + digits[5]};
}

std::string colour_text(Colour colour) {
    return fmt::format("{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

double contrast(Colour first, Colour second) {
    const double one = luminance(first) + 0.05;
    const double other = luminance(second) + 0.05;
    return one > other ? one / other : other / one;
}

Accent readable_on(Colour wanted, Colour surface) {
    constexpr int kSteps = 32;
    const Colour far = contrast(surface, kBlack) > contrast(surface, kWhite) ? kBlack : kWhite;
    Colour colour = wanted;
    for (int step = 1; step <= kSteps && contrast(colour, surface) < kReadable; ++step) {
        colour = mixed(wanted, far, step, kSteps);
    }
    const bool is_dark = contrast(colour, kWhite) > contrast(colour, kBlack);
    return {colour, is_dark ? kWhite : kBlack};
}

Theme theme_named(std::string_view name) {
    if (name == "light") return Theme::light;
    return name == "dark" ? Theme::dark : Theme::automatic;
}

std::string_view name_of(Theme theme) {
    if (theme == Theme::light) return "light";
    return theme == Theme::dark ? "dark" : "auto";
}

std::string theme_sheet(Theme theme, std::optional<Colour> accent) {
    std::string sheet;
    if (theme != Theme::automatic) {
        sheet = palette(theme == Theme::light ? "theme-light.css" : "theme-dark.css");
    }
    if (!accent) return sheet;
    sheet += accent_rule(*accent, theme == Theme::dark ? kDarkSurface : kLightSurface);
    if (theme == Theme::automatic) {
        sheet += "@media (prefers-color-scheme:dark){" + accent_rule(*accent, kDarkSurface) + "}\n";
    }
    return sheet;
}

}  // namespace revivre::server::pages
