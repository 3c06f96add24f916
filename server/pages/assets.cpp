#include "server/pages/assets.hpp"

#include <array>
#include <map>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <sodium.h>

#include "chapters/error.hpp"

namespace revivre::server::web {

/// Written by cmake/embed.cmake.
std::span<const std::pair<std::string_view, std::string_view>> embedded_files();

}  // namespace revivre::server::web

namespace revivre::server::pages {
namespace {

constexpr std::array kMediaTypes{
    std::pair{std::string_view(".css"), std::string_view("text/css; charset=utf-8")},
    std::pair{std::string_view(".js"), std::string_view("text/javascript; charset=utf-8")},
    std::pair{std::string_view(".svg"), std::string_view("image/svg+xml")}};

std::string_view media_type_of(std::string_view name) {
    for (const auto& [ending, type] : kMediaTypes) {
        if (name.ends_with(ending)) return type;
    }
    return "application/octet-stream";
}

// 64 bits of BLAKE2b: enough to tell the releases of one file apart.
std::string version_of(std::string_view content) {
    std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
    std::string bytes(content);
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<unsigned char*>(bytes.data()),
                       bytes.size(), nullptr, 0);
    std::string out;
    for (std::size_t i = 0; i < 8; ++i) out += fmt::format("{:02x}", hash[i]);
    return out;
}

const std::map<std::string_view, Asset>& assets() {
    static const auto table = [] {
        std::map<std::string_view, Asset> all;
        for (const auto& [name, content] : web::embedded_files()) {
            all[name] = Asset{content, media_type_of(name), version_of(content)};
        }
        return all;
    }();
    return table;
}

}  // namespace

std::optional<Asset> asset_named(std::string_view name) {
    const auto found = assets().find(name);
    if (found == assets().end()) return std::nullopt;
    return found->second;
}

Url asset_url(std::string_view name) {
    const auto asset = asset_named(name);
    if (!asset) throw Error(ErrorCode::internal, fmt::format("no asset is called '{}'", name));
    return Url({"assets", name}).with("v", asset->version);
}

}  // namespace revivre::server::pages
