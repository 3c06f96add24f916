#include "server/oembed.hpp"

#include <algorithm>

#include "chapters/error.hpp"
#include "server/http/target.hpp"
#include "server/jpeg_size.hpp"
#include "server/pages/embedding.hpp"
#include "server/pages/published.hpp"
#include "server/pages/site.hpp"
#include "server/parameters.hpp"
#include "server/problem.hpp"
#include "server/representation.hpp"
#include "server/site_xml.hpp"
#include "storage/library.hpp"

namespace revivre::server {
namespace {

using chapters::Json;
using pages::FrameSize;
using pages::Url;

struct Limits {
    int width = 0;  // pixels; 0: none
    int height = 0;
};

// An address of this site, taken apart as a request for it would be.
struct Asked {
    std::string place;  // "v", "embed", "list", "e", "p"
    std::string id;
    Request request;
};

Error unknown(const std::string& url) {
    return {ErrorCode::not_found, "nothing published is at '" + url + "'"};
}

std::string_view without_scheme(std::string_view url) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (url.starts_with(scheme)) return url.substr(scheme.size());
    }
    return {};
}

// "#t=62" as people copy it; "?t=" is in the query anyway.
void take_fragment(Asked& asked, std::string_view fragment) {
    if (!fragment.starts_with("t=")) return;
    Target target = parse_target("/?" + std::string(fragment));
    asked.request.query["t"] = target.query["t"];
}

// http or https: a page is the same on both.
Asked asked_page(const std::string& url, const Settings& settings) {
    const std::string site = pages::site_url(settings);
    std::string_view rest = without_scheme(url);
    if (rest.empty() || !rest.starts_with(without_scheme(site))) throw unknown(url);
    rest.remove_prefix(without_scheme(site).size());
    if (!rest.starts_with('/')) throw unknown(url);
    const std::size_t mark = std::min(rest.find('#'), rest.size());
    Asked asked;
    Target target = parse_target(rest.substr(0, mark));
    asked.request.query = std::move(target.query);
    take_fragment(asked, rest.substr(std::min(mark + 1, rest.size())));
    const std::size_t slash = target.path.find('/', 1);
    if (slash == std::string::npos) throw unknown(url);
    asked.place = target.path.substr(1, slash - 1);
    asked.id = target.path.substr(slash + 1);
    return asked;
}

void add_thumbnail(Json& answer, const Context& context, const chapters::Recording& recording,
                   chapters::Time start, Limits limits) {
    const auto url = pages::poster_url(context.settings, recording, start);
    if (!url) return;
    const std::string address = url->text();
    const auto size = jpeg_size(storage::Library(context.settings.library).derived(recording.id) /
                                address.substr(address.rfind('/') + 1));
    if (!size || (limits.width > 0 && size->width > limits.width) ||
        (limits.height > 0 && size->height > limits.height)) {
        return;
    }
    answer["thumbnail_url"] = pages::absolute(context.settings, *url);
    answer["thumbnail_width"] = size->width;
    answer["thumbnail_height"] = size->height;
}

Json answer_for(const Asked& asked, const Context& context, const std::string& type,
                const std::string& title, FrameSize size) {
    const Settings& settings = context.settings;
    const auto options = pages::embed_options(asked.request);
    const bool is_list = type == "rich";
    Url address = options.on(is_list ? pages::list_url(asked.id) : pages::embed_url(asked.id));
    const std::string& language = text_parameter(asked.request, "lang");
    if (pages::is_language(language)) address = address.with("lang", language);
    const auto frame = pages::frame(address.below(pages::site_url(settings)), title, size);
    return {{"type", type},
            {"version", "1.0"},
            {"title", title},
            {"provider_name", settings.site_name},
            {"provider_url", pages::site_url(settings) + "/"},
            {"cache_age", 3600},
            {"html", frame.markup()},
            {"width", size.width},
            {"height", size.height}};
}

chapters::Time start_of(const Asked& asked, const chapters::Revision& revision) {
    const auto options = pages::embed_options(asked.request);
    if (const auto range = chapters::parse_time_range(options.time)) return range->start;
    for (const chapters::Chapter* chapter : pages::flattened(revision.chapters)) {
        if (chapter->id == options.chapter) return chapter->start;
    }
    return {};
}

