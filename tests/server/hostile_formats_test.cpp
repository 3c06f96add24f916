// Hostile titles and names in every format that the public can ask for.
#include <algorithm>

#include <gtest/gtest.h>

#include "hostile_text.hpp"
#include "pages_store.hpp"

#include "chapters/formats/registry.hpp"
#include "server/dispatcher.hpp"
#include "server/routes/registry.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Format;

constexpr std::size_t kTracksOfACue = 99;  // what a cue sheet holds; the others hold all

std::size_t count(const std::vector<chapters::Chapter>& chapters) {
    std::size_t all = chapters.size();
    for (const chapters::Chapter& each : chapters) all += count(each.children);
    return all;
}

class HostileFormats : public testing::Test {
  protected:
    HostileFormats() {
        std::vector<std::string> lines = own_hostile_lines();
        const auto shared = shared_hostile_lines();
        lines.insert(lines.end(), shared.begin(), shared.end());
        std::vector<chapters::Chapter> list;
        for (const std::string& line : lines) {
            const int start_s = static_cast<int>(list.size()) * 15;
            auto chapter = store.intervention(start_s, line, chapters::CreditStatus::confirmed);
            chapter.credits[0].name = line;
            chapter.credits[0].function = line;
            chapter.credits[0].organisation = line;
            list.push_back(chapter);
        }
        published = list.size();
        store.publish_morning(std::move(list));
    }

    std::string body_of(const Format& format) {
        const Dispatcher dispatcher(all_routes());
        const std::string path =
            "/api/v1/recordings/" + store.morning.id + "/chapters." + std::string(format.name);
        auto match = dispatcher.match(path);
        EXPECT_TRUE(match);
        const Response response = store.get(match->route->handle, match->parameters);
        EXPECT_EQ(response.status, 200) << format.name;
        return response.body;
    }

    PagesStore store;
    std::size_t published = 0;
};

TEST_F(HostileFormats, AreWholeAndWellFormedForTheirOwnReaders) {
    std::size_t asked = 0;
    for (const Format& format : chapters::all_formats()) {
        if (format.write == nullptr || format.name == "json") continue;
        const std::string body = body_of(format);
        EXPECT_TRUE(chapters::is_utf8(body)) << format.name;
        ++asked;
        if (format.read == nullptr) continue;
        const auto read = format.read(body);
        EXPECT_GE(count(read.document.chapters), std::min(published, kTracksOfACue)) << format.name;
        for (const chapters::Diagnostic& each : read.diagnostics) {
            ADD_FAILURE() << format.name << ":" << each.line << ": " << each.message;
        }
    }
    EXPECT_GT(asked, 20U);
}

}  // namespace
}  // namespace revivre::server::pages
