#include "chapters/json.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "chapters/error.hpp"

namespace revivre::chapters {
namespace {

constexpr std::array kChapterKinds{
    std::pair{ChapterKind::session, std::string_view("session")},
    std::pair{ChapterKind::intervention, std::string_view("intervention")},
    std::pair{ChapterKind::section, std::string_view("section")},
    std::pair{ChapterKind::pause, std::string_view("break")}};
constexpr std::array kSessionKinds{std::pair{SessionKind::opening, std::string_view("opening")},
                                   std::pair{SessionKind::talks, std::string_view("talks")},
                                   std::pair{SessionKind::panel, std::string_view("panel")},
                                   std::pair{SessionKind::closing, std::string_view("closing")},
                                   std::pair{SessionKind::pause, std::string_view("break")},
                                   std::pair{SessionKind::other, std::string_view("other")}};
constexpr std::array kRoles{std::pair{Role::speaker, std::string_view("speaker")},
                            std::pair{Role::chair, std::string_view("chair")},
                            std::pair{Role::moderator, std::string_view("moderator")},
                            std::pair{Role::questioner, std::string_view("questioner")}};
constexpr std::array kCreditStatuses{
    std::pair{CreditStatus::proposed, std::string_view("proposed")},
    std::pair{CreditStatus::confirmed, std::string_view("confirmed")}};
constexpr std::array kProposalKinds{std::pair{ProposalKind::chapter, std::string_view("chapter")},
                                    std::pair{ProposalKind::credit, std::string_view("credit")}};
constexpr std::array kProposalStatuses{
    std::pair{ProposalStatus::proposed, std::string_view("proposed")},
    std::pair{ProposalStatus::accepted, std::string_view("accepted")},
    std::pair{ProposalStatus::edited, std::string_view("edited")},
    std::pair{ProposalStatus::rejected, std::string_view("rejected")},
    std::pair{ProposalStatus::superseded, std::string_view("superseded")}};

constexpr std::array kRevisionKinds{std::pair{RevisionKind::edit, std::string_view("edit")},
                                    std::pair{RevisionKind::undo, std::string_view("undo")},
                                    std::pair{RevisionKind::redo, std::string_view("redo")},
                                    std::pair{RevisionKind::restore, std::string_view("restore")},
                                    std::pair{RevisionKind::imported, std::string_view("import")},
                                    std::pair{RevisionKind::review, std::string_view("review")},
                                    std::pair{RevisionKind::made, std::string_view("index")},
                                    std::pair{RevisionKind::replaced, std::string_view("replace")}};

constexpr const auto& words_of(ChapterKind) {
    return kChapterKinds;
}
constexpr const auto& words_of(SessionKind) {
    return kSessionKinds;
}
constexpr const auto& words_of(Role) {
    return kRoles;
}
constexpr const auto& words_of(CreditStatus) {
    return kCreditStatuses;
}
constexpr const auto& words_of(ProposalKind) {
    return kProposalKinds;
}
constexpr const auto& words_of(ProposalStatus) {
    return kProposalStatuses;
}

constexpr const auto& words_of(RevisionKind) {
    return kRevisionKinds;
}

template <typename Enum>
std::string_view word_for(Enum value) noexcept {
    for (const auto& [each, word] : words_of(Enum{})) {
        if (each == value) return word;
    }
    return "";
}

Json time_json(const std::optional<Time>& time) {
    return time ? Json(time->count()) : Json(nullptr);
}

Json clock_json(const std::optional<ClockTime>& time) {
    return time ? Json(clock_time_text(*time)) : Json(nullptr);
}

template <typename T>
Json list_json(const std::vector<T>& values) {
    Json list = Json::array();
    for (const T& value : values) {
        if constexpr (std::is_same_v<T, std::string>) {
            list.push_back(value);
        } else {
            list.push_back(to_json(value));
        }
    }
    return list;
}

// nlohmann's own exceptions become ours here, with the field's name.
template <typename T>
T field(const Json& json, const char* name, T otherwise = {}) {
    if (!json.is_object()) {
        throw Error(ErrorCode::invalid_input,
                    fmt::format("there is no object that could have '{}'", name));
    }
    const auto found = json.find(name);
    if (found == json.end() || found->is_null()) return otherwise;
    try {
        return found->get<T>();
    } catch (const Json::exception&) {
        throw Error(ErrorCode::invalid_input,
                    fmt::format("the field '{}' has the wrong type", name));
    }
}

std::optional<Time> time_field(const Json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end() || found->is_null()) return std::nullopt;
    return Time(field<std::int64_t>(json, name));
}

template <typename T, typename Read>
std::vector<T> list_field(const Json& json, const char* name, Read read) {
    std::vector<T> values;
    const auto found = json.find(name);
    if (found == json.end()) return values;
    for (const Json& each : *found) values.push_back(read(each));
    return values;
}

}  // namespace

