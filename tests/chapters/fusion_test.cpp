#include "chapters/linking/fusion.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chapters/linking/linker.hpp"

namespace revivre::chapters::linking {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using namespace std::chrono_literals;

FusionInput day() {
    FusionInput input;
    input.duration = 60min;
    input.event_title = "Quartiers en commun";
    input.sessions = {{.id = "ses_open",
                       .title = "Ouverture de la journée",
                       .kind = SessionKind::opening,
                       .planned = 0min},
                      {.id = "ses_1",
                       .title = "Agir ensemble pour l'emploi et la santé",
                       .kind = SessionKind::talks,
                       .planned = 20min},
                      {.id = "ses_2",
                       .title = "Table ronde : et maintenant ?",
                       .kind = SessionKind::panel,
                       .planned = 40min}};
    input.persons = {
        {"per_0", "Bakary N'Dioumé", {}, {{"ses_open", "Maire", "Ville de Saint-Aubrel"}}},
        {"per_1", "Hélène Benhallaz", {}, {{"ses_1", "Médecin généraliste", "Maison de santé"}}},
        {"per_2", "Loïc Kerzhéro", {}, {{"ses_2", "Urbaniste", "Agence Trame"}}}};
    return input;
}

void add(FusionInput& input, const char* kind, Time start, std::optional<Time> end,
         std::string text = "") {
    Evidence evidence;
    evidence.kind = kind;
    evidence.start = start;
    evidence.end = end;
    evidence.text = std::move(text);
    evidence.score = 0.9;
    input.evidence.push_back(std::move(evidence));
    std::ranges::stable_sort(input.evidence, {}, &Evidence::start);
}

void add_caption(FusionInput& input, Time start, std::string text) {
    add(input, "caption", start, start + 5s, std::move(text));
}

// A cut to somebody who speaks 0.8 s later.
void add_turn(FusionInput& input, Time first_word) {
    add(input, "cut", first_word - 800ms, std::nullopt);
    add(input, "silence", first_word - 900ms, first_word);
}

std::vector<LinkedChapter> of_kind(const std::vector<LinkedChapter>& all, ChapterKind kind) {
    std::vector<LinkedChapter> some;
    std::ranges::copy_if(all, std::back_inserter(some),
                         [&](const LinkedChapter& each) { return each.kind == kind; });
    return some;
}

std::vector<LinkedChapter> interventions(const FusionInput& input) {
    return of_kind(link_evidence(input), ChapterKind::intervention);
}

TEST(Fusion, StartsACaptionedTurnWhereTheCutIsFollowedByTheFirstWord) {
    FusionInput input = day();
    add_turn(input, 100s);
    add_caption(input, 106s, "Bakary N'Dioumé\nMaire, Ville de Saint-Aubrel");
    const auto found = interventions(input);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].start, 100s);
    EXPECT_THAT(found[0].speakers, ElementsAre(0U));
    EXPECT_EQ(found[0].rule, kRuleCaption);
    EXPECT_THAT(found[0].reason, HasSubstr("the cut and the end of the silence"));
    EXPECT_THAT(found[0].evidence, SizeIs(3));
    EXPECT_EQ(found[0].grounds, 1U);
}

TEST(Fusion, KeepsClearOfTheTurnOfWhoeverIntroducedTheSpeaker) {
    FusionInput input = day();
    add_turn(input, 88s);
    add_turn(input, 100s);
    add_caption(input, 106s, "Bakary N'Dioumé\nMaire, Ville de Saint-Aubrel");
    EXPECT_EQ(interventions(input)[0].start, 100s);
}

TEST(Fusion, StartsATurnAtItsFirstWordWhereTheCameraFollows) {
    FusionInput input = day();
    add_turn(input, 93s);
    add(input, "silence", 100s - 1300ms, 100s);
    add(input, "cut", 102s, std::nullopt);
    add_caption(input, 104s, "Bakary N'Dioumé\nMaire, Ville de Saint-Aubrel");
    EXPECT_EQ(interventions(input)[0].start, 100s);
}

TEST(Fusion, TakesLetteringOnAWallForNobody) {
    FusionInput input = day();
    add_turn(input, 100s);
    for (const char* text : {"Saint-Aubrel", "I Saint-Aubrel I", "Quartiers en commun",
                             "L Quartiers\ncommun", "E— — A"})
        add_caption(input, 101s, text);
    add_caption(input, 106s, "Bakary N'Dioumé\nMaire, Ville de Saint-Aubrel");
    add_caption(input, 130s, "Saint-Aubrel");
    const auto found = interventions(input);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].start, 100s);
    EXPECT_EQ(found[0].end, input.duration);
}

TEST(Fusion, TakesTheUsualDelayWhereNothingSaysWhenTheTurnBegan) {
    FusionInput input = day();
    add_caption(input, 106s, "Bakary N'Dioumé\nMaire, Ville de Saint-Aubrel");
    const auto found = interventions(input);
    EXPECT_EQ(found[0].start, 100s);
    EXPECT_THAT(found[0].reason, HasSubstr("usual delay"));
}

