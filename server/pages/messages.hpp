#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace revivre::server::pages {

enum class Language { french, english };

/// Every sentence that a page shows: one line each in messages/*.def.
enum class Message {
#define MESSAGE(name, french, english) name,
#include "server/pages/messages/all.def"
};

/// The two wordings of something that is counted; "{0}" is the number.
struct Counted {
    Message one;
    Message many;
};

/// BCP 47: "fr", "en".
std::string_view tag_of(Language language);

/// What to speak: `asked` (a tag, from ?lang=) when it is a language of ours, else the best of an
/// Accept-Language field (RFC 9110, section 12.5.4), else French.
Language language_for(std::string_view asked, std::string_view accept_language);

/// Whether `tag` is a language of ours.
bool is_language(std::string_view tag);

std::string_view say(Language language, Message message);
std::string say(Language language, Message message, std::initializer_list<std::string_view> filled);

/// "1 recording", "2 recordings"; in French none is singular too.
std::string say_count(Language language, std::size_t count, Counted words);

}  // namespace revivre::server::pages
