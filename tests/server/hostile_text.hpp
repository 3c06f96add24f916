#pragma once

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "chapters/text/encoding.hpp"

/// Text that somebody may have put into a title or a name to break what shows it.
namespace revivre::server::pages {

/// What must be certain wherever the tests run: ways out of text, of an attribute, of a script, of
/// a comment, of an address, of a table's cell; signs that turn around what follows.
inline const std::vector<std::string>& own_hostile_lines() {
    static const std::vector<std::string> lines{
        "</script><img src=x onerror=alert(1)>",
        "\" autofocus onfocus=\"alert(1)",
        "' onmouseover='alert(1)",
        "</title><svg/onload=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "--><script>alert(1)</script><!--",
        "]]><script>alert(1)</script>",
        "<![CDATA[<b>]]>",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "\u202E\u2066txet\u200F",
        "{{7*7}}${7*7}<%= 7*7 %>",
        "=HYPERLINK(\"http://x.invalid\";\"oui\")",
        "NOTE un cue --> 00:00:01.000",
        "<v Quelqu’un d’autre>Bonjour",
        "%0d%0aSet-Cookie:%20a=b",
        "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
        "Robert'); DROP TABLE chapters;--",
        "<a href=\"//x.invalid\">ici</a>",
        "<style>*{display:none}</style>",
        "<base href=\"https://x.invalid/\">",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
        "Zalgo h\u0315\u0303\u0335e\u0308\u0316\u0325",
        "\u2028\u2029fin de ligne",
        "👩‍👩‍👧‍👦 famille \U0001F1EB\U0001F1F7",
    };
    return lines;
}

/// The lines of the shared cases; empty when they are not here.
inline std::vector<std::string> shared_hostile_lines() {
    const std::filesystem::path folder = REVIVRE_SHARED "/cases/bad/text";
    std::set<std::string> lines;
    if (!std::filesystem::exists(folder)) return {};
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);) {
            if (chapters::is_utf8(line) && !line.empty()) lines.insert(line);
        }
    }
    return {lines.begin(), lines.end()};
}

}  // namespace revivre::server::pages
