"""Pages as search engines and libraries read them: Adobe's structured data validator, @iiif/parser,
the W3C's WebVTT parser."""

import json
import os
import re
import subprocess
import unittest
import urllib.request

from support import embedded, flattened, folder, missing, node, program

PROGRAMME = {
    "title": "Journée d'essai", "date": "2019-03-14",
    "recordings": [{"part": "matin", "file": "day-out.mp4"}],
    "sessions": [{"title": "Ouverture", "kind": "opening",
                  "speakers": [{"name": "Éléonore Kervadec-Œuvray"}, {"name": "Noël L'Hostis"}]}],
}


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        library = folder() / "library"
        programme = folder() / "programme.json"
        programme.write_text(json.dumps(PROGRAMME), encoding="utf-8")
        program("--library", library, "index", embedded("day", "mp4"), "--programme", programme,
                "--analyse", "markers", "--publish")
        path = os.environ.get("REVIVRE_BIN") or missing("REVIVRE_BIN")
        cls.service = subprocess.Popen(
            [path, "--library", str(library), "serve", "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8")
        cls.site = re.search(r"http://\S+", cls.service.stdout.readline()).group().rstrip("/")
        cls.recording = json.loads(cls.get("/api/v1/recordings"))["recordings"][0]
        chapters = json.loads(cls.get(f"/api/v1/recordings/{cls.recording['id']}/chapters"))
        cls.chapters = chapters["chapters"]

    @classmethod
    def tearDownClass(cls):
        cls.service.terminate()
        cls.service.wait(30)
        cls.service.stdout.close()

    @classmethod
    def get(cls, path):
        with urllib.request.urlopen(cls.site + path, timeout=30) as answer:
            return answer.read().decode("utf-8")

    def saved(self, name, path):
        file = folder() / name
        file.write_text(self.get(path), encoding="utf-8")
        return file

    def test_r53_structured_data_without_errors(self):
        page = self.saved("page.html", f"/v/{self.recording['id']}")
        event = self.saved("event.html", f"/e/{self.recording['event']['id']}")
        broken = folder() / "broken.html"
        broken.write_text(page.read_text("utf-8").replace('"thumbnailUrl"', '"other"'), "utf-8")
        found, of_event, of_broken = node("structured_data.mjs", page, event, broken)
        errors = [[issue for issue in each["issues"] if issue.startswith("ERROR")]
                  for each in (found, of_event, of_broken)]
        self.assertEqual(errors[:2], [[], []])
        self.assertEqual(len(errors[2]), 1, "the judge sees what is missing")
        self.assertEqual(set(found["types"]), {"VideoObject", "BreadcrumbList"})
        wanted = [(each["start_ms"] / 1000, each["end_ms"] / 1000) for each in self.chapters
                  if each["kind"] == "intervention"]
        self.assertGreater(len(wanted), 1)
        self.assertEqual([(start, end) for _, start, end, _ in found["clips"]], wanted)
        for _, start, _, url in found["clips"]:
            self.assertTrue(url.startswith(f"{self.site}/v/{self.recording['id']}?"), url)
            self.assertTrue(url.endswith(f"t={start:g}"), url)

    def test_r54_manifests(self):
        for name in (self.recording["id"], self.recording["event"]["id"]):
            file = self.saved("manifest.json", f"/iiif/{name}/manifest")
            self.assertEqual(json.loads(file.read_text("utf-8"))["id"],
                             f"{self.site}/iiif/{name}/manifest")
            found = node("iiif_ranges.mjs", file)[0]
            self.assertEqual((found["type"], found["diagnostics"]), ("Manifest", []))
            starts = {start for _, start in found["ranges"] if start is not None}
            self.assertEqual(starts, {each["start_ms"] for each in self.chapters})
            # What we write is what we read.
            tree = json.loads(program("chapters", "read", file)[0])["chapters"]
            self.assertLessEqual({each["start_ms"] for each in self.chapters},
                                 {each["start_ms"] for each in flattened(tree)})

    def test_r55_chapters_as_webvtt(self):
        file = self.saved("chapters.vtt", f"/api/v1/recordings/{self.recording['id']}/chapters.vtt")
        found = node("webvtt_cues.mjs", "chapters", file)[0]
        self.assertEqual(found["errors"], [])
        starts = [cue["start"] for cue in found["cues"]]
        self.assertEqual(starts, sorted(starts))
        self.assertGreater(len(starts), 1)


if __name__ == "__main__":
    unittest.main()
