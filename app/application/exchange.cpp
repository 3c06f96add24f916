#include "app/application/exchange.hpp"

namespace revivre::app {

chapters::Json json_of(const std::vector<chapters::Loss>& losses) {
    chapters::Json list = chapters::Json::array();
    for (const chapters::Loss& loss : losses) {
        list.push_back(
            {{"what", name_of(loss.kind)}, {"chapters", loss.chapters}, {"message", loss.message}});
    }
    return list;
}

chapters::Json json_of(const std::vector<chapters::Diagnostic>& diagnostics) {
    chapters::Json list = chapters::Json::array();
    for (const chapters::Diagnostic& each : diagnostics)
        list.push_back({{"line", each.line}, {"message", each.message}});
    return list;
}

void tell(const Application& application, const std::vector<chapters::Loss>& losses) {
    for (const chapters::Loss& loss : losses) application.warn("lost: " + loss.message);
}

}  // namespace revivre::app
