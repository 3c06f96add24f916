#include "server/http/request_log.hpp"

#include <memory>
#include <sstream>

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include "tests/server/live_server.hpp"

namespace revivre::server {
namespace {

class R46Log : public LiveServer {
  protected:
    R46Log() : before_(spdlog::default_logger()) {
        const auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(lines_);
        auto logger = std::make_shared<spdlog::logger>("lines", sink);
        logger->set_level(spdlog::level::debug);
        spdlog::set_default_logger(logger);
    }
    ~R46Log() override {
        server_.reset();
        spdlog::set_default_logger(before_);
    }

    std::ostringstream lines_;
    std::shared_ptr<spdlog::logger> before_;
};

TEST_F(R46Log, HoldsNoWholeAddress) {
    EXPECT_EQ(get("/healthz").status, 200);
    server_.reset();  // after its last line
    const std::string lines = lines_.str();
    EXPECT_NE(lines.find("127.0.0.0 GET /healthz 200"), std::string::npos) << lines;
    EXPECT_EQ(lines.find("127.0.0.1"), std::string::npos);
}

}  // namespace
}  // namespace revivre::server
