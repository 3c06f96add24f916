#include "server/pages/speakers.hpp"

#include "server/pages/published.hpp"

namespace revivre::server::pages {

void Speakers::add(const chapters::Revision& revision) {
    for (const chapters::Chapter* chapter : flattened(revision.chapters)) {
        for (const chapters::Credit* credit : confirmed_credits(*chapter)) {
            const auto [place, fresh] = places_.try_emplace(speaker_key(*credit), all_.size());
            if (fresh) all_.push_back({*credit, 0});
            ++all_[place->second].interventions;
        }
    }
}

Html speaker_name(const Visit& visit, const chapters::Credit& credit) {
    const Html name = isolated(credit.name);
    if (credit.person.empty()) return name;
    return element("a", {{"href", person_url(visit, credit.person)}}, name);
}

}  // namespace revivre::server::pages
