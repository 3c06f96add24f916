#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chapters/json.hpp"

/// Writes HTML5 so that text cannot become markup: the only ways to an Html value escape what they
/// are given for the place where it stands (HTML Standard, sections 13.1 and 13.3).
namespace revivre::server::pages {

/// An address of this site. Each segment and each value is percent-encoded on its own (RFC 3986,
/// section 2.1), so that none can change the address's shape or make it another scheme.
class Url {
  public:
    /// `segments` follow one another behind "/": {"v", id} gives "/v/ID", {} gives "/".
    Url(std::initializer_list<std::string_view> segments);

    /// An address of another site, only http and https (chapters/public_address.hpp says which);
    /// nothing for any other text.
    static std::optional<Url> elsewhere(std::string_view address);

    /// An address of this site from its path, "/a/b", whose segments are as they are meant.
    static Url of_path(std::string_view path);

    /// "mailto:…" of an e-mail address; nothing for text that is none.
    static std::optional<Url> mail(std::string_view address);

    /// "#name": a place of the page itself.
    static Url within_page(std::string_view name);

    /// The same address with a parameter; an empty value adds nothing.
    [[nodiscard]] Url with(std::string_view name, std::string_view value) const;
    /// The same address with "#name": a place within the page.
    [[nodiscard]] Url part(std::string_view name) const;
    /// The same address with "#name=value".
    [[nodiscard]] Url at(std::string_view name, std::string_view value) const;
    /// The address behind `origin`, which is the configuration's and no visitor's.
    [[nodiscard]] Url below(std::string_view origin) const;

    [[nodiscard]] std::string text() const { return text_ + fragment_; }

  private:
    std::string text_;
    std::string fragment_;
};

/// A name of an element, checked when the program is compiled: no element whose text is not text.
class TagName {
  public:
    // Written as `element("p", …)`: implicit on purpose, and only from a constant.
    consteval TagName(const char* name) : name_(name) {  // NOLINT(google-explicit-constructor)
        if (name_ == "script" || name_ == "style" || name_.empty()) throw "not with this writer";
    }
    [[nodiscard]] constexpr std::string_view text() const noexcept { return name_; }

  private:
    std::string_view name_;
};

/// One attribute. Addresses only as Url, and neither event handlers nor style: that is checked when
/// the program is compiled.
class Attribute {
  public:
    struct Name {
        std::string_view text;
        consteval Name(const char* name) : text(name) {  // NOLINT(google-explicit-constructor)
            if (text.starts_with("on") || text == "style" || text.empty() || is_address(text)) {
                throw "not with this writer";
            }
        }
    };
    struct AddressName {
        std::string_view text;
        consteval AddressName(const char* name)  // NOLINT(google-explicit-constructor)
            : text(name) {
            if (!is_address(text)) throw "not an address";
        }
    };

    Attribute(Name name, std::string_view value) : name_(name.text), value_(value) {}
    Attribute(AddressName name, const Url& address) : name_(name.text), value_(address.text()) {}
    /// An attribute without a value, there when `present`.
    Attribute(Name name, bool present) : name_(name.text), present_(present) {}
    /// There when there is a value.
    Attribute(Name name, const std::optional<std::string>& value)
        : name_(name.text), value_(value.value_or("")), present_(value.has_value()) {}
    Attribute(Name name, const char* value) : Attribute(name, std::string_view(value)) {}
    Attribute(Name name, const std::string& value) : Attribute(name, std::string_view(value)) {}

    void write_to(std::string& out) const;

  private:
    static constexpr bool is_address(std::string_view name) {
        return name == "href" || name == "src" || name == "action" || name == "poster" ||
               name == "formaction";
    }
    std::string_view name_;
    std::optional<std::string> value_;
    bool present_ = true;
};

using Attributes = std::initializer_list<Attribute>;

/// Finished markup. Empty, or made by the functions below.
class Html {
  public:
    Html() = default;
    [[nodiscard]] const std::string& markup() const noexcept { return markup_; }
    [[nodiscard]] bool empty() const noexcept { return markup_.empty(); }
    Html& operator+=(const Html& next);
    friend Html operator+(Html first, const Html& next) { return std::move(first += next); }

  private:
    explicit Html(std::string markup) : markup_(std::move(markup)) {}
    std::string markup_;
    friend Html text(std::string_view plain);
    friend Html element(TagName name, Attributes attributes, const Html& content);
    friend Html void_element(TagName name, Attributes attributes);
    friend Html module_script(const Url& address);
    friend Html data_script(std::string_view media_type, const chapters::Json& data);
    friend std::string document(std::string_view language, const Html& head, const Html& body);
};

/// `plain` as text, escaped. Control characters that HTML forbids become U+FFFD.
Html text(std::string_view plain);
/// `plain` in <bdi>: text of somebody else, whose direction must not spill over what follows.
Html isolated(std::string_view plain);
/// The same with its language, a BCP 47 tag; an empty or malformed one is not written.
Html isolated(std::string_view plain, std::string_view language);
Html element(TagName name, Attributes attributes, const Html& content);
Html element(TagName name, const Html& content);
Html void_element(TagName name, Attributes attributes);
Html module_script(const Url& address);
/// Data for programs that read the page, such as JSON-LD: no browser runs it (HTML Standard,
/// section 4.12.1: a data block).
Html data_script(std::string_view media_type, const chapters::Json& data);

/// `parts` with a blank between those that are not empty.
Html spaced(std::initializer_list<Html> parts);

/// A whole page, from its doctype on.
std::string document(std::string_view language, const Html& head, const Html& body);

}  // namespace revivre::server::pages
