// Single-byte sets follow the WHATWG Encoding Standard in that "iso-8859-1" means Windows-1252; the
// conversions themselves are those of iconv(3), of glibc 2.36.
#include "chapters/text/charset.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

#include <iconv.h>
#include <uchardet.h>

#include "chapters/text/utf8.hpp"

namespace revivre::chapters {
namespace {

// Bytes 0x80 to 0x9F of Windows-1252 (WHATWG Encoding Standard, index windows-1252); the five that
// have no character there keep their C1 control, as that index does.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

// What French is written with beyond ASCII: letters, then signs.
constexpr std::string_view kFrenchLetters1252 =
    "\xC0\xC2\xC4\xC6\xC7\xC8\xC9\xCA\xCB\xCE\xCF\xD4\xD6\xD9\xDB\xDC\xE0\xE2\xE4\xE6\xE7\xE8\xE9"
    "\xEA\xEB\xEE\xEF\xF4\xF6\xF9\xFB\xFC\xFF\x8C\x9C\x9F";
constexpr std::string_view kFrenchSigns1252 =
    "\xA0\xAB\xBB\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xA3\xA7\xA9\xAE\xB0\xB2\xB3\xB7\xBC\xBD";
constexpr std::string_view kFrenchLettersMac =
    "\xCB\xE5\x80\xAE\x82\xE9\x83\xE6\xE8\xEB\xEC\xEF\x85\xF4\xF3\x86\x88\x89\x8A\xBE\x8D\x8F\x8E"
    "\x90\x91\x94\x95\x99\x9A\x9D\x9E\x9F\xD8\xCE\xCF\xD9";
constexpr std::string_view kFrenchSignsMac =
    "\xCA\xC7\xC8\xDB\xC9\xD4\xD5\xD2\xD3\xA5\xD0\xD1\xAA\xA3\xA4\xA9\xA8\xA1\xE1";
constexpr std::string_view kFrenchLetters850 =
    "\xB7\xB6\x8E\x92\x80\xD4\x90\xD2\xD3\xD7\xD8\xE2\x99\xEB\xEA\x9A\x85\x83\x84\x91\x87\x8A\x82"
    "\x88\x89\x8C\x8B\x93\x94\x97\x96\x81\x98";
constexpr std::string_view kFrenchSigns850 = "\xFF\xAE\xAF\x9C\xF5\xB8\xA9\xF8\xFD\xFC\xFA";

bool is_high(char byte) {
    return static_cast<std::uint8_t>(byte) >= 0x80;
}

bool is_ascii_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

std::string from_windows_1252(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (const char each : bytes) {
        const auto byte = static_cast<std::uint8_t>(each);
        append_utf8(out, byte >= 0x80 && byte < 0xA0 ? char32_t{kWindows1252.at(byte - 0x80U)}
                                                     : char32_t{byte});
    }
    return out;
}

struct Converter {
    using pointer = iconv_t;
    void operator()(iconv_t handle) const noexcept { iconv_close(handle); }
};

// By iconv, with U+FFFD for each byte that it refuses; none when glibc lacks the set.
std::optional<std::string> converted(std::string_view bytes, const std::string& charset) {
    const iconv_t handle = iconv_open("UTF-8", charset.c_str());
    const auto failed = reinterpret_cast<iconv_t>(-1);  // iconv(3): this value, not null
    if (handle == failed) return std::nullopt;
    const std::unique_ptr<iconv_t, Converter> owner(handle);
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 2);
    std::array<char, 4096> buffer{};
    char* next = const_cast<char*>(bytes.data());  // iconv does not write there
    std::size_t left = bytes.size();
    while (left > 0) {
        char* end = buffer.data();
        std::size_t room = buffer.size();
        const bool stopped =
            iconv(handle, &next, &left, &end, &room) == static_cast<std::size_t>(-1);
        out.append(buffer.data(), buffer.size() - room);
        if (!stopped || errno == E2BIG) continue;
        append_utf8(out, kReplacement);
        ++next;
        --left;
    }
    return out;
}

// "ISO_8859-15" and "iso8859-15" are one: "ISO885915".
std::string plain_name(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (c >= 'a' && c <= 'z') plain += static_cast<char>(c - 'a' + 'A');
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) plain += c;
    }
    return plain;
}