std::string_view name_of(ChapterKind kind) noexcept {
    return word_for(kind);
}
std::string_view name_of(SessionKind kind) noexcept {
    return word_for(kind);
}
std::string_view name_of(Role role) noexcept {
    return word_for(role);
}
std::string_view name_of(CreditStatus status) noexcept {
    return word_for(status);
}
std::string_view name_of(ProposalKind kind) noexcept {
    return word_for(kind);
}
std::string_view name_of(ProposalStatus status) noexcept {
    return word_for(status);
}
std::string_view name_of(RevisionKind kind) noexcept {
    return word_for(kind);
}

template <typename Enum>
Enum enum_named(std::string_view name) {
    for (const auto& [value, word] : words_of(Enum{})) {
        if (word == name) return value;
    }
    throw Error(ErrorCode::invalid_input,
                fmt::format("'{}' is none of the words known here", name));
}
template ChapterKind enum_named<ChapterKind>(std::string_view);
template SessionKind enum_named<SessionKind>(std::string_view);
template Role enum_named<Role>(std::string_view);
template CreditStatus enum_named<CreditStatus>(std::string_view);
template ProposalKind enum_named<ProposalKind>(std::string_view);
template ProposalStatus enum_named<ProposalStatus>(std::string_view);
template RevisionKind enum_named<RevisionKind>(std::string_view);

