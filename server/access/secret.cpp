#include "server/access/secret.hpp"

#include <algorithm>
#include <array>

#include <sodium.h>

#include "chapters/error.hpp"

namespace revivre::server {
namespace {

// Once for the process; libsodium allows it again and again.
void prepare() {
    if (sodium_init() < 0) {
        throw Error(ErrorCode::unavailable, "libsodium cannot be used on this system");
    }
}

constexpr std::size_t kSecretBytes = 32;
constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = std::size_t{19456} * 1024;
constexpr std::size_t kShortest = 12;
constexpr std::size_t kLongest = 1024;

}  // namespace

std::string new_secret(std::string_view prefix) {
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    prepare();
    std::array<unsigned char, kSecretBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, sodium_base64_ENCODED_LEN(kSecretBytes, kVariant)> text{};
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
    sodium_memzero(bytes.data(), bytes.size());
    return std::string(prefix) + text.data();
}

std::string digest_of(std::string_view secret) {
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(secret.data()), secret.size(),
                       nullptr, 0);
    std::array<char, crypto_generichash_BYTES * 2 + 1> text{};
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

std::string hash_password(std::string_view password) {
    prepare();
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), kPasses, kMemoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw Error(ErrorCode::unavailable, "there is no memory to hash a password");
    }
    return text.data();
}

bool password_matches(const std::string& hash, std::string_view password) {
    // Of nobody's password: who has no account waits as long as who has one.
    static const std::string kNobody = hash_password(new_secret(""));
    const std::string& used = hash.empty() ? kNobody : hash;
    const bool matches =
        crypto_pwhash_str_verify(used.c_str(), password.data(), password.size()) == 0;
    return matches && !hash.empty();
}

std::string password_fault(std::string_view password) {
    // Code points, not bytes: an é is one character for who types it.
    const auto letters = std::ranges::count_if(
        password, [](char each) { return (static_cast<unsigned char>(each) & 0xC0U) != 0x80U; });
    if (static_cast<std::size_t>(letters) < kShortest) {
        return "a password has at least 12 characters; several words make a good one";
    }
    return password.size() > kLongest ? "a password has at most 1024 bytes" : "";
}

}  // namespace revivre::server
