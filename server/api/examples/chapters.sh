#!/bin/sh
# Who speaks when, with curl and jq: sh chapters.sh https://revivre.example.org
set -eu
base=${1:?the address of the site, e.g. https://revivre.example.org}

# The newest published recording.
recording=$(curl -fsS "$base/api/v1/recordings?sort=-date&limit=1" | jq -r '.recordings[0].id')

# Its interventions: start in seconds, names, title. Names that nobody confirmed are null.
curl -fsS "$base/api/v1/recordings/$recording/chapters?kind=intervention" |
  jq -r '.chapters[] | [(.start_ms / 1000), ([.speakers[].name // "?"] | join(", ")), .title] | @tsv'

# The same list for a player, as WebVTT.
curl -fsS "$base/api/v1/recordings/$recording/chapters.vtt" | head -n 4

# Ask again and pay for nothing while nothing changed: 304.
list="$base/api/v1/recordings/$recording/chapters"
etag=$(curl -fsS -o /dev/null -D - "$list" | tr -d '\r' | sed -n 's/^ETag: //p')
curl -fsS -o /dev/null -w '%{http_code}\n' -H "If-None-Match: $etag" "$list"
