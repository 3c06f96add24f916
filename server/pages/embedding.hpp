#pragma once

#include <optional>
#include <string>

#include "chapters/model.hpp"
#include "chapters/text/time_text.hpp"
#include "server/pages/accent.hpp"
#include "server/pages/html.hpp"
#include "server/pages/layout.hpp"
#include "server/routes/route.hpp"

/// What other sites show of this one: small pages for a frame, and the code that brings them there.
namespace revivre::server::pages {

/// How such a page is asked to be, by its address. A bad value counts as none.
struct EmbedOptions {
    std::string time;     ///< `t`: where to start, chapters/text/time_text.hpp
    std::string chapter;  ///< `c`: the same by a chapter's id
    std::string person;   ///< `person` or `s`: only the passages of this person
    Theme theme = Theme::automatic;
    std::optional<Colour> accent;
    bool chapters = true;   ///< whether the list is seen
    bool title = true;      ///< whether the heading is seen
    bool search = false;    ///< whether the list has a filter
    bool autoplay = false;  ///< as far as the browser allows it

    /// `url` asking for the same; what is as usual is left out.
    [[nodiscard]] Url on(Url url) const;
    /// The same without the place to start.
    [[nodiscard]] Url look_on(Url url) const;
};

EmbedOptions embed_options(const Request& request);

/// "/embed/ID": player and list; "/list/ID": a list alone, of a recording, an event or a person.
Url embed_url(const std::string& recording);
Url list_url(const std::string& id);

/// "/theme.css?theme=…&accent=…"; nothing when there is nothing to say.
std::optional<Url> theme_url(const EmbedOptions& options);

/// CSS pixels of a frame.
struct FrameSize {
    int width = 0;
    int height = 0;
};

/// The size of a player as wide as `width`, in the shape of the picture (16:9 for sound).
FrameSize player_size(const chapters::Recording& recording, int width);
/// The greatest of the same shape within the limits; 0: no limit.
FrameSize within(FrameSize size, int max_width, int max_height);

/// <iframe> of an absolute address. Its title says what it shows (WCAG 2.1, 4.1.2).
Html frame(const Url& address, const std::string& title, FrameSize size);

/// "/embed/{recording}" and "/list/{id}".
Response embed_page(const Request& request, Context& context);
Response list_page(const Request& request, Context& context);

/// "/v/{recording}/embed": the code for other sites, by choices made there.
Response integrate_page(const Request& request, Context& context);

/// "/theme.css?theme=&accent=". Throws ParameterError for what is no colour.
Response theme_page(const Request& request, Context& context);

}  // namespace revivre::server::pages
