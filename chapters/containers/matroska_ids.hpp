#pragma once

#include <cstdint>

/// Element ids of Matroska (RFC 9559, section 5; EBML's own: RFC 8794, section 11.2) that chapters
/// and the way to them need. Names as there.
namespace revivre::chapters::matroska {

inline constexpr std::uint32_t kEbml = 0x1A45DFA3;
inline constexpr std::uint32_t kDocType = 0x4282;
inline constexpr std::uint32_t kDocTypeVersion = 0x4287;
inline constexpr std::uint32_t kVoid = 0xEC;
inline constexpr std::uint32_t kCrc32 = 0xBF;

inline constexpr std::uint32_t kSegment = 0x18538067;
inline constexpr std::uint32_t kSeekHead = 0x114D9B74;
inline constexpr std::uint32_t kInfo = 0x1549A966;
inline constexpr std::uint32_t kTracks = 0x1654AE6B;
inline constexpr std::uint32_t kCluster = 0x1F43B675;
inline constexpr std::uint32_t kCues = 0x1C53BB6B;
inline constexpr std::uint32_t kChapters = 0x1043A770;
inline constexpr std::uint32_t kAttachments = 0x1941A469;
inline constexpr std::uint32_t kTags = 0x1254C367;

inline constexpr std::uint32_t kSeek = 0x4DBB;
inline constexpr std::uint32_t kSeekId = 0x53AB;
inline constexpr std::uint32_t kSeekPosition = 0x53AC;

inline constexpr std::uint32_t kTimestampScale = 0x2AD7B1;
inline constexpr std::uint32_t kDuration = 0x4489;
inline constexpr std::uint32_t kTitle = 0x7BA9;

inline constexpr std::uint32_t kSimpleBlock = 0xA3;
inline constexpr std::uint32_t kBlockGroup = 0xA0;
inline constexpr std::uint32_t kPosition = 0xA7;

inline constexpr std::uint32_t kCuePoint = 0xBB;
inline constexpr std::uint32_t kCueTrackPositions = 0xB7;
inline constexpr std::uint32_t kCueClusterPosition = 0xF1;
inline constexpr std::uint32_t kCueCodecState = 0xEA;
inline constexpr std::uint32_t kCueReference = 0xDB;
inline constexpr std::uint32_t kCueRefCluster = 0x97;
inline constexpr std::uint32_t kCueRefCodecState = 0xEB;

inline constexpr std::uint32_t kEditionEntry = 0x45B9;
inline constexpr std::uint32_t kEditionFlagHidden = 0x45BD;
inline constexpr std::uint32_t kEditionFlagDefault = 0x45DB;
inline constexpr std::uint32_t kEditionFlagOrdered = 0x45DD;
inline constexpr std::uint32_t kChapterAtom = 0xB6;
inline constexpr std::uint32_t kChapterUid = 0x73C4;
inline constexpr std::uint32_t kChapterStringUid = 0x5654;
inline constexpr std::uint32_t kChapterTimeStart = 0x91;
inline constexpr std::uint32_t kChapterTimeEnd = 0x92;
inline constexpr std::uint32_t kChapterFlagHidden = 0x98;
inline constexpr std::uint32_t kChapterFlagEnabled = 0x4598;
inline constexpr std::uint32_t kChapterSegmentUuid = 0x6E67;
inline constexpr std::uint32_t kChapterDisplay = 0x80;
inline constexpr std::uint32_t kChapString = 0x85;
inline constexpr std::uint32_t kChapLanguage = 0x437C;
inline constexpr std::uint32_t kChapLanguageBcp47 = 0x437D;

}  // namespace revivre::chapters::matroska
