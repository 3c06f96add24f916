#include "server/media_source.hpp"

#include "chapters/public_address.hpp"

namespace revivre::server {

std::string MediaSource::media_origin() const {
    return kind == Kind::file_elsewhere ? chapters::origin_of(address) : std::string();
}

std::string MediaSource::site() const {
    const std::string origin = chapters::origin_of(address);
    const std::size_t host = origin.find("://");
    return host == std::string::npos ? std::string() : origin.substr(host + 3);
}

std::string MediaSource::passage(chapters::Time start) const {
    return kind == Kind::served ? std::string() : chapters::address_at(address, start);
}

MediaSource media_source(const chapters::Recording& recording) {
    using Kind = MediaSource::Kind;
    // An address with a fault cannot have been kept by our own commands: never lead anybody there.
    const std::string& address = recording.address;
    if (address.empty() || !chapters::public_address_fault(address).empty()) return {};
    const bool file = chapters::is_plain_media(address);
    return {.kind = file ? Kind::file_elsewhere : Kind::page_elsewhere, .address = address};
}

}  // namespace revivre::server