struct Alias {
    std::string_view plain;
    std::string_view iconv;
};

constexpr std::array<Alias, 41> kCharsets{{
    {"GBK", "GB18030"},
    {"GB2312", "GB18030"},
    {"GB18030", "GB18030"},
    {"EUCCN", "GB18030"},
    {"CP936", "GB18030"},
    {"BIG5", "BIG5-HKSCS"},
    {"BIG5HKSCS", "BIG5-HKSCS"},
    {"CP950", "BIG5-HKSCS"},
    {"EUCTW", "EUC-TW"},
    {"SHIFTJIS", "CP932"},
    {"SJIS", "CP932"},
    {"WINDOWS31J", "CP932"},
    {"CP932", "CP932"},
    {"EUCJP", "EUC-JP"},
    {"EUCKR", "UHC"},
    {"UHC", "UHC"},
    {"CP949", "UHC"},
    {"KSC56011987", "UHC"},
    {"JOHAB", "JOHAB"},
    {"KOI8R", "KOI8-R"},
    {"KOI8U", "KOI8-U"},
    {"TIS620", "TIS-620"},
    {"WINDOWS874", "CP874"},
    {"VISCII", "VISCII"},
    {"MACINTOSH", "MACINTOSH"},
    {"MACROMAN", "MACINTOSH"},
    {"XMACROMAN", "MACINTOSH"},
    {"MACCENTRALEUROPE", "MAC-CENTRALEUROPE"},
    {"MACCYRILLIC", "MAC-CYRILLIC"},
    {"IBM437", "CP437"},
    {"CP437", "CP437"},
    {"IBM850", "CP850"},
    {"CP850", "CP850"},
    {"IBM852", "CP852"},
    {"CP852", "CP852"},
    {"IBM855", "CP855"},
    {"IBM862", "CP862"},
    {"IBM865", "CP865"},
    {"IBM866", "CP866"},
    {"CP866", "CP866"},
    {"GEORGIANPS", "GEORGIAN-PS"},
}};

// The name that iconv knows a set by; empty when it is none of ours. A list, because some of
// iconv's own sets keep states that writers of files could play with.
std::string iconv_name(std::string_view name) {
    std::string plain = plain_name(name);
    if (plain.starts_with("ISO8859") && plain.size() > 7 && plain.size() <= 9) {
        return "ISO-8859-" + plain.substr(7);
    }
    if (plain.starts_with("XCP")) plain.erase(0, 1);
    for (const std::string_view prefix : {"WINDOWS125", "CP125"}) {
        if (plain.starts_with(prefix) && plain.size() == prefix.size() + 1) {
            return "CP125" + plain.substr(prefix.size());
        }
    }
    const auto found = std::ranges::find(kCharsets, plain, &Alias::plain);
    return found == kCharsets.end() ? std::string() : std::string(found->iconv);
}

bool is_latin1(std::string_view name) {
    const std::string plain = plain_name(name);
    return plain.empty() || plain == "ASCII" || plain == "USASCII" || plain == "ISO88591" ||
           plain == "LATIN1" || plain == "WINDOWS1252" || plain == "CP1252";
}

// Only bytes that French is written with, and its accented letters alone or in pairs ("créée").
bool looks_french(std::string_view bytes, std::string_view letters, std::string_view signs) {
    int run = 0;
    for (const char byte : bytes) {
        const bool letter = is_high(byte) && letters.find(byte) != std::string_view::npos;
        if (is_high(byte) && !letter && signs.find(byte) == std::string_view::npos) return false;
        run = letter ? run + 1 : 0;
        if (run > 2) return false;
    }
    return true;
}

