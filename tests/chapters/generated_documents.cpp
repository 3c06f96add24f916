#include "tests/chapters/generated_documents.hpp"

#include <algorithm>

#include "chapters/exchange/nesting.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters {
namespace {

const std::vector<std::string> kPieces{"Ouverture",
                                       "Table ronde n° 2",
                                       "Mme d'Estrévaux",
                                       "Échanges avec la salle",
                                       "L’œuvre « été »",
                                       "قراءة في المدينة",
                                       "שיחה עם הקהל",
                                       "会议",
                                       "😀👩‍👩‍👧",
                                       "e\u0301tat",
                                       "<b>gras</b>",
                                       "&amp;lt;",
                                       "&eacute; & co",
                                       "-->",
                                       "a --> b",
                                       "=SOMME(A1)",
                                       "+33",
                                       "-1",
                                       "@nom",
                                       "\"entre guillemets\"",
                                       "l'apostrophe",
                                       ";,|",
                                       "\\",
                                       "\\n",
                                       "\\\\=;#",
                                       "#1",
                                       "[CHAPTER]",
                                       "START=5",
                                       "00:10 midi",
                                       "12:30:15.5",
                                       "http://exemple.test/a?b=c&d=e",
                                       "<http://exemple.test/>",
                                       "CHAPTER01=00:00:00.000",
                                       "{\"a\":1}",
                                       "]]>",
                                       "<![CDATA[",
                                       "<!-- x -->",
                                       "%C3%A9",
                                       "\u202Bdroite\u202C",
                                       "\u200Fmarque",
                                       "1",
                                       "0",
                                       "WEBVTT",
                                       "NOTE rien",
                                       "* LOC: x",
                                       "|M:x |D:1",
                                       "x!",
                                       "{\\an8}haut",
                                       "  double  blanc "};
const std::vector<std::string> kNames{
    "Maëlys Kerzhéro", "Jean-Noël d'Estrévaux", "Zoé Lœvenbrück", "O'Hara, Siobhán",
    "李 小龍",         "<Anne> & \"Bob\"",      "SPEAKER_00"};

}  // namespace

int DocumentGenerator::number(int least, int most) {
    // std::uniform_int_distribution differs between libraries; a seed must mean the same anywhere.
    return least + static_cast<int>(random_() % static_cast<std::uint32_t>(most - least + 1));
}

std::string DocumentGenerator::pick(const std::vector<std::string>& from) {
    return from[static_cast<std::size_t>(number(0, static_cast<int>(from.size()) - 1))];
}

std::string DocumentGenerator::title() {
    if (one_in(40)) return {};
    std::string text = pick(kPieces);
    for (int more = number(0, 2); more > 0; --more) text += (one_in(3) ? "" : " ") + pick(kPieces);
    if (one_in(200)) {
        while (text.size() < 4 * kTitleLimit) text += " " + pick(kPieces);
    }
    return clean_line(text);
}

Credit DocumentGenerator::credit() {
    Credit made;
    made.name = one_in(8) ? "" : clean_line(pick(kNames));
    made.person = one_in(2) ? "per_" + std::to_string(number(1, 9)) : "";
    made.function = one_in(2) ? "Maire" : "";
    made.role = one_in(5) ? Role::moderator : Role::speaker;
    made.status = one_in(2) ? CreditStatus::confirmed : CreditStatus::proposed;
    return made;
}

Chapter DocumentGenerator::chapter(Time from, Time to, int depth) {
    Chapter made;
    made.start = from;
    if (!one_in(6)) made.end = to;
    made.title = title();
    made.kind = static_cast<ChapterKind>(number(0, 3));
    if (one_in(2)) made.id = "cha_" + std::to_string(random_());
    if (one_in(3)) made.session = "ses_" + std::to_string(number(1, 5));
    for (int speakers = number(0, 2); speakers > 0; --speakers) made.credits.push_back(credit());
    if (one_in(6)) made.language = pick({"fr", "en", "ar"});
    if (one_in(6)) made.translations.push_back({pick({"de", "es"}), title()});
    if (one_in(6)) made.summary = title();
    if (one_in(6)) made.link = "https://exemple.test/?a=1&b=" + std::to_string(number(0, 99));
    if (one_in(8)) made.image = "https://exemple.test/" + std::to_string(number(0, 99)) + ".jpg";
    std::erase_if(made.translations, [](const Translation& each) { return each.text.empty(); });
    if (depth < 3 && one_in(3)) made.children = siblings(from, to, depth + 1);
    return made;
}

// Within [from, to], most of them apart, some overlapping or at one start.
std::vector<Chapter> DocumentGenerator::siblings(Time from, Time to, int depth) {
    std::vector<Chapter> all;
    const int count = depth == 1 ? number(0, 12) : number(1, 4);
    const auto length = static_cast<int>(std::min<std::int64_t>((to - from).count(), 360'000'000));
    std::vector<Time> places;
    for (int i = 0; i <= count; ++i) places.push_back(from + Time(number(0, length)));
    std::ranges::sort(places);
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
        if (one_in(12)) places[i + 1] = places[i];
        const Time end = one_in(15) ? to : one_in(10) ? places[i] : places[i + 1];
        all.push_back(chapter(places[i], end, depth));
    }
    return all;
}

Document DocumentGenerator::document() {
    Document made;
    const Time length = one_in(5) ? Time(360'000'000) : Time(number(1, 20'000'000));
    made.chapters = siblings(one_in(2) ? Time(0) : Time(number(0, 5'000)), length, 1);
    if (one_in(2)) made.items.push_back({"matin.mp4", "matin.mp4", "video/mp4", length});
    made.title = title();
    if (one_in(2)) made.language = "fr";
    if (!one_in(10)) sort_by_start(made.chapters);
    return made;
}

}  // namespace revivre::chapters
