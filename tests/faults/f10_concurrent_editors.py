"""F10: sixteen editors save the same recording: one wins each revision, nobody's work is lost unsaid."""

import threading

import support
from support import Client, Journal, Server, chapter_list, digest, require

EDITORS = 16
ROUNDS = 12


class Editor(threading.Thread):
    def __init__(self, port, name, recording, journal):
        super().__init__(daemon=True)
        self._client = Client(port)
        self._name = name
        self._recording = recording
        self._journal = journal
        self.saved = 0
        self.refused = 0
        self.wrong = []

    def run(self):
        try:
            tag, _ = self._client.draft(self._recording)
            while self.saved < ROUNDS:
                tag = self._save(tag)
        except Exception as fault:  # pylint: disable=broad-except; told by the step
            self.wrong.append(repr(fault))

    def _save(self, tag):
        chapters = chapter_list(f"{self._name}.{self.saved}")
        status, head, text = self._client.put(self._recording, tag, chapters)
        if status == 412:
            self.refused += 1
            said = support.json.loads(text)
            require(f'"r{said["revision"]}"' != tag, f"412 names the revision that was sent: {said}")
            return self._client.draft(self._recording)[0]
        require(status == 200, f"PUT: {status} {text[:200]!r}")
        revision = support.json.loads(text)["revision"]
        require(tag == f'"r{revision - 1}"', f"revision {revision} was saved over {tag}")
        self._journal.add(self._recording, revision, digest(chapters))
        self.saved += 1
        return head["ETag"]


def require_conditions(client, recording):
    """Without If-Match: 428. With a stale one: 412. Neither leaves a trace."""
    tag, draft = client.draft(recording)
    status, _, _ = client.put(recording, None, chapter_list("blind"))
    require(status == 428, f"PUT without If-Match: {status}")
    status, _, _ = client.put(recording, '"r1"', chapter_list("stale"))
    require(status == 412, f"PUT with a stale If-Match: {status}")
    require(client.draft(recording) == (tag, draft), "a refused write changed the draft")


def work(step):
    library = step.library(2)
    recording = support.recordings_of(library)[0]
    journal = Journal(step.folder / "journal.jsonl")
    with Server(library, log=step.folder / "service.log") as server:
        editors = [Editor(server.port, f"e{number}", recording, journal) for number in range(EDITORS)]
        for editor in editors:
            editor.start()
        for editor in editors:
            editor.join(120)
            require(not editor.is_alive() and not editor.wrong, f"an editor: {editor.wrong or 'hangs'}")
        client = Client(server.port)
        numbers = sorted(entry[1] for entry in journal.entries)
        require(numbers == list(range(1, EDITORS * ROUNDS + 1)), "a revision was acknowledged twice, or never")
        require(client.draft(recording)[1]["revision"] == len(numbers), "there are revisions that nobody was told of")
        support.require_revisions(client, journal.entries)
        require_conditions(client, recording)
    support.require_sound_file(library)
    support.require_check(library)
    return f"{EDITORS} editors, {len(journal)} revisions, {sum(each.refused for each in editors)} refused with 412"
