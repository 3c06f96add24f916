#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chapters/model.hpp"

/// Addresses of recordings that another site shows or serves: `Recording::address`.
namespace revivre::chapters {

/// What is wrong with an address, in words that say what to write; empty when it may be kept. It is
/// http or https with a host, at most 2,000 characters, without user name, blank or control
/// character; "{seconds}" may stand in it once, for the place to start at in whole seconds.
std::string public_address_fault(std::string_view address);

/// "https://video.example/w/1?t=62s" of "https://video.example/w/1?t={seconds}s"; an address
/// without "{seconds}" gets "#t=62.5" (W3C Media Fragments URI 1.0, section 4.2.1).
std::string address_at(std::string_view address, Time start);

/// Whether a <video> can play what is there: no "{seconds}", and the path ends like a media file.
bool is_plain_media(std::string_view address);

/// "https://video.example" of an address that has no fault: what a content policy must allow.
std::string origin_of(std::string_view address);

}  // namespace revivre::chapters