Json recording_answer(const Asked& asked, Context& context, Limits limits) {
    constexpr int kWidth = 800;  // a column of text on a wide screen
    const chapters::Revision revision = context.repository.public_revision(asked.id);
    const auto recording = context.repository.recording(asked.id);
    const auto event = context.repository.event(recording.event);
    const pages::Visit visit(asked.request, context.settings);
    const FrameSize size =
        pages::within(pages::player_size(recording, kWidth), limits.width, limits.height);
    Json answer =
        answer_for(asked, context, "video", pages::full_name(visit, event, recording), size);
    add_thumbnail(answer, context, recording, start_of(asked, revision), limits);
    return answer;
}

Json list_answer(const Asked& asked, Context& context, const std::string& title, Limits limits) {
    constexpr FrameSize kList{600, 480};
    FrameSize size = kList;
    if (limits.width > 0) size.width = std::min(size.width, limits.width);
    if (limits.height > 0) size.height = std::min(size.height, limits.height);
    return answer_for(asked, context, "rich", title, size);
}

Json answer_to(const Asked& asked, Context& context, const std::string& url, Limits limits) {
    const auto is = [&](std::string_view place, std::string_view id) {
        return asked.place == place && asked.id.starts_with(id);
    };
    if (is("v", "") || is("embed", "")) return recording_answer(asked, context, limits);
    if (is("list", "rec_")) {
        const auto published = context.repository.public_revision(asked.id);
        const auto recording = context.repository.recording(published.recording);
        const pages::Visit visit(asked.request, context.settings);
        const auto event = context.repository.event(recording.event);
        return list_answer(asked, context, pages::full_name(visit, event, recording), limits);
    }
    if (is("e", "evt_") || is("list", "evt_")) {
        if (context.repository.public_recordings(asked.id).empty()) throw unknown(url);
        return list_answer(asked, context, context.repository.event(asked.id).title, limits);
    }
    if (is("p", "per_") || is("list", "per_")) {
        if (confirmed_interventions(context.repository, asked.id).empty()) throw unknown(url);
        return list_answer(asked, context, context.repository.person(asked.id).name, limits);
    }
    throw unknown(url);
}

Response as_xml(const Json& answer) {
    pugi::xml_document tree;
    auto root = chapters::append_root(tree, "oembed");
    for (const auto& [name, value] : answer.items()) {
        append_plain(root, name.c_str(),
                     value.is_string() ? value.get<std::string>() : value.dump());
    }
    return xml_response(tree, "text/xml; charset=utf-8");
}

}  // namespace

Response oembed(const Request& request, Context& context) {
    constexpr NumberRange kPixels{.least = 1, .most = 100000, .otherwise = 0};
    const std::string& url = text_parameter(request, "url");
    const std::string& format = text_parameter(request, "format");
    if (url.empty()) throw ParameterError("url", "say which page: ?url=https://…");
    if (!format.empty() && format != "json" && format != "xml") {
        return problem(501, "there is json and xml, no '" + format + "'", request.path);
    }
    const Limits limits{.width = number_parameter(request, "maxwidth", kPixels),
                        .height = number_parameter(request, "maxheight", kPixels)};
    const Json answer = answer_to(asked_page(url, context.settings), context, url, limits);
    return format == "xml" ? as_xml(answer) : json_response(answer);
}

pages::Html oembed_links(const Settings& settings, const pages::Url& page,
                         const std::string& title) {
    pages::Html links;
    const Url oembed = Url({"oembed"}).with("url", pages::absolute(settings, page));
    const auto link = [&](const char* type, const char* format) {
        const Url address = oembed.with("format", format).below(pages::site_url(settings));
        links += pages::void_element(
                     "link",
                     {{"rel", "alternate"}, {"type", type}, {"href", address}, {"title", title}}) +
                 pages::text("\n");
    };
    link("application/json+oembed", "json");
    link("text/xml+oembed", "xml");
    return links;
}

}  // namespace revivre::server
