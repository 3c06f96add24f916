#include <filesystem>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages_store.hpp"

#include "chapters/text/encoding.hpp"

namespace revivre::server::pages {
namespace {

using chapters::CreditStatus;

// Every tag of a page, by name and the names of its attributes, whatever its text: hostile text
// must not change this list.
std::vector<std::string> skeleton(const std::string& page) {
    std::vector<std::string> tags;
    for (auto at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
        std::string tag;
        bool quoted = false;
        for (++at; at < page.size() && (quoted || page[at] != '>'); ++at) {
            if (page[at] == '"') quoted = !quoted;
            if (!quoted && page[at] != '"') tag += page[at];
        }
        tags.push_back(tag);
    }
    return tags;
}

class HostileText : public testing::Test {
  protected:
    std::vector<std::string> pages_with(const std::string& hostile) {
        PagesStore store;
        store.event.title = hostile;
        store.event.place = hostile;
        store.repository().save_event(store.event);
        store.opening.title = hostile + ".";
        store.repository().save_session(store.opening);
        store.person.name = hostile;
        store.repository().save_person(store.person);
        auto chapter = store.intervention(7, hostile + "!", CreditStatus::confirmed);
        chapter.credits[0].name = hostile;
        chapter.credits[0].function = hostile;
        store.publish_morning({chapter});
        std::vector<std::string> all;
        all.push_back(store.get(home_page).body);
        all.push_back(store.get(event_page, {{"event", store.event.id}}).body);
        all.push_back(store
                          .get(recording_page, {{"recording", store.morning.id}},
                               {{"t", hostile}, {"c", hostile}, {"lang", hostile}})
                          .body);
        all.push_back(store.get(person_page, {{"person", store.person.id}}).body);
        return all;
    }

    void expect_harmless(const std::string& hostile) {
        static const auto plain = pages_with("Bonjour");
        const auto pages = pages_with(hostile);
        for (std::size_t i = 0; i < plain.size(); ++i) {
            EXPECT_EQ(skeleton(pages[i]), skeleton(plain[i])) << "page " << i << ": " << hostile;
        }
    }
};

TEST_F(HostileText, NeverBecomesMarkup) {
    for (const char* hostile :
         {"</script><img src=x onerror=alert(1)>", "\" autofocus onfocus=\"alert(1)",
          "' onmouseover='alert(1)", "</title><svg/onload=alert(1)>", "&lt;script&gt;", "-->",
          "\u202E\u2066txet\u200F", "javascript:alert(1)"}) {
        expect_harmless(hostile);
    }
}

// One recording whose chapters have `texts` as titles and, in turn, as names.
std::vector<std::string> pages_listing(const std::vector<std::string>& texts) {
    PagesStore store;
    std::vector<chapters::Chapter> list;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto chapter =
            store.intervention(static_cast<int>(i) * 10, texts[i] + "!", CreditStatus::confirmed);
        chapter.credits[0].name = texts[i];
        chapter.credits[0].person.clear();
        list.push_back(chapter);
    }
    store.publish_morning(list);
    // Without the speakers, who are fewer than the lines: some differ in their signs alone.
    std::vector<std::string> pages{
        store.get(event_page, {{"event", store.event.id}}).body,
        store.get(recording_page, {{"recording", store.morning.id}}).body};
    for (std::string& page : pages) page.resize(page.find("<section class=\"speakers\""));
    return pages;
}

std::vector<std::string> lines_of(const std::filesystem::path& folder) {
    std::set<std::string> lines;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);) {
            if (chapters::is_utf8(line) && !line.empty()) lines.insert(line);
        }
    }
    return {lines.begin(), lines.end()};
}

TEST(HostileLists, NeverBecomeMarkup) {
    const std::filesystem::path folder = REVIVRE_SHARED "/cases/bad/text";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the shared cases are not here";
    const std::vector<std::string> lines = lines_of(folder);
    EXPECT_GT(lines.size(), 100U);
    std::vector<std::string> plain;
    for (std::size_t i = 0; i < lines.size(); ++i) plain.push_back("Nom " + std::to_string(i));
    const auto expected = pages_listing(plain);
    const auto pages = pages_listing(lines);
    EXPECT_EQ(skeleton(pages[0]), skeleton(expected[0]));
    EXPECT_EQ(skeleton(pages[1]), skeleton(expected[1]));
}

}  // namespace
}  // namespace revivre::server::pages