TEST(Fusion, MakesOneInterventionOfCaptionsThatRepeatAName) {
    FusionInput input = day();
    add_caption(input, 106s, "Bakary N'Dioumé\nMaire, Ville de Saint-Aubrel");
    add_caption(input, 300s, "Bakary N'D1oumé\nMaire, Ville de Saint-Aubrel");
    add_caption(input, 500s, "Hélène BENHALLAZ\nMédecin généraliste\nMaison de santé");
    const auto found = interventions(input);
    ASSERT_THAT(found, SizeIs(2));
    EXPECT_EQ(found[0].end, found[1].start);
    EXPECT_EQ(found[0].grounds, 2U);
}

TEST(Fusion, EndsANameWithACaptionThatNobodyCanRead) {
    FusionInput input = day();
    add_caption(input, 106s, "Bakary N'Dioumé\nMaire, Ville de Saint-Aubrel");
    add_caption(input, 300s, "Gw3n 8runschw\nDirectr");
    const auto found = interventions(input);
    ASSERT_THAT(found, SizeIs(2));
    EXPECT_THAT(found[1].speakers, IsEmpty());
    EXPECT_FALSE(found[1].certain);
}

TEST(Fusion, OffersAnUnknownNameToTheArchivistOnly) {
    FusionInput input = day();
    add_caption(input, 106s, "Gwenaëlle Brunschwillet\nAnimatrice, Radio Orvanne");
    const auto found = interventions(input);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].speakers, IsEmpty());
    EXPECT_FALSE(found[0].certain);
    ASSERT_THAT(found[0].persons, SizeIs(1));
    EXPECT_EQ(found[0].persons[0].id, "");
    EXPECT_EQ(found[0].persons[0].name, "Gwenaëlle Brunschwillet");
}

TEST(Fusion, OpensSessionsAtTheCutToTheirCards) {
    FusionInput input = day();
    add(input, "cut", 10s, std::nullopt);
    add(input, "card", 10400ms, 14s, "Ouverture de la journée");
    add(input, "card", 20min, 20min + 4s, "Agir ensemble pour\nl'ernploi et la 5anté");
    const auto found = of_kind(link_evidence(input), ChapterKind::session);
    ASSERT_THAT(found, SizeIs(2));
    EXPECT_EQ(found[0].start, 10s);
    EXPECT_EQ(found[0].end, 20min);
    EXPECT_EQ(found[0].session, 0U);
    EXPECT_EQ(found[1].session, 1U);
    EXPECT_EQ(found[1].end, 60min);
}

TEST(Fusion, MakesNoChapterOfTheEventsOwnCards) {
    FusionInput input = day();
    add(input, "card", 0s, 4s, "Quartiers en commun\nJournée d'échanges");
    add(input, "card", 59min, 60min, "Merci de votre attention");
    EXPECT_THAT(link_evidence(input), IsEmpty());
}

TEST(Fusion, PutsTheBlackAroundABreaksCardIntoTheBreak) {
    FusionInput input = day();
    add(input, "black", 30min, 30min + 1s);
    add(input, "card", 30min + 1s, 34min, "Pause\nReprise dans quelques minutes");
    add(input, "black", 34min, 34min + 1s);
    const auto found = link_evidence(input);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].kind, ChapterKind::pause);
    EXPECT_EQ(found[0].start, 30min);
    EXPECT_EQ(found[0].end, 34min + 1s);
}

TEST(Fusion, BelievesTheCardsWhereSomebodySpeaksInAnotherSessionThanAnnounced) {
    FusionInput input = day();
    add(input, "card", 20min, 20min + 4s, "Agir ensemble pour l'emploi et la santé");
    add_caption(input, 25min, "Loïc Kerzhéro\nUrbaniste, Agence Trame");
    add(input, "card", 40min, 40min + 4s, "Table ronde : et maintenant ?");
    EXPECT_EQ(interventions(input)[0].session, 1U);
}

TEST(Fusion, LeavesASessionThatNothingOpensToTheArchivist) {
    FusionInput input = day();
    add_caption(input, 25min, "Hélène Benhallaz\nMédecin généraliste, Maison de santé");
    const auto found = of_kind(link_evidence(input), ChapterKind::session);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_FALSE(found[0].certain);
    EXPECT_EQ(found[0].rule, kRuleSequence);
}

TEST(Fusion, MovesAMarkerToTheTurnThatTheCaptionMeansAndSaysSo) {
    FusionInput input = day();
    add(input, "container_chapter", 102400ms, 200s, "B. N'Dioumé");
    add_turn(input, 100s);
    add_caption(input, 106s, "Bakary N'Dioumé\nMaire, Ville de Saint-Aubrel");
    const auto found = interventions(input);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].start, 100s);
    EXPECT_EQ(found[0].title, "B. N'Dioumé");
    EXPECT_THAT(found[0].reason,
                HasSubstr("moved 2.4 s earlier to the cut and the end of the silence"));
    EXPECT_EQ(found[0].rule, kRuleMarkerAndPicture);
}

