#pragma once

#include <string>

namespace revivre::server {

/// What one reader of server-sent events gets (WHATWG HTML, section 9.2). Asked by a network thread
/// a few times a second: answers at once.
class EventStream {
  public:
    virtual ~EventStream() = default;
    /// The events since the last call, in the format of the stream; empty: none.
    virtual std::string next() = 0;
    /// Whether there will be no more.
    virtual bool ended() = 0;
};

}  // namespace revivre::server
