"""Parsers of captions: the W3C's for WebVTT, webvtt-py, srt, pysubs2, ttconv and pycaption."""

import unittest
import xml.etree.ElementTree as ElementTree

from support import DOCUMENTS, Judge, flattened, node, package, read, written


def ours(path, form):
    return [(c["start_ms"], c["end_ms"], c["title"]) for c in flattened(read(path, form))]


def speakers(path, form):
    return [[s["name"] for s in c["speakers"]] for c in flattened(read(path, form))]


def milliseconds(delta):
    return round(delta.total_seconds() * 1000)


class W3cParserReadsOurWebvtt(Judge):
    def judge_form(self, form, mode):
        files = {name: written(name, form) for name in DOCUMENTS}
        answers = dict(zip(files, node("webvtt_cues.mjs", mode, *files.values())))

        def judge(name):
            path, found = files[name], answers[name]
            self.assertEqual(found["errors"], [])
            self.assertEqual(sorted((c["start"], c["end"], c["text"]) for c in found["cues"]),
                             sorted(ours(path, form)))
            if mode != "chapters":
                self.assertEqual([c["voices"] for c in found["cues"]], speakers(path, form))
        self.for_each(judge)

    def test_chapters(self):
        self.judge_form("webvtt", "chapters")

    def test_transcripts(self):
        self.judge_form("webvtt-transcript", "subtitles/captions/descriptions")


class OthersReadOurCaptions(Judge):
    def test_webvtt_py(self):
        webvtt = package("webvtt")

        def judge(name):
            path = written(name, "webvtt-transcript")
            cues = [(c.start_time, c.end_time) for c in webvtt.read(path)]
            seen = [tuple(t.hours * 3_600_000 + t.minutes * 60_000 + t.seconds * 1_000 + t.milliseconds
                          for t in times) for times in cues]
            self.assertEqual(seen, [(start, end) for start, end, _ in ours(path, "webvtt-transcript")])
        self.for_each(judge)

    def test_srt(self):
        srt = package("srt")

        def judge(name):
            path = written(name, "srt")
            cues = srt.parse(path.read_text(encoding="utf-8"), ignore_errors=False)
            self.assertEqual([(milliseconds(c.start), milliseconds(c.end), c.content) for c in cues],
                             ours(path, "srt"))
        self.for_each(judge)

    def test_pysubs2(self):
        pysubs2 = package("pysubs2")

        def judge(name):
            for form in ("srt", "webvtt"):
                path = written(name, form)
                lines = pysubs2.load(str(path), format_="vtt" if form == "webvtt" else form)
                self.assertEqual(sorted((line.start, line.end) for line in lines),
                                 sorted((start, end) for start, end, _ in ours(path, form)))
        self.for_each(judge)

    def test_ttconv(self):
        reader, model = package("ttconv.imsc.reader"), package("ttconv.model")

        def judge(name):
            path = written(name, "ttml")
            with self.assertNoLogs():
                document = reader.to_model(ElementTree.parse(path))
            found = []
            for each in document.get_body().dfs_iterator():
                if isinstance(each, model.P):
                    words = "".join(t.get_text() for t in each.dfs_iterator() if isinstance(t, model.Text))
                    found.append((round((each.get_begin() or 0) * 1000), round(each.get_end() * 1000), words))
            self.assertEqual(found, ours(path, "ttml"))
        self.for_each(judge)

    def test_pycaption(self):
        pycaption = package("pycaption")

        def judge(name):
            for form, reader in (("ttml", pycaption.DFXPReader()), ("srt", pycaption.SRTReader()),
                                 ("webvtt-transcript", pycaption.WebVTTReader())):
                path = written(name, form)
                content = path.read_text(encoding="utf-8")
                self.assertTrue(reader.detect(content))
                captions = reader.read(content)
                seen = [(round(c.start / 1000), round(c.end / 1000))
                        for c in captions.get_captions(captions.get_languages()[0])]
                self.assertEqual(seen, [(start, end) for start, end, _ in ours(path, form)])
        self.for_each(judge)


if __name__ == "__main__":
    unittest.main()
