#include <algorithm>
#include <array>
#include <string_view>

#include "chapters/error.hpp"
#include "chapters/media_type.hpp"
#include "server/routes/registry.hpp"
#include "storage/library.hpp"

namespace revivre::server {
namespace {

struct Kind {
    std::string_view ending;
    std::string_view media_type;
};
constexpr std::array kKinds{Kind{".jpg", "image/jpeg"}, Kind{".vtt", "text/vtt; charset=utf-8"},
                            Kind{".dat", "application/octet-stream"}};

// What analysis makes: small letters, digits, dashes, one dot. Nothing that could leave the folder.
const Kind* kind_of(std::string_view name) {
    const bool plain = std::ranges::all_of(name, [](char each) {
        return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '-' ||
               each == '.';
    });
    if (!plain || std::ranges::count(name, '.') != 1) return nullptr;
    const auto found =
        std::ranges::find_if(kKinds, [&](const Kind& kind) { return name.ends_with(kind.ending); });
    return found == kKinds.end() ? nullptr : &*found;
}

Response derived_file(const Request& request, Context& context) {
    const chapters::Recording recording =
        context.repository.recording(request.parameters.at("recording"));
    const std::string& name = request.parameters.at("file");
    const Kind* kind = kind_of(name);
    if (kind == nullptr) {
        throw Error(ErrorCode::not_found, "a recording has no derived file '" + name + "'");
    }
    const storage::Library library(context.settings.library);
    Response response;
    response.content_type = kind->media_type;
    response.file = FileBody{.path = library.derived(recording.id) / name,
                             .validator = recording.id + "/" + name};
    return response;
}

Response recording_media(const Request& request, Context& context) {
    const chapters::Recording recording =
        context.repository.recording(request.parameters.at("recording"));
    Response response;
    response.content_type = chapters::media_type_of(recording);
    response.file = FileBody{.path = recording.file, .validator = recording.content_hash};
    return response;
}

}  // namespace

namespace routes {

std::span<const Route> studio_files() {
    static constexpr std::array kRoutes{
        private_route("GET", "/studio/media/{recording}", recording_media, Access::editor),
        private_route("GET", "/studio/files/{recording}/{file}", derived_file, Access::editor)};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