// Windows-1252 has "½" and "¼" where ISO-8859-15 has "œ" and "Œ", and "¤" for "€". The first stand
// behind digits, the others in words; Windows texts use bytes that ISO-8859 has no sign for.
bool is_iso_8859_15(std::string_view bytes) {
    bool found = false;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const auto byte = static_cast<std::uint8_t>(bytes[at]);
        if (byte >= 0x80 && byte < 0xA0) return false;
        const bool after = at > 0 && is_ascii_letter(bytes[at - 1]);
        const bool before = at + 1 < bytes.size() && is_ascii_letter(bytes[at + 1]);
        found |= byte == 0xA4 || ((byte == 0xBD || byte == 0xBC) && (after || before));
    }
    return found;
}

std::string from_latin(std::string_view bytes) {
    if (is_iso_8859_15(bytes)) {
        if (auto text = converted(bytes, "ISO-8859-15")) return std::move(*text);
    }
    return from_windows_1252(bytes);
}

// Pairs of bytes in the rows of GB 2312 that hold signs and the commonest characters (1 to 3 and 16
// to 55), and nothing else.
bool looks_chinese(std::string_view bytes) {
    std::size_t pairs = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (!is_high(bytes[at])) continue;
        if (at + 1 == bytes.size()) return false;
        const auto lead = static_cast<std::uint8_t>(bytes[at]);
        const auto trail = static_cast<std::uint8_t>(bytes[++at]);
        const bool row = (lead >= 0xA1 && lead <= 0xA3) || (lead >= 0xB0 && lead <= 0xD7);
        if (!row || trail < 0xA1 || trail == 0xFF) return false;
        ++pairs;
    }
    return pairs > 1;
}

struct Detector {
    void operator()(uchardet_t handle) const noexcept { uchardet_delete(handle); }
};

std::string detected(std::string_view bytes) {
    constexpr std::size_t kEnough = std::size_t{256} * 1024;  // more does not change its mind
    const std::unique_ptr<std::remove_pointer_t<uchardet_t>, Detector> detector(uchardet_new());
    if (detector == nullptr) return {};
    const std::string_view sample = bytes.substr(0, kEnough);
    if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return {};
    uchardet_data_end(detector.get());
    return uchardet_get_charset(detector.get());
}

// Sets of Latin letters, which the detector takes for one another in short texts.
bool is_latin_script(std::string_view charset) {
    constexpr std::array<std::string_view, 17> others{
        "ISO88592",  "ISO88593",  "ISO88594",  "ISO88599",         "ISO885910",  "ISO885913",
        "ISO885914", "ISO885915", "ISO885916", "WINDOWS1250",      "CP1250",     "WINDOWS1257",
        "VISCII",    "IBM852",    "IBM865",    "MACCENTRALEUROPE", "WINDOWS1258"};
    return is_latin1(charset) || std::ranges::find(others, plain_name(charset)) != others.end();
}

}  // namespace

std::optional<std::string> from_charset(std::string_view bytes, std::string_view name) {
    if (is_latin1(name)) return from_windows_1252(bytes);
    const std::string known = iconv_name(name);
    return known.empty() ? std::nullopt : converted(bytes, known);
}

std::string from_unknown_charset(std::string_view bytes) {
    if (looks_french(bytes, kFrenchLetters1252, kFrenchSigns1252)) return from_latin(bytes);
    const std::string charset = detected(bytes);
    const bool latin = is_latin_script(charset);
    if (latin || charset.starts_with("MAC") || charset.starts_with("IBM")) {
        if (looks_french(bytes, kFrenchLettersMac, kFrenchSignsMac)) {
            return from_charset(bytes, "macintosh").value_or(from_windows_1252(bytes));
        }
        if (looks_french(bytes, kFrenchLetters850, kFrenchSigns850)) {
            return from_charset(bytes, "cp850").value_or(from_windows_1252(bytes));
        }
    }
    if (latin && looks_chinese(bytes)) {
        return from_charset(bytes, "gb18030").value_or(from_windows_1252(bytes));
    }
    // Below a dozen accents the detector guesses among the Latin sets; ours is the likeliest.
    constexpr std::ptrdiff_t kSure = 12;
    const bool unsure = latin && std::ranges::count_if(bytes, is_high) < kSure;
    if (is_latin1(charset) || unsure) return from_latin(bytes);
    return from_charset(bytes, charset).value_or(from_windows_1252(bytes));
}

}  // namespace revivre::chapters
