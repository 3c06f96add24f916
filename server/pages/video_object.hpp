#pragma once

#include <string>
#include <vector>

#include "chapters/json.hpp"
#include "server/pages/found.hpp"

/// JSON-LD of schema.org, with what Google's "Video structured data" asks for.
namespace revivre::server::pages {

/// VideoObject (AudioObject without a picture) with a Clip for each intervention.
chapters::Json video_object(const Visit& visit, const FoundRecording& found);

/// BreadcrumbList: home, then `crumbs`.
chapters::Json breadcrumb_list(const Visit& visit, const std::vector<Crumb>& crumbs);

/// One sentence: the day, the place, how long, who speaks.
std::string description_of(const Visit& visit, const FoundRecording& found);

/// Where the file itself is, absolute; empty when another site shows it only in a page of its own.
std::string media_address(const Settings& settings, const chapters::Recording& recording);

}  // namespace revivre::server::pages
