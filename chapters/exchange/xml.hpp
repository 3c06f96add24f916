#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "chapters/exchange/gathering.hpp"

namespace revivre::chapters {

/// An XML text as a tree. Nothing is fetched. Refused: entities that a DOCTYPE declares, more than
/// 256 levels, and texts so dense with elements that the tree would take more than 20 times their
/// size. What is no XML is repaired (xml_repair.hpp) as far as that goes, and its fault told; names
/// of characters that only HTML knows are understood.
class XmlText {
  public:
    /// Whether white space alone between two tags is text: it is between two words.
    enum class Blanks { dropped, kept };

    /// `text` is UTF-8 whatever its declaration says.
    explicit XmlText(std::string_view text, Blanks blanks = Blanks::dropped);

    /// The outermost element; null when there is none or the text was refused.
    [[nodiscard]] pugi::xml_node root() const { return tree_.document_element(); }

    /// Why the text is no XML, or was refused; empty when it is well-formed.
    [[nodiscard]] const std::string& fault() const noexcept { return fault_; }
    [[nodiscard]] int fault_line() const noexcept { return fault_line_; }

    /// The line that a node of this tree begins in, from 1.
    [[nodiscard]] int line_of(pugi::xml_node node) const;

  private:
    // False when the text is refused.
    bool parse(std::string_view text);
    [[nodiscard]] int line_at(std::size_t offset) const;

    Blanks blanks_;
    pugi::xml_document tree_;
    std::vector<std::size_t> line_starts_;
    std::string fault_;
    int fault_line_ = 0;
};

/// What a reader of XML gives to its Gathering as the size of the text: a quarter of it, one
/// chapter for each 192 bytes beyond 20,000. The tree takes up to 17 times the text, too (xml.cpp),
/// and a growing list of chapters 2.25 times theirs.
constexpr std::size_t xml_chapter_bytes(std::string_view text) {
    return text.size() / 4;
}

/// A text that is not of the format: why it is no XML, else `otherwise`.
ReadResult refused(const XmlText& xml, std::string otherwise);

/// Tells where a text breaks off, when it does.
void tell_fault(const XmlText& xml, Gathering& gathering);

/// A name without its prefix: "chapter" of "psc:chapter".
std::string_view local_name(pugi::xml_node node);
std::string_view local_name(pugi::xml_attribute attribute);

/// The children elements of that local name, whatever their namespace.
std::vector<pugi::xml_node> children_named(pugi::xml_node parent, std::string_view name);

/// The first of them; null when there is none.
pugi::xml_node child_named(pugi::xml_node parent, std::string_view name);

/// All elements of that local name below `parent`, in document order.
std::vector<pugi::xml_node> descendants_named(pugi::xml_node parent, std::string_view name);

/// The value of the attribute of that local name; empty when there is none.
std::string_view attribute_named(pugi::xml_node node, std::string_view name);

/// All text inside an element, at any depth, joined.
std::string text_inside(pugi::xml_node node);

/// The same as a clean line (text/title.hpp).
std::string line_inside(pugi::xml_node node);

/// The local name of the outermost element, looked for in the first 4 KiB without parsing (past
/// comments, DOCTYPE and processing instructions); empty when `text` is no XML.
std::string_view root_name(std::string_view text);

/// The whole file of a tree: declaration, two blanks a level, a newline at the end.
std::string xml_text(const pugi::xml_document& tree);

}  // namespace revivre::chapters
