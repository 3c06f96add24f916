#include "server/pages/api_parts.hpp"

#include <algorithm>

#include "chapters/text_track.hpp"
#include "server/representation.hpp"

namespace revivre::server::pages {

using chapters::Json;

namespace {

void add_intervention(ApiSamples& samples, storage::Repository& repository) {
    for (const chapters::Person& person : repository.public_persons()) {
        const auto all = confirmed_interventions(repository, person.id);
        if (all.empty()) continue;
        samples["person"] = person.id;
        samples["chapter"] = all.front().chapter.id;
        samples["recording"] = all.front().recording;
        samples["event"] = all.front().event;
        return;
    }
}

}  // namespace

ApiSamples api_samples(storage::Repository& repository) {
    ApiSamples samples{{"format", "vtt"}};
    add_intervention(samples, repository);
    const auto recordings = repository.public_recordings("");
    if (!samples.contains("recording") && !recordings.empty()) {
        samples["recording"] = recordings.front().id;
        samples["event"] = recordings.front().event;
    }
    if (!samples.contains("recording")) return samples;
    const auto tracks = repository.public_text_tracks(samples["recording"]);
    if (!tracks.empty()) {
        samples["track"] =
            std::string(chapters::name_of(tracks.front().kind)) + "." + tracks.front().language;
    }
    const auto sessions = repository.sessions(samples["event"]);
    if (!sessions.empty()) samples["session"] = sessions.front().id;
    return samples;
}

std::optional<std::string> filled(std::string path, const ApiSamples& samples) {
    for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{')) {
        const std::size_t close = path.find('}', open);
        const auto found = samples.find(path.substr(open + 1, close - open - 1));
        if (found == samples.end()) return std::nullopt;
        path.replace(open, close - open + 1, found->second);
    }
    return path;
}

std::string ApiOperation::summary(Language language) const {
    return json[language == Language::french ? "x-summary-fr" : "summary"];
}

std::string ApiOperation::place() const {
    return "operation-" + json["operationId"].get<std::string>();
}

std::vector<ApiOperation> operations_of(const Json& document, const ApiGroup& group) {
    std::vector<ApiOperation> all;
    for (const auto& [path, operations] : document["paths"].items()) {
        for (const auto& [name, operation] : operations.items()) {
            if (operation["tags"][0] != group.tag) continue;
            std::string method = name;
            std::ranges::transform(method, method.begin(), [](char letter) {
                return static_cast<char>(letter - 'a' + 'A');
            });
            all.push_back({path, std::move(method), operation});
        }
    }
    return all;
}

const Json& resolved(const Json& document, const Json& json) {
    const auto reference = json.find("$ref");
    if (reference == json.end()) return json;
    return document.at(Json::json_pointer(reference->get<std::string>().substr(1)));
}

std::string reference_name(const Json& json) {
    const std::string reference = json.value("$ref", "");
    return reference.substr(reference.rfind('/') + 1);
}

Html code(std::string_view plain) {
    return element("code", text(plain));
}

Html api_table(const Visit& visit, const std::string& caption, std::vector<Message> heads,
               const Html& rows) {
    Html cells;
    for (const Message each : heads) {
        cells += element("th", {{"scope", "col"}}, text(visit.say(each)));
    }
    return element("table", {{"class", "api"}},
                   element("caption", text(caption)) + element("thead", element("tr", cells)) +
                       element("tbody", rows)) +
           text("\n");
}

}  // namespace revivre::server::pages
