#include "chapters/exchange/json_values.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/exchange/gathering.hpp"
#include "chapters/exchange/text_lines.hpp"
#include "chapters/exchange/times.hpp"

namespace revivre::chapters {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f\v";

constexpr std::size_t kOutlineValues = 4'000;
constexpr std::size_t kOutlineEntries = 200;
constexpr std::size_t kOutlineLevels = 3;
constexpr std::size_t kOutlineText = 200;  // bytes of a string kept: types and addresses are short

// Gives false to stop the parser.
class OutlineBuilder final : public Json::json_sax_t {
  public:
    using Entries = std::vector<std::pair<std::string, std::string>>;
    explicit OutlineBuilder(Entries& entries) : entries_(entries) {}

    bool null() override { return note({}); }
    bool boolean(bool /*value*/) override { return note({}); }
    bool number_integer(number_integer_t /*value*/) override { return note({}); }
    bool number_unsigned(number_unsigned_t /*value*/) override { return note({}); }
    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override {
        return note({});
    }
    bool string(string_t& value) override { return note(value); }
    bool binary(binary_t& /*value*/) override { return false; }
    bool start_object(std::size_t /*size*/) override { return open({}); }
    bool start_array(std::size_t /*size*/) override { return open("*"); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        levels_.back() = name.substr(0, kOutlineText);
        return true;
    }
    bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*fault*/) override {
        return false;
    }

  private:
    bool note(std::string_view value) {
        if (++values_ == kOutlineValues) return false;
        if (levels_.size() > kOutlineLevels || entries_.size() == kOutlineEntries) return true;
        std::string path = fmt::format("{}", fmt::join(levels_, "/"));
        if (std::ranges::find(entries_, path, &Entries::value_type::first) == entries_.end()) {
            entries_.emplace_back(std::move(path), value.substr(0, kOutlineText));
        }
        return true;
    }
    bool open(std::string_view level) {
        if (!note({})) return false;
        levels_.emplace_back(level);
        return true;
    }
    bool close() {
        levels_.pop_back();
        return true;
    }

    Entries& entries_;
    std::vector<std::string> levels_;
    std::size_t values_ = 0;
};

}  // namespace

ParsedJson parsed_json(std::string_view text) {
    try {
        return {parse_json(text), {}};
    } catch (const Error& error) {
        return {{}, error.what()};
    }
}

const Json* field_of(const Json& json, std::string_view name) {
    if (!json.is_object()) return nullptr;
    const auto found = json.find(name);
    return found == json.end() || found->is_null() ? nullptr : &*found;
}

const Json* field_of(const Json& json, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        if (const Json* found = field_of(json, name)) return found;
    }
    return nullptr;
}

std::string_view text_of(const Json* value) {
    if (value == nullptr || !value->is_string()) return {};
    return value->get_ref<const Json::string_t&>();
}

std::string title_of(const Json* value) {
    if (value != nullptr && value->is_number()) return dump_json(*value);
    return std::string(text_of(value));
}

std::string address_of(const Json* value) {
    const std::string_view text = without_blanks(text_of(value));
    const auto is_control = [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; };
    return std::ranges::any_of(text, is_control) ? std::string() : std::string(text);
}

std::vector<const Json*> list_of(const Json* value) {
    std::vector<const Json*> list;
    if (value == nullptr || value->is_null()) return list;
    if (!value->is_array()) return {value};
    list.reserve(value->size());
    for (const Json& each : *value) list.push_back(&each);
    return list;
}

std::optional<Time> time_of(const Json* value) {
    if (value == nullptr) return std::nullopt;
    if (value->is_number_integer()) {  // also true for unsigned ones
        if (value->is_number_unsigned() &&
            value->get<std::uint64_t>() > static_cast<std::uint64_t>(kLatestTime.count()))
            return std::nullopt;
        return time_of_ticks(value->get<std::int64_t>(), 1, 1);
    }
    if (value->is_number_float()) return time_of_seconds(value->get<double>());
    const std::string_view text = without_blanks(text_of(value));
    if (text.empty()) return std::nullopt;
    const auto clock = parse_clock(text, {.least_parts = 1});
    return clock ? clock : parse_seconds(text);
}

Json seconds_json(Time time) {
    constexpr std::int64_t kMsPerSecond = 1000;
    if (time.count() % kMsPerSecond == 0) return time.count() / kMsPerSecond;
    return static_cast<double>(time.count()) / kMsPerSecond;
}

JsonOutline::JsonOutline(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos || (text[first] != '{' && text[first] != '[')) return;
    OutlineBuilder builder(entries_);
    Json::sax_parse(text, &builder);
}

bool JsonOutline::has(std::string_view path) const {
    return std::ranges::find(entries_, path, &std::pair<std::string, std::string>::first) !=
           entries_.end();
}

std::string_view JsonOutline::text(std::string_view path) const {
    const auto found =
        std::ranges::find(entries_, path, &std::pair<std::string, std::string>::first);
    return found == entries_.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace revivre::chapters
