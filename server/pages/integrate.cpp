#include <algorithm>

#include "server/pages/embedding.hpp"
#include "server/pages/layout.hpp"
#include "server/pages/published.hpp"
#include "server/pages/site.hpp"
#include "server/parameters.hpp"

namespace revivre::server::pages {
namespace {

using chapters::Credit;

// What the page is asked for, and what it is about.
struct Wanted {
    const chapters::Recording& recording;
    const chapters::Revision& revision;
    std::string name;  // of the recording, in full
    EmbedOptions options;
    bool is_list = false;
    std::string language;  // BCP 47; empty: the visitor's own
};

// What colour inputs show when nobody chose: --accent of web/styles/light.css.
constexpr Colour kOwnAccent{0x1F, 0x3A, 0x8A};

Html field(std::string_view id, std::string_view label, const Html& control) {
    return element("div", {{"class", "field"}},
                   element("label", {{"for", id}}, text(label)) + control);
}

struct Choice {
    std::string value;
    std::string words;
};

Html select(const char* name, const std::vector<Choice>& choices, std::string_view chosen) {
    Html options;
    for (const auto& [value, words] : choices) {
        options +=
            element("option", {{"value", value}, {"selected", value == chosen}}, text(words));
    }
    return element("select", {{"id", name}, {"name", name}}, options);
}

Html tick(const char* name, std::string_view value, bool ticked, std::string_view words) {
    return element(
        "label", {{"class", "pick"}},
        void_element(
            "input",
            {{"type", "checkbox"}, {"name", name}, {"value", value}, {"checked", ticked}}) +
            element("span", text(words)));
}

std::vector<Choice> persons_of(const Visit& visit, const chapters::Revision& revision) {
    std::vector<Choice> persons{{"", std::string(visit.say(Message::integrate_everybody))}};
    for (const chapters::Chapter* chapter : flattened(revision.chapters)) {
        for (const Credit* credit : confirmed_credits(*chapter)) {
            const bool is_known =
                std::ranges::find(persons, credit->person, &Choice::value) != persons.end();
            if (!is_known) persons.push_back({credit->person, credit->name});
        }
    }
    return persons;
}

Html look_fields(const Visit& visit, const Wanted& wanted) {
    const auto words = [&](Message message) { return std::string(visit.say(message)); };
    const auto& options = wanted.options;
    const std::string accent = "#" + colour_text(options.accent.value_or(kOwnAccent));
    return field("theme", visit.say(Message::integrate_theme),
                 select("theme",
                        {{"", words(Message::integrate_theme_auto)},
                         {"light", words(Message::integrate_theme_light)},
                         {"dark", words(Message::integrate_theme_dark)}},
                        options.theme == Theme::automatic ? "" : name_of(options.theme))) +
           field(
               "accent", visit.say(Message::integrate_accent),
               void_element(
                   "input",
                   {{"type", "color"}, {"id", "accent"}, {"name", "accent"}, {"value", accent}})) +
           field("language", visit.say(Message::integrate_language),
                 select("language",
                        {{"", words(Message::integrate_language_auto)},
                         {"fr", std::string(say(Language::french, Message::language_name))},
                         {"en", std::string(say(Language::english, Message::language_name))}},
                        wanted.language));
}

Html content_fields(const Visit& visit, const Wanted& wanted) {
    const Html start =
        void_element("input", {{"type", "text"},
                               {"id", "t"},
                               {"name", "t"},
                               {"value", wanted.options.time},
                               {"autocomplete", "off"},
                               {"placeholder", visit.say(Message::integrate_start_example)}});
    return field("kind", visit.say(Message::integrate_kind),
                 select("kind",
                        {{"", std::string(visit.say(Message::integrate_player))},
                         {"list", std::string(visit.say(Message::integrate_list))}},
                        wanted.is_list ? "list" : "")) +
           field("t", visit.say(Message::integrate_start), start) +
           field("person", visit.say(Message::integrate_person),
                 select("person", persons_of(visit, wanted.revision), wanted.options.person));
}

Html form(const Visit& visit, const Wanted& wanted) {
    const auto& options = wanted.options;
    Html fields = content_fields(visit, wanted) + look_fields(visit, wanted);
    fields += element(
        "div", {{"class", "ticks"}},
        tick("chapters", "0", !options.chapters, visit.say(Message::integrate_no_chapters)) +
            tick("title", "0", !options.title, visit.say(Message::integrate_no_title)) +
            tick("search", "1", options.search, visit.say(Message::integrate_search)));
    if (visit.language_asked()) {
        fields += void_element(
            "input", {{"type", "hidden"}, {"name", "lang"}, {"value", tag_of(visit.language())}});
    }
    const Html button = element("button", {{"type", "submit"}, {"class", "main-button"}},
                                text(visit.say(Message::integrate_update)));
    return element(
        "form",
        {{"id", "integrate"},
         {"class", "integrate-form"},
         {"method", "get"},
         {"action", Url({"v", wanted.recording.id, "embed"})}},
        element("fieldset",
                element("legend", text(visit.say(Message::integrate_options))) + fields) +
            button);
}

Url framed_address(const Wanted& wanted) {
    const std::string& id = wanted.recording.id;
    return wanted.options.on(wanted.is_list ? list_url(id) : embed_url(id))
        .with("lang", wanted.language);
}

// A link to the page itself, so that something is there without a script too.
std::string script_code(const Settings& settings, const Wanted& wanted) {
    const auto& options = wanted.options;
    const auto data = [](bool there, std::string value) {
        return there ? std::optional(std::move(value)) : std::nullopt;
    };
    const bool has_theme = options.theme != Theme::automatic;
    const Url page =
        recording_url(wanted.recording.id).with("c", options.chapter).with("t", options.time);
    const Html link =
        element("a",
                {{"class", "revivre"},
                 {"href", page.below(site_url(settings))},
                 {"data-list", data(wanted.is_list, "1")},
                 {"data-person", data(!options.person.empty(), options.person)},
                 {"data-theme", data(has_theme, std::string(name_of(options.theme)))},
                 {"data-accent",
                  data(options.accent.has_value(), colour_text(options.accent.value_or(Colour{})))},
                 {"data-lang", data(!wanted.language.empty(), wanted.language)},
                 {"data-chapters", data(!options.chapters, "0")},
                 {"data-title", data(!options.title, "0")},
                 {"data-search", data(options.search, "1")}},
                text(wanted.name));
    const Html script = module_script(Url({"embed.js"}).below(site_url(settings)));
    return link.markup() + "\n" + script.markup();
}

Html code(const Visit& visit, const char* id, Message label, const std::string& content) {
    const Html area = element(
        "textarea",
        {{"id", id}, {"readonly", true}, {"rows", "3"}, {"spellcheck", "false"}, {"wrap", "soft"}},
        text(content));
    const Html copy = element("button",
                              {{"type", "button"},
                               {"class", "main-button"},
                               {"data-copy", id},
                               {"aria-label", std::string(visit.say(Message::integrate_copy)) +
                                                  " – " + std::string(visit.say(label))},
                               {"hidden", true}},
                              text(visit.say(Message::integrate_copy)));
    return element("div", {{"class", "code"}},
                   element("label", {{"for", id}}, text(visit.say(label))) + area + copy);
}

Html result(const Visit& visit, const Wanted& wanted) {
    constexpr int kWidth = 800;
    const Settings& settings = visit.settings();
    const Url address = framed_address(wanted);
    const FrameSize size = player_size(wanted.recording, kWidth);
    const Html preview = element("iframe",
                                 {{"id", "preview"},
                                  {"class", "embed-preview"},
                                  {"src", address},
                                  {"title", wanted.name},
                                  {"allow", "autoplay; fullscreen; picture-in-picture"}},
                                 Html());
    const Html frame_code = frame(address.below(site_url(settings)), wanted.name, size);
    const Url page = recording_url(wanted.recording.id)
                         .with("c", wanted.options.chapter)
                         .with("t", wanted.options.time);
    const Html status = element("p",
                                {{"role", "status"},
                                 {"id", "copy-status"},
                                 {"data-copied", visit.say(Message::integrate_copied)},
                                 {"data-failed", visit.say(Message::integrate_not_copied)}},
                                Html());
    return element(
        "div", {{"class", "integrate-result"}},
        element("h2", text(visit.say(Message::integrate_preview))) + preview +
            element("h2", text(visit.say(Message::integrate_code))) +
            code(visit, "code-frame", Message::integrate_frame, frame_code.markup()) +
            code(visit, "code-script", Message::integrate_script, script_code(settings, wanted)) +
            code(visit, "code-link", Message::integrate_link, absolute(settings, page)) + status);
}

// This page alone holds a frame, of this site.
void allow_frames(Response& response) {
    for (auto& [name, value] : response.headers) {
        if (name == "Content-Security-Policy") value += "; frame-src 'self'";
    }
}

}  // namespace

Response integrate_page(const Request& request, Context& context) {
    const Visit visit(request, context.settings);
    const std::string& id = request.parameters.at("recording");
    const chapters::Revision revision = context.repository.public_revision(id);
    const chapters::Recording recording = context.repository.recording(id);
    const chapters::Event event = context.repository.event(recording.event);
    const std::string& language = text_parameter(request, "language");
    Wanted wanted{.recording = recording,
                  .revision = revision,
                  .name = full_name(visit, event, recording),
                  .options = embed_options(request),
                  .is_list = text_parameter(request, "kind") == "list",
                  .language = is_language(language) ? language : std::string()};
    if (wanted.options.accent == kOwnAccent) wanted.options.accent.reset();
    Page page{.title = visit.say(Message::integrate_title, {wanted.name}),
              .address = Url({"v", id, "embed"})};
    page.crumbs = {{event.title, event_url(event.id)}, {wanted.name, recording_url(id)}};
    page.scripts = {"integrate.js"};
    page.content =
        element("h1", isolated(page.title)) +
        element("p", {{"class", "lead"}}, text(visit.say(Message::integrate_lead))) +
        element("div", {{"class", "integrate"}}, form(visit, wanted) + result(visit, wanted));
    Response response = page_response(visit, page);
    allow_frames(response);
    return response;
}

}  // namespace revivre::server::pages
