#include "app/application/site_options.hpp"

#include <map>

#include "chapters/exchange/languages.hpp"
#include "chapters/public_address.hpp"

namespace revivre::app {
namespace {

const std::map<std::string, server::Conformity> kConformities{
    {"none", server::Conformity::none},
    {"partial", server::Conformity::partial},
    {"full", server::Conformity::full}};

void add(CLI::App& command, const std::string& name, std::string& value, const std::string& what) {
    std::string variable = "REVIVRE_";
    for (const char c : name) {
        variable += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    command.add_option("--" + name, value, what)->envname(variable)->group("Site");
}

std::string language_fault(const std::string& tag) {
    return chapters::is_bcp47_tag(tag) ? "" : "takes a language tag like fr, not '" + tag + "'";
}

void add_declaration(CLI::App& command, server::Site& site) {
    command
        .add_option("--accessibility", site.accessibility,
                    "none, partial or full: what the declaration says of RGAA 4.1.2")
        ->transform(CLI::CheckedTransformer(kConformities))
        ->envname("REVIVRE_ACCESSIBILITY")
        ->group("Site");
    add(command, "accessibility-date", site.accessibility_date, "day of the declaration");
    add(command, "accessibility-auditor", site.accessibility_auditor, "who examined the site");
    command
        .add_option("--accessibility-rate", site.accessibility_rate,
                    "percentage of the criteria that hold")
        ->check(CLI::Range(0, 100))
        ->envname("REVIVRE_ACCESSIBILITY_RATE")
        ->group("Site");
    add(command, "accessibility-gaps", site.accessibility_gaps, "what is not accessible");
    add(command, "accessibility-plan", site.accessibility_plan, "address of the multi-year plan");
    command.get_option("--accessibility-plan")->check(chapters::public_address_fault);
}

}  // namespace

void add_site_options(CLI::App& command, server::Site& site) {
    add(command, "publisher", site.publisher, "who publishes the site");
    add(command, "publisher-address", site.publisher_address, "postal address and telephone");
    add(command, "director", site.director, "the director of publication");
    add(command, "host-name", site.host, "who hosts the site: name, address, telephone");
    add(command, "contact", site.contact, "e-mail address, or https address of a form");
    add(command, "privacy-contact", site.privacy_contact, "the data protection officer's address");
    add_declaration(command, site);
    add(command, "content-language", site.language, "what titles and functions are written in");
    command.get_option("--content-language")->check(language_fault)->capture_default_str();
}

std::string missing_settings_words(const server::Site& site) {
    std::string names;
    for (const std::string_view name : server::missing_settings(site)) {
        names += (names.empty() ? "" : ", ") + std::string(name);
    }
    if (names.empty()) return {};
    return "the law has the site say more of itself; [site] in revivre.toml lacks: " + names;
}

namespace {

class ConfigurationReader : public CLI::ConfigTOML {
  public:
    std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
        auto found = CLI::ConfigTOML::from_config(input);
        for (CLI::ConfigItem& item : found) {
            if (!item.parents.empty() && item.parents.front() == "site") {
                item.parents.front() = "serve";
            }
        }
        return found;
    }
};

}  // namespace

std::shared_ptr<CLI::Config> configuration_reader() {
    return std::make_shared<ConfigurationReader>();
}

}  // namespace revivre::app
