#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using chapters::Cue;
using testing::ElementsAre;
using testing::IsEmpty;

std::string bracketed(const SearchHit& hit) {
    std::string text;
    for (const auto& part : hit.excerpt) text += part.match ? "[" + part.text + "]" : part.text;
    return text;
}

// What was said, and what stands beside titles and names.
class SearchPassages : public StoreTest {
  protected:
    SearchPassages() {
        Chapter talk = chapter("Ouverture", 10'000, 60'000);
        talk.credits = {credit(odile_, "Odile Bréhat")};
        talk.credits[0].status = chapters::CreditStatus::confirmed;
        talk.credits[0].function = "directrice de la voirie";
        talk.summary = "Un bilan des travaux de la place du marché.";
        publish(recording_, {talk});
        store().save_text_track(
            {.recording = recording_,
             .language = "fr",
             .cues = {cue(2, 4, "On règle les micros."), cue(12, 15, "Bonjour à toutes et à tous."),
                      cue(45, 50, "Parlons de la mobilité des habitants.")}});
    }

    static Cue cue(int start_s, int end_s, const std::string& text) {
        return {Time(start_s * 1000), Time(end_s * 1000), "", text};
    }

    std::vector<SearchHit> hits(const std::string& text) {
        SearchQuery query;
        query.text = text;
        return store().public_search(query).hits;
    }

    std::string recording_ = add_recording(add_event());
    std::string odile_ = add_person("Odile Bréhat");
};

TEST_F(SearchPassages, LeadToWhereTheWordsAreSaid) {
    const auto found = hits("mobilite habitants");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].found_in, FoundIn::transcript);
    EXPECT_EQ(found[0].start, Time(45'000));
    EXPECT_EQ(found[0].end, Time(50'000));
    EXPECT_EQ(found[0].published.chapter.title, "Ouverture");
    EXPECT_EQ(bracketed(found[0]), "Parlons de la [mobilité] des [habitants].");
}

TEST_F(SearchPassages, AreFoundTogetherWithWhoSaysThem) {
    EXPECT_EQ(hits("brehat mobilité").size(), 1U);
    EXPECT_THAT(hits("quintrec mobilité"), IsEmpty());
}

TEST_F(SearchPassages, DoNotFillTheResultsOfAName) {
    const auto found = hits("brehat");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].found_in, FoundIn::name);
}

TEST_F(SearchPassages, MayBeOutsideOfAllChapters) {
    const auto found = hits("micros");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].published.chapter.id, "");
    EXPECT_EQ(found[0].published.recording, recording_);
    EXPECT_EQ(found[0].start, Time(2'000));
}

TEST_F(SearchPassages, ComeAfterTitles) {
    publish(add_recording(add_event(), 1), {chapter("Mobilité", 0, 10)});
    const auto found = hits("mobilité");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].found_in, FoundIn::title);
    EXPECT_EQ(found[1].found_in, FoundIn::transcript);
}

TEST_F(SearchPassages, GoWithTheirTrackAndTheirRecording) {
    store().save_text_track({.recording = recording_, .language = "fr"});
    EXPECT_THAT(hits("mobilité"), IsEmpty());
    store().save_text_track(
        {.recording = recording_, .language = "fr", .cues = {cue(0, 1, "Le mot marin")}});
    EXPECT_EQ(hits("marin").size(), 1U);
    EXPECT_THAT(store().check(), IsEmpty());
    store().publish(recording_, 0);
    EXPECT_THAT(hits("marin"), IsEmpty());
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(SearchPassages, ADraftIsNotHeardR47) {
    const std::string draft = add_recording(add_event(), 1);
    store().save_text_track(
        {.recording = draft, .language = "fr", .cues = {cue(0, 1, "Un mot réservé")}});
    EXPECT_THAT(hits("réservé"), IsEmpty());
}

TEST_F(SearchPassages, SummariesAndFunctionsShowWhatMatched) {
    const auto summary = hits("marché");
    ASSERT_EQ(summary.size(), 1U);
    EXPECT_EQ(summary[0].found_in, FoundIn::summary);
    EXPECT_EQ(bracketed(summary[0]), "Un bilan des travaux de la place du [marché].");
    const auto function = hits("odile voirie");
    ASSERT_EQ(function.size(), 1U);
    EXPECT_EQ(function[0].found_in, FoundIn::function);
    EXPECT_EQ(bracketed(function[0]), "directrice de la [voirie]");
}

TEST_F(SearchPassages, ArticlesNeedNotBeThere) {
    EXPECT_EQ(hits("le bilan de ces travaux").size(), 1U);
}

TEST_F(SearchPassages, WholeWordsComeBeforeBeginnings) {
    publish(add_recording(add_event(), 1), {chapter("Marcheurs", 0, 10)});
    publish(add_recording(add_event(), 2), {chapter("Le marche du travail", 0, 10)});
    publish(add_recording(add_event(), 3), {chapter("Marcheuses", 0, 10)});
    std::vector<std::string> titles;
    for (const SearchHit& hit : hits("marche")) titles.push_back(hit.published.chapter.title);
    EXPECT_EQ(titles.at(0), "Le marche du travail");
}

TEST_F(SearchPassages, AreMadeAnewWhenTheirLayoutIsAnother) {
    close();
    run_raw(file(),
            "DELETE FROM words; DELETE FROM speaker_words; DELETE FROM spellings; "
            "DELETE FROM passages; UPDATE search_layout SET version = 0");
    reopen();
    EXPECT_EQ(hits("mobilité").size(), 1U);
    EXPECT_EQ(hits("odil").size(), 1U);
    EXPECT_THAT(store().check(), IsEmpty());
}

}  // namespace
}  // namespace revivre::storage
