// Formats that an import reads, by the name that the API has for them, and what people call them.
export const FORMATS = [
  ['description', 'YouTube, PeerTube (0:00 …)'], ['webvtt', 'WebVTT'], ['srt', 'SubRip (.srt)'], ['csv', 'CSV'], ['json', 'revivre JSON'],
  ['podcast-json', 'Podcasting 2.0'], ['psc', 'Podlove Simple Chapters'], ['podlove-json', 'Podlove Web Player'], ['mp4chaps', 'mp4chaps'],
  ['ffmetadata', 'FFmpeg metadata'], ['matroska-xml', 'Matroska XML'], ['ogm', 'OGM'], ['cue', 'CUE'], ['audacity', 'Audacity'],
  ['hindenburg', 'Hindenburg'], ['ohms', 'OHMS'], ['ttml', 'TTML'], ['hls', 'HLS'], ['iiif', 'IIIF'], ['web-annotation', 'Web Annotation'],
  ['schema-org', 'schema.org'], ['avalon-xml', 'Avalon'], ['pbcore', 'PBCore'], ['mets', 'METS'], ['eaf', 'ELAN (.eaf)'],
  ['textgrid', 'Praat TextGrid'], ['mpeg7', 'MPEG-7'], ['otio', 'OpenTimelineIO'], ['edl', 'EDL (CMX 3600)'], ['premiere', 'Premiere Pro'],
];
