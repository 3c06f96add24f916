#include <algorithm>
#include <set>
#include <sstream>

#include "server/api_document.hpp"
#include "server/routes/registry.hpp"
#include "tests/server/live_server.hpp"

namespace revivre::server {
namespace {

using chapters::Json;

// "/v1/events/{event}" and "/v1/events/{id}" are one address: what is between braces is a name.
std::string shape_of(std::string_view pattern) {
    std::istringstream segments{std::string(pattern)};
    std::string shape;
    for (std::string segment; std::getline(segments, segment, '/');) {
        shape += segment.find('{') == std::string::npos ? segment : "*";
        shape += '/';
    }
    return shape;
}

std::set<std::string> described_shapes() {
    std::set<std::string> shapes;
    const Json document = api_document({});
    for (const auto& [path, operations] : document["paths"].items()) {
        shapes.insert(shape_of(path));
    }
    return shapes;
}

TEST(ApiDescription, HoldsEveryRouteOfTheApi) {
    const auto described = described_shapes();
    int count = 0;
    for (const Route& route : all_routes()) {
        if (!route.pattern.starts_with("/api/")) continue;
        ++count;
        EXPECT_TRUE(described.contains(shape_of(route.pattern))) << route.pattern;
    }
    EXPECT_GE(count, 15);
}

TEST(ApiDescription, DescribesNothingThatIsNoRoute) {
    std::set<std::string> routes;
    for (const Route& route : all_routes()) routes.insert(shape_of(route.pattern));
    for (const std::string& shape : described_shapes())
        EXPECT_TRUE(routes.contains(shape)) << shape;
}

class ServedDescription : public LiveServer {};

TEST_F(ServedDescription, IsOpenToOtherSitesAndNamesTheProgramsVersion) {
    const WireAnswer answer = get("/openapi.json");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.field("Content-Type"), "application/json");
    EXPECT_EQ(answer.field("Access-Control-Allow-Origin"), "*");
    const Json document = chapters::parse_json(answer.body);
    EXPECT_EQ(document["openapi"], "3.1.0");
    EXPECT_EQ(document["info"]["version"], "test");
}

TEST_F(ServedDescription, IsFoundFromTheRootOfTheApi) {
    const Json root = chapters::parse_json(get("/api/v1").body);
    EXPECT_EQ(root["version"], "test");
    EXPECT_EQ(get(root["links"]["description"]).status, 200);
    EXPECT_EQ(get(root["links"]["events"]).status, 200);
}

TEST(ApiDescription, NamesTheSiteByItsPublicAddress) {
    Settings settings;
    settings.public_url = "https://revivre.example.org";
    EXPECT_EQ(api_document(settings)["servers"][0]["url"], "https://revivre.example.org");
}

}  // namespace
}  // namespace revivre::server
