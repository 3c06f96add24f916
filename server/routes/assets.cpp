#include "server/pages/assets.hpp"

#include <array>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

Response asset(const Request& request, Context&) {
    const std::string& name = request.parameters.at("name");
    const auto found = pages::asset_named(name);
    if (!found) throw Error(ErrorCode::not_found, fmt::format("no asset is called '{}'", name));
    Response response;
    response.content_type = found->media_type;
    response.body = found->content;
    const auto version = request.query.find("v");
    if (version != request.query.end() && version->second == found->version) {
        response.cache_control = "public, max-age=31536000, immutable";  // a year, RFC 8246
    }
    return response;
}

}  // namespace

namespace routes {

std::span<const Route> assets() {
    static constexpr std::array table{Route{"/assets/{name}", asset}};
    return table;
}

}  // namespace routes
}  // namespace revivre::server
