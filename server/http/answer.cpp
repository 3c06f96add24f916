#include "server/http/answer.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <sodium.h>

#include "chapters/error.hpp"
#include "server/http/body_memory.hpp"
#include "server/http/file_answer.hpp"
#include "server/http/limits.hpp"
#include "server/http/text.hpp"
#include "server/problem.hpp"

namespace revivre::server {
namespace {

// What scripts of other sites may do. Writing is for this site and for programs.
constexpr std::string_view kAllowedToOthers = "GET, HEAD, OPTIONS";

void add_field(std::string& head, std::string_view name, std::string_view value) {
    const bool clean = std::ranges::none_of(value, [](char each) {
        return (static_cast<unsigned char>(each) < 0x20 && each != '\t') || each == 0x7F;
    });
    if (!clean) {
        throw Error(ErrorCode::internal,
                    "the answer's field " + std::string(name) + " holds a control character");
    }
    head.append(name).append(": ").append(value).append("\r\n");
}

bool has_field(const Response& response, std::string_view name) {
    return std::ranges::any_of(response.headers,
                               [&](const auto& each) { return same_token(each.first, name); });
}

// For every answer that does not say otherwise. A media file that somebody opens by itself is shown
// by the browser in a page of its own, which this policy is for, too.
std::string_view default_policy(const Response& response) {
    return response.file ? "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'"
                         : "default-src 'none'; frame-ancestors 'none'";
}

void add_shared_fields(std::string& head, const Response& response, std::string_view path) {
    add_field(head, "Cache-Control", response.cache_control);
    struct Default {
        std::string_view name;
        std::string_view value;
    };
    const std::array defaults{Default{"X-Content-Type-Options", "nosniff"},
                              Default{"Referrer-Policy", "no-referrer"},
                              Default{"Content-Security-Policy", default_policy(response)}};
    for (const auto& [name, value] : defaults) {
        if (!has_field(response, name)) add_field(head, name, value);
    }
    if (is_shared_with_other_sites(path) && !response.own) {
        add_field(head, "Access-Control-Allow-Origin", "*");
        add_field(head, "Access-Control-Expose-Headers", "ETag, Content-Range, Retry-After");
    }
    for (const auto& [name, value] : response.headers) {
        if (!same_token(name, "Vary")) add_field(head, name, value);
    }
}

void note_variation(Variation& variation, std::string_view names) {
    while (!names.empty()) {
        const std::string_view name = next_element(names);
        if (same_token(name, "Accept")) {
            variation.accept = true;
        } else if (same_token(name, "Accept-Encoding")) {
            variation.accept_encoding = true;
        } else if (same_token(name, "Accept-Language")) {
            variation.accept_language = true;
        } else if (!name.empty()) {
            variation.others = true;
        }
    }
}

// One field from what routes say and what the coding adds.
void add_vary(std::string& head, Answer& answer, const Response& response) {
    std::string names;
    for (const auto& [name, value] : response.headers) {
        if (same_token(name, "Vary")) names += names.empty() ? value : ", " + value;
    }
    note_variation(answer.variation, names);
    if (is_text_like(response.content_type) &&
        !std::exchange(answer.variation.accept_encoding, true)) {
        names += names.empty() ? "Accept-Encoding" : ", Accept-Encoding";
    }
    if (!names.empty()) add_field(head, "Vary", names);
}

// The content in the coding that is wanted; as it is where that is not shorter.
std::string content_in(ContentCoding& coding, const Response& response, const Making& making) {
    const bool worth =
        is_text_like(response.content_type) && response.body.size() >= kCodingThreshold;
    if (coding != ContentCoding::identity && worth) {
        std::string coded = encoded(coding, response.body, making.effort);
        if (coded.size() < response.body.size()) return coded;
    }
    coding = ContentCoding::identity;
    return response.body;
}

// Each coding is a representation of its own, with a tag of its own (RFC 9110, section 8.8.3.3).
std::string tag_in(ContentCoding coding, const Response& response) {
    std::string tag = entity_tag({response.content_type, response.body});
    if (coding != ContentCoding::identity) {
        tag.insert(tag.size() - 1, "-" + std::string(coding_name(coding)));
    }
    return tag;
}

std::shared_ptr<const OpenFile> opened(const Response& response, const std::string& path,
                                       const Making& making) {
    auto file = std::make_shared<OpenFile>(open_file(*response.file));
    file->content_type = response.content_type;
    file->route = making.route;
    add_field(file->fields, "ETag", file->etag);
    add_shared_fields(file->fields, response, path);
    return file;
}

void take_body(Answer& answer, std::string& fields, const Response& response, ContentCoding coding,
               const Making& making) {
    answer.body = content_in(coding, response, making);
    answer.length = answer.body.size();
    answer.etag = response.etag;
    if (response.status == 200 && answer.etag.empty() && !response.events) {
        answer.etag = tag_in(coding, response);
    }
    if (!response.content_type.empty()) add_field(fields, "Content-Type", response.content_type);
    if (coding != ContentCoding::identity)
        add_field(fields, "Content-Encoding", coding_name(coding));
    if (making.memory == nullptr || answer.length < kSendfileThreshold) return;
    answer.file = making.memory->keep(answer.body);
    if (answer.file) answer.body = {};
}

std::string status_line(int status) {
    return "HTTP/1.1 " + std::to_string(status) + " " + std::string(status_phrase(status)) + "\r\n";
}

}  // namespace

std::string entity_tag(std::initializer_list<std::string_view> parts) {
    // BLAKE2b, 120 bits: 20 characters of base64, and no two of ours alike.
    constexpr std::size_t kBytes = 15;
    static_assert(kBytes <= crypto_generichash_BYTES);
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES);
    for (const std::string_view part : parts) {
        // The length first, so that no two lists of parts are the same bytes.
        const std::string length = std::to_string(part.size()) + ":";
        for (const std::string_view bytes : {std::string_view(length), part}) {
            const auto* const data = reinterpret_cast<const unsigned char*>(bytes.data());
            crypto_generichash_update(&state, data, bytes.size());
        }
    }
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash_final(&state, hash.data(), hash.size());
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::array<char, sodium_base64_ENCODED_LEN(kBytes, kVariant)> text{};
    sodium_bin2base64(text.data(), text.size(), hash.data(), kBytes, kVariant);
    return "\"" + std::string(text.data()) + "\"";
}

