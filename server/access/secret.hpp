#pragma once

#include <string>
#include <string_view>

/// Secrets of people and programs, by libsodium: random, hashed, compared. For any thread.
namespace revivre::server {

/// A new secret of 256 random bits, as text that needs no encoding anywhere: `prefix`, then
/// base64url.
std::string new_secret(std::string_view prefix);

/// What is kept of a secret: BLAKE2b-256, in hexadecimal. Enough without salt or stretching,
/// because the secret cannot be guessed.
std::string digest_of(std::string_view secret);

/// Argon2id in its own text form, with 19 MiB and 2 passes (OWASP Password Storage Cheat Sheet).
/// Takes some 30 ms. Throws Error{unavailable} when there is no memory.
std::string hash_password(std::string_view password);

/// In constant time for a given hash. An empty hash matches nothing, and takes as long.
bool password_matches(const std::string& hash, std::string_view password);

/// What is wrong with a password, for a person; empty when it may be used: 12 characters and more
/// (ANSSI and CNIL ask for 12 where nothing else protects it), at most 1024 bytes.
std::string password_fault(std::string_view password);

}  // namespace revivre::server
