#include <set>

#include "server/api_document.hpp"
#include "server/pages/api_parts.hpp"
#include "server/pages/pages.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Json;

constexpr const char* kSchemaPrefix = "schema-";

// Text of the description: English, with code between backticks.
Html prose(const std::string& words) {
    Html out;
    bool is_code = false;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find('`', at), words.size());
        const std::string_view piece(words.data() + at, end - at);
        if (!piece.empty()) out += is_code ? code(piece) : text(piece);
        is_code = !is_code;
        at = end + 1;
    }
    return out;
}

Html english(const Json& json) {
    const std::string words = json.value("description", "");
    return words.empty() ? Html() : element("span", {{"lang", "en"}}, prose(words));
}

Html row(const Html& head, std::initializer_list<Html> cells) {
    Html content = element("th", {{"scope", "row"}}, head);
    for (const Html& each : cells) content += element("td", each);
    return element("tr", content) + text("\n");
}

// Writes what a JSON schema of the description takes, for people.
class Schemas {
  public:
    Schemas(const Visit& visit, const Json& document) : visit_(visit), document_(document) {}

    // "list of Chapter", "text or null", "date, -date".
    [[nodiscard]] Html type(const Json& schema) const {
        const std::string name = reference_name(schema);
        if (!name.empty()) {
            return element("a", {{"href", Url::within_page(kSchemaPrefix + name)}}, code(name));
        }
        if (schema.contains("oneOf")) return either(schema["oneOf"]);
        if (schema.contains("enum")) return values(schema["enum"]);
        if (schema.value("type", Json()) == "array") {
            return text(visit_.say(Message::reference_list_of)) + text(" ") + type(schema["items"]);
        }
        return plain_type(schema);
    }

    // A row for each field, "links.self" for one within another.
    [[nodiscard]] Html fields(const Json& schema, const std::string& prefix = {}) const {
        std::set<std::string> required;
        for (const Json& each : schema.value("required", Json::array())) required.insert(each);
        Html rows;
        for (const auto& [name, field] : schema["properties"].items()) {
            Html what = type(field);
            if (!required.contains(name)) {
                what += text(", ") + text(visit_.say(Message::reference_optional));
            }
            rows += row(code(prefix + name), {what, english(field)});
            rows += fields_below(field, prefix + name);
        }
        return rows;
    }

    [[nodiscard]] Html sections() const {
        Html out;
        for (const auto& [name, schema] : document_["components"]["schemas"].items()) {
            Html content = element("h3", {{"id", kSchemaPrefix + name}}, code(name));
            content += element("p", english(schema));
            if (schema.contains("properties")) {
                content += api_table(
                    visit_, visit_.say(Message::reference_fields, {name}),
                    {Message::reference_field, Message::reference_type, Message::reference_meaning},
                    fields(schema));
            } else {
                content += element("p", type(schema));
            }
            out += element("section", content) + text("\n");
        }
        return out;
    }

  private:
    [[nodiscard]] Html fields_below(const Json& field, const std::string& name) const {
        if (field.contains("properties")) return fields(field, name + ".");
        const auto items = field.find("items");
        if (items == field.end() || !items->contains("properties")) return {};
        return fields(*items, name + "[].");
    }

    [[nodiscard]] Html either(const Json& all) const {
        Html out;
        for (const Json& each : all) {
            if (!out.empty())
                out += text(" ") + text(visit_.say(Message::reference_or)) + text(" ");
            out += type(each);
        }
        return out;
    }

    [[nodiscard]] static Html values(const Json& all) {
        Html out;
        for (const Json& each : all) {
            if (!out.empty()) out += text(", ");
            out += code(each.get<std::string>());
        }
        return out;
    }

    [[nodiscard]] Html plain_type(const Json& schema) const {
        Json types = schema.value("type", Json::array());
        if (!types.is_array()) types = Json::array({types});
        Html out;
        for (const Json& each : types) {
            if (!out.empty())
                out += text(" ") + text(visit_.say(Message::reference_or)) + text(" ");
            out += code(each.get<std::string>());
        }
        if (schema.contains("format")) out += text(" (" + schema.value("format", "") + ")");
        return out;
    }

    const Visit& visit_;
    const Json& document_;
};

// All about one address: parameters, answers, and a form that asks it, without any script.
class Operations {
  public:
    Operations(const Visit& visit, const Json& document, ApiSamples samples)
        : visit_(visit),
          document_(document),
          schemas_(visit, document),
          samples_(std::move(samples)) {}