std::string dump_json(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json to_json(const Event& event) {
    return {{"id", event.id},
            {"title", event.title},
            {"subtitle", event.subtitle},
            {"date", event.date},
            {"time_zone", event.time_zone},
            {"place", event.place},
            {"organiser", event.organiser}};
}

Json to_json(const Session& session) {
    return {{"id", session.id},
            {"event", session.event},
            {"title", session.title},
            {"kind", name_of(session.kind)},
            {"order", session.order},
            {"part", session.part},
            {"planned_start", clock_json(session.planned_start)},
            {"planned_end", clock_json(session.planned_end)}};
}

Json to_json(const Person& person) {
    return {{"id", person.id},
            {"name", person.name},
            {"sort_name", person.sort_name},
            {"variants", list_json(person.variants)}};
}

Json to_json(const Expectation& expectation) {
    return {{"event", expectation.event},        {"session", expectation.session},
            {"person", expectation.person},      {"name", expectation.name},
            {"function", expectation.function},  {"organisation", expectation.organisation},
            {"role", name_of(expectation.role)}, {"quotations", list_json(expectation.quotations)}};
}

Json to_json(const Stream& stream) {
    return {{"index", stream.index},
            {"type", stream.type},
            {"codec", stream.codec},
            {"width_px", stream.width_px},
            {"height_px", stream.height_px},
            {"rotation_degrees", stream.rotation_degrees},
            {"frames_per_second", stream.frames_per_second},
            {"sample_rate_hz", stream.sample_rate_hz},
            {"channels", stream.channels},
            {"language", stream.language},
            {"attached_picture", stream.attached_picture}};
}

Json to_json(const Recording& recording) {
    Json json{{"id", recording.id},
              {"event", recording.event},
              {"part", recording.part},
              {"title", recording.title},
              {"order", recording.order},
              {"file", recording.file},
              {"container", recording.container},
              {"content_hash", recording.content_hash},
              {"size_bytes", recording.size_bytes},
              {"duration_ms", recording.duration.count()},
              {"start_offset_ms", recording.start_offset.count()},
              {"starts_at", recording.starts_at},
              {"created_at", recording.created_at},
              {"streams", list_json(recording.streams)},
              {"address", recording.address}};
    if (!recording.replaces.empty()) json["replaces"] = recording.replaces;
    return json;
}

Json to_json(const Marker& marker) {
    return {{"start_ms", marker.start.count()},
            {"end_ms", time_json(marker.end)},
            {"title", marker.title}};
}

Json to_json(const Credit& credit) {
    return {{"person", credit.person.empty() ? Json(nullptr) : Json(credit.person)},
            {"name", credit.name},
            {"function", credit.function},
            {"organisation", credit.organisation},
            {"role", name_of(credit.role)},
            {"status", name_of(credit.status)},
            {"evidence", list_json(credit.evidence)}};
}

Json to_json(const Translation& translation) {
    return {{"language", translation.language}, {"text", translation.text}};
}

Json extras_to_json(const Chapter& chapter) {
    Json json = Json::object();
    const auto add = [&json](const char* name, const std::string& text) {
        if (!text.empty()) json[name] = text;
    };
    add("language", chapter.language);
    if (!chapter.translations.empty()) json["translations"] = list_json(chapter.translations);
    add("summary", chapter.summary);
    add("href", chapter.link);
    add("image", chapter.image);
    return json;
}

Json to_json(const Chapter& chapter) {
    Json json{{"id", chapter.id},
              {"kind", name_of(chapter.kind)},
              {"title", chapter.title},
              {"start_ms", chapter.start.count()},
              {"end_ms", time_json(chapter.end)},
              {"session", chapter.session.empty() ? Json(nullptr) : Json(chapter.session)},
              {"speakers", list_json(chapter.credits)}};
    json.update(extras_to_json(chapter));
    if (chapter.item != 0) json["item"] = chapter.item;
    if (!chapter.children.empty()) json["children"] = list_json(chapter.children);
    return json;
}

Json to_json(const Box& box) {
    return {{"x_px", box.x_px},
            {"y_px", box.y_px},
            {"width_px", box.width_px},
            {"height_px", box.height_px}};
}

Json to_json(const Evidence& evidence) {
    Json json{{"id", evidence.id},
              {"recording", evidence.recording},
              {"kind", evidence.kind},
              {"start_ms", evidence.start.count()},
              {"end_ms", time_json(evidence.end)},
              {"text", evidence.text},
              {"score", evidence.score},
              {"tool", evidence.tool},
              {"tool_version", evidence.tool_version}};
    if (evidence.box) json["box"] = to_json(*evidence.box);
    if (!evidence.still.empty()) json["still"] = evidence.still;
    return json;
}

Json to_json(const Candidate& candidate) {
    return {{"id", candidate.id.empty() ? Json(nullptr) : Json(candidate.id)},
            {"name", candidate.name},
            {"score", candidate.score},
            {"rule", candidate.rule}};
}

Json to_json(const Proposal& proposal) {
    return {{"id", proposal.id},
            {"recording", proposal.recording},
            {"chapter", proposal.chapter},
            {"kind", name_of(proposal.kind)},
            {"status", name_of(proposal.status)},
            {"certain", proposal.certain},
            {"suggested", to_json(proposal.suggested)},
            {"persons", list_json(proposal.persons)},
            {"sessions", list_json(proposal.sessions)},
            {"reason", proposal.reason},
            {"evidence", list_json(proposal.evidence)}};
}

Json to_json(const Revision& revision) {
    return {{"recording", revision.recording},
            {"number", revision.number},
            {"created_at", revision.created_at},
            {"author", revision.author},
            {"summary", revision.summary},
            {"kind", name_of(revision.kind)},
            {"of", revision.of == 0 ? Json(nullptr) : Json(revision.of)},
            {"chapters", list_json(revision.chapters)}};
}

Stream stream_from_json(const Json& json) {
    return {.index = field<int>(json, "index"),
            .type = field<std::string>(json, "type"),
            .codec = field<std::string>(json, "codec"),
            .width_px = field<int>(json, "width_px"),
            .height_px = field<int>(json, "height_px"),
            .rotation_degrees = field<int>(json, "rotation_degrees"),
            .frames_per_second = field<double>(json, "frames_per_second"),
            .sample_rate_hz = field<int>(json, "sample_rate_hz"),
            .channels = field<int>(json, "channels"),
            .language = field<std::string>(json, "language"),
            .attached_picture = field<bool>(json, "attached_picture")};
}

Marker marker_from_json(const Json& json) {
    return {.start = time_field(json, "start_ms").value_or(Time{}),
            .end = time_field(json, "end_ms"),
            .title = field<std::string>(json, "title")};
}

Credit credit_from_json(const Json& json) {
    return {.person = field<std::string>(json, "person"),
            .name = field<std::string>(json, "name"),
            .function = field<std::string>(json, "function"),
            .organisation = field<std::string>(json, "organisation"),
            .role = enum_named<Role>(field<std::string>(json, "role", "speaker")),
            .status = enum_named<CreditStatus>(field<std::string>(json, "status", "proposed")),
            .evidence = field<std::vector<std::string>>(json, "evidence")};
}

Translation translation_from_json(const Json& json) {
    return {.language = field<std::string>(json, "language"),
            .text = field<std::string>(json, "text")};
}

void read_extras(const Json& json, Chapter& chapter) {
    chapter.language = field<std::string>(json, "language");
    chapter.translations = list_field<Translation>(json, "translations", translation_from_json);
    chapter.summary = field<std::string>(json, "summary");
    chapter.link = field<std::string>(json, "href");
    chapter.image = field<std::string>(json, "image");
}

namespace {

// A published chapter says its session with id and title, a stored one the id alone.
std::string session_id(const Json& json) {
    const auto session = json.find("session");
    if (session != json.end() && session->is_object()) return field<std::string>(*session, "id");
    return field<std::string>(json, "session");
}

}  // namespace

Chapter chapter_from_json(const Json& json) {
    Chapter chapter{.id = field<std::string>(json, "id"),
                    .kind = enum_named<ChapterKind>(field<std::string>(json, "kind", "section")),
                    .start = time_field(json, "start_ms").value_or(Time{}),
                    .end = time_field(json, "end_ms"),
                    .title = field<std::string>(json, "title"),
                    .session = session_id(json),
                    .credits = list_field<Credit>(json, "speakers", credit_from_json),
                    .children = list_field<Chapter>(json, "children", chapter_from_json),
                    .item = field<int>(json, "item")};
    read_extras(json, chapter);
    return chapter;
}

Box box_from_json(const Json& json) {
    return {.x_px = field<int>(json, "x_px"),
            .y_px = field<int>(json, "y_px"),
            .width_px = field<int>(json, "width_px"),
            .height_px = field<int>(json, "height_px")};
}

Evidence evidence_from_json(const Json& json) {
    Evidence evidence{.id = field<std::string>(json, "id"),
                      .recording = field<std::string>(json, "recording"),
                      .kind = field<std::string>(json, "kind"),
                      .start = time_field(json, "start_ms").value_or(Time{}),
                      .end = time_field(json, "end_ms"),
                      .text = field<std::string>(json, "text"),
                      .score = field<double>(json, "score"),
                      .tool = field<std::string>(json, "tool"),
                      .tool_version = field<std::string>(json, "tool_version"),
                      .still = field<std::string>(json, "still")};
    if (json.contains("box")) evidence.box = box_from_json(json.at("box"));
    return evidence;
}

Candidate candidate_from_json(const Json& json) {
    return {.id = field<std::string>(json, "id"),
            .name = field<std::string>(json, "name"),
            .score = field<double>(json, "score"),
            .rule = field<std::string>(json, "rule")};
}

std::string clock_time_text(ClockTime time) {
    return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}

}  // namespace revivre::chapters
