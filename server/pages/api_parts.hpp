#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chapters/json.hpp"
#include "server/pages/layout.hpp"
#include "storage/repository.hpp"

/// What the pages about the API share.
namespace revivre::server::pages {

/// A tag of the description, in its order, and what pages call it.
struct ApiGroup {
    std::string_view tag;
    Message title;
};
inline constexpr std::array kApiGroups{ApiGroup{"Start", Message::api_group_start},
                                       ApiGroup{"Events", Message::api_group_events},
                                       ApiGroup{"Recordings", Message::api_group_recordings},
                                       ApiGroup{"Persons", Message::api_group_persons},
                                       ApiGroup{"Search", Message::api_group_search},
                                       ApiGroup{"Files", Message::api_group_files},
                                       ApiGroup{"Access", Message::api_group_access},
                                       ApiGroup{"Drafts", Message::api_group_drafts},
                                       ApiGroup{"Review", Message::api_group_review},
                                       ApiGroup{"History", Message::api_group_history},
                                       ApiGroup{"Imports", Message::api_group_imports},
                                       ApiGroup{"Authority", Message::api_group_authority}};

/// Something of this site for each name that stands between braces in a path, so that addresses can
/// be tried; a name without one has nothing published that could stand for it.
using ApiSamples = std::map<std::string, std::string, std::less<>>;

ApiSamples api_samples(storage::Repository& repository);

/// "/api/v1/events/{event}" with the sample in its place; nothing when one has none.
std::optional<std::string> filled(std::string path, const ApiSamples& samples);

/// One operation of the description. Borrows it.
struct ApiOperation {
    const std::string& path;
    std::string method;  ///< "GET"
    const chapters::Json& json;

    /// Whether everybody may ask it, as a link or a form does.
    [[nodiscard]] bool is_public_reading() const {
        return method == "GET" && !json.contains("security");
    }

    /// In the visitor's language.
    [[nodiscard]] std::string summary(Language language) const;
    /// Its id within the page of the reference.
    [[nodiscard]] std::string place() const;
};

/// The operations of a group, in the order of the description.
std::vector<ApiOperation> operations_of(const chapters::Json& document, const ApiGroup& group);

/// `json`, or what its "$ref" stands for.
const chapters::Json& resolved(const chapters::Json& document, const chapters::Json& json);

/// The last segment of a "$ref": the name of the part; empty without one.
std::string reference_name(const chapters::Json& json);

Html code(std::string_view plain);

/// A table with a caption and column heads; `rows` are its <tr>.
Html api_table(const Visit& visit, const std::string& caption, std::vector<Message> heads,
               const Html& rows);

}  // namespace revivre::server::pages
