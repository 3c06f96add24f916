#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/passages.hpp"
#include "chapters/text/excerpt.hpp"
#include "chapters/text/fold.hpp"
#include "chapters/text/spelling.hpp"

namespace revivre::chapters {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

std::string bracketed(const std::vector<ExcerptPart>& parts) {
    std::string text;
    for (const ExcerptPart& part : parts) text += part.match ? "[" + part.text + "]" : part.text;
    return text;
}

TEST(WordPlaces, SayWhereTheFoldedWordsStand) {
    EXPECT_THAT(word_places("L’École à 9 h"),
                ElementsAre(WordPlace{0, 1, "l"}, WordPlace{4, 10, "ecole"}, WordPlace{11, 13, "a"},
                            WordPlace{14, 15, "9"}, WordPlace{16, 17, "h"}));
    EXPECT_THAT(word_places(" …!"), IsEmpty());
}

TEST(WordPlaces, AreTheWordsOfFolding) {
    for (const char* text : {"Œuvres de Cœur", "ÉCOLE-d'été", "a\xFF b", "İstanbul ﬁn", "中文 x"}) {
        std::vector<std::string> words;
        for (const WordPlace& place : word_places(text)) words.push_back(place.folded);
        EXPECT_EQ(words, folded_words(text)) << text;
    }
}

TEST(Excerpt, MarksWordsThatBeginAsAsked) {
    const std::vector<std::string> words{"mobil", "ecole"};
    EXPECT_EQ(bracketed(excerpt("La Mobilisation, pour l’École !", words)),
              "La [Mobilisation], pour l’[École] !");
    EXPECT_THAT(excerpt("Rien de cela", words), IsEmpty());
}

TEST(Excerpt, CutsBetweenWordsAroundWhatWasFound) {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "avant ";
    text += "la place du marché";
    for (int i = 0; i < 100; ++i) text += " après";
    const std::vector<std::string> words{"marche"};
    const std::string shown = bracketed(excerpt(text, words, 60));
    EXPECT_THAT(shown, testing::StartsWith("…avant "));
    EXPECT_THAT(shown, testing::HasSubstr(" la place du [marché] après"));
    EXPECT_THAT(shown, testing::EndsWith(" après…"));
    EXPECT_LT(shown.size(), 80U);
}

TEST(Excerpt, PrefersWhereMostWordsStandTogether) {
    const std::string text = "ville seule, " + std::string(300, '.') + " la ville et le marché";
    const std::vector<std::string> words{"ville", "marche"};
    EXPECT_EQ(bracketed(excerpt(text, words, 40)), "…la [ville] et le [marché]");
}

TEST(Excerpt, LeavesWordsAloneThatOnlyBeginWithAnInitial) {
    const std::vector<std::string> words{"patrick", "d"};
    EXPECT_EQ(bracketed(marked("Patrick dit : d’accord", words)), "[Patrick] dit : [d]’accord");
}

TEST(Excerpt, KeepsTheWholeTextWhenMarkingIt) {
    const std::string text = "<b>\"x\" & 🎬 ville</b>";
    const std::vector<std::string> words{"ville"};
    std::string whole;
    for (const ExcerptPart& part : marked(text, words)) whole += part.text;
    EXPECT_EQ(whole, text);
}

bool share_a_form(const std::string& a, const std::string& b) {
    const auto forms = deletion_forms(a);
    return std::ranges::any_of(deletion_forms(b), [&](std::int64_t form) {
        return std::ranges::find(forms, form) != forms.end();
    });
}

TEST(Spelling, AllowsMoreEditsInLongerWords) {
    EXPECT_EQ(allowed_edits("foll"), 1);
    EXPECT_EQ(allowed_edits("roy"), 0);
    EXPECT_EQ(allowed_edits("quintrec"), 2);
    EXPECT_EQ(allowed_edits(std::string(200, 'a')), 0);
}

TEST(Spelling, CountsEditsAndExchanges) {
    EXPECT_EQ(edits_between("patrik", "patrick", 2), 1);
    EXPECT_EQ(edits_between("ptarick", "patrick", 2), 1);
    EXPECT_EQ(edits_between("pétrick", "patrick", 2), 1);
    EXPECT_EQ(edits_between("delpech", "delpech", 1), 0);
    EXPECT_EQ(edits_between("delpech", "tanguel", 2), 3);
}

TEST(Spelling, GivesNeighboursAFormInCommon) {
    for (const auto& [wrong, right] : {std::pair{"patrik", "patrick"},
                                       {"ptarick", "patrick"},
                                       {"quintrecq", "quintrec"},
                                       {"qintreck", "quintrec"},
                                       {"vasseln", "vasselin"},
                                       {"kerverdeau", "kerverdo"},
                                       {"foll", "fole"},
                                       {"xpolline", "apolline"}}) {
        ASSERT_LE(edits_between(wrong, right, 2), allowed_edits(wrong)) << wrong;
        EXPECT_TRUE(share_a_form(wrong, right)) << wrong;
    }
    EXPECT_FALSE(share_a_form("patrick", "delpech"));
    EXPECT_LE(deletion_forms("quintrec").size(), 29U);
}

Cue cue(int start_s, int end_s, const std::string& text, const std::string& speaker = "") {
    return {Time(seconds(start_s)), Time(seconds(end_s)), speaker, text};
}

std::vector<std::string> texts(const std::vector<Passage>& passages) {
    std::vector<std::string> all;
    for (const Passage& each : passages) all.push_back(each.text);
    return all;
}

TEST(Passages, JoinCuesUntilHalfAMinute) {
    std::vector<Cue> cues;
    for (int i = 0; i < 9; ++i) cues.push_back(cue(i * 5, i * 5 + 5, "mot" + std::to_string(i)));
    const auto passages = passages_of(cues, {});
    EXPECT_THAT(texts(passages), ElementsAre("mot0 mot1 mot2 mot3 mot4 mot5", "mot6 mot7 mot8"));
    EXPECT_EQ(passages[1].start, seconds(30));
    EXPECT_EQ(passages[1].end, seconds(45));
}

TEST(Passages, EndWithASentenceAfterTwentySeconds) {
    const std::vector cues{cue(0, 10, "Un."), cue(10, 21, "Deux."), cue(22, 25, "Trois")};
    EXPECT_THAT(texts(passages_of(cues, {})), ElementsAre("Un. Deux.", "Trois"));
}

TEST(Passages, BeginWithASpeakerAChapterAndAfterAPause) {
    const std::vector cues{cue(0, 2, "a", "Odile"), cue(2, 4, "b", "Yann"), cue(4, 6, "c", "Yann"),
                           cue(11, 12, "d", "Yann"), cue(12, 13, "e", "Yann")};
    EXPECT_THAT(texts(passages_of(cues, {})), ElementsAre("a", "b c", "d e"));
    const std::vector bounds{Time(seconds(4)), Time(seconds(12))};
    EXPECT_THAT(texts(passages_of(cues, bounds)), ElementsAre("a", "b", "c", "d", "e"));
}

TEST(Passages, AreShortWhateverCuesHold) {
    const std::vector cues{cue(0, 1, std::string(10'000, 'x')), cue(1, 2, "")};
    const auto passages = passages_of(cues, {});
    EXPECT_EQ(passages.size(), 5U);
    for (const Passage& each : passages) EXPECT_LE(each.text.size(), 2'000U);
}

}  // namespace
}  // namespace revivre::chapters
