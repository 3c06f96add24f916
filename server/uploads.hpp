#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "server/routes/route.hpp"

/// Files that arrive in pieces, each of which is on the disk (synced) before it is acknowledged, so
/// that an upload goes on after any interruption. They lie in the library's folder of uploads until
/// a job takes them.
namespace revivre::server {

/// Where an upload's bytes are. It need not exist.
std::filesystem::path upload_file(const Settings& settings, const std::string& id);

/// Bytes that are here. Throws Error{not_found}.
std::int64_t upload_offset(const Settings& settings, const std::string& id);

/// Makes the upload's empty file. Throws StatusError{507} when the disk has no room for all of it.
void begin_upload(const Settings& settings, const storage::Upload& upload);

/// Appends `piece` behind `offset` bytes and syncs; gives how many are here then. Throws
/// StatusError{409} when others are, StatusError{413} when it would become longer than was said,
/// and StatusError{507} when the disk is full: then nothing of the piece stays.
std::int64_t append_piece(const Settings& settings, const storage::Upload& upload,
                          std::int64_t offset, std::string_view piece);

/// Throws ContentError unless all of the upload is here.
void require_complete(const Context& context, const std::string& id);

/// Removes what nobody has sent anything to for two days.
void remove_stale_uploads(storage::Repository& repository, const Settings& settings);

}  // namespace revivre::server