    [[nodiscard]] Html section(const ApiOperation& operation) const {
        Html content = element("h3", {{"id", operation.place()}},
                               code(operation.method + " " + operation.path));
        content += element("p", text(operation.summary(visit_.language())));
        content += element("p", english(operation.json));
        content += parameters(operation) + body(operation) + answers(operation) + form(operation);
        return element("section", {{"class", "operation"}}, content) + text("\n");
    }

  private:
    // Tables need names of their own, also where one address takes several methods.
    [[nodiscard]] static std::string called(const ApiOperation& operation) {
        return operation.method == "GET" ? operation.path : operation.method + " " + operation.path;
    }

    [[nodiscard]] Html parameters(const ApiOperation& operation) const {
        Html rows;
        for (const Json& each : operation.json.value("parameters", Json::array())) {
            const Json& parameter = resolved(document_, each);
            Html what = schemas_.type(parameter["schema"]);
            const Json& usual = parameter["schema"].value("default", Json(""));
            if (usual != "") {
                const std::string value =
                    usual.is_string() ? usual.get<std::string>() : usual.dump();
                what += text(", ") + text(visit_.say(Message::reference_default, {value}));
            }
            rows += row(code(parameter["name"].get<std::string>()), {what, english(parameter)});
        }
        if (rows.empty()) return {};
        return api_table(
            visit_, visit_.say(Message::reference_parameters, {called(operation)}),
            {Message::reference_parameter, Message::reference_type, Message::reference_meaning},
            rows);
    }

    [[nodiscard]] Html body(const ApiOperation& operation) const {
        const auto sent = operation.json.find("requestBody");
        if (sent == operation.json.end()) return {};
        return element("p",
                       text(visit_.say(Message::reference_body)) + text(" ") + content_of(*sent));
    }

    // The first media type is what a client gets that asks for none.
    [[nodiscard]] Html content_of(const Json& answer) const {
        const auto content = answer.find("content");
        if (content == answer.end() || content->empty()) return {};
        const auto first = content->items().begin();
        Html out = code(first.key());
        if (first.value().contains("schema") && first.value()["schema"].contains("$ref")) {
            out += text(" ") + schemas_.type(first.value()["schema"]);
        }
        return out;
    }

    [[nodiscard]] Html answers(const ApiOperation& operation) const {
        Html rows;
        for (const auto& [status, given] : operation.json["responses"].items()) {
            const Json& answer = resolved(document_, given);
            rows += row(code(status), {content_of(answer), english(answer)});
        }
        return api_table(
            visit_, visit_.say(Message::reference_answers, {called(operation)}),
            {Message::reference_status, Message::reference_content, Message::reference_meaning},
            rows);
    }

    [[nodiscard]] Html form(const ApiOperation& operation) const {
        const auto address = filled(operation.path, samples_);
        if (!address || !operation.is_public_reading()) return {};
        Html content;
        for (const Json& each : operation.json.value("parameters", Json::array())) {
            const Json& parameter = resolved(document_, each);
            if (parameter["in"] == "query") content += field(operation, parameter);
        }
        const std::string name = visit_.say(Message::reference_try_address, {operation.path});
        content += element("button", {{"type", "submit"}, {"aria-label", name}},
                           text(visit_.say(Message::reference_try)));
        return element("form",
                       {{"class", "try"},
                        {"method", "get"},
                        {"action", Url::of_path(*address)},
                        {"aria-label", name}},
                       content);
    }

    [[nodiscard]] static Html field(const ApiOperation& operation, const Json& parameter) {
        const std::string name = parameter["name"];
        const std::string id = operation.place() + "-" + name;
        return element("label", {{"for", id}}, code(name)) +
               void_element("input", {{"type", "text"},
                                      {"id", id},
                                      {"name", name},
                                      {"autocomplete", "off"},
                                      {"spellcheck", "false"}});
    }

    const Visit& visit_;
    const Json& document_;
    Schemas schemas_;
    ApiSamples samples_;
};

}  // namespace

Response api_reference_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const Json document = api_document(context.settings);
    const Operations operations(visit, document, api_samples(context.repository));
    Page page{.title = std::string(visit.say(Message::reference_title)),
              .address = Url({"docs", "reference"})};
    page.crumbs = {{std::string(visit.say(Message::api_title)), Url({"docs"}), true}};
    page.content = element("h1", text(visit.say(Message::reference_title))) +
                   element("p", {{"class", "lead"}}, text(visit.say(Message::reference_lead)));
    for (const ApiGroup& group : kApiGroups) {
        page.content += element("h2", text(visit.say(group.title)));
        for (const ApiOperation& each : operations_of(document, group)) {
            page.content += operations.section(each);
        }
    }
    page.content += element("h2", text(visit.say(Message::reference_structures))) +
                    Schemas(visit, document).sections();
    return page_response(visit, page);
}

}  // namespace revivre::server::pages
