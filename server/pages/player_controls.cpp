#include <algorithm>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "chapters/text/time_text.hpp"
#include "chapters/text_track.hpp"
#include "server/pages/icons.hpp"
#include "server/pages/player_parts.hpp"

namespace revivre::server::pages {
namespace {

using chapters::TextTrack;
using chapters::TextTrackKind;

// As in server/web/player/controls.js, SPEEDS; the catalogue has a wording for each.
constexpr std::array<std::string_view, 7> kSpeeds{"0.5", "0.75", "1", "1.25", "1.5", "1.75", "2"};
constexpr std::string_view kUsualSpeed = "1";

struct Button {
    std::string_view part;
    Message name;
    Icon drawing;
    std::string_view key{};  // told in brackets behind the name
};

// A button that does one thing, then the other.
struct Toggle {
    Button off;
    Message on_name;
    Icon on_drawing;
};

std::string name_of_button(const Visit& visit, Message name, std::string_view key) {
    const std::string_view words = visit.say(name);
    if (key.empty()) return std::string(words);
    return visit.say(Message::control_with_key, {words, key});
}

// The name stands in a tip, which is there for all and seen while the button is pointed at.
Html tip(std::string_view name) {
    return element("span", {{"class", "tip"}}, text(name));
}

Html button(const Visit& visit, const Button& button) {
    return element("button", {{"type", "button"}, {"class", "control"}, {"data-part", button.part}},
                   icon(button.drawing) + tip(name_of_button(visit, button.name, button.key)));
}

// Pressed or not, with a name that stays.
Html switch_button(const Visit& visit, const Button& button) {
    return element("button",
                   {{"type", "button"},
                    {"class", "control"},
                    {"data-part", button.part},
                    {"aria-pressed", "false"}},
                   icon(button.drawing) + tip(name_of_button(visit, button.name, button.key)));
}

Html toggle(const Visit& visit, const Toggle& toggle) {
    const std::string off = name_of_button(visit, toggle.off.name, toggle.off.key);
    return element("button",
                   {{"type", "button"},
                    {"class", "control"},
                    {"data-part", toggle.off.part},
                    {"data-state", "off"},
                    {"data-off", off},
                    {"data-on", name_of_button(visit, toggle.on_name, toggle.off.key)}},
                   icon(toggle.off.drawing, "icon when-off") +
                       icon(toggle.on_drawing, "icon when-on") + tip(off));
}

Html volume(const Visit& visit) {
    return void_element("input", {{"type", "range"},
                                  {"class", "volume"},
                                  {"data-part", "volume"},
                                  {"aria-label", visit.say(Message::control_volume)},
                                  {"min", "0"},
                                  {"max", "100"},
                                  {"step", "5"},
                                  {"value", "100"}});
}

Html times(const Played& played) {
    return element("p", {{"class", "times"}},
                   element("span", {{"data-part", "time"}},
                           text(chapters::clock_text(played.start.value_or(chapters::Time(0))))) +
                       text(" / " + chapters::clock_text(played.recording.duration)));
}

Html choice(const Visit& visit, Message name, std::string_view part, const Html& options) {
    return element("label", {{"class", "choice"}},
                   element("span", {{"class", "heard"}}, text(visit.say(name))) +
                       element("select", {{"data-part", part}}, options));
}

Html speeds(const Visit& visit) {
    std::string_view names = visit.say(Message::control_speeds);
    Html options;
    for (const std::string_view speed : kSpeeds) {
        const std::string_view name = names.substr(0, names.find(' '));
        names.remove_prefix(std::min(name.size() + 1, names.size()));
        options +=
            element("option", {{"value", speed}, {"selected", speed == kUsualSpeed}}, text(name));
    }
    return choice(visit, Message::control_speed, "speed", options);
}

// In the words of the page where it has some, else its tag.
std::string language_name(const Visit& visit, const TextTrack& track) {
    const std::string_view primary = std::string_view(track.language).substr(0, 3);
    if (primary == "fr" || primary == "fr-") return std::string(visit.say(Message::language_fr));
    if (primary == "en" || primary == "en-") return std::string(visit.say(Message::language_en));
    return track.language;
}

Html captions(const Visit& visit, const Played& played) {
    Html options;
    std::size_t count = 0;
    for (const TextTrack& track : played.tracks) {
        if (track.kind == TextTrackKind::descriptions) continue;
        ++count;
        const std::string value = fmt::format("{}.{}", name_of(track.kind), track.language);
        options += element("option", {{"value", value}}, text(language_name(visit, track)));
    }
    if (count == 0) return {};
    Html out = switch_button(visit, {"captions", Message::control_captions, Icon::captions, "c"});
    if (count > 1) {
        out += choice(visit, Message::control_captions_language, "captions-language", options);
    }
    return out;
}

Html descriptions(const Visit& visit, const Played& played) {
    const bool any = std::ranges::any_of(played.tracks, [](const TextTrack& track) {
        return track.kind == TextTrackKind::descriptions;
    });
    if (!any) return {};
    return switch_button(visit,
                         {"descriptions", Message::control_descriptions, Icon::descriptions});
}

Html block(std::string_view name, const Html& content = {}) {
    return element("div", {{"class", name}}, content);
}

Html seek_bar(const Visit& visit, const Played& played) {
    const Html rail =
        block("rail", block("loaded") + block("pointed") + block("played") + block("marks"));
    const Html preview = element("div", {{"class", "preview"}, {"hidden", true}},
                                 element("div", {{"class", "picture"}, {"hidden", true}}, Html()) +
                                     element("div", {{"class", "preview-chapter"}}, Html()) +
                                     element("div", {{"class", "preview-time"}}, Html()));
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(played.recording.duration);
    return element("div",
                   {{"class", "seek"},
                    {"data-part", "seek"},
                    {"data-enhanced", true},
                    {"hidden", true},
                    {"role", "slider"},
                    {"tabindex", "0"},
                    {"aria-label", visit.say(Message::control_position)},
                    {"aria-valuemin", "0"},
                    {"aria-valuemax", std::to_string(seconds.count())},
                    {"aria-valuenow", "0"}},
                   rail + block("thumb") + preview);
}

Html bar(const Visit& visit, const Played& played) {
    Html main = button(visit, {"previous", Message::control_previous, Icon::previous});
    main += toggle(
        visit,
        {{"play", Message::control_play, Icon::play, "k"}, Message::control_pause, Icon::pause});
    main += button(visit, {"next", Message::control_next, Icon::next});
    main += toggle(visit, {{"mute", Message::control_mute, Icon::sound, "m"},
                           Message::control_unmute,
                           Icon::silence});
    main += volume(visit) + times(played);
    Html tools = captions(visit, played) + descriptions(visit, played) + speeds(visit);
    tools += button(visit, {"share", Message::control_share, Icon::share});
    tools += button(visit, {"help", Message::control_help, Icon::help, "?"});
    tools += toggle(visit, {{"full-screen", Message::control_full_screen, Icon::full_screen, "f"},
                            Message::control_leave_full_screen,
                            Icon::leave_full_screen});
    return element("div",
                   {{"class", "bar"},
                    {"data-enhanced", true},
                    {"hidden", true},
                    {"role", "group"},
                    {"aria-label", visit.say(Message::control_toolbar)}},
                   block("main-controls", main) + block("tools", tools));
}

}  // namespace

std::string track_name(const Visit& visit, const TextTrack& track) {
    const std::string language = language_name(visit, track);
    switch (track.kind) {
        case TextTrackKind::captions:
            return visit.say(Message::track_captions, {language});
        case TextTrackKind::subtitles:
            return visit.say(Message::track_subtitles, {language});
        case TextTrackKind::descriptions:
            break;
    }
    return visit.say(Message::track_descriptions, {language});
}

Html player_controls(const Visit& visit, const Played& played) {
    return seek_bar(visit, played) + text("\n") + bar(visit, played);
}

}  // namespace revivre::server::pages
