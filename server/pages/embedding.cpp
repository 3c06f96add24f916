#include "server/pages/embedding.hpp"

#include <algorithm>

#include "chapters/media_type.hpp"
#include "chapters/public_address.hpp"
#include "server/media_source.hpp"
#include "server/pages/site.hpp"
#include "server/parameters.hpp"

namespace revivre::server::pages {
namespace {

// "1" or "0", else what is usual.
bool is_on(const Request& request, const std::string& name, bool usual) {
    const std::string& value = text_parameter(request, name);
    if (value == "1") return true;
    return value == "0" ? false : usual;
}

// The first of these parameters that is there.
std::string first_of(const Request& request, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        const std::string& value = text_parameter(request, name);
        if (!value.empty()) return value;
    }
    return {};
}

}  // namespace

Url EmbedOptions::on(Url url) const {
    return look_on(url.with("c", chapter).with("t", time));
}

Url EmbedOptions::look_on(Url url) const {
    url = url.with("person", person);
    if (theme != Theme::automatic) url = url.with("theme", name_of(theme));
    if (accent) url = url.with("accent", colour_text(*accent));
    if (!chapters) url = url.with("chapters", "0");
    if (!title) url = url.with("title", "0");
    if (search) url = url.with("search", "1");
    return autoplay ? url.with("autoplay", "1") : url;
}

EmbedOptions embed_options(const Request& request) {
    return {.time = first_of(request, {"t", "start", "time"}),
            .chapter = first_of(request, {"c"}),
            .person = first_of(request, {"person", "s"}),
            .theme = theme_named(text_parameter(request, "theme")),
            .accent = parse_colour(text_parameter(request, "accent")),
            .chapters = is_on(request, "chapters", true),
            .title = is_on(request, "title", true),
            .search = is_on(request, "search", false),
            .autoplay = is_on(request, "autoplay", false)};
}

Url embed_url(const std::string& recording) {
    return Url({"embed", recording});
}

Url list_url(const std::string& id) {
    return Url({"list", id});
}

std::optional<Url> theme_url(const EmbedOptions& options) {
    if (options.theme == Theme::automatic && !options.accent) return std::nullopt;
    const Url url = Url({"theme.css"}).with("theme", name_of(options.theme));
    return options.accent ? url.with("accent", colour_text(*options.accent)) : url;
}

FrameSize player_size(const chapters::Recording& recording, int width) {
    constexpr FrameSize kUsual{16, 9};
    FrameSize shape = kUsual;
    const chapters::Stream* picture = chapters::stream_of(recording, "video");
    if (picture != nullptr && picture->width_px > 0 && picture->height_px > 0) {
        shape = {picture->width_px, picture->height_px};
        if (picture->rotation_degrees % 180 == 90) std::swap(shape.width, shape.height);
    }
    return {width, std::max(1, static_cast<int>(std::int64_t{width} * shape.height / shape.width))};
}

FrameSize within(FrameSize size, int max_width, int max_height) {
    double scale = 1;
    if (max_width > 0) scale = std::min(scale, static_cast<double>(max_width) / size.width);
    if (max_height > 0) scale = std::min(scale, static_cast<double>(max_height) / size.height);
    return {std::max(1, static_cast<int>(size.width * scale)),
            std::max(1, static_cast<int>(size.height * scale))};
}

Html frame(const Url& address, const std::string& title, FrameSize size) {
    return element("iframe",
                   {{"src", address},
                    {"title", title},
                    {"width", std::to_string(size.width)},
                    {"height", std::to_string(size.height)},
                    {"frameborder", "0"},
                    {"loading", "lazy"},
                    {"allow", "autoplay; fullscreen; picture-in-picture"},
                    {"allowfullscreen", true}},
                   Html());
}

Response theme_page(const Request& request, Context&) {
    const std::string& accent = text_parameter(request, "accent");
    const auto colour = parse_colour(accent);
    if (!accent.empty() && !colour) {
        throw ParameterError("accent", "an accent is a colour of six hexadecimal digits: 1f3a8a");
    }
    Response response;
    response.content_type = "text/css; charset=utf-8";
    response.body = theme_sheet(theme_named(text_parameter(request, "theme")), colour);
    return response;
}

}  // namespace revivre::server::pages
