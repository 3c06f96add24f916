// Reading TTML. Written from: W3C TTML2, Recommendation of 2018-11-08, sections 8 (content), 12
// (timing: times are relative to the time container around them, in `seq` to the end of the sibling
// before), 14.1 (agents). Namespaces are not looked at: they changed from draft to draft.

#include "chapters/formats/ttml_reader.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "chapters/exchange/adaptations.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/languages.hpp"
#include "chapters/exchange/xml.hpp"
#include "chapters/formats/ttml_times.hpp"
#include "chapters/text/title.hpp"

namespace revivre::chapters::formats {
namespace {

// When an element is active, in document time.
struct Interval {
    Nanoseconds begin = 0;
    std::optional<Nanoseconds> end;
    bool timed = false;          // somebody said so, here or further out
    bool begin_is_known = true;  // false: it says so, but in no way that is understood
};

// What an element hands down to those inside.
struct Context {
    Interval time;
    std::string_view language;  // said below `tt`
    std::string_view agents;
};

bool is_text(pugi::xml_node node) {
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

// Elements inside a text that say something about it, or are not shown in its line.
bool is_aside(pugi::xml_node node) {
    constexpr std::array<std::string_view, 7> kNames{"metadata",  "set",   "animate", "title",
                                                     "copyright", "agent", "desc"};
    const std::string_view ruby = attribute_named(node, "ruby");
    return std::ranges::find(kNames, local_name(node)) != kNames.end() || ruby == "text" ||
           ruby == "textContainer" || ruby == "delimiter";
}

bool has_times(pugi::xml_node node) {
    return !attribute_named(node, "begin").empty() || !attribute_named(node, "end").empty() ||
           !attribute_named(node, "dur").empty();
}

bool is_sequence(pugi::xml_node node) {
    return attribute_named(node, "timeContainer") == "seq";
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// The text of an element; timed spans are set apart into `timed` when that is given.
void collect_text(pugi::xml_node node, std::string& text, std::vector<pugi::xml_node>* timed) {
    for (const pugi::xml_node child : node.children()) {
        if (is_text(child)) {
            text += child.value();
        } else if (child.type() != pugi::node_element || is_aside(child)) {
            continue;
        } else if (local_name(child) == "br") {
            text += ' ';
        } else if (timed != nullptr && has_times(child)) {
            timed->push_back(child);
        } else {
            collect_text(child, text, timed);
        }
    }
}

std::string summary_of(pugi::xml_node node) {
    pugi::xml_node description = child_named(node, "desc");
    if (!description) description = child_named(child_named(node, "metadata"), "desc");
    return text_inside(description);
}

// Names of agents by their ids: "full" ones before others, the first of each.
std::map<std::string_view, std::string> agent_names(pugi::xml_node root) {
    std::map<std::string_view, std::string> names;
    for (const pugi::xml_node agent : descendants_named(child_named(root, "head"), "agent")) {
        const std::vector<pugi::xml_node> forms = children_named(agent, "name");
        const auto full = std::ranges::find_if(
            forms, [](pugi::xml_node form) { return attribute_named(form, "type") == "full"; });
        if (forms.empty()) continue;
        names.emplace(attribute_named(agent, "id"),
                      text_inside(full == forms.end() ? forms.front() : *full));
    }
    return names;
}

class Reader {
  public:
    explicit Reader(std::string_view text)
        : xml_(text, XmlText::Blanks::kept),
          gathering_(text),
          credits_left_(chapter_allowance(text.size())) {}

    ReadResult read() {
        const pugi::xml_node root = xml_.root();
        if (local_name(root) != "tt") {
            return refused(
                xml_.fault().empty() ? "the outermost element is not 'tt'" : xml_.fault(),
                std::max(xml_.fault_line(), 1));
        }
        tell_fault(xml_, gathering_);
        read_head(root);
        const pugi::xml_node body = child_named(root, "body");
        if (body) read_container(body, Context{}, 0);
        return gathering_.take();
    }

  private:
    void read_head(pugi::xml_node root) {
        rates_ = time_rates(root);
        is_lyrics_ = !attribute_named(root, "timing").empty();
        agents_ = agent_names(root);
        Document& document = gathering_.document();
        const std::string_view language = attribute_named(root, "lang");
        if (is_bcp47_tag(language)) document.language = language;
        const pugi::xml_node head = child_named(root, "head");
        pugi::xml_node title = child_named(child_named(head, "metadata"), "title");
        if (!title) title = child_named(head, "title");
        document.title = clean_line(text_inside(title));
    }

    std::optional<Nanoseconds> time_in(pugi::xml_node node, std::string_view name) {
        const std::string_view value = attribute_named(node, name);
        if (value.empty()) return std::nullopt;
        const auto time = parse_time_expression(value, rates_);
        if (!time) {
            gathering_.tell(xml_.line_of(node),
                            fmt::format("'{}' is no time: the {} of this element is taken as "
                                        "unsaid",
                                        shown(value), name));
        }
        return time;
    }

    // When `node` is active: from `reference` on when it does not say, no longer than `outer`.
    Interval interval_of(pugi::xml_node node, const Interval& outer, Nanoseconds reference) {
        Interval own;
        own.timed = outer.timed || has_times(node);
        const auto begin = time_in(node, "begin");
        const auto end = time_in(node, "end");
        const auto length = time_in(node, "dur");
        own.begin_is_known = begin || attribute_named(node, "begin").empty();
        if (is_lyrics_) reference = begin ? 0 : outer.begin;
        own.begin = reference + begin.value_or(0);
        if (end) own.end = (is_lyrics_ ? 0 : reference) + *end;
        if (length) own.end = std::min(own.end.value_or(own.begin + *length), own.begin + *length);
        if (!outer.end) return own;
        if (begin && own.begin >= *outer.end) return absolute(node, *begin, end, length);
        own.end = std::min(own.end.value_or(*outer.end), *outer.end);
        return own;
    }

    // What begins after its container's end would never be shown. Tools that write such times mean
    // them from the beginning of the recording.
    Interval absolute(pugi::xml_node node, Nanoseconds begin, std::optional<Nanoseconds> end,
                      std::optional<Nanoseconds> length) {
        gathering_.tell(xml_.line_of(node),
                        "this begins after the end of what it is inside of: its times are taken "
                        "as those of the recording");
        Interval own{begin, end, true, true};
        if (length) own.end = std::min(own.end.value_or(begin + *length), begin + *length);
        return own;
    }

    Context context_of(pugi::xml_node node, const Context& outer, Nanoseconds reference) {
        Context own{interval_of(node, outer.time, reference), outer.language, outer.agents};
        const std::string_view language = attribute_named(node, "lang");
        const std::string_view agents = attribute_named(node, "agent");
        if (is_bcp47_tag(language)) own.language = language;
        if (!agents.empty()) own.agents = agents;
        return own;
    }

    // Body or div. Gives its end: what it says, else that of what is inside. XmlText bounds how
    // deep this goes.
    std::optional<Nanoseconds> read_container(pugi::xml_node node, const Context& outer,
                                              Nanoseconds reference) {
        const Context own = context_of(node, outer, reference);
        const bool sequence = is_sequence(node);
        Nanoseconds next = own.time.begin;
        std::optional<Nanoseconds> last;
        for (const pugi::xml_node child : node.children()) {
            if (gathering_.full()) break;
            const std::string_view name = local_name(child);
            if (child.type() != pugi::node_element || is_aside(child)) continue;
            const auto end =
                name == "p" ? read_paragraph(child, own, next) : read_container(child, own, next);
            if (end) last = std::max(last.value_or(*end), *end);
            if (end && sequence) next = *end;
        }
        const bool own_end = has_times(node) && own.time.end;
        return own_end ? own.time.end : last;
    }

    std::optional<Nanoseconds> read_paragraph(pugi::xml_node node, const Context& outer,
                                              Nanoseconds reference) {
        const Context own = context_of(node, outer, reference);
        std::string text;
        std::vector<pugi::xml_node> spans;
        collect_text(node, text, &spans);
        if (spans.empty()) {
            if (own.time.timed || !is_blank(text)) add(node, own, std::move(text));
            return has_times(node) ? own.time.end : std::nullopt;
        }
        if (has_times(node)) return read_karaoke(node, own, spans, is_blank(text));
        if (!is_blank(text)) add(node, own, std::move(text));
        Nanoseconds next = own.time.begin;
        std::optional<Nanoseconds> last;
        for (const pugi::xml_node span : spans) {
            const Context inner = context_of(span, own, next);
            std::string words;
            collect_text(span, words, nullptr);
            add(span, inner, std::move(words));
            if (inner.time.end) last = std::max(last.value_or(*inner.time.end), *inner.time.end);
            if (inner.time.end && is_sequence(node)) next = *inner.time.end;
        }
        return last;
    }

    // A line whose words come one after the other is one chapter. When all its words are timed, it
    // lasts from the first to the last of them.
    std::optional<Nanoseconds> read_karaoke(pugi::xml_node node, Context own,
                                            const std::vector<pugi::xml_node>& spans,
                                            bool all_timed) {
        Nanoseconds next = own.time.begin;
        std::optional<Nanoseconds> first;
        std::optional<Nanoseconds> last = next;
        for (const pugi::xml_node span : spans) {
            const Interval inner = interval_of(span, own.time, next);
            first = std::min(first.value_or(inner.begin), inner.begin);
            last = last && inner.end ? std::optional(std::max(*last, *inner.end)) : std::nullopt;
            if (inner.end && is_sequence(node)) next = *inner.end;
        }
        const auto stated = own.time.end;
        if (all_timed && first) own.time.begin = *first;
        if (all_timed && last) own.time.end = *last;
        std::string text;
        collect_text(node, text, nullptr);
        add(node, own, std::move(text));
        return stated ? stated : own.time.end;
    }

    void add(pugi::xml_node node, const Context& context, std::string text) {
        const int line = xml_.line_of(node);
        if (!context.time.begin_is_known) {
            gathering_.tell(
                line, fmt::format("left out '{}': nobody can say when it begins", shown(text)));
            return;
        }
        if (is_blank(text)) return;  // it clears the screen
        if (!context.time.timed) {
            gathering_.tell(
                line, fmt::format("'{}' has no time: it stands at the beginning", shown(text)));
        }
        Chapter chapter;
        chapter.start = milliseconds_of(context.time.begin);
        if (context.time.end) chapter.end = milliseconds_of(*context.time.end);
        chapter.title = std::move(text);
        chapter.language = context.language;
        chapter.summary = summary_of(node);
        const std::string_view id = attribute_named(node, "id");
        if (is_chapter_id(id)) chapter.id = id;
        add_speakers(context.agents, chapter, line);
        gathering_.add(std::move(chapter), line);
    }

    void add_speakers(std::string_view ids, Chapter& chapter, int line) {
        constexpr std::string_view kSpaces = " \t\r\n";
        while (credits_left_ > 0) {
            const std::size_t first = ids.find_first_not_of(kSpaces);
            if (first == std::string_view::npos) return;
            ids.remove_prefix(first);
            const std::string_view id = ids.substr(0, ids.find_first_of(kSpaces));
            ids.remove_prefix(id.size());
            const auto agent = agents_.find(id);
            if (agent == agents_.end()) {
                gathering_.tell(line, fmt::format("left out the speaker '{}': no agent of this "
                                                  "name is described",
                                                  shown(id)));
                continue;
            }
            Credit credit;
            credit.name = agent->second;
            chapter.credits.push_back(std::move(credit));
            --credits_left_;
        }
    }

    XmlText xml_;
    Gathering gathering_;
    TimeRates rates_;
    bool is_lyrics_ = false;  // with itunes:timing: all times are those of the recording
    std::map<std::string_view, std::string> agents_;
    std::size_t credits_left_;  // so that names cannot take more memory than the file
};

}  // namespace

ReadResult read_ttml(std::string_view text) {
    return Reader(text).read();
}

}  // namespace revivre::chapters::formats
