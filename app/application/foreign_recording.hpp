#pragma once

#include <string>

#include "chapters/model.hpp"
#include "storage/repository.hpp"

/// Recordings that another site shows or serves.
namespace revivre::app {

/// What is known of a recording of which there is no file here.
struct ForeignRecording {
    std::string event;  ///< its id, or its title: a new event when none has it
    std::string date;   ///< of the event, ISO 8601, or empty
    std::string part;   ///< "matin"
    chapters::Time duration{};
    std::string address;  ///< see chapters/public_address.hpp
    bool has_pictures = true;
};

/// Registers it as the last of its day. Throws Error{conflict} when the event has a recording of
/// that part, Error{not_found} for an id that no event has, Error{invalid_input} for an address
/// with a fault, in words.
chapters::Recording add_foreign_recording(storage::Repository& repository,
                                          const ForeignRecording& known);

/// Says where the public finds a recording; empty: here. Throws Error{conflict} when it has no file
/// that could be served here, Error{invalid_input} for an address with a fault. Gives whether that
/// changed anything.
bool set_public_address(storage::Repository& repository, const std::string& id,
                        const std::string& address);

}  // namespace revivre::app
