#include "chapters/programme/programme.hpp"

#include <array>
#include <cstddef>
#include <string>

#include <fmt/format.h>

#include "chapters/programme/registry.hpp"
#include "chapters/text/encoding.hpp"
#include "chapters/text/fold.hpp"

namespace revivre::chapters {
namespace {

// The programme of a day has some kilobytes, the whole page around it some hundred.
constexpr std::size_t kSizeLimit = std::size_t{4} * 1024 * 1024;

// An archivist reads some; a file with more is not the programme that was meant.
constexpr std::size_t kDiagnosticLimit = 200;

ProgrammeResult refused(std::string message) {
    ProgrammeResult result;
    result.diagnostics.push_back({0, std::move(message)});
    return result;
}

void limit_diagnostics(ProgrammeResult& result) {
    if (result.diagnostics.size() <= kDiagnosticLimit) return;
    const std::size_t more = result.diagnostics.size() - kDiagnosticLimit;
    result.diagnostics.resize(kDiagnosticLimit);
    result.diagnostics.push_back({0, fmt::format("{} more lines were not understood", more)});
}

}  // namespace

std::span<const ProgrammeReader> all_programme_readers() {
#define REVIVRE_ENTRY(name) programmes::name(),
    static const std::array readers{REVIVRE_PROGRAMME_READERS(REVIVRE_ENTRY)};
#undef REVIVRE_ENTRY
    return readers;
}

ProgrammeResult read_programme(std::string_view bytes) {
    if (bytes.size() > kSizeLimit) {
        return refused(fmt::format("the programme has {} bytes; more than {} are not read",
                                   bytes.size(), kSizeLimit));
    }
    const std::string decoded = decode_text(bytes);
    if (decoded.find('\0') != std::string::npos) return refused("this is no text");
    const std::string text = to_nfc(decoded);
    const ProgrammeReader* best = nullptr;
    double surest = 0;
    for (const ProgrammeReader& reader : all_programme_readers()) {
        const double sure = reader.recognise(text);
        if (sure <= surest) continue;
        surest = sure;
        best = &reader;
    }
    if (best == nullptr) return refused("the programme is empty");
    ProgrammeResult result = best->read(text);
    limit_diagnostics(result);
    return result;
}

}  // namespace revivre::chapters
