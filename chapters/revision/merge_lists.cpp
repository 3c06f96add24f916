#include "chapters/revision/merge_lists.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>

#include "chapters/text/fold.hpp"

namespace revivre::chapters::revision {
namespace {

using Place = std::optional<std::size_t>;

// One entry in the three lists.
struct Triple {
    Place base;
    Place mine;
    Place theirs;
};

// Whether two entries are about the same; a surer way is tried on all entries before the next.
using Alike = bool (*)(const Credit&, const Credit&);

bool same_person(const Credit& a, const Credit& b) {
    return !a.person.empty() && a.person == b.person;
}

bool same_name(const Credit& a, const Credit& b) {
    return (a.person.empty() || b.person.empty()) && fold(a.name) == fold(b.name);
}

bool same_language(const Translation& a, const Translation& b) {
    return a.language == b.language;
}

// For each entry of `from` the place of the one in `to` that is about the same.
template <typename T, typename Ways>
std::vector<Place> partners(const std::vector<T>& from, const std::vector<T>& to,
                            const Ways& ways) {
    std::vector<Place> found(from.size());
    std::vector<bool> taken(to.size());
    for (const auto alike : ways) {
        for (std::size_t i = 0; i < from.size(); ++i) {
            for (std::size_t j = 0; j < to.size() && !found[i]; ++j) {
                if (taken[j] || !alike(from[i], to[j])) continue;
                found[i] = j;
                taken[j] = true;
            }
        }
    }
    return found;
}

// Places of `count` entries that no partner stands for.
std::vector<std::size_t> left_over(const std::vector<Place>& partners, std::size_t count) {
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < count; ++i) {
        if (std::ranges::find(partners, Place(i)) == partners.end()) left.push_back(i);
    }
    return left;
}

template <typename T>
std::vector<T> picked(const std::vector<T>& list, const std::vector<std::size_t>& places) {
    std::vector<T> all;
    for (const std::size_t place : places) all.push_back(list[place]);
    return all;
}

template <typename T>
struct Lists {
    const std::vector<T>& base;
    const std::vector<T>& mine;
    const std::vector<T>& theirs;
};

template <typename T, typename Ways>
std::vector<Triple> triples(const Lists<T>& lists, const Ways& ways) {
    const auto mine = partners(lists.base, lists.mine, ways);
    const auto theirs = partners(lists.base, lists.theirs, ways);
    std::vector<Triple> all;
    for (std::size_t i = 0; i < lists.base.size(); ++i) all.push_back({i, mine[i], theirs[i]});
    const auto my_new = left_over(mine, lists.mine.size());
    const auto their_new = left_over(theirs, lists.theirs.size());
    const auto both = partners(picked(lists.mine, my_new), picked(lists.theirs, their_new), ways);
    for (std::size_t i = 0; i < my_new.size(); ++i) {
        all.push_back({{}, my_new[i], both[i] ? Place(their_new[*both[i]]) : std::nullopt});
    }
    for (const std::size_t i : left_over(both, their_new.size())) {
        all.push_back({{}, {}, their_new[i]});
    }
    return all;
}

// Whether `places` of one list, in the order of the base, go up: nobody put them in another order.
bool in_order(const std::vector<Triple>& all, Place Triple::*side) {
    Place last;
    for (const Triple& each : all) {
        const Place place = each.*side;
        if (!each.base || !place) continue;
        if (last && *place < *last) return false;
        last = place;
    }
    return true;
}

// Those of `all` that are in one list, in its order.
std::vector<Triple> listed(const std::vector<Triple>& all, Place Triple::*side) {
    std::vector<Triple> found;
    for (const Triple& each : all) {
        if (each.*side) found.push_back(each);
    }
    std::ranges::sort(found, {}, side);
    return found;
}

// The order of who changed it; what is only in the other list comes after what it follows there.
std::vector<Triple> in_merged_order(const std::vector<Triple>& all) {
    const bool theirs_first = in_order(all, &Triple::mine);
    const auto first = theirs_first ? &Triple::theirs : &Triple::mine;
    const auto second = theirs_first ? &Triple::mine : &Triple::theirs;
    std::vector<Triple> ordered = listed(all, first);
    Place before;  // in the second list
    for (const Triple& each : listed(all, second)) {
        if (!(each.*first)) {
            const auto after =
                before ? std::ranges::find(ordered, before, second) + 1 : ordered.begin();
            ordered.insert(after, each);
        }
        before = each.*second;
    }
    return ordered;
}

// Makes `mine` what both made of it; false when both made something different of it.
template <typename Value>
bool settled(Value& mine, const Value* base, const Value& theirs) {
    if (mine == theirs) return true;
    if (base != nullptr && mine == *base) {
        mine = theirs;
        return true;
    }
    return base != nullptr && theirs == *base;
}

bool settle(Translation& mine, const Translation* base, const Translation& theirs) {
    return settled(mine.text, base != nullptr ? &base->text : nullptr, theirs.text);
}

auto bearer(const Credit& credit) {
    return std::tuple(credit.person, credit.name, credit.status, credit.evidence);
}

bool settle_bearer(Credit& mine, const Credit* base, const Credit& theirs) {
    auto settled_bearer = bearer(mine);
    const auto base_bearer = bearer(base != nullptr ? *base : Credit{});
    const bool agreed =
        settled(settled_bearer, base != nullptr ? &base_bearer : nullptr, bearer(theirs));
    std::tie(mine.person, mine.name, mine.status, mine.evidence) = settled_bearer;
    return agreed;
}

bool settle(Credit& mine, const Credit* base, const Credit& theirs) {
    static const Credit kNobody;  // an empty text has not been written yet
    const Credit& texts = base != nullptr ? *base : kNobody;
    const bool who = settle_bearer(mine, base, theirs);
    const bool function = settled(mine.function, &texts.function, theirs.function);
    const bool place = settled(mine.organisation, &texts.organisation, theirs.organisation);
    const bool role = settled(mine.role, base != nullptr ? &base->role : nullptr, theirs.role);
    return who && function && place && role;
}

template <typename T>
const T* entry(const std::vector<T>& list, Place place) {
    return place ? &list[*place] : nullptr;
}

template <typename T>
void add_merged(const Lists<T>& lists, const Triple& triple, MergedList<T>& merged) {
    const T* base = entry(lists.base, triple.base);
    const T* mine = entry(lists.mine, triple.mine);
    const T* theirs = entry(lists.theirs, triple.theirs);
    if (mine != nullptr && theirs != nullptr) {
        merged.list.push_back(*mine);
        if (!settle(merged.list.back(), base, *theirs)) merged.contested = true;
        return;
    }
    const T* only = mine != nullptr ? mine : theirs;
    if (only == nullptr) return;
    const bool removed = base != nullptr;  // by the other
    if (removed && *only == *base) return;
    if (removed) merged.contested = true;
    if (!removed || only == mine) merged.list.push_back(*only);
}

template <typename T, typename Ways>
MergedList<T> merge_list(const Lists<T>& lists, const Ways& ways) {
    MergedList<T> merged;
    for (const Triple& triple : in_merged_order(triples(lists, ways)))
        add_merged(lists, triple, merged);
    return merged;
}

}  // namespace

MergedList<Credit> merge_credits(const std::vector<Credit>& base, const std::vector<Credit>& mine,
                                 const std::vector<Credit>& theirs) {
    return merge_list(Lists<Credit>{base, mine, theirs},
                      std::initializer_list<Alike>{same_person, same_name});
}

MergedList<Translation> merge_translations(const std::vector<Translation>& base,
                                           const std::vector<Translation>& mine,
                                           const std::vector<Translation>& theirs) {
    return merge_list(Lists<Translation>{base, mine, theirs}, std::initializer_list{same_language});
}

}  // namespace revivre::chapters::revision
