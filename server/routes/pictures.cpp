#include "server/pictures.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>

#include "chapters/error.hpp"
#include "chapters/posters.hpp"
#include "server/routes/registry.hpp"
#include "storage/library.hpp"

namespace revivre::server {
namespace {

struct Kind {
    std::string_view ending;
    std::string_view media_type;
};
constexpr std::array kKinds{Kind{".jpg", "image/jpeg"}, Kind{".vtt", "text/vtt; charset=utf-8"}};

bool is_storyboard(std::string_view name) {
    constexpr std::string_view kPrefix = "storyboard";
    if (!name.starts_with(kPrefix)) return false;
    name.remove_prefix(kPrefix.size());
    name = name.substr(0, name.find('.'));
    return std::ranges::all_of(name, [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
}

// Only what shows the scenes: stills of captions and cards are evidence, for archivists.
const Kind* public_kind(std::string_view name) {
    if (!is_storyboard(name) && !chapters::poster_time(name)) return nullptr;
    const auto found =
        std::ranges::find_if(kKinds, [&](const Kind& kind) { return name.ends_with(kind.ending); });
    return found == kKinds.end() ? nullptr : &*found;
}

// True when `response` has what may be shown of a storyboard. Throws Error{gone} for a picture of
// somebody who was withdrawn.
bool censored(const std::filesystem::path& folder, const std::string& name,
              const std::vector<storage::Span>& hidden, Response& response) {
    std::set<std::string> refused;
    if (const auto time = chapters::poster_time(name)) {
        if (is_hidden(hidden, *time)) refused.insert(name);
    } else {
        std::ifstream file(folder / "storyboard.vtt", std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        response.body = shown_storyboard(text, hidden, refused);
    }
    if (refused.contains(name)) {
        throw Error(ErrorCode::gone, "what this picture shows was withdrawn");
    }
    return name.ends_with(".vtt");
}

Response picture(const Request& request, Context& context) {
    const std::string& id = request.parameters.at("recording");
    const std::string& name = request.parameters.at("file");
    const Kind* kind = public_kind(name);
    if (kind == nullptr || context.repository.published_revision(id) == 0) {
        throw Error(ErrorCode::not_found,
                    "no published recording has a picture at '" + request.path + "'");
    }
    Response response;
    response.content_type = kind->media_type;
    const storage::Library library(context.settings.library);
    const auto hidden = context.repository.person_register().withdrawn_spans(id);
    if (!hidden.empty() && censored(library.derived(id), name, hidden, response)) return response;
    response.file = FileBody{.path = library.derived(id) / name, .validator = id + "/" + name};
    return response;
}

}  // namespace

namespace routes {

std::span<const Route> pictures() {
    static constexpr std::array kRoutes{Route{"/pictures/{recording}/{file}", picture}};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
