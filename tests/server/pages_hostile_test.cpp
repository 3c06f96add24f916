#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hostile_text.hpp"
#include "pages_store.hpp"

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
        auto chapter = store.intervention(7, hostile + "! bienvenue", CreditStatus::confirmed);
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
        all.push_back(store.get(persons_page).body);
        all.push_back(store.get(site_map_page).body);
        all.push_back(store.get(search_page, {}, {{"q", "bienvenue"}}).body);
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
    for (const std::string& line : own_hostile_lines()) expect_harmless(line);
}

// The settings are the administrator's, and text all the same.
TEST(HostileSettings, NeverBecomeMarkup) {
    const auto pages_of = [](const std::string& said) {
        PagesStore store;
        Site& site = store.settings.site;
        for (std::string* each :
             {&site.publisher, &site.publisher_address, &site.director, &site.host,
              &site.accessibility_auditor, &site.accessibility_gaps, &store.settings.site_name}) {
            *each = said;
        }
        site.accessibility = Conformity::partial;
        site.accessibility_rate = 51;
        site.accessibility_date = said;
        site.contact = said;
        site.accessibility_plan = said;
        std::string all = store.get(legal_page).body + store.get(accessibility_page).body;
        return skeleton(all + store.get(site_map_page).body);
    };
    const auto plain = pages_of("Bonjour");
    for (const std::string& line : own_hostile_lines()) EXPECT_EQ(pages_of(line), plain) << line;
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

TEST(HostileLists, NeverBecomeMarkup) {
    std::vector<std::string> lines = shared_hostile_lines();
    lines.insert(lines.end(), own_hostile_lines().begin(), own_hostile_lines().end());
    std::vector<std::string> plain;
    for (std::size_t i = 0; i < lines.size(); ++i) plain.push_back("Nom " + std::to_string(i));
    const auto expected = pages_listing(plain);
    const auto pages = pages_listing(lines);
    EXPECT_EQ(skeleton(pages[0]), skeleton(expected[0]));
    EXPECT_EQ(skeleton(pages[1]), skeleton(expected[1]));
}

}  // namespace
}  // namespace revivre::server::pages
