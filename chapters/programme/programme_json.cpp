#include "chapters/programme/programme_json.hpp"

namespace revivre::chapters {
namespace {

Json person_json(const ProgrammePerson& person) {
    return {{"name", person.name},
            {"function", person.function},
            {"organisation", person.organisation},
            {"role", name_of(person.role)},
            {"quotations", person.quotations},
            {"line", person.line}};
}

Json persons_json(const std::vector<ProgrammePerson>& persons) {
    Json list = Json::array();
    for (const auto& person : persons) list.push_back(person_json(person));
    return list;
}

Json session_json(const ProgrammeSession& session) {
    const auto clock = [](const auto& time) {
        return time ? Json(clock_time_text(*time)) : Json(nullptr);
    };
    return {{"title", session.title},
            {"kind", name_of(session.kind)},
            {"part", session.part},
            {"planned_start", clock(session.planned_start)},
            {"planned_end", clock(session.planned_end)},
            {"persons", persons_json(session.persons)},
            {"line", session.line}};
}

Json recordings_json(const std::vector<ProgrammeRecording>& recordings) {
    Json list = Json::array();
    for (const ProgrammeRecording& each : recordings) {
        list.push_back({{"file", each.file}, {"part", each.part}});
    }
    return list;
}

}  // namespace

Json programme_json(const ProgrammeResult& result) {
    const Programme& programme = result.programme;
    Json json{
        {"title", programme.title},         {"subtitle", programme.subtitle},
        {"date", programme.date},           {"place", programme.place},
        {"organiser", programme.organiser}, {"persons", persons_json(programme.persons)},
        {"sessions", Json::array()},        {"recordings", recordings_json(programme.recordings)},
        {"diagnostics", Json::array()}};
    for (const auto& session : programme.sessions)
        json["sessions"].push_back(session_json(session));
    for (const auto& each : result.diagnostics)
        json["diagnostics"].push_back({{"line", each.line}, {"message", each.message}});
    return json;
}

}  // namespace revivre::chapters
