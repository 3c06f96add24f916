#include "indexer/content_hash.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include "chapters/error.hpp"
#include "indexer/recording_file.hpp"

namespace revivre::indexer {
namespace {

// The places of the samples are part of what "s1:" means. DO NOT CHANGE THESE VALUES: recordings
// that libraries already hold would no longer be recognised. Head and tail hold the index of MP4
// and Matroska files; 32 blocks between them see a middle that was replaced.
constexpr std::string_view kPrefix = "s1:";
constexpr std::uint64_t kEdgeBytes = 256U << 10;
constexpr std::uint64_t kBlockBytes = 16U << 10;
constexpr std::uint64_t kBlocks = 32;
constexpr std::uint64_t kWholeBytes = 2 * kEdgeBytes + kBlocks * kBlockBytes;  // 1 MiB

class Hash {
  public:
    Hash() { crypto_generichash_init(&state_, nullptr, 0, kDigestBytes); }
    void add(const unsigned char* bytes, std::size_t count) {
        crypto_generichash_update(&state_, bytes, count);
    }
    std::string hex() {
        std::array<unsigned char, kDigestBytes> digest{};
        crypto_generichash_final(&state_, digest.data(), digest.size());
        std::array<char, 2 * kDigestBytes + 1> text{};
        return sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
    }

  private:
    static constexpr std::size_t kDigestBytes = 32;
    crypto_generichash_state state_{};
};

struct Span {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
};

std::vector<Span> samples(std::uint64_t size) {
    if (size <= kWholeBytes) return {{.offset = 0, .bytes = size}};
    std::vector<Span> spans{{.offset = 0, .bytes = kEdgeBytes}};
    const std::uint64_t between = size - 2 * kEdgeBytes - kBlockBytes;
    for (std::uint64_t block = 0; block < kBlocks; ++block) {
        // Multiplied in two parts: size * 32 may not fit in 64 bits.
        const std::uint64_t place = between / kBlocks * block + between % kBlocks * block / kBlocks;
        spans.push_back({.offset = kEdgeBytes + place, .bytes = kBlockBytes});
    }
    spans.push_back({.offset = size - kEdgeBytes, .bytes = kEdgeBytes});
    return spans;
}

void add_span(Hash& hash, const RecordingFile& recording, Span span,
              const std::filesystem::path& file) {
    std::vector<unsigned char> buffer(static_cast<std::size_t>(span.bytes));
    std::size_t filled = 0;
    while (filled < buffer.size()) {
        const ssize_t count =
            ::pread(recording.descriptor.value(), buffer.data() + filled, buffer.size() - filled,
                    static_cast<off_t>(span.offset + filled));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            const int reason = count < 0 ? errno : 0;
            throw Error(ErrorCode::unavailable,
                        fmt::format("'{}' cannot be read at byte {}: {}", shown_path(file),
                                    span.offset + filled,
                                    reason == 0 ? "it became shorter meanwhile"
                                                : std::generic_category().message(reason)));
        }
        filled += static_cast<std::size_t>(count);
    }
    hash.add(buffer.data(), buffer.size());
}

// Eight bytes, the lowest first, whatever the machine.
std::array<unsigned char, 8> little_endian(std::uint64_t number) {
    std::array<unsigned char, 8> bytes{};
    for (unsigned char& byte : bytes) {
        byte = static_cast<unsigned char>(number & 0xFFU);
        number >>= 8U;
    }
    return bytes;
}

}  // namespace

std::string content_hash(const std::filesystem::path& file) {
    const RecordingFile recording = open_recording(file);
    // The system would read ahead around each of the samples otherwise.
    ::posix_fadvise(recording.descriptor.value(), 0, 0, POSIX_FADV_RANDOM);
    Hash hash;
    const auto size = little_endian(recording.size_bytes);
    hash.add(size.data(), size.size());
    for (const Span span : samples(recording.size_bytes)) add_span(hash, recording, span, file);
    return std::string(kPrefix) + hash.hex();
}

}  // namespace revivre::indexer
