#pragma once

#include <string>
#include <string_view>

#include "chapters/error.hpp"
#include "server/routes/route.hpp"

namespace revivre::server {

/// A parameter of a request that cannot be taken: an Error{invalid_input} that the problem JSON
/// points to.
class ParameterError : public Error {
  public:
    ParameterError(std::string parameter, const std::string& what)
        : Error(ErrorCode::invalid_input, what), parameter_(std::move(parameter)) {}
    [[nodiscard]] const std::string& parameter() const noexcept { return parameter_; }

  private:
    std::string parameter_;
};

/// The one place where a failure becomes an HTTP status (RFC 9110, section 15).
int http_status(ErrorCode code) noexcept;

/// The reason phrase of a status that this service answers; "" for others.
std::string_view status_phrase(int status) noexcept;

/// Problem details (RFC 9457) for `path`: type, title, status, detail, instance.
Response problem(int status, const std::string& detail, const std::string& path);

/// The same for a failure. What only the administrator should read (disk, database, a defect of
/// ours) is not told.
Response problem(const Error& error, const std::string& path);

/// The same, or a page when the request prefers one: where people look, and asking for HTML.
Response refusal(int status, const std::string& detail, const Request& request,
                 const Settings& settings);
Response refusal(const Error& error, const Request& request, const Settings& settings);

/// Whether `path` is of the JSON API, and whether it is open to other sites' scripts.
bool is_api(std::string_view path) noexcept;
bool is_shared_with_other_sites(std::string_view path) noexcept;

}  // namespace revivre::server
