// Who is who, over the API; and that nothing of a withdrawn person is left on any public address.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "storage/library.hpp"
#include "tests/server/studio_server.hpp"

namespace revivre::server {
namespace {

using chapters::Json;
using testing::HasSubstr;
using testing::Not;

class PersonsEditing : public StudioServer {
  protected:
    WireAnswer as_archivist(const std::string& line, const Json& content = Json::object(),
                            const std::string& more = "") const {
        return send(line, as("archivist") + kJson + more, chapters::dump_json(content));
    }
    [[nodiscard]] Json studio(const std::string& rest) const {
        return chapters::parse_json(get("/api/v1/studio/persons" + rest, as("editor")).body);
    }
};

TEST_F(PersonsEditing, WarnOfNamesThatCouldBeConfused) {
    const Json near{{"name", "Maelle Kerdoncuf"}};
    const WireAnswer refused = as_archivist("POST /api/v1/persons", near);
    EXPECT_EQ(refused.status, 409);
    const Json similar = chapters::parse_json(refused.body)["similar"];
    ASSERT_EQ(similar.size(), 1U);
    EXPECT_EQ(similar[0]["id"], sample_.speaker);
    EXPECT_EQ(similar[0]["reason"], "sound");
    EXPECT_EQ(similar[0]["interventions"], 1);
    Json sure = near;
    sure["even_if_similar"] = true;
    sure["identifiers"] = Json::array({{{"scheme", "wikidata"}, {"value", "q42"}}});
    const WireAnswer made = as_archivist("POST /api/v1/persons", sure);
    ASSERT_EQ(made.status, 201) << made.body;
    const Json person = chapters::parse_json(made.body)["person"];
    EXPECT_EQ(person["identifiers"][0]["value"], "Q42");
    EXPECT_EQ(person["sort_name"], "Kerdoncuf, Maelle");
    EXPECT_EQ(studio("?q=kerdon")["persons"].size(), 2U);
    EXPECT_EQ(studio("?q=ma%C3%ABlle+kerdoncuff")["persons"][0]["id"], sample_.speaker);
    EXPECT_EQ(studio("?near=Kerdoncuff%20Maelle")["persons"].size(), 2U);
    EXPECT_EQ(as_archivist("POST /api/v1/persons", {{"name", " "}}).status, 400);
    EXPECT_EQ(as_archivist("POST /api/v1/persons",
                           {{"name", "Paul Autre"},
                            {"identifiers", Json::array({{{"scheme", "isni"}, {"value", "1"}}})}})
                  .status,
              400);
}

TEST_F(PersonsEditing, AreChangedOnWhatWasReadOnly) {
    const std::string address = "/api/v1/persons/" + sample_.speaker;
    const std::string tag =
        get("/api/v1/studio/persons/" + sample_.speaker, as("editor")).field("ETag");
    const Json change{{"name", "Maëlle Kerdoncuff-Roy"}};
    EXPECT_EQ(as_archivist("PATCH " + address, change).status, 428);
    const WireAnswer changed =
        as_archivist("PATCH " + address, change, "If-Match: " + tag + "\r\n");
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(chapters::parse_json(changed.body)["person"]["variants"][0], "Maëlle Kerdoncuff");
    EXPECT_EQ(as_archivist("PATCH " + address, change, "If-Match: " + tag + "\r\n").status, 412);
    EXPECT_EQ(chapters::parse_json(get(address).body)["name"], "Maëlle Kerdoncuff-Roy");
}

TEST_F(PersonsEditing, LeadTheOldAddressOfAMergedPersonToTheOther) {
    const std::string old = sample_.speaker;
    const WireAnswer merged =
        as_archivist("POST /api/v1/persons/" + old + "/merge", {{"into", sample_.candidate}});
    ASSERT_EQ(merged.status, 200) << merged.body;
    for (const std::string& base : {std::string("/p/"), std::string("/api/v1/persons/")}) {
        const WireAnswer moved = get(base + old);
        EXPECT_EQ(moved.status, 308) << base;
        EXPECT_THAT(moved.field("Location"), HasSubstr(base + sample_.candidate));
        EXPECT_EQ(get(base + sample_.candidate).status, 200);
    }
    EXPECT_EQ(chapters::parse_json(get("/api/v1/search?q=maelle").body)["results"].size(), 1U);
    const Json shown = studio("/" + sample_.candidate);
    EXPECT_EQ(shown["merges"][0]["from"]["id"], old);
    EXPECT_EQ(shown["interventions"].size(), 2U);
    EXPECT_EQ(studio("/" + old)["person"]["merged_into"], sample_.candidate);
    const std::string id = chapters::parse_json(merged.body)["merge"];
    EXPECT_EQ(as_archivist("DELETE /api/v1/merges/" + id).status, 200);
    EXPECT_EQ(get("/p/" + old).status, 200);
    EXPECT_EQ(get("/p/" + sample_.candidate).status, 404);
}

TEST_F(PersonsEditing, GiveInterventionsToSomebodyElse) {
    const WireAnswer split = as_archivist("POST /api/v1/persons/" + sample_.speaker + "/split",
                                          {{"chapters", Json::array({sample_.first})},
                                           {"new_person", {{"name", "Maëlle Kerdoncuff"}}}});
    ASSERT_EQ(split.status, 200) << split.body;
    const std::string other = chapters::parse_json(split.body)["person"]["id"];
    EXPECT_EQ(get("/p/" + other).status, 200);
    EXPECT_EQ(get("/p/" + sample_.speaker).status, 404);
    const std::string id = chapters::parse_json(split.body)["split"];
    EXPECT_EQ(as_archivist("DELETE /api/v1/splits/" + id).status, 200);
    EXPECT_EQ(get("/p/" + sample_.speaker).status, 200);
    EXPECT_EQ(send("DELETE /api/v1/splits/" + id, as("editor") + kJson, "{}").status, 403);
}

TEST_F(PersonsEditing, LeaveNothingOfAWithdrawnPersonInPublic) {
    const storage::Library library(folder_.path());
    const auto derived = library.derived(sample_.recording);
    std::filesystem::create_directories(derived);
    const auto first = store_->public_chapter(sample_.first).chapter;
    const std::string poster = "poster-" + [&] {
        std::string digits = std::to_string(first.start.count());
        return std::string(9 - digits.size(), '0') + digits;
    }() + ".jpg";
    std::ofstream(derived / poster) << "picture";
    const std::string recording = "/api/v1/recordings/" + sample_.recording;
    const std::vector<std::string> surfaces{"/",
                                            "/e/" + sample_.event,
                                            "/v/" + sample_.recording,
                                            "/persons",
                                            "/plan-du-site",
                                            "/embed/" + sample_.recording,
                                            "/list/" + sample_.recording,
                                            "/sitemap.xml",
                                            "/api/v1/persons",
                                            "/api/v1/events/" + sample_.event + "/interventions",
                                            "/api/v1/sessions/" + sample_.session,
                                            recording,
                                            recording + "/chapters",
                                            recording + "/chapters.vtt",
                                            recording + "/chapters.csv",
                                            recording + "/chapters.psc",
                                            "/iiif/3/" + sample_.recording + "/manifest.json",
                                            "/feeds/events/" + sample_.event + ".atom",
                                            "/api/v1/search?q=kerdoncuff",
                                            "/search?q=kerdoncuff"};
    const auto names_her = [&](const std::string& body) {
        return body.find("Kerdoncuff") != std::string::npos ||
               body.find(sample_.speaker) != std::string::npos;
    };
    std::size_t named = 0;
    for (const std::string& each : surfaces) named += names_her(get(each).body) ? 1U : 0U;
    EXPECT_GE(named, 10U) << "else this tries nothing";
    EXPECT_EQ(get("/pictures/" + sample_.recording + "/" + poster).status, 200);

    const std::string withdrawal = "/api/v1/persons/" + sample_.speaker + "/withdrawal";
    const auto whole = store_->revision(sample_.recording, 1);
    ASSERT_EQ(as_archivist("PUT " + withdrawal, {{"reason", "à sa demande"}}).status, 200);
    for (const std::string& each : surfaces) {
        EXPECT_FALSE(names_her(get(each).body)) << each;
    }
    EXPECT_THAT(get(recording + "/chapters").body, HasSubstr("Intervention retirée"));
    for (const std::string& gone :
         {"/p/" + sample_.speaker, "/list/" + sample_.speaker, "/api/v1/persons/" + sample_.speaker,
          "/api/v1/chapters/" + sample_.first, "/pictures/" + sample_.recording + "/" + poster}) {
        EXPECT_EQ(get(gone).status, 410) << gone;
    }
    EXPECT_EQ(store_->revision(sample_.recording, 1), whole);
    const Json studio_view = studio("/" + sample_.speaker);
    EXPECT_EQ(studio_view["person"]["withdrawn"]["reason"], "à sa demande");

    ASSERT_EQ(as_archivist("DELETE " + withdrawal).status, 200);
    std::size_t again = 0;
    for (const std::string& each : surfaces) again += names_her(get(each).body) ? 1U : 0U;
    EXPECT_EQ(again, named);
    EXPECT_EQ(get("/p/" + sample_.speaker).status, 200);
    EXPECT_THAT(store_->check(), testing::IsEmpty());
}

TEST_F(PersonsEditing, GiveEverythingThatIsKeptAboutSomebody) {
    const std::string address = "/api/v1/persons/" + sample_.speaker + "/export";
    EXPECT_EQ(get(address, as("editor")).status, 403);
    const Json all = chapters::parse_json(get(address, as("archivist")).body);
    EXPECT_EQ(all["person"]["name"], "Maëlle Kerdoncuff");
    EXPECT_EQ(all["credits"][0]["chapter"]["id"], sample_.first);
    EXPECT_EQ(all["credits"][0]["revision"], 1);
    EXPECT_THAT(chapters::dump_json(all), Not(HasSubstr("Brisemiche")));
}

}  // namespace
}  // namespace revivre::server
