#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace revivre::server {

/// How content is coded on its way (RFC 9110, section 8.4.1).
enum class ContentCoding { identity, gzip, br };

/// The name of a coding in a Content-Encoding field.
std::string_view coding_name(ContentCoding coding) noexcept;

/// The coding that an Accept-Encoding field wants most (RFC 9110, section 12.5.3): of equal ones
/// the shortest answer, br before gzip before identity. identity for an empty field, as programs
/// send none that cannot decode. Nothing when the field refuses all that this service has.
std::optional<ContentCoding> wanted_coding(std::string_view accept_encoding) noexcept;

/// Whether content of a media type gets shorter by coding: text in all its forms, but no pictures,
/// no sound, no archives.
bool is_text_like(std::string_view content_type) noexcept;

/// How much work a coded answer is worth.
enum class Effort {
    once,      ///< it goes out once
    prepared,  ///< it is kept, and goes out many times
};

/// `content` coded. Throws Error{internal} when the library gives up, which means memory ran out.
std::string encoded(ContentCoding coding, std::string_view content, Effort effort);

}  // namespace revivre::server
