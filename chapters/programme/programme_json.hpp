#pragma once

#include "chapters/json.hpp"
#include "chapters/programme/programme.hpp"

namespace revivre::chapters {

/// What was understood of a programme, with the line each thing stands in: "title", "date", …,
/// "sessions", "persons", "recordings", "diagnostics".
Json programme_json(const ProgrammeResult& result);

}  // namespace revivre::chapters
