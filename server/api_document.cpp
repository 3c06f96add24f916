#include "server/api_document.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "chapters/error.hpp"
#include "chapters/formats/registry.hpp"

namespace revivre::server {

namespace api {

/// Written by cmake/embed.cmake.
std::span<const std::pair<std::string_view, std::string_view>> embedded_files();

}  // namespace api

namespace {

using chapters::Json;

std::string_view file_named(std::string_view name) {
    for (const auto& [each, content] : api::embedded_files()) {
        if (each == name) return content;
    }
    throw Error(ErrorCode::internal, "the program has no file " + std::string(name));
}

// Every media type that a list is written in; our JSON is described where it stands.
void add_media_types(Json& content) {
    for (const chapters::Format& format : chapters::all_formats()) {
        const std::string type(format.media_type.substr(0, format.media_type.find(';')));
        if (format.write == nullptr || content.contains(type)) continue;
        content[type] = {{"schema", {{"description", format.reference}}}};
    }
}

// What may stand behind "chapters.": the names, and the endings that only one format has.
Json format_words() {
    Json words = Json::array();
    const auto add = [&](std::string_view word) {
        if (std::ranges::find(words, word) == words.end()) words.push_back(word);
    };
    for (const chapters::Format& format : chapters::all_formats()) {
        if (format.write == nullptr) continue;
        add(format.name);
        const chapters::Format* named = chapters::format_for_ending(format.extension);
        if (named != nullptr && named->write != nullptr) add(format.extension);
    }
    return words;
}

// The operations of those who work here stand behind the public ones of the same address.
void add_studio(Json& document, const Json& studio) {
    for (const auto& [path, operations] : studio["paths"].items()) {
        document["paths"][path].update(operations);
    }
    for (const auto& [kind, parts] : studio["components"].items()) {
        document["components"][kind].update(parts);
    }
}

Json described() {
    Json document = chapters::parse_json(file_named("openapi.json"));
    document["components"] = chapters::parse_json(file_named("components.json"));
    add_studio(document, chapters::parse_json(file_named("studio.json")));
    document["components"]["parameters"]["Format"]["schema"]["enum"] = format_words();
    const std::string folder = "/api/v1/recordings/{recording}/chapters";
    for (const std::string& path : {folder, folder + ".{format}"}) {
        add_media_types(document["paths"][path]["get"]["responses"]["200"]["content"]);
    }
    return document;
}

}  // namespace

Json api_document(const Settings& settings) {
    static const Json kDescribed = described();
    Json document = kDescribed;
    document["info"]["title"] = settings.site_name;
    document["info"]["version"] = settings.version;
    if (!settings.public_url.empty()) document["servers"][0]["url"] = settings.public_url;
    return document;
}

std::span<const ApiExample> api_examples() {
    static const std::vector<ApiExample> kExamples = [] {
        std::vector<ApiExample> all;
        for (const auto& [name, content] : api::embedded_files()) {
            if (!name.ends_with(".json")) all.push_back({name, content});
        }
        return all;
    }();
    return kExamples;
}

}  // namespace revivre::server
