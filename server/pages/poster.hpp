#pragma once

#include "chapters/model.hpp"
#include "server/pages/html.hpp"
#include "server/pictures.hpp"

/// Pictures beside links. They say nothing that the link does not: their alternative is empty.
namespace revivre::server::pages {

/// The picture of a chapter; empty when there is none.
Html chapter_poster(Pictures& pictures, const std::string& recording,
                    const chapters::Chapter& chapter);

/// The picture of a recording: of its first intervention or session, which shows more than an
/// opening title; empty when there is none.
Html recording_poster(Pictures& pictures, const chapters::Recording& recording,
                      const chapters::Revision& revision);

}  // namespace revivre::server::pages
