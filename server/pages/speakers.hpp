#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "chapters/model.hpp"
#include "server/pages/layout.hpp"

/// Who speaks in what is published, once each.
namespace revivre::server::pages {

struct Speaker {
    chapters::Credit credit;            ///< the first that names them
    std::vector<std::string> evidence;  ///< kinds of all their credits
    std::size_t interventions = 0;      ///< chapters in which they are confirmed
};

/// Gathers confirmed speakers in the order in which they first speak.
class Speakers {
  public:
    void add(const chapters::Revision& revision);
    [[nodiscard]] const std::vector<Speaker>& all() const noexcept { return all_; }

  private:
    std::vector<Speaker> all_;
    std::map<std::string, std::size_t> places_;  // in all_, by speaker_key
};

/// <section>: whom a recording's chapters name, each once, and where each name comes from; empty
/// when nobody is confirmed.
Html speakers_section(const Visit& visit, const chapters::Revision& revision);

/// The same for a day: each with the number of interventions. `id`: of the heading.
Html day_speakers_section(const Visit& visit, const Speakers& speakers, std::string_view id);

}  // namespace revivre::server::pages
