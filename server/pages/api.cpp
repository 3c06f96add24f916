#include "chapters/formats/registry.hpp"
#include "server/api_document.hpp"
#include "server/pages/api_parts.hpp"
#include "server/pages/pages.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Json;

// Shows the addresses of the API; each leads to an example of itself, and to all about it.
class AddressTable {
  public:
    AddressTable(const Visit& visit, const Json& document, ApiSamples samples)
        : visit_(visit), document_(document), samples_(std::move(samples)) {}

    [[nodiscard]] Html group(const ApiGroup& group) const {
        Html rows;
        for (const ApiOperation& operation : operations_of(document_, group)) {
            rows += row(operation);
        }
        return api_table(visit_, std::string(visit_.say(group.title)),
                         {Message::api_address, Message::api_gives}, rows);
    }

  private:
    [[nodiscard]] Html row(const ApiOperation& operation) const {
        Html gives = element(
            "a", {{"href", visit_.link(Url({"docs", "reference"})).part(operation.place())}},
            text(operation.summary(visit_.language())));
        const std::string names = parameter_names(operation);
        if (!names.empty()) {
            gives += element("span", {{"class", "quiet"}},
                             text(visit_.say(Message::api_parameters, {names})));
        }
        return element("tr", element("th", {{"scope", "row"}}, address(operation)) +
                                 element("td", gives)) +
               text("\n");
    }

    [[nodiscard]] std::string parameter_names(const ApiOperation& operation) const {
        std::string names;
        for (const Json& each : operation.json.value("parameters", Json::array())) {
            const Json& parameter = resolved(document_, each);
            if (parameter["in"] != "query") continue;
            names += (names.empty() ? "" : ", ") + parameter["name"].get<std::string>();
        }
        return names;
    }

    [[nodiscard]] Html address(const ApiOperation& operation) const {
        if (!operation.is_public_reading()) return code(operation.method + " " + operation.path);
        const auto example = filled(operation.path, samples_);
        if (!example) return code(operation.path);
        return element("a", {{"href", Url::of_path(*example)}}, code(operation.path));
    }

    const Visit& visit_;
    const Json& document_;
    ApiSamples samples_;
};

Html link_item(const Visit& visit, const Url& address, Message name) {
    return element("li", element("a", {{"href", address}}, text(visit.say(name)))) + text("\n");
}

Html where_to_begin(const Visit& visit) {
    const Url root({"api", "v1"});
    const std::string shown = root.below(visit.settings().public_url).text();
    const Html start = text(visit.say(Message::api_starts_at)) + text(" ") +
                       element("a", {{"href", root}}, code(shown));
    return element(
        "ul", {{"class", "starts"}},
        element("li", start) + text("\n") +
            link_item(visit, visit.link(Url({"docs", "examples"})), Message::api_examples) +
            link_item(visit, visit.link(Url({"docs", "reference"})), Message::api_reference) +
            link_item(visit, Url({"openapi.json"}), Message::api_description));
}

Html rules(const Visit& visit) {
    Html items;
    for (const Message each :
         {Message::api_rule_names, Message::api_rule_times, Message::api_rule_pages,
          Message::api_rule_caching, Message::api_rule_errors}) {
        items += element("li", text(visit.say(each))) + text("\n");
    }
    return element("h2", text(visit.say(Message::api_rules))) +
           element("ul", {{"class", "rules"}}, items);
}

Html formats(const Visit& visit) {
    Html rows;
    for (const chapters::Format& format : chapters::all_formats()) {
        if (format.write == nullptr) continue;
        rows += element("tr", element("th", {{"scope", "row"}}, code(format.name)) +
                                  element("td", code(format.media_type)) +
                                  element("td", {{"lang", "en"}}, text(format.reference))) +
                text("\n");
    }
    return element("h2", text(visit.say(Message::api_formats))) +
           api_table(visit, std::string(visit.say(Message::api_formats_hint)),
                     {Message::api_format, Message::api_media_type, Message::api_specification},
                     rows);
}

}  // namespace

Response api_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const Json document = api_document(context.settings);
    const AddressTable table(visit, document, api_samples(context.repository));
    Page page{.title = std::string(visit.say(Message::api_title)), .address = Url({"docs"})};
    page.content = element("h1", text(visit.say(Message::api_title)));
    page.content += element("p", {{"class", "lead"}}, text(visit.say(Message::api_lead)));
    page.content += where_to_begin(visit) + rules(visit);
    page.content += element("h2", text(visit.say(Message::api_addresses)));
    page.content +=
        element("p", {{"class", "quiet"}}, text(visit.say(Message::api_addresses_hint)));
    for (const ApiGroup& group : kApiGroups) page.content += table.group(group);
    page.content += formats(visit);
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
