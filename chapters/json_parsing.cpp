// Parses JSON of anyone (RFC 8259) into a tree of bounded cost. nlohmann/json 3.11 would build the
// tree itself, but with a callback it looks at all siblings again at the end of each child, and an
// object looks through its fields for each new one: both grow with the square of the text.

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "chapters/error.hpp"
#include "chapters/json.hpp"

namespace revivre::chapters {
namespace {

// Ours go 8 deep. dump() recurses: a value of 100,000 levels ends the process.
constexpr std::size_t kDepthLimit = 64;

// A new field is compared with all before it: 1,000 keep that below 0.1 s a MiB. The largest
// objects met in real files have 150 (yt-dlp's description of a video).
constexpr std::size_t kFieldLimit = 1'000;

// A value takes 16 bytes, twice that while its list grows, and its own allocations: an object 80,
// a string 48. From 8 bytes of text a value on, the tree stays below 14 times the text, counted in
// an allocator for 20 MiB of "0,", "[],", "{"":0},", short strings, with and without blanks
// between. Short texts cost little anyway.
constexpr std::size_t kLeastBytesPerValue = 8;
constexpr std::size_t kShortText = 64 << 10;

[[noreturn]] void refuse(const std::string& why) {
    throw Error(ErrorCode::invalid_input, why);
}

// "[json.exception.parse_error.101] parse error at line 1, column 2: …" without its number.
std::string_view without_number(std::string_view what) {
    const std::size_t close = what.find("] ");
    return what.starts_with("[json.") && close != std::string_view::npos ? what.substr(close + 2)
                                                                         : what;
}

class TreeBuilder final : public Json::json_sax_t {
  public:
    explicit TreeBuilder(std::size_t text_bytes)
        : values_left_(text_bytes <= kShortText ? text_bytes + 1
                                                : text_bytes / kLeastBytesPerValue) {}

    Json take() { return std::move(root_); }

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t& /*text*/) override {
        return put(value);
    }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t& /*value*/) override { return false; }  // JSON text has none

    bool start_object(std::size_t /*size*/) override { return open(Json::object()); }
    bool start_array(std::size_t /*size*/) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override {
        Json& object = *open_.back();
        if (object.size() >= kFieldLimit) refuse("the JSON has an object of over 1,000 fields");
        field_ = &object[std::move(name)];
        return true;
    }

    bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                     const nlohmann::detail::exception& fault) override {
        refuse(fmt::format("this is no JSON: {}", without_number(fault.what())));
    }

  private:
    // A pointer stays good while its value is open: only the innermost open value grows.
    Json& place(Json value) {
        if (values_left_-- == 0) {
            refuse("this JSON has more values than its size allows a list that people use");
        }
        if (open_.empty()) return root_ = std::move(value);
        if (open_.back()->is_array()) {
            auto& list = open_.back()->get_ref<Json::array_t&>();
            return list.emplace_back(std::move(value));
        }
        return *field_ = std::move(value);
    }

    bool put(Json value) {
        place(std::move(value));
        return true;
    }

    bool open(Json value) {
        if (open_.size() == kDepthLimit) refuse("the JSON is nested more than 64 levels deep");
        open_.push_back(&place(std::move(value)));
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    std::size_t values_left_;
    Json root_;
    std::vector<Json*> open_;
    Json* field_ = nullptr;
};

}  // namespace

Json parse_json(std::string_view text) {
    TreeBuilder builder(text.size());
    Json::sax_parse(text, &builder);
    return builder.take();
}

}  // namespace revivre::chapters
