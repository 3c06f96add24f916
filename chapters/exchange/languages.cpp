// ISO 639-1 and 639-2, as the Library of Congress registers them; tags by RFC 5646.

#include "chapters/exchange/languages.hpp"

#include <algorithm>
#include <optional>

namespace revivre::chapters {
namespace {

// Two letters and the bibliographic three of each language that has both, six bytes a language.
constexpr std::string_view kBothCodes =
    "aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel "
    "bgbul bhbih bibis bmbam bnben botib brbre bsbos cacat ceche chcha cocos crcre cscze "
    "cuchu cvchv cywel dadan deger dvdiv dzdzo eeewe elgre eneng eoepo esspa etest eubaq "
    "faper ffful fifin fjfij fofao frfre fyfry gagle gdgla glglg gngrn guguj gvglv hahau "
    "heheb hihin hohmo hrhrv hthat huhun hyarm hzher iaina idind ieile igibo iiiii ikipk "
    "ioido isice itita iuiku jajpn jvjav kageo kgkon kikik kjkua kkkaz klkal kmkhm knkan "
    "kokor krkau kskas kukur kvkom kwcor kykir lalat lbltz lglug lilim lnlin lolao ltlit "
    "lulub lvlav mgmlg mhmah mimao mkmac mlmal mnmon mrmar msmay mtmlt mybur nanau nbnob "
    "ndnde nenep ngndo nldut nnnno nonor nrnbl nvnav nynya ococi ojoji omorm orori ososs "
    "papan pipli plpol pspus ptpor quque rmroh rnrun rorum rurus rwkin sasan scsrd sdsnd "
    "sesme sgsag sisin skslo slslv smsmo snsna sosom sqalb srsrp ssssw stsot susun svswe "
    "swswa tatam tetel tgtgk ththa titir tktuk tltgl tntsn toton trtur tstso tttat twtwi "
    "tytah uguig ukukr ururd uzuzb veven vivie vovol wawln wowol xhxho yiyid yoyor zazha "
    "zhchi zuzul ";
constexpr std::size_t kRow = 6;

// Terminological code, then bibliographic: the twenty languages that have two of three letters.
constexpr std::string_view kTerminological =
    "sqialb hyearm eusbaq myabur zhochi cescze nlddut frafre katgeo deuger ellgre islice mkdmac "
    "mrimao msamay fasper ronrum slkslo bodtib cymwel ";
constexpr std::size_t kTerminologicalRow = 7;

// The part of the row whose part [from, from + key.size()) is `key`.
std::optional<std::string_view> looked_up(std::string_view table, std::size_t row, std::size_t from,
                                          std::string_view key) {
    for (std::size_t at = 0; at < table.size(); at += row)
        if (table.substr(at + from, key.size()) == key) return table.substr(at, row - 1);
    return std::nullopt;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_letter_or_digit(char c) {
    return is_letter(c) || (c >= '0' && c <= '9');
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

}  // namespace

std::string tag_of_iso639(std::string_view code) {
    const std::size_t dash = code.find('-');
    std::string language = lower(code.substr(0, dash));
    const bool letters = std::ranges::all_of(language, is_letter);
    if (!letters || language.size() < 2 || language.size() > 3) return {};
    if (language == "und" || language == "mis") return {};
    if (language.size() == 3) {
        if (const auto row = looked_up(kTerminological, kTerminologicalRow, 0, language))
            language = row->substr(3);
        if (const auto row = looked_up(kBothCodes, kRow, 2, language)) language = row->substr(0, 2);
    }
    const std::string country = dash == std::string_view::npos ? "" : upper(code.substr(dash + 1));
    const bool named = country.size() == 2 && std::ranges::all_of(country, is_letter);
    return named ? language + "-" + country : language;
}

std::string iso639_of_tag(std::string_view tag) {
    const std::string language = lower(tag.substr(0, tag.find('-')));
    if (!std::ranges::all_of(language, is_letter)) return "und";
    if (language.size() == 2) {
        const auto row = looked_up(kBothCodes, kRow, 0, language);
        return row ? std::string(row->substr(2)) : "und";
    }
    if (language.size() != 3) return "und";
    const auto row = looked_up(kTerminological, kTerminologicalRow, 0, language);
    return row ? std::string(row->substr(3)) : language;
}

bool is_bcp47_tag(std::string_view tag) {
    constexpr std::size_t kLongestPart = 8;
    bool first = true;
    while (true) {
        const std::size_t dash = tag.find('-');
        const std::string_view part = tag.substr(0, dash);
        if (part.empty() || part.size() > kLongestPart) return false;
        if (!std::ranges::all_of(part, first ? is_letter : is_letter_or_digit)) return false;
        if (dash == std::string_view::npos) return !first || part.size() > 1;
        first = false;
        tag.remove_prefix(dash + 1);
    }
}

}  // namespace revivre::chapters