SharedAnswer make_answer(const Response& response, const RequestHead& request,
                         const std::string& path, const Making& making) {
    if (response.file) return make_file_answer(opened(response, path, making), request);
    auto answer = std::make_shared<Answer>();
    answer->status = response.status;
    answer->route = making.route;
    std::string content_fields;
    take_body(*answer, content_fields, response,
              wanted_coding(request.accept_encoding).value_or(ContentCoding::identity), making);
    std::string shared_fields;
    if (!answer->etag.empty()) add_field(shared_fields, "ETag", answer->etag);
    add_shared_fields(shared_fields, response, path);
    add_vary(shared_fields, *answer, response);
    // RFC 9110, section 8.6: a 204 has no Content-Length.
    answer->events = response.events;
    if (answer->status != 204 && !answer->events) {
        add_field(content_fields, "Content-Length", std::to_string(answer->length));
    }
    answer->head = status_line(answer->status) + content_fields + shared_fields;
    if (!answer->etag.empty()) answer->not_modified_head = status_line(304) + shared_fields;
    return answer;
}

SharedAnswer make_file_answer(std::shared_ptr<const OpenFile> file, const RequestHead& request) {
    auto answer = std::make_shared<Answer>();
    FileAnswer content = file_answer(*file, request);
    answer->status = content.status;
    answer->route = file->route;
    answer->etag = file->etag;
    answer->length = content.length;
    if (content.length > 0) answer->file = std::move(content.content);
    add_field(content.fields, "Content-Length", std::to_string(answer->length));
    answer->head = status_line(answer->status) + content.fields + file->fields;
    answer->not_modified_head = status_line(304) + file->fields;
    answer->open_file = std::move(file);
    return answer;
}

SharedAnswer make_refusal(int status, std::string_view reason, const RequestHead& request) {
    const std::string path = request.target.substr(0, request.target.find('?'));
    Response response = problem(status, std::string(reason), path);
    if (status == 501) response.headers.emplace_back("Allow", kAllowedToOthers);
    return make_answer(response, request, path);
}

SharedAnswer make_options(const RequestHead& request, std::string_view allowed) {
    Response response{.status = 204,
                      .content_type = {},
                      .body = {},
                      .headers = {{"Allow", std::string(allowed)}},
                      .file = {},
                      .cache_control = "no-cache"};
    if (is_shared_with_other_sites(request.target)) {
        response.headers.emplace_back("Access-Control-Allow-Methods", kAllowedToOthers);
        response.headers.emplace_back("Access-Control-Allow-Headers",
                                      "Accept, Range, If-Match, If-None-Match, If-Range");
        response.headers.emplace_back("Access-Control-Max-Age", "86400");
    }
    return make_answer(response, request, request.target);
}

SharedAnswer make_alive(const RequestHead& request) {
    return make_answer({.status = 200,
                        .content_type = "text/plain; charset=utf-8",
                        .body = "ok\n",
                        .headers = {},
                        .file = {},
                        .cache_control = "no-store"},
                       request, request.target);
}

}  // namespace revivre::server
