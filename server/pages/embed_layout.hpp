#pragma once

#include <string>

#include "server/pages/embedding.hpp"

/// The frame of pages that other sites show: no banner, no search, one way back to the site.
namespace revivre::server::pages {

struct EmbedPage {
    std::string title;
    Url address;           ///< of this content on the site: heading and footer lead there
    EmbedOptions options;  ///< as asked
    bool is_player = false;
    std::string media_origin{};  ///< of a recording that another site serves; empty: ours
    Html content{};              ///< behind the heading
};

/// The whole document, open to the frames of the sites that the settings allow.
Response embed_response(const Visit& visit, const EmbedPage& page);

}  // namespace revivre::server::pages
