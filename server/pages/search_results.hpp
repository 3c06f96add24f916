#pragma once

#include <string>
#include <vector>

#include "server/pages/layout.hpp"
#include "server/pages/published.hpp"
#include "server/pages/search_groups.hpp"
#include "server/pictures.hpp"
#include "storage/repository.hpp"

namespace revivre::server::pages {

/// What a search found, and which page of it this is. Borrows everything for the length of a call.
struct Found {
    const storage::SearchQuery& query;
    int page = 1;       ///< from 1
    int last_page = 1;  ///< that can be asked for
    const storage::SearchResult& result;
    std::vector<std::string> words;  ///< of the query, folded
    std::vector<SpeakerHits> speakers;
    std::string person;  ///< the name of the filter, or empty
    std::string event;
};

/// "2 interventions, 1 intervenant", or that nothing was found.
std::string count_words(const Visit& visit, const Found& found);

/// The address of the same search with another text, or from another page on.
Url search_url(const storage::SearchQuery& query, int page = 1);

/// Everything below the count: a suggestion, the filters, the hits by person and recording, the
/// other pages.
Html search_results(const Visit& visit, Sources& sources, Pictures& pictures, const Found& found);

}  // namespace revivre::server::pages
