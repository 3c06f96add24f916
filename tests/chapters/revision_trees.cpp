#include "tests/chapters/revision_trees.hpp"

#include <algorithm>
#include <utility>

#include "chapters/validate.hpp"

namespace revivre::chapters {
namespace {

void collect(std::vector<Chapter>& siblings, std::vector<Chapter*>& all) {
    for (Chapter& chapter : siblings) {
        all.push_back(&chapter);
        collect(chapter.children, all);
    }
}

std::vector<Chapter*> all_of(std::vector<Chapter>& tree) {
    std::vector<Chapter*> all;
    collect(tree, all);
    return all;
}

// Takes a chapter out, its parts with it.
bool take(std::vector<Chapter>& siblings, const std::string& id, Chapter& taken) {
    for (auto each = siblings.begin(); each != siblings.end(); ++each) {
        if (each->id == id) {
            taken = std::move(*each);
            siblings.erase(each);
            return true;
        }
        if (take(each->children, id, taken)) return true;
    }
    return false;
}

}  // namespace

int TreeGenerator::number(int least, int most) {
    return least + static_cast<int>(random_() % static_cast<std::uint32_t>(most - least + 1));
}

std::string TreeGenerator::word() {
    static const std::vector<std::string> kWords{"Ouverture", "Débat", "Accueil", "Pause", "Suite"};
    return kWords[static_cast<std::size_t>(number(0, 4))] + " " + std::to_string(number(1, 99));
}

Credit TreeGenerator::credit() {
    static const std::vector<std::string> kNames{"Anne Roy", "Zoé Kerzhéro", "Noël d'Estrévaux"};
    Credit made;
    const int who = number(0, 2);
    made.name = kNames[static_cast<std::size_t>(who)];
    if (one_in(2)) made.person = "per_" + std::to_string(who);
    if (one_in(2)) made.function = word();
    return made;
}

Chapter TreeGenerator::chapter(const std::string& id, Time from, Time to) {
    Chapter made;
    made.id = id;
    made.start = from + Time(number(0, static_cast<int>((to - from).count())));
    made.end = made.start + Time(number(0, static_cast<int>((to - made.start).count())));
    made.title = word();
    if (one_in(2)) made.credits.push_back(credit());
    return made;
}

std::vector<Chapter> TreeGenerator::tree() {
    return edited({}, number(0, 25), "base");
}

std::vector<Chapter> TreeGenerator::edited(std::vector<Chapter> tree, int edits,
                                           const std::string& who) {
    while (edits-- > 0) {
        std::vector<Chapter> next = tree;
        edit(next, who);
        sort_chapters(next);
        if (check_chapters(next, kDuration).empty()) tree = std::move(next);
    }
    return tree;
}

void TreeGenerator::edit(std::vector<Chapter>& tree, const std::string& who) {
    const std::vector<Chapter*> all = all_of(tree);
    if (all.empty() || one_in(3)) return add_chapter(tree, who);
    Chapter& chosen = *all[random_() % all.size()];
    switch (number(0, 5)) {
        case 0:
            return edit_text(chosen);
        case 1:
            return edit_credits(chosen.credits);
        case 2:
            return remove_chapter(tree, one_in(2));
        case 3:
            return move_chapter(tree);
        default:
            return edit_times(chosen);
    }
}

void TreeGenerator::edit_text(Chapter& chapter) {
    switch (number(0, 6)) {
        case 0:
            chapter.summary = word();
            return;
        case 1:
            chapter.session = "ses_" + std::to_string(number(1, 3));
            return;
        case 2:
            chapter.kind = static_cast<ChapterKind>(number(0, 3));
            return;
        case 3:
            chapter.link = "https://exemple.test/" + std::to_string(number(0, 9));
            return;
        case 4:
            chapter.translations.assign(1, {one_in(2) ? "en" : "de", word()});
            return;
        default:
            chapter.title = word();
    }
}

void TreeGenerator::edit_credits(std::vector<Credit>& credits) {
    if (credits.empty() || one_in(3)) return credits.push_back(credit());
    Credit& chosen = credits[random_() % credits.size()];
    switch (number(0, 4)) {
        case 0:
            chosen.function = word();
            return;
        case 1:
            chosen.status = CreditStatus::confirmed;
            return;
        case 2:
            chosen.person = "per_" + std::to_string(number(0, 4));
            return;
        case 3:
            std::swap(credits.front(), credits.back());
            return;
        default:
            credits.erase(credits.begin());
    }
}

void TreeGenerator::edit_times(Chapter& chapter) {
    if (!one_in(3)) chapter.start = Time(number(0, static_cast<int>(chapter.end->count())));
    if (!one_in(3)) chapter.end = Time(number(static_cast<int>(chapter.start.count()), 1000));
}

void TreeGenerator::add_chapter(std::vector<Chapter>& tree, const std::string& who) {
    const std::vector<Chapter*> all = all_of(tree);
    // Now and then both add what has one id, as when both accept the same proposal.
    const std::string id = one_in(8) ? "cha_both" : who + "_" + std::to_string(next_id_++);
    if (all.empty() || one_in(3)) return tree.push_back(chapter(id, Time(0), kDuration));
    Chapter& parent = *all[random_() % all.size()];
    parent.children.push_back(
        chapter(who == "mine" && one_in(9) ? "" : id, parent.start, *parent.end));
}

void TreeGenerator::remove_chapter(std::vector<Chapter>& tree, bool with_parts) {
    const std::vector<Chapter*> all = all_of(tree);
    Chapter taken;
    take(tree, all[random_() % all.size()]->id, taken);
    if (!with_parts) std::ranges::move(taken.children, std::back_inserter(tree));
}

// To the top, or into a chapter that is long enough; else the tree is wrong and nothing happens.
void TreeGenerator::move_chapter(std::vector<Chapter>& tree) {
    Chapter taken;
    const std::vector<Chapter*> before = all_of(tree);
    take(tree, before[random_() % before.size()]->id, taken);
    const std::vector<Chapter*> all = all_of(tree);
    if (all.empty() || one_in(4)) return tree.push_back(std::move(taken));
    Chapter& parent = *all[random_() % all.size()];
    if (one_in(2)) {
        parent.start = std::min(parent.start, taken.start);
        parent.end = std::max(*parent.end, *taken.end);
    }
    parent.children.push_back(std::move(taken));
}

}  // namespace revivre::chapters
