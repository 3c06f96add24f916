#include <algorithm>
#include <array>

#include "chapters/error.hpp"
#include "server/api_document.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/pages.hpp"

namespace revivre::server::pages {
namespace {

// How each kind of file is called, run and served.
struct Kind {
    std::string_view ending;
    Message title;
    std::string_view command;  // before the file's name
    std::string_view media_type;
};
constexpr std::array kKinds{
    Kind{".sh", Message::example_curl, "sh", "text/x-shellscript; charset=utf-8"},
    Kind{".py", Message::example_python, "python3", "text/x-python; charset=utf-8"},
    Kind{".mjs", Message::example_javascript, "node", "text/javascript; charset=utf-8"}};

const ApiExample* example_of(const Kind& kind) {
    const auto all = api_examples();
    const auto found = std::ranges::find_if(
        all, [&](const ApiExample& each) { return each.name.ends_with(kind.ending); });
    return found == all.end() ? nullptr : &*found;
}

// A block of code scrolls by itself, so that the page does not; by keyboard, too.
Html code_block(std::string_view label, std::string_view code) {
    return element("pre",
                   {{"class", "code"},
                    {"tabindex", "0"},
                    {"role", "region"},
                    {"aria-label", label},
                    {"translate", "no"}},
                   element("code", text(code))) +
           text("\n");
}

Html example_section(const Visit& visit, const Kind& kind, const ApiExample& example) {
    const std::string name(example.name);
    const std::string& site = visit.settings().public_url;
    const std::string origin = site.empty() ? "http://127.0.0.1:8080" : site;
    const std::string run = std::string(kind.command) + " " + name + " " + origin;
    Html content = element("h2", text(visit.say(kind.title)));
    content += element("p", element("a", {{"href", Url({"docs", "examples", name})}},
                                    text(visit.say(Message::example_download, {name}))));
    content += element(
        "p", text(visit.say(Message::example_run)) + text(" ") + element("code", text(run)));
    content += code_block(visit.say(Message::example_source, {name}), example.content);
    return element("section", content) + text("\n");
}

}  // namespace

Response examples_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    Page page{.title = std::string(visit.say(Message::examples_title)),
              .address = Url({"docs", "examples"})};
    page.crumbs = {{std::string(visit.say(Message::api_title)), Url({"docs"}), true}};
    page.content = element("h1", text(visit.say(Message::examples_title))) +
                   element("p", {{"class", "lead"}}, text(visit.say(Message::examples_lead)));
    for (const Kind& kind : kKinds) {
        const ApiExample* example = example_of(kind);
        if (example != nullptr) page.content += example_section(visit, kind, *example);
    }
    return page_response(visit, page);
}

Response example_file(const Request& request, Context&) {
    const std::string& name = request.parameters.at("file");
    for (const Kind& kind : kKinds) {
        const ApiExample* example = example_of(kind);
        if (example == nullptr || example->name != name) continue;
        Response response;
        response.content_type = kind.media_type;
        response.body = example->content;
        return response;
    }
    throw Error(ErrorCode::not_found, "no example is called '" + name + "'");
}

}  // namespace revivre::server::pages
