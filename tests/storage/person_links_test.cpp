#include "tests/storage/store.hpp"

namespace revivre::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PersonLinks : public StoreTest {
  protected:
    PersonLinks() {
        event_ = add_event("Journée", "2019-03-14");
        anne_ = add_person("Anne Roy", "Roy, Anne");
        annie_ = add_person("Annie Roy", "Roy, Annie");
        zoe_ = add_person("Zoé Kerzhéro");
        recording_ = add_recording(event_);
        publish(recording_, {spoken("cha_a", 0, anne_, "Anne Roy"),
                             spoken("cha_b", 10'000, annie_, "Annie Roy"),
                             spoken("cha_c", 20'000, zoe_, "Zoé Kerzhéro")});
    }

    static Chapter spoken(const std::string& id, int start_ms, const std::string& person,
                          const std::string& name) {
        Chapter made = chapter("Parole de " + name, start_ms, start_ms + 10'000);
        made.id = id;
        made.summary = "Un mot de " + name;
        made.image = "https://exemple.test/" + id + ".jpg";
        made.credits = {credit(person, name)};
        made.credits[0].status = chapters::CreditStatus::confirmed;
        return made;
    }

    PersonRegister& persons() { return store().person_register(); }

    std::vector<std::string> public_chapters_of(const std::string& person) {
        std::vector<std::string> ids;
        for (const auto& each : store().public_interventions(person))
            ids.push_back(each.chapter.id);
        return ids;
    }

    std::vector<std::string> names(const std::vector<chapters::Person>& all) {
        std::vector<std::string> found;
        for (const auto& each : all) found.push_back(each.name);
        return found;
    }

    std::string speaker(const std::string& chapter) {
        return store().public_chapter(chapter).chapter.credits.at(0).person;
    }

    std::string merge(const std::string& person, const std::string& into) {
        return persons().merge({.person = person, .into = into, .author = "archive"});
    }

    std::string event_, anne_, annie_, zoe_, recording_;
};

TEST_F(PersonLinks, FollowAMergeEverywhereAndChangeNoRevision) {
    const auto generation = store().generation();
    merge(annie_, anne_);
    EXPECT_GT(store().generation(), generation);
    EXPECT_EQ(persons().meant(annie_), anne_);
    EXPECT_THAT(public_chapters_of(anne_), ElementsAre("cha_a", "cha_b"));
    EXPECT_THAT(public_chapters_of(annie_), IsEmpty());
    EXPECT_EQ(speaker("cha_b"), anne_);
    EXPECT_EQ(store().public_chapter("cha_b").chapter.credits[0].name, "Annie Roy");
    EXPECT_THAT(names(store().public_persons()), ElementsAre("Anne Roy", "Zoé Kerzhéro"));
    EXPECT_THAT(names(store().persons()), ElementsAre("Anne Roy", "Zoé Kerzhéro"));
    EXPECT_THAT(store().person(anne_).variants, ElementsAre("Annie Roy"));
    SearchQuery both;
    both.text = "Annie";
    both.person = anne_;
    EXPECT_EQ(store().public_search(both).hits.size(), 2U);
    EXPECT_EQ(store().latest_revision(recording_), 1);
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(PersonLinks, ComeBackWhenAMergeIsUndoneAlsoInRevisionsMadeSince) {
    const std::string id = merge(annie_, anne_);
    auto draft = store().revision(recording_, 1).chapters;
    EXPECT_EQ(draft[1].credits[0].person, anne_);
    draft[1].title = "Un autre titre";
    publish(recording_, draft);
    persons().undo_merge(id);
    EXPECT_EQ(speaker("cha_b"), annie_);
    EXPECT_THAT(public_chapters_of(anne_), ElementsAre("cha_a"));
    EXPECT_THAT(store().person(anne_).variants, IsEmpty());
    EXPECT_EQ(error_of([&] { persons().undo_merge(id); }), ErrorCode::not_found);
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(PersonLinks, FollowChainsAndRefuseWhatIsMergedAlready) {
    const std::string first = merge(annie_, anne_);
    merge(anne_, zoe_);
    EXPECT_EQ(persons().meant(annie_), zoe_);
    EXPECT_THAT(public_chapters_of(zoe_), ElementsAre("cha_a", "cha_b", "cha_c"));
    EXPECT_EQ(error_of([&] { merge(annie_, zoe_); }), ErrorCode::conflict);
    EXPECT_EQ(error_of([&] { merge(zoe_, anne_); }), ErrorCode::conflict);
    EXPECT_EQ(error_of([&] { merge(zoe_, zoe_); }), ErrorCode::invalid_input);
    persons().undo_merge(first);
    EXPECT_THAT(public_chapters_of(zoe_), ElementsAre("cha_a", "cha_c"));
    EXPECT_EQ(persons().merges(zoe_).size(), 1U);
}

TEST_F(PersonLinks, FollowASplitAndItsUndoing) {
    const std::string id =
        persons().split({.person = anne_, .to = zoe_, .author = "archive", .chapters = {"cha_a"}});
    EXPECT_EQ(speaker("cha_a"), zoe_);
    EXPECT_THAT(public_chapters_of(zoe_), ElementsAre("cha_a", "cha_c"));
    auto draft = store().revision(recording_, 1).chapters;
    draft[0].title = "Un autre titre";
    publish(recording_, draft);
    EXPECT_EQ(speaker("cha_a"), zoe_);
    persons().undo_split(id);
    EXPECT_EQ(speaker("cha_a"), anne_);
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(PersonLinks, LeaveAChapterToWhoWasChosenAfterASplit) {
    persons().split({.person = anne_, .to = zoe_, .author = "archive", .chapters = {"cha_a"}});
    auto draft = store().revision(recording_, 1).chapters;
    draft[0].credits[0].person = anne_;
    const int number = store().add_revision(revision_of(recording_, draft), 1);
    EXPECT_EQ(store().revision(recording_, number).chapters[0].credits[0].person, anne_);
    EXPECT_EQ(store().revision(recording_, 1).chapters[0].credits[0].person, zoe_);
}

TEST_F(PersonLinks, KeepASplitWhenTheMergeBeforeItIsUndone) {
    const std::string id = merge(annie_, anne_);
    persons().split({.person = anne_, .to = zoe_, .author = "archive", .chapters = {"cha_b"}});
    EXPECT_EQ(speaker("cha_b"), zoe_);
    persons().undo_merge(id);
    EXPECT_EQ(speaker("cha_b"), zoe_);
    EXPECT_EQ(
        error_of([&] {
            persons().split({.person = anne_, .to = zoe_, .author = "", .chapters = {"cha_c"}});
        }),
        ErrorCode::invalid_input);
}

TEST_F(PersonLinks, ReachProposalsAndExpectations) {
    chapters::Proposal proposal;
    proposal.kind = chapters::ProposalKind::credit;
    proposal.suggested = spoken("cha_p", 30'000, annie_, "");
    proposal.persons = {{annie_, "Annie Roy", 0.7, "x"}, {anne_, "Anne Roy", 0.6, "x"}};
    proposal.chapter = "cha_p";
    const auto stored = store().replace_proposals(recording_, {proposal});
    store().decide_proposal(stored[0].id, chapters::ProposalStatus::rejected);
    chapters::Expectation expected;
    expected.person = annie_;
    store().replace_expectations(event_, {expected});
    merge(annie_, anne_);
    const auto found = store().proposals(recording_).at(0);
    EXPECT_EQ(found.suggested.credits[0].person, anne_);
    EXPECT_EQ(found.persons.size(), 1U);
    EXPECT_EQ(store().expectations(event_)[0].person, anne_);
}

TEST_F(PersonLinks, TakeAWithdrawnPersonFromEverythingPublic) {
    chapters::TextTrack track{.recording = recording_, .language = "fr"};
    track.cues = {{Time(1'000), Time(3'000), "Anne Roy", "secret confié"},
                  {Time(12'000), Time(13'000), "Annie Roy", "autre parole"},
                  {Time(25'000), Time(26'000), "ANNE ROY", "secret ailleurs"}};
    store().save_text_track(track);
    auto draft = store().revision(recording_, 1).chapters;
    draft[0].children = {chapter("Une partie", 1'000, 2'000)};
    draft[0].children[0].id = "cha_part";
    draft[2].title = "Réponse à Anne Roy";
    publish(recording_, draft);
    const auto whole = store().revision(recording_, 2);
    const auto generation = store().generation();
    persons().withdraw({.person = anne_, .reason = "à sa demande", .author = "archive"});
    EXPECT_GT(store().generation(), generation);

    const auto shown = store().public_revision(recording_).chapters;
    EXPECT_EQ(shown[0].title, "Intervention retirée");
    EXPECT_EQ(shown[0].children[0].title, "Intervention retirée");
    EXPECT_THAT(shown[0].credits, IsEmpty());
    EXPECT_EQ(shown[0].summary + shown[0].link + shown[0].image, "");
    EXPECT_EQ(shown[1], whole.chapters[1]);
    EXPECT_EQ(shown[2].title, "Zoé Kerzhéro");
    EXPECT_EQ(shown[2].credits, whole.chapters[2].credits);
    EXPECT_EQ(error_of([&] { store().public_chapter("cha_a"); }), ErrorCode::gone);
    EXPECT_EQ(error_of([&] { store().public_chapter("cha_part"); }), ErrorCode::gone);
    EXPECT_TRUE(persons().is_withdrawn_chapter("cha_a"));
    EXPECT_FALSE(persons().is_withdrawn_chapter("cha_b"));
    EXPECT_THAT(persons().withdrawn_spans(recording_), ElementsAre(Span{Time(0), Time(10'000)}));
    EXPECT_THAT(public_chapters_of(anne_), IsEmpty());
    EXPECT_THAT(names(store().public_persons()), ElementsAre("Annie Roy", "Zoé Kerzhéro"));
    EXPECT_THAT(found("Anne"), IsEmpty());
    EXPECT_THAT(found("secret"), IsEmpty());
    EXPECT_THAT(found("retirée"), IsEmpty());
    EXPECT_EQ(found("parole").size(), 2U);
    const auto cues = store().public_text_tracks(recording_).at(0).cues;
    EXPECT_THAT(cues, ElementsAre(track.cues[1]));
    EXPECT_EQ(store().revision(recording_, 2), whole);
    EXPECT_THAT(store().check(), IsEmpty());

    persons().restore(anne_, "archive");
    EXPECT_EQ(store().public_revision(recording_).chapters, whole.chapters);
    EXPECT_EQ(found("secret").size(), 2U);
    EXPECT_THAT(store().public_text_tracks(recording_), ElementsAre(track));
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(PersonLinks, KeepASessionWhoseChairIsWithdrawn) {
    Chapter session = spoken("cha_s", 0, anne_, "Anne Roy");
    session.kind = ChapterKind::session;
    session.title = "Table ronde";
    session.summary = "";
    session.children = {spoken("cha_c", 0, zoe_, "Zoé Kerzhéro")};
    publish(recording_, {session});
    persons().withdraw({.person = anne_, .reason = "", .author = ""});
    const auto shown = store().public_revision(recording_).chapters;
    EXPECT_EQ(shown[0].title, "Table ronde");
    EXPECT_THAT(shown[0].credits, IsEmpty());
    EXPECT_EQ(shown[0].children, session.children);
}

TEST_F(PersonLinks, StayWithdrawnWhenMerged) {
    persons().withdraw({.person = annie_, .reason = "à sa demande", .author = "archive"});
    merge(annie_, anne_);
    EXPECT_EQ(persons().withdrawal(anne_)->reason, "à sa demande");
    EXPECT_THAT(names(store().public_persons()), ElementsAre("Zoé Kerzhéro"));
    EXPECT_EQ(error_of([&] { persons().withdraw({.person = annie_, .reason = "", .author = ""}); }),
              ErrorCode::conflict);
    persons().restore(anne_, "archive");
    EXPECT_EQ(public_chapters_of(anne_).size(), 2U);
    EXPECT_THAT(store().check(), IsEmpty());
}

TEST_F(PersonLinks, TellWhereSomebodyIsCredited) {
    merge(annie_, anne_);
    auto draft = store().revision(recording_, 1).chapters;
    draft.pop_back();
    store().add_revision(revision_of(recording_, draft), 1);
    EXPECT_EQ(persons().credited(anne_, false).size(), 4U);
    EXPECT_EQ(persons().credited(zoe_, false).size(), 1U);
    const auto first = persons().credited(anne_, true).at(0);
    EXPECT_EQ(first.chapter.id, "cha_a");
    EXPECT_TRUE(first.published);
    EXPECT_FALSE(first.latest);
}

TEST_F(PersonLinks, CountTheVersionsOfARecord) {
    const int version = persons().version(anne_);
    persons().replace_identifiers(anne_, {{"wikidata", "Q42"}, {"isni", "0000000121032683"}});
    EXPECT_EQ(persons().version(anne_), version + 1);
    EXPECT_THAT(persons().identifiers(anne_),
                ElementsAre(Identifier{"isni", "0000000121032683"}, Identifier{"wikidata", "Q42"}));
    EXPECT_EQ(error_of([&] { persons().identifiers("per_nobody"); }), ErrorCode::not_found);
}

}  // namespace
}  // namespace revivre::storage
