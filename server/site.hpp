#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace revivre::server {

/// How far a site follows RGAA 4.1.2, as its publisher declares: from half of the criteria on
/// "partial", all of them "full"; "none" also as long as nobody has examined it.
enum class Conformity { none, partial, full };

/// What French law has a public site say of itself: publisher, director and host (law 2004-575,
/// article 1-1), the declaration of accessibility (law 2005-102, article 47; decree 2019-768).
/// Each is one line of plain text; empty: not said yet, and the pages say so.
struct Site {
    std::string publisher;
    std::string publisher_address;  ///< postal address, telephone
    std::string director;           ///< who answers for what is published
    std::string host;               ///< name, postal address and telephone of who hosts it
    std::string contact;            ///< an e-mail address, or the https address of a form
    std::string privacy_contact;    ///< the data protection officer's; empty: `contact`
    Conformity accessibility = Conformity::none;
    std::string accessibility_date;         ///< ISO 8601 day of the declaration
    std::string accessibility_auditor;      ///< who examined the site
    std::optional<int> accessibility_rate;  ///< criteria that hold, 0 to 100 %
    std::string accessibility_gaps;         ///< what is not accessible, and what helps instead
    std::string accessibility_plan;         ///< https address of the multi-year plan
    std::string language = "fr";  ///< BCP 47: what titles and functions are written in, if unsaid
};

/// The settings, by their names on the command line, without which the pages would not say what
/// the law asks; empty when nothing is missing.
std::vector<std::string_view> missing_settings(const Site& site);

}  // namespace revivre::server
