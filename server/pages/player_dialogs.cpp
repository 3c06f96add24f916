#include <array>
#include <string_view>

#include "chapters/text/time_text.hpp"
#include "server/pages/icons.hpp"
#include "server/pages/player_parts.hpp"
#include "server/pages/published.hpp"

namespace revivre::server::pages {
namespace {

// Keys of one action: alternatives, each of one key or of two held together.
struct Shortcut {
    std::array<std::array<std::string_view, 2>, 3> keys;
    Message action;
};

// What a key is called when its sign is a word.
struct NamedKey {
    std::string_view sign;
    Message name;
};
constexpr std::array kNamedKeys{
    NamedKey{"space", Message::key_space}, NamedKey{"up", Message::key_up},
    NamedKey{"down", Message::key_down},   NamedKey{"left", Message::key_left},
    NamedKey{"right", Message::key_right}, NamedKey{"home", Message::key_home},
    NamedKey{"end", Message::key_end},     NamedKey{"ctrl", Message::key_control},
    NamedKey{"shift", Message::key_shift}};

using Keys = std::array<std::array<std::string_view, 2>, 3>;

// The table of server/web/player/keys.js.
constexpr std::array kShortcuts{
    Shortcut{Keys{{{"k"}, {"space"}}}, Message::help_play},
    Shortcut{Keys{{{"left"}, {"right"}}}, Message::help_five},
    Shortcut{Keys{{{"j"}, {"l"}}}, Message::help_ten},
    Shortcut{Keys{{{"ctrl", "left"}, {"ctrl", "right"}}}, Message::help_chapter},
    Shortcut{Keys{{{"shift", "P"}, {"shift", "N"}}}, Message::help_chapter},
    Shortcut{Keys{{{"up"}, {"down"}}}, Message::help_volume},
    Shortcut{Keys{{{"m"}}}, Message::help_mute},
    Shortcut{Keys{{{"c"}}}, Message::help_captions},
    Shortcut{Keys{{{"f"}}}, Message::help_full_screen},
    Shortcut{Keys{{{"<"}, {">"}}}, Message::help_speed},
    Shortcut{Keys{{{"0"}, {"1"}, {"… 9"}}}, Message::help_tenths},
    Shortcut{Keys{{{"home"}, {"end"}}}, Message::help_ends},
    Shortcut{Keys{{{","}, {"."}}}, Message::help_frame},
    Shortcut{Keys{{{"?"}}}, Message::help_help}};

Html key(const Visit& visit, std::string_view sign) {
    for (const NamedKey& named : kNamedKeys) {
        if (named.sign == sign) return element("kbd", text(visit.say(named.name)));
    }
    return element("kbd", text(sign));
}

Html shortcut(const Visit& visit, const Shortcut& shortcut) {
    Html keys;
    for (const auto& together : shortcut.keys) {
        if (together[0].empty()) continue;
        if (!keys.empty()) keys += text(" ");
        keys += key(visit, together[0]);
        if (!together[1].empty()) keys += text("+") + key(visit, together[1]);
    }
    return element("tr", element("td", keys) + element("td", text(visit.say(shortcut.action))));
}

Html close_button(const Visit& visit) {
    return element("button", {{"type", "button"}, {"class", "control"}, {"data-part", "close"}},
                   icon(Icon::close) + element("span", {{"class", "heard"}},
                                               text(visit.say(Message::dialog_close))));
}

Html dialog_head(const Visit& visit, std::string_view id, Message title) {
    return element("div", {{"class", "dialog-head"}},
                   element("h2", {{"id", id}}, text(visit.say(title))) + close_button(visit));
}

Html choice(std::string_view value, bool chosen, const Html& words) {
    return element(
        "label", {{"class", "pick"}},
        void_element("input",
                     {{"type", "radio"}, {"name", "what"}, {"value", value}, {"checked", chosen}}) +
            element("span", words));
}

// A sentence with one place that the script fills.
Html sentence(const Visit& visit, Message message, std::string_view part) {
    const std::string_view pattern = visit.say(message);
    const std::size_t place = pattern.find("{0}");
    return text(pattern.substr(0, place)) + element("bdi", {{"data-part", part}}, Html()) +
           text(pattern.substr(place + 3));
}

Html time_field(const Visit& visit, std::string_view name, Message label,
                const std::string& fault) {
    const std::string id = "share-" + std::string(name);
    const std::string fault_id = id + "-fault";
    const Html field = void_element("input", {{"type", "text"},
                                              {"id", id},
                                              {"data-part", name},
                                              {"inputmode", "text"},
                                              {"autocomplete", "off"},
                                              {"aria-describedby", "share-example " + fault_id}});
    return element("div", {{"class", "field"}},
                   element("label", {{"for", id}}, text(visit.say(label))) + field +
                       element("p",
                               {{"class", "fault"},
                                {"id", fault_id},
                                {"data-part", std::string(name) + "-fault"},
                                {"role", "alert"},
                                {"hidden", true}},
                               text(fault)));
}

Html passage_fields(const Visit& visit, const Played& played) {
    const std::string end = chapters::clock_text(played.recording.duration);
    const Html fields = time_field(visit, "start", Message::share_start,
                                   visit.say(Message::share_bad_start, {end})) +
                        time_field(visit, "end", Message::share_end,
                                   std::string(visit.say(Message::share_bad_end)));
    return element("div",
                   {{"class", "passage-fields"}, {"data-part", "passage-fields"}, {"hidden", true}},
                   fields + element("p", {{"class", "quiet"}, {"id", "share-example"}},
                                    text(visit.say(Message::share_example))));
}

Html share_form(const Visit& visit, const Played& played) {
    Html choices = element("legend", text(visit.say(Message::share_what)));
    choices += choice("moment", true, sentence(visit, Message::share_moment, "moment"));
    choices +=
        element("div", {{"data-part", "chapter-choice"}},
                choice("chapter", false, sentence(visit, Message::share_chapter, "chapter")));
    choices += choice("passage", false, text(visit.say(Message::share_passage)));
    choices += passage_fields(visit, played);
    const Html link =
        element("label", {{"for", "share-link"}}, text(visit.say(Message::share_link))) +
        void_element(
            "input",
            {{"type", "text"}, {"id", "share-link"}, {"data-part", "link"}, {"readonly", true}});
    const Html copy = element("button", {{"type", "submit"}, {"class", "main-button"}},
                              text(visit.say(Message::share_copy)));
    return element(
        "form", {{"novalidate", true}},
        element("fieldset", choices) + element("div", {{"class", "link-row"}}, link + copy));
}

Html share_dialog(const Visit& visit, const Played& played) {
    const Html status = element("p",
                                {{"role", "status"},
                                 {"data-copied", visit.say(Message::share_copied)},
                                 {"data-failed", visit.say(Message::share_not_copied)}},
                                Html());
    const Url address =
        visit.link(recording_url(played.recording.id)).below(visit.settings().public_url);
    return element(
        "dialog",
        {{"id", "share"}, {"aria-labelledby", "share-title"}, {"data-address", address.text()}},
        dialog_head(visit, "share-title", Message::share_title) + share_form(visit, played) +
            status);
}

Html keys_table(const Visit& visit) {
    Html rows;
    for (const Shortcut& each : kShortcuts) rows += shortcut(visit, each);
    const auto column = [&](Message name) {
        return element("th", {{"scope", "col"}}, text(visit.say(name)));
    };
    const Html head =
        element("thead", element("tr", column(Message::help_key) + column(Message::help_action)));
    return element("table", element("caption", text(visit.say(Message::help_where))) + head +
                                element("tbody", rows));
}

Html preferences(const Visit& visit) {
    const Html keys = element(
        "label", {{"class", "pick"}},
        void_element("input", {{"type", "checkbox"}, {"data-part", "keys"}, {"checked", true}}) +
            element("span", text(visit.say(Message::help_single_keys))));
    const Html erase =
        element("button", {{"type", "button"}, {"class", "main-button"}, {"data-part", "erase"}},
                text(visit.say(Message::help_erase)));
    return element("h3", text(visit.say(Message::help_preferences))) + keys +
           element("p", {{"class", "quiet"}}, text(visit.say(Message::help_kept))) + erase +
           element("p", {{"role", "status"}, {"data-erased", visit.say(Message::help_erased)}},
                   Html());
}

Html help_dialog(const Visit& visit) {
    return element("dialog", {{"id", "help"}, {"aria-labelledby", "help-title"}},
                   dialog_head(visit, "help-title", Message::control_help) +
                       element("h3", text(visit.say(Message::help_keys))) + keys_table(visit) +
                       preferences(visit));
}

}  // namespace

Html player_dialogs(const Visit& visit, const Played& played) {
    return share_dialog(visit, played) + help_dialog(visit);
}

Html player_words(const Visit& visit) {
    const auto say = [&](Message message) { return std::string(visit.say(message)); };
    return data_script("application/json",
                       {{"status_chapter", say(Message::status_chapter)},
                        {"status_moment", say(Message::status_moment)},
                        {"position", say(Message::control_position_value)},
                        {"hour_one", say(Message::hour_one)},
                        {"hour_many", say(Message::hour_many)},
                        {"minute_one", say(Message::minute_one)},
                        {"minute_many", say(Message::minute_many)},
                        {"second_one", say(Message::second_one)},
                        {"second_many", say(Message::second_many)},
                        {"zero_is_one", visit.language() == Language::french ? "yes" : "no"}});
}

}  // namespace revivre::server::pages
