#include "chapters/remap/passage_text.hpp"

#include "chapters/error.hpp"
#include "chapters/json.hpp"

namespace revivre::chapters::remap {
namespace {

Passage read(const Json& json) {
    Passage passage{.start = Time(json.at("start_ms").get<std::int64_t>()),
                    .end = Time(json.at("end_ms").get<std::int64_t>()),
                    .knots = {}};
    for (const Json& each : json.at("knots"))
        passage.knots.push_back(
            {Time(each.at(0).get<std::int64_t>()), Time(each.at(1).get<std::int64_t>())});
    return passage;
}

}  // namespace

std::string text_of(const Passage& passage) {
    Json knots = Json::array();
    for (const Passage::Knot& each : passage.knots)
        knots.push_back({each.at.count(), each.shift.count()});
    return dump_json({{"start_ms", passage.start.count()},
                      {"end_ms", passage.end.count()},
                      {"knots", std::move(knots)}});
}

std::optional<Passage> passage_from(std::string_view text) {
    try {
        Passage passage = read(parse_json(text));
        return passage.knots.empty() ? std::nullopt : std::optional(std::move(passage));
    } catch (const Json::exception&) {
        return std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace revivre::chapters::remap
