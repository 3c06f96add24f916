#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/routes/route.hpp"

namespace revivre::server {

/// A route, and what its pattern's names stand for in one path.
struct RouteMatch {
    const Route* route = nullptr;
    std::map<std::string, std::string> parameters;
};

/// Finds the route of a path by the rules of Route::pattern. Never changes once made: for any
/// thread.
class Dispatcher {
  public:
    explicit Dispatcher(std::span<const Route> routes);

    /// `path` is decoded. Nothing when no route has it for that method (HEAD: as GET): empty
    /// segments and dots match none.
    [[nodiscard]] std::optional<RouteMatch> match(std::string_view path,
                                                  std::string_view method = "GET") const;

    /// The methods of the routes that have it, as the field Allow lists them; empty: none has it.
    [[nodiscard]] std::string methods(std::string_view path) const;

  private:
    struct Segment {
        enum class Kind { any, any_with_ending, literal };  // in the order of precedence
        Kind kind = Kind::literal;
        std::string name;  // of the parameter
        std::string text;  // the literal, or the ending
    };
    struct Entry {
        const Route* route;
        std::vector<Segment> segments;
    };

    static Segment segment_of(std::string_view text);
    static bool takes(const Segment& segment, std::string_view text);
    static bool takes(const Entry& entry, std::span<const std::string_view> texts);
    static bool wins(const Entry& entry, const Entry* other);

    std::vector<Entry> entries_;
};

}  // namespace revivre::server
