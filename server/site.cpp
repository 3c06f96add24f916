#include "server/site.hpp"

namespace revivre::server {

std::vector<std::string_view> missing_settings(const Site& site) {
    std::vector<std::string_view> missing;
    const auto want = [&](std::string_view name, bool said) {
        if (!said) missing.push_back(name);
    };
    want("publisher", !site.publisher.empty());
    want("publisher-address", !site.publisher_address.empty());
    want("director", !site.director.empty());
    want("host-name", !site.host.empty());
    want("contact", !site.contact.empty());
    want("accessibility-plan", !site.accessibility_plan.empty());
    want("accessibility-date", !site.accessibility_date.empty());
    if (site.accessibility == Conformity::none) return missing;
    want("accessibility-auditor", !site.accessibility_auditor.empty());
    want("accessibility-rate", site.accessibility_rate.has_value());
    want("accessibility-gaps",
         site.accessibility == Conformity::full || !site.accessibility_gaps.empty());
    return missing;
}

}  // namespace revivre::server
