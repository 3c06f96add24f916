// Cue text. Written from: W3C WebVTT, Candidate Recommendation of 2019-04-04, sections 6.4 (cue
// text parsing rules), 6.4.1 (tokenizer) and 6.5 (rules for chapter cues: ruby text is left out).

#include "chapters/formats/webvtt_cue_text.hpp"

#include <algorithm>
#include <optional>

#include "chapters/text/character_references.hpp"

namespace revivre::chapters::formats {
namespace {

constexpr std::string_view kSpaces = "\t\n\f\r ";

bool is_blank(std::string_view text) {
    return text.find_first_not_of(kSpaces) == std::string_view::npos;
}

// White space trimmed at the ends and made single blanks inside.
std::string collapsed(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (kSpaces.find(c) == std::string_view::npos) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

enum class Node { classes, italic, bold, underline, ruby, ruby_text, voice, language };

std::optional<Node> node_named(std::string_view name) {
    if (name == "c") return Node::classes;
    if (name == "i") return Node::italic;
    if (name == "b") return Node::bold;
    if (name == "u") return Node::underline;
    if (name == "ruby") return Node::ruby;
    if (name == "rt") return Node::ruby_text;
    if (name == "v") return Node::voice;
    if (name == "lang") return Node::language;
    return std::nullopt;
}

class Builder {
  public:
    explicit Builder(std::size_t most_voices) : most_voices_(most_voices) {}

    void add_text(std::string_view raw) {
        const std::string text = decode_html_references(raw);
        if (ruby_texts_ > 0) return;
        if (!is_blank(text)) {
            if (languages_ == 0) one_language_ = false;
            said_ = true;
        }
        cue_.text += text;
    }

    // `tag` is what stands between "<" and ">".
    void add_tag(std::string_view tag) {
        if (tag.starts_with('/')) return close(tag.substr(1));
        const bool time_stamp = !tag.empty() && tag.front() >= '0' && tag.front() <= '9';
        if (time_stamp) return;
        const std::size_t name_end = tag.find_first_of("\t\n\f .");
        const std::string_view name = tag.substr(0, name_end);
        const std::size_t space = tag.find_first_of("\t\n\f ");
        open(name, space == std::string_view::npos ? "" : tag.substr(space));
    }

    CueText take() {
        if (!one_language_) cue_.language.clear();
        return std::move(cue_);
    }

  private:
    [[nodiscard]] bool inside(Node node) const { return !open_.empty() && open_.back() == node; }

    void open(std::string_view name, std::string_view annotation) {
        const auto node = node_named(name);
        if (!node || (*node == Node::ruby_text && !inside(Node::ruby))) return;
        open_.push_back(*node);
        if (*node == Node::ruby_text) ++ruby_texts_;
        if (*node == Node::voice) add_voice(collapsed(decode_html_references(annotation)));
        if (*node == Node::language) add_language(collapsed(decode_html_references(annotation)));
    }

    void close(std::string_view name) {
        const auto node = node_named(name);
        if (node && inside(*node)) return leave();
        if (node == Node::ruby && inside(Node::ruby_text)) {
            leave();
            leave();
        }
    }

    void leave() {
        if (inside(Node::ruby_text)) --ruby_texts_;
        if (inside(Node::language)) --languages_;
        open_.pop_back();
    }

    void add_voice(std::string name) {
        if (name.empty() || cue_.voices.size() >= most_voices_) return;
        if (std::ranges::find(cue_.voices, name) == cue_.voices.end())
            cue_.voices.push_back(std::move(name));
    }

    void add_language(const std::string& name) {
        ++languages_;
        const bool first = !said_ && cue_.language.empty();
        if (first) cue_.language = name;
        if (cue_.language != name) one_language_ = false;
    }

    CueText cue_;
    std::vector<Node> open_;
    std::size_t most_voices_;
    std::size_t ruby_texts_ = 0;
    std::size_t languages_ = 0;
    bool one_language_ = true;
    bool said_ = false;
};

}  // namespace

CueText parse_cue_text(std::string_view text, std::size_t most_voices) {
    Builder builder(most_voices);
    while (!text.empty()) {
        const std::size_t sign = text.find('<');
        builder.add_text(text.substr(0, sign));
        if (sign == std::string_view::npos) break;
        text.remove_prefix(sign + 1);
        const std::size_t end = text.find('>');
        builder.add_tag(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return builder.take();
}

std::string escape_cue_text(std::string_view text) {
    std::string out;
    for (const char byte : text) {
        switch (byte) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            default:
                out += byte;
        }
    }
    return out;
}

}  // namespace revivre::chapters::formats
