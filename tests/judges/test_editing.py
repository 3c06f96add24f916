"""Cutting rooms and discs: OpenTimelineIO with its CMX 3600 adapter, cuetools, Python's csv."""

import csv
import re
import unittest

from support import Judge, flattened, needs, package, read, run, starts_and_titles, written


class OpenTimelineIoReadsOurMarkers(Judge):
    def test_otio(self):
        otio = package("opentimelineio")

        def judge(name):
            path = written(name, "otio")
            timeline = otio.adapters.read_from_file(str(path))
            found = [(round(m.marked_range.start_time.to_seconds() * 1000), m.name)
                     for m in timeline.tracks.markers]
            self.assertEqual(sorted(found), sorted(starts_and_titles(path, "otio")))
        self.for_each(judge)

    def test_edl(self):
        otio = package("opentimelineio")
        package("otio_cmx3600_adapter")

        def judge(name):
            path = written(name, "edl")
            timeline = otio.adapters.read_from_file(str(path), rate=25)
            begin = timeline.global_start_time or otio.opentime.RationalTime(90_000, 25)
            found = []
            for clip in timeline.find_clips():
                start = clip.source_range.start_time - begin
                found.append(round(start.to_seconds() * 1000))
            self.assertEqual(sorted(found), sorted(start for start, _ in starts_and_titles(path, "edl")))
        self.for_each(judge)


class CuetoolsReadOurSheets(Judge):
    def test_titles(self):
        needs("cueprint")

        def judge(name):
            path = written(name, "cue")
            titles = run("cueprint", "-i", "cue", "-d", "", "-t", r"%t\n", path)[0].splitlines()
            self.assertEqual(titles, [title for _, title in starts_and_titles(path, "cue")])
        self.for_each(judge)

    def test_starts(self):
        needs("cuebreakpoints")

        def judge(name):
            path = written(name, "cue")
            told = run("cuebreakpoints", "-i", "cue", "--prepend-gaps", path)[0].split()
            found = []
            for line in told:
                minutes, seconds, frames = (int(part) for part in line.replace(".", ":").split(":"))
                found.append(round((minutes * 60 + seconds + frames / 75) * 1000))
            self.assertEqual(found, [start for start, _ in starts_and_titles(path, "cue") if start > 0])
        self.for_each(judge)


class CsvModuleReadsOurSheets(Judge):
    def test_rows(self):
        def judge(name):
            path = written(name, "csv")
            with open(path, encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file, delimiter=";", strict=True))
            self.assertTrue(all(None not in row and None not in row.values() for row in rows))
            # An apostrophe keeps spreadsheets from taking a title for a formula.
            self.assertEqual([re.sub(r"^'(?=[-=+@])", "", row["title"]) for row in rows],
                             [c["title"] for c in flattened(read(path, "csv"))])
        self.for_each(judge)

    def test_audacity_labels(self):
        def judge(name):
            path = written(name, "audacity")
            with open(path, encoding="utf-8", newline="") as file:
                rows = [(round(float(start) * 1000), title) for start, _, title in csv.reader(
                    file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)]
            self.assertEqual(rows, starts_and_titles(path, "audacity"))
        self.for_each(judge)


if __name__ == "__main__":
    unittest.main()