TEST(Fusion, LeavesAMarkerWhereItIsWithoutCutAndSilence) {
    FusionInput input = day();
    add(input, "container_chapter", 102s, 200s, "Bakary N'Dioumé");
    add(input, "silence", 99s, 100s);
    add(input, "cut", 104s, std::nullopt);
    EXPECT_EQ(interventions(input)[0].start, 102s);
}

TEST(Fusion, NamesNobodyWhereMarkerAndCaptionDisagree) {
    FusionInput input = day();
    add(input, "container_chapter", 101s, 200s, "Loïc Kerzhéro");
    add_turn(input, 100s);
    add_caption(input, 106s, "Bakary N'Dioumé\nMaire, Ville de Saint-Aubrel");
    const auto found = interventions(input);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].speakers, IsEmpty());
    EXPECT_THAT(found[0].persons, SizeIs(2));
    EXPECT_FALSE(found[0].certain);
    EXPECT_THAT(found[0].reason, HasSubstr("disagree"));
}

TEST(Fusion, SeesNoDisagreementInACaptionWhoseOtherLineIsMisread) {
    FusionInput input = day();
    add(input, "container_chapter", 100s, 200s, "Bakary N'Dioumé");
    add_caption(input, 106s, "Bakary N'DIOUMÉ\nVie de Sanr-Autvel");
    const auto found = interventions(input);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].speakers, ElementsAre(0U));
}

TEST(Fusion, LetsACaptionSayWhichOfTwoTheMarkerMeans) {
    FusionInput input = day();
    input.persons.push_back({"per_3", "Benoît N'Dioumé", {}, {{"ses_1", "Élu", "Région"}}});
    add(input, "container_chapter", 101s, 200s, "B. N'Dioumé");
    add_caption(input, 106s, "Benoît N'Dioumé\nÉlu, Région");
    const auto found = interventions(input);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].speakers, ElementsAre(3U));
}

TEST(Fusion, MergesAMarkerAndACardOfOneSession) {
    FusionInput input = day();
    add(input, "ffmetadata", 20min + 3s, 60min, "Agir ensemble pour l'emploi et la santé");
    add(input, "card", 20min, 20min + 4s, "Agir ensemble pour l'emploi et la santé");
    const auto found = link_evidence(input);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].start, 20min);
    EXPECT_THAT(found[0].reason, HasSubstr("moved 3.0 s earlier to the card"));
}

TEST(Fusion, MakesSectionsOfSlidesInsideTheIntervention) {
    FusionInput input = day();
    add_caption(input, 106s, "Bakary N'Dioumé\nMaire, Ville de Saint-Aubrel");
    add(input, "slide", 150s, 160s, "La santé : les chiffres");
    add(input, "slide", 170s, 180s, "La sant6 : les chiffres");
    add(input, "slide", 200s, 210s, "Conclusion");
    const auto all = link_evidence(input);
    const auto found = of_kind(all, ChapterKind::section);
    ASSERT_THAT(found, SizeIs(2));
    EXPECT_EQ(found[0].start, 150s);
    EXPECT_EQ(found[0].end, 200s);
    EXPECT_EQ(found[0].session, all[0].session);
}

TEST(Fusion, SaysOfMarkersAloneWhatTheLinkerSays) {
    FusionInput input = day();
    LinkInput markers{{}, input.duration, input.persons, input.sessions};
    for (const char* title : {"Générique", "Ouverture de la journée", "B. N'Dioumé", "Pause",
                              "Benhallaz Hélène", "Zoé Kerzhéro"}) {
        const Time start = std::chrono::minutes(5 * input.evidence.size());
        add(input, "container_chapter", start, std::nullopt, title);
        markers.markers.push_back({start, std::nullopt, title});
    }
    const auto links = link_markers(markers);
    const auto chapters = link_evidence(input);
    ASSERT_EQ(chapters.size(), links.size());
    for (std::size_t i = 0; i < links.size(); ++i) {
        EXPECT_EQ(chapters[i].kind, links[i].kind);
        EXPECT_EQ(chapters[i].speakers, links[i].speakers);
        EXPECT_EQ(chapters[i].session, links[i].session);
        EXPECT_EQ(chapters[i].reason, links[i].reason);
        EXPECT_EQ(chapters[i].start, markers.markers[i].start);
    }
}

TEST(Fusion, MakesNothingOfNothing) {
    EXPECT_THAT(link_evidence(FusionInput{}), IsEmpty());
    FusionInput input = day();
    add(input, "cut", 5s, std::nullopt);
    add(input, "silence", 5s, 8s);
    EXPECT_THAT(link_evidence(input), IsEmpty());
}

}  // namespace
}  // namespace revivre::chapters::linking
