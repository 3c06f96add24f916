// Resumable uploads: the core protocol and the extensions "creation" and "termination" of tus 1.0.0
// (tus.io/protocols/resumable-upload), with pieces of at most kUploadPieceLimit.
#include "server/uploads.hpp"

#include <array>
#include <charconv>

#include <fmt/format.h>
#include <sodium.h>

#include "chapters/error.hpp"
#include "chapters/text/title.hpp"
#include "server/http/limits.hpp"
#include "server/http/text.hpp"
#include "server/problem.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server {
namespace {

using storage::Upload;

constexpr std::int64_t kLongestFile = std::int64_t{256} * 1024 * 1024 * 1024;
constexpr std::size_t kLongestName = 200;  // of 255 that file systems take

std::int64_t number_field(const std::string& text, const char* name, std::int64_t most) {
    std::int64_t number = -1;
    const char* const end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, number);
    if (fault != std::errc{} || stop != end || number < 0 || number > most) {
        throw StatusError(400, fmt::format("{} is a number of bytes from 0 to {}", name, most));
    }
    return number;
}

Response tus_response(int status) {
    Response response{.status = status, .content_type = "", .body = "", .headers = {}, .file = {}};
    response.headers = {{"Tus-Resumable", "1.0.0"}};
    return response;
}

// The last part of a path, without what file systems refuse.
std::string file_name(std::string name) {
    name = chapters::clean_line(name.substr(name.find_last_of("/\\") + 1));
    if (name.size() > kLongestName) name = name.substr(name.size() - kLongestName);
    const bool plain = !name.empty() && name != "." && name != "..";
    return plain ? name : "recording";
}

// "filename d29ybGQ=,other dGV4dA==": keys, and values in base64.
std::string name_in_metadata(std::string_view metadata) {
    while (!metadata.empty()) {
        const std::string_view pair = next_element(metadata);
        const std::size_t blank = pair.find(' ');
        if (blank == std::string_view::npos || pair.substr(0, blank) != "filename") continue;
        const std::string_view coded = pair.substr(blank + 1);
        std::string name(coded.size(), '\0');
        std::size_t length = 0;
        if (sodium_base642bin(reinterpret_cast<unsigned char*>(name.data()), name.size(),
                              coded.data(), coded.size(), nullptr, &length, nullptr,
                              sodium_base64_VARIANT_ORIGINAL) != 0) {
            throw StatusError(400, "the file's name in Upload-Metadata is not base64");
        }
        name.resize(length);
        return file_name(std::move(name));
    }
    return file_name("");
}

// An upload is its sender's own: nobody else is told that it is there.
Upload own_upload(const Request& request, Context& context) {
    Upload upload = context.repository.upload(request.parameters.at("upload"));
    if (upload.account != context.caller->account) {
        throw Error(ErrorCode::not_found, "you have no upload '" + upload.id + "'");
    }
    return upload;
}

Response create(const Request& request, Context& context) {
    remove_stale_uploads(context.repository, context.settings);
    Upload upload{.id = "",
                  .account = context.caller->account,
                  .name = name_in_metadata(request.upload_metadata),
                  .size_bytes = number_field(request.upload_length, "Upload-Length", kLongestFile),
                  .created_at = ""};
    // The row is only there when the file is.
    context.repository.transact_unseen([&] {
        upload.id = context.repository.save_upload(upload);
        begin_upload(context.settings, upload);
    });
    Response response = tus_response(201);
    response.headers.emplace_back("Location", "/api/v1/uploads/" + upload.id);
    return response;
}

Response look(const Request& request, Context& context) {
    const Upload upload = own_upload(request, context);
    Response response = tus_response(200);
    response.headers.emplace_back("Upload-Offset",
                                  std::to_string(upload_offset(context.settings, upload.id)));
    response.headers.emplace_back("Upload-Length", std::to_string(upload.size_bytes));
    return response;
}

Response append(const Request& request, Context& context) {
    if (!same_token(trim(request.content_type), "application/offset+octet-stream")) {
        throw StatusError(415, "a piece is sent as application/offset+octet-stream");
    }
    const Upload upload = own_upload(request, context);
    const std::int64_t offset = number_field(request.upload_offset, "Upload-Offset", kLongestFile);
    Response response = tus_response(204);
    response.headers.emplace_back(
        "Upload-Offset",
        std::to_string(append_piece(context.settings, upload, offset, request.content())));
    return response;
}

Response remove(const Request& request, Context& context) {
    const Upload upload = own_upload(request, context);
    context.repository.remove_upload(upload.id);
    std::error_code ignored;  // without its row nobody finds it any more
    std::filesystem::remove(upload_file(context.settings, upload.id), ignored);
    return tus_response(204);
}

}  // namespace

namespace routes {

std::span<const Route> uploads() {
    static constexpr std::array kRoutes{
        private_route("POST", "/api/v1/uploads", create, Access::archivist, kSmallContentLimit),
        private_route("GET", "/api/v1/uploads/{upload}", look, Access::archivist),
        private_route("PATCH", "/api/v1/uploads/{upload}", append, Access::archivist,
                      kUploadPieceLimit),
        private_route("DELETE", "/api/v1/uploads/{upload}", server::remove, Access::archivist,
                      kSmallContentLimit)};
    return kRoutes;
}

}  // namespace routes
}  // namespace revivre::server
