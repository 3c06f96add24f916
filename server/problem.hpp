#pragma once

#include <string>
#include <string_view>

#include "chapters/error.hpp"
#include "chapters/json.hpp"
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

/// A failure that has a status of its own, with fields of the answer and members of the problem
/// JSON.
class StatusError : public Error {
  public:
    using Fields = std::vector<std::pair<std::string, std::string>>;
    StatusError(int status, const std::string& what, Fields fields = {},
                chapters::Json members = chapters::Json::object())
        : Error(ErrorCode::invalid_input, what),
          status_(status),
          fields_(std::move(fields)),
          members_(std::move(members)) {}
    [[nodiscard]] int status() const noexcept { return status_; }
    [[nodiscard]] const Fields& fields() const noexcept { return fields_; }
    [[nodiscard]] const chapters::Json& members() const noexcept { return members_; }

  private:
    int status_;
    Fields fields_;
    chapters::Json members_;
};

/// A place of request content that cannot be taken: `pointer` is a JSON Pointer (RFC 6901).
class ContentError : public StatusError {
  public:
    ContentError(const std::string& pointer, const std::string& what)
        : StatusError(
              400, what, {},
              {{"errors", chapters::Json::array({{{"pointer", pointer}, {"detail", what}}})}}) {}
};

/// The one place where a failure becomes an HTTP status (RFC 9110, section 15).
int http_status(const Error& error) noexcept;

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
