#pragma once

#include <functional>

#include "review/draft.hpp"

#include "chapters/json.hpp"
#include "server/routes/route.hpp"

namespace revivre::server {

/// The draft of a recording as its ETag and JSON tell it, for whoever asks: "chapters" as a tree,
/// the sessions to choose from, what can be taken back and repeated. `also`: further members.
Response draft_response(Context& context, const std::string& recording,
                        const chapters::Json& also = chapters::Json::object());

/// Changes a draft by `work`, which gets its revision, in the transaction in which If-Match is
/// compared with it, and answers with what it is then. Throws what matched_revision and `work`
/// throw.
Response changed_draft(const Request& request, Context& context, const std::string& recording,
                       const std::function<void(int latest)>& work);

}  // namespace revivre::server
