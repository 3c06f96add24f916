#include "server/pages/site.hpp"

#include "server/pictures.hpp"

namespace revivre::server::pages {

std::string site_url(const Settings& settings) {
    std::string url = settings.public_url.empty() ? settings.own_url : settings.public_url;
    while (url.ends_with('/')) url.pop_back();
    return url;
}

std::string absolute(const Settings& settings, const Url& url) {
    return url.below(site_url(settings)).text();
}

std::optional<Url> poster_url(const Settings& settings, const chapters::Recording& recording,
                              chapters::Time start) {
    const std::string path =
        Pictures(settings.library).poster(recording.id, start, recording.duration);
    if (path.empty()) return std::nullopt;
    return Url({"pictures", recording.id, std::string_view(path).substr(path.rfind('/') + 1)});
}

std::string framing_policy(const Settings& settings) {
    if (settings.framing_origins.empty()) return {};
    std::string policy = "; frame-ancestors 'self'";
    for (const std::string& origin : settings.framing_origins) policy += " " + origin;
    return policy;
}

}  // namespace revivre::server::pages
