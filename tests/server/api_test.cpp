#include <fstream>

#include "chapters/formats/registry.hpp"
#include "chapters/json.hpp"
#include "tests/server/live_server.hpp"

namespace revivre::server {
namespace {

using chapters::Json;

class Api : public LiveServer {
  protected:
    [[nodiscard]] Json json(const std::string& target, const std::string& fields = {}) const {
        const WireAnswer answer = get("/api/v1/" + target, fields);
        EXPECT_EQ(answer.status, 200) << target << "\n" << answer.body;
        return chapters::parse_json(answer.body);
    }
    [[nodiscard]] int status(const std::string& target) const {
        return get("/api/v1/" + target).status;
    }
};

TEST_F(Api, ListsPublishedEventsOnly) {
    const Json events = json("events");
    ASSERT_EQ(events["events"].size(), 1U);
    EXPECT_EQ(events["events"][0]["id"], sample_.event);
    EXPECT_EQ(events["links"]["self"], "/api/v1/events");
    EXPECT_FALSE(events["links"].contains("next"));
    EXPECT_EQ(status("events/" + sample_.hidden_event), 404);
}

TEST_F(Api, GivesAnEventWithItsSessionsAndPublishedRecordings) {
    const Json event = json("events/" + sample_.event);
    EXPECT_EQ(event["title"], "Vivre en ville");
    EXPECT_EQ(event["sessions"][0]["id"], sample_.session);
    ASSERT_EQ(event["recordings"].size(), 1U);
    EXPECT_EQ(event["recordings"][0]["id"], sample_.recording);
}

TEST_F(Api, GivesARecordingWithoutItsFile) {
    const WireAnswer answer = get("/api/v1/recordings/" + sample_.recording);
    const Json recording = chapters::parse_json(answer.body);
    EXPECT_EQ(recording["part"], "matin");
    EXPECT_EQ(recording["event"]["title"], "Vivre en ville");
    EXPECT_EQ(recording["duration_ms"], 200000);
    EXPECT_EQ(recording["revision"], 1);
    EXPECT_EQ(recording["links"]["media"], "/media/" + sample_.recording);
    EXPECT_EQ(answer.body.find("matin.mp4"), std::string::npos);
    EXPECT_EQ(answer.body.find("hash-of-the-file"), std::string::npos);
}

TEST_F(Api, GivesWhatIsNotKnownAsNull) {
    const Json event = json("events/" + sample_.event);
    EXPECT_TRUE(event["subtitle"].is_null());
    EXPECT_TRUE(event["place"].is_null());
    EXPECT_TRUE(event["sessions"][0]["part"].is_null());
    const Json recording = event["recordings"][0];
    EXPECT_TRUE(recording["starts_at"].is_null());
    EXPECT_TRUE(recording["address"].is_null());
    EXPECT_FALSE(recording["links"].contains("poster")) << "there is no picture";
}

TEST_F(Api, LinksPostersStoryboardTracksAndEmbeds) {
    const auto derived = folder_.path() / "derived" / sample_.recording;
    std::filesystem::create_directories(derived);
    for (const char* name : {"poster-000006000.jpg", "storyboard.vtt"}) {
        std::ofstream(derived / name) << "content";
    }
    store_->save_text_track({.recording = sample_.recording,
                             .kind = chapters::TextTrackKind::subtitles,
                             .language = "en",
                             .cues = {{.start = {}, .end = chapters::Time(1000), .text = "Hi"}}});
    const std::string folder = "/pictures/" + sample_.recording + "/";
    const Json recording = json("recordings/" + sample_.recording);
    EXPECT_EQ(recording["kind"], "video");
    EXPECT_EQ(recording["media_type"], "video/mp4");
    EXPECT_EQ(recording["links"]["poster"], folder + "poster-000006000.jpg");
    EXPECT_EQ(recording["links"]["storyboard"], folder + "storyboard.vtt");
    EXPECT_EQ(recording["links"]["embed"], "/embed/" + sample_.recording);
    ASSERT_EQ(recording["tracks"].size(), 1U);
    EXPECT_EQ(recording["tracks"][0]["kind"], "subtitles");
    EXPECT_EQ(recording["tracks"][0]["links"]["vtt"],
              "/api/v1/recordings/" + sample_.recording + "/tracks/subtitles.en.vtt");
    EXPECT_EQ(json("chapters/" + sample_.first)["links"]["poster"],
              folder + "poster-000006000.jpg");
}

TEST_F(Api, KnowsNoDrafts) {
    EXPECT_EQ(status("recordings/" + sample_.draft), 404);
    EXPECT_EQ(status("recordings/" + sample_.draft + "/chapters"), 404);
    EXPECT_EQ(status("recordings/" + sample_.draft + "/chapters.vtt"), 404);
    EXPECT_EQ(json("recordings")["recordings"].size(), 1U);
}

TEST_F(Api, GivesChaptersInOrderOfStartWithTheirParents) {
    const Json list = json("recordings/" + sample_.recording + "/chapters");
    EXPECT_EQ(list["revision"], 1);
    ASSERT_EQ(list["chapters"].size(), 3U);
    EXPECT_EQ(list["chapters"][0]["parent"], nullptr);
    EXPECT_EQ(list["chapters"][1]["parent"], sample_.part);
    EXPECT_EQ(list["chapters"][2]["id"], sample_.second);
}

TEST_F(Api, WritesAnInterventionAsDocumented) {
    const Json found = json("chapters/" + sample_.first);
    Json expected{{"id", sample_.first},
                  {"kind", "intervention"},
                  {"title", "Habiter la ville"},
                  {"start_ms", 5000},
                  {"end_ms", 65000},
                  {"recording", sample_.recording},
                  {"part", "matin"},
                  {"session", {{"id", sample_.session}, {"title", "Ouverture de la journée"}}},
                  {"parent", sample_.part}};
    expected["speakers"] = Json::array({{{"person", sample_.speaker},
                                         {"name", "Maëlle Kerdoncuff"},
                                         {"function", "Sociologue"},
                                         {"organisation", "Institut des villes"},
                                         {"role", "speaker"},
                                         {"status", "confirmed"},
                                         {"evidence", {"programme"}}}});
    expected["links"] = {{"self", "/api/v1/chapters/" + sample_.first},
                         {"watch", "/v/" + sample_.recording + "?c=" + sample_.first + "#t=5,65"},
                         {"embed", "/embed/" + sample_.recording + "?c=" + sample_.first}};
    EXPECT_EQ(chapters::dump_json(found), chapters::dump_json(expected));
}

TEST_F(Api, NamesNobodyWhomNobodyConfirmed) {
    const WireAnswer answer = get("/api/v1/chapters/" + sample_.second);
    const Json speaker = chapters::parse_json(answer.body)["speakers"][0];
    EXPECT_EQ(speaker["person"], nullptr);
    EXPECT_EQ(speaker["name"], nullptr);
    EXPECT_EQ(speaker["status"], "proposed");
    EXPECT_EQ(answer.body.find("Brisemiche"), std::string::npos);
    EXPECT_EQ(answer.body.find("Sociologue"), std::string::npos);
    EXPECT_EQ(status("persons/" + sample_.candidate), 404);
    EXPECT_EQ(status("persons/" + sample_.candidate + "/interventions"), 404);
    EXPECT_EQ(json("persons")["persons"].size(), 1U);
}

TEST_F(Api, GivesAPersonsInterventions) {
    EXPECT_EQ(json("persons/" + sample_.speaker)["count"], 1);
    const Json list = json("persons/" + sample_.speaker + "/interventions");
    EXPECT_EQ(list["name"], "Maëlle Kerdoncuff");
    ASSERT_EQ(list["interventions"].size(), 1U);
    EXPECT_EQ(list["interventions"][0]["id"], sample_.first);
}

TEST_F(Api, GivesTheInterventionsOfAnEventAndOfOnePersonInIt) {
    const std::string target = "events/" + sample_.event + "/interventions";
    EXPECT_EQ(json(target)["interventions"].size(), 2U);
    const Json one = json(target + "?person=" + sample_.speaker);
    ASSERT_EQ(one["interventions"].size(), 1U);
    EXPECT_EQ(one["interventions"][0]["id"], sample_.first);
    EXPECT_EQ(json(target + "?person=" + sample_.candidate)["interventions"].size(), 0U);
}

TEST_F(Api, FiltersChaptersByKindPersonAndSession) {
    const std::string list = "recordings/" + sample_.recording + "/chapters";
    EXPECT_EQ(json(list + "?kind=session")["chapters"][0]["id"], sample_.part);
    EXPECT_EQ(json(list + "?kind=intervention")["total"], 2);
    EXPECT_EQ(json(list + "?person=" + sample_.speaker)["chapters"][0]["id"], sample_.first);
    EXPECT_EQ(json(list + "?person=" + sample_.candidate)["total"], 0);
    EXPECT_EQ(json(list + "?session=" + sample_.session)["total"], 3);
    EXPECT_EQ(status(list + "?kind=speech"), 400);
}

TEST_F(Api, ListsWhoSpeaksAtAnEventWithWhatTheyAreIntroducedAs) {
    const Json here = json("persons?event=" + sample_.event);
    ASSERT_EQ(here["persons"].size(), 1U);
    EXPECT_EQ(here["persons"][0]["functions"][0]["function"], "Sociologue");
    EXPECT_EQ(here["persons"][0]["functions"][0]["organisation"], "Institut des villes");
    EXPECT_EQ(json("persons?event=" + sample_.hidden_event)["total"], 0);
    EXPECT_EQ(json("persons?recording=" + sample_.recording)["total"], 1);
}

TEST_F(Api, GivesTheNewestFirstWhenAsked) {
    storage::Repository& store = *store_;
    store.publish(sample_.draft, store.add_revision({.recording = sample_.draft,
                                                     .number = 0,
                                                     .created_at = {},
                                                     .author = "archiviste",
                                                     .summary = {},
                                                     .chapters = {}},
                                                    0));
    EXPECT_EQ(json("recordings?sort=date")["recordings"][0]["id"], sample_.recording);
    const Json newest = json("recordings?sort=-date&limit=1");
    EXPECT_EQ(newest["recordings"][0]["id"], sample_.draft);
    EXPECT_EQ(newest["total"], 2);
    EXPECT_EQ(newest["links"]["self"], "/api/v1/recordings?limit=1&sort=-date");
    EXPECT_EQ(json("recordings?file=../../etc/passwd")["links"]["self"], "/api/v1/recordings");
    EXPECT_EQ(newest["links"]["next"],
              "/api/v1/recordings?cursor=" + sample_.draft + "&limit=1&sort=-date");
    EXPECT_EQ(status("recordings?sort=name"), 400);
    EXPECT_EQ(status("events?sort=-date"), 200);
}

TEST_F(Api, RefusesMediaTypesThatNothingIsWrittenIn) {
    const std::string target = "/api/v1/recordings/" + sample_.recording + "/chapters";
    const WireAnswer answer = get(target, "Accept: image/png, text/html\r\n");
    EXPECT_EQ(answer.status, 406);
    EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
    EXPECT_EQ(answer.field("Vary"), "Accept, Accept-Encoding");
    EXPECT_EQ(get("/api/v1/recordings/rec_0/chapters", "Accept: image/png\r\n").status, 404);
    EXPECT_EQ(get(target + ".json", "Accept: image/png\r\n").status, 200);
}

TEST_F(Api, GivesASessionWithItsPublishedChapters) {
    const Json session = json("sessions/" + sample_.session);
    EXPECT_EQ(session["title"], "Ouverture de la journée");
    EXPECT_EQ(session["chapters"].size(), 3U);
    EXPECT_EQ(status("sessions/ses_nothing"), 404);
}

TEST_F(Api, WritesChaptersAsWebVttByNameOrByAccept) {
    const std::string target = "/api/v1/recordings/" + sample_.recording + "/chapters";
    const WireAnswer named = get(target + ".vtt");
    EXPECT_EQ(named.field("Content-Type"), "text/vtt; charset=utf-8");
    EXPECT_TRUE(named.body.starts_with("WEBVTT"));
    EXPECT_NE(named.body.find("Habiter la ville"), std::string::npos);
    const WireAnswer accepted = get(target, "Accept: text/vtt, */*;q=0.1\r\n");
    EXPECT_EQ(accepted.body, named.body);
    EXPECT_EQ(accepted.field("Vary"), "Accept, Accept-Encoding");
    EXPECT_EQ(get(target, "Accept: */*\r\n").field("Content-Type"), "application/json");
}

TEST_F(Api, WritesChaptersInEveryFormatThatIsWrittenHere) {
    const std::string target = "/api/v1/recordings/" + sample_.recording + "/chapters.";
    for (const chapters::Format& format : chapters::all_formats()) {
        if (format.write == nullptr || format.name == "json") continue;
        SCOPED_TRACE(format.name);
        const WireAnswer answer = get(target + std::string(format.name));
        EXPECT_EQ(answer.status, 200);
        EXPECT_TRUE(answer.field("Content-Type").starts_with(format.media_type));
        EXPECT_FALSE(answer.field("ETag").empty());
        EXPECT_EQ(answer.body.find("Brisemiche"), std::string::npos)
            << "nobody confirmed that name";
        EXPECT_EQ(answer.body.find("matin.mp4"), std::string::npos);
        if (format.read != nullptr) {
            EXPECT_FALSE(format.read(answer.body).document.chapters.empty());
        }
    }
}

TEST_F(Api, KnowsFormatsByEndingsThatOnlyOneHas) {
    const std::string target = "recordings/" + sample_.recording + "/chapters";
    EXPECT_EQ(status(target + ".srt"), 200);
    EXPECT_EQ(status(target + ".psc"), 200);
    EXPECT_EQ(status(target + ".xml"), 404) << "many formats have that ending";
    EXPECT_EQ(status(target + ".hindenburg"), 404) << "which is only read";
    EXPECT_EQ(status("recordings/" + sample_.recording + "/nothing"), 404);
    EXPECT_EQ(status("recordings/" + sample_.draft + "/chapters.srt"), 404);
}

TEST_F(Api, ChoosesAFormatByItsMediaType) {
    const std::string target = "/api/v1/recordings/" + sample_.recording + "/chapters";
    const auto type = [&](const std::string& accept) {
        return get(target, "Accept: " + accept + "\r\n").field("Content-Type");
    };
    EXPECT_EQ(type("application/json+chapters"), "application/json+chapters");
    EXPECT_EQ(type("text/csv, text/vtt;q=0.5"), "text/csv; charset=utf-8");
    EXPECT_EQ(type("image/png, */*"), "application/json");
}

TEST_F(Api, FindsInterventionsAndWhoSpeaksInThem) {
    const Json found = json("search?q=habiter+kerdon");
    EXPECT_EQ(found["query"], "habiter kerdon");
    ASSERT_EQ(found["results"].size(), 1U);
    EXPECT_EQ(found["results"][0]["id"], sample_.first);
    EXPECT_EQ(found["persons"][0]["id"], sample_.speaker);
    EXPECT_EQ(found["persons"][0]["count"], 1);
    EXPECT_EQ(json("search?q=rien&unknown=1")["results"].size(), 0U);
}

TEST_F(Api, PagesListsByCursor) {
    const std::string target = "events/" + sample_.event + "/interventions";
    const Json first = json(target + "?limit=1");
    ASSERT_EQ(first["interventions"].size(), 1U);
    const std::string next = first["links"]["next"];
    const Json second = json(next.substr(std::string("/api/v1/").size()));
    ASSERT_EQ(second["interventions"].size(), 1U);
    EXPECT_EQ(second["interventions"][0]["id"], sample_.second);
    EXPECT_FALSE(second["links"].contains("next"));
}

TEST_F(Api, PointsToTheParameterThatItCannotTake) {
    for (const char* target : {"events?limit=abc", "events?limit=0", "search?q=a&limit=1.5",
                               "recordings?cursor=nothing", "search?q=a&cursor=-1"}) {
        const WireAnswer answer = get(std::string("/api/v1/") + target);
        EXPECT_EQ(answer.status, 400) << target;
        const Json problem = chapters::parse_json(answer.body);
        const std::string name = problem["errors"][0]["parameter"];
        EXPECT_NE(std::string(target).find(name + "="), std::string::npos) << target;
    }
}

TEST_F(Api, WritesProblemsAsDocumented) {
    const WireAnswer answer = get("/api/v1/events/evt_nothing?x=1");
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(answer.field("Cache-Control"), "no-store");
    const Json problem = chapters::parse_json(answer.body);
    EXPECT_EQ(problem["type"], "about:blank");
    EXPECT_EQ(problem["title"], "Not Found");
    EXPECT_EQ(problem["status"], 404);
    EXPECT_EQ(problem["instance"], "/api/v1/events/evt_nothing");
}

}  // namespace
}  // namespace revivre::server
