#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "server/http/http_server.hpp"
#include "server/routes/route.hpp"
#include "storage/repository.hpp"

namespace revivre::server {

/// A folder that goes with its owner.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  private:
    std::filesystem::path path_;
};

/// One answer as it came over the wire.
struct WireAnswer {
    int status = 0;
    std::string head;
    std::string body;
    [[nodiscard]] std::string field(std::string_view name) const;  ///< "" when it is not there
};

/// Ids of what `sample_store` puts into a store.
struct Sample {
    std::string event;
    std::string hidden_event;  ///< nothing of it is published
    std::string session;
    std::string recording;
    std::string draft;      ///< a recording without a published revision
    std::string speaker;    ///< confirmed in the first intervention
    std::string candidate;  ///< only proposed, in the second
    std::string part;       ///< the chapter around both
    std::string first;
    std::string second;
};

/// Two recordings of one day, one of them public, whose file is `media`.
Sample sample_store(storage::Repository& store, const std::filesystem::path& media);

/// A server on a free port of 127.0.0.1 with the sample's store and a media file of 1000 bytes,
/// where byte n is 'a' + n % 26.
class LiveServer : public testing::Test {
  public:
    ~LiveServer() override;

  protected:
    LiveServer();
    /// With routes of the test's own.
    explicit LiveServer(std::span<const Route> routes);

    /// Sends `raw`, ends the sending side, and gives all that comes back.
    [[nodiscard]] std::string exchange(std::string_view raw) const;
    /// One request with the lines of `fields` (each with its CR LF).
    [[nodiscard]] WireAnswer get(const std::string& target, const std::string& fields = {}) const;
    [[nodiscard]] WireAnswer head(const std::string& target) const;

    TemporaryFolder folder_;
    std::filesystem::path media_;
    std::unique_ptr<storage::Repository> store_;
    Sample sample_;
    std::unique_ptr<HttpServer> server_;
};

/// A connected socket that is closed with its owner.
class Client {
  public:
    explicit Client(std::uint16_t port);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void send(std::string_view bytes) const;
    void end_sending() const;
    /// All until the server ends the connection (or 5 s of silence, which fail the test).
    [[nodiscard]] std::string receive_all() const;
    /// At least one answer's head.
    [[nodiscard]] std::string receive_head() const;

  private:
    int socket_;
};

/// The value of a line of "/metrics", by all that stands before it; -1 when there is no such line.
long figure(std::string_view metrics, const std::string& name);

/// The first answer of `bytes`; `rest` gets what follows it.
WireAnswer parse_answer(std::string_view bytes, bool has_body, std::string_view* rest = nullptr);

}  // namespace revivre::server
