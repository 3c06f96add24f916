"""F1: kill -9 while four writers save. 40 chapters a list, 20 recordings, some lists published."""

import http.client
import threading
import time

import support
from support import Client, Journal, Server, chapter_list, digest, require

KILLS = 200
WRITERS = 4
PUBLISHED_SHARE = 0.1
LOOK_EVERY = 10  # I2 and I3 of the newest; all of them at the end


class Writer(threading.Thread):
    """Saves whole lists until the connection breaks."""

    def __init__(self, port, name, recordings, journal, seed):
        super().__init__(daemon=True)
        self._client = Client(port)
        self._name = name
        self._recordings = recordings
        self._journal = journal
        self._chance = support.random.Random(seed)
        self._tags = {}
        self.wrong = []

    def run(self):
        try:
            while True:
                self._save(self._chance.choice(self._recordings))
        except (OSError, http.client.HTTPException):
            return  # the service is gone: that is what this is about
        except Exception as fault:  # pylint: disable=broad-except; told by the step
            self.wrong.append(repr(fault))

    def _save(self, recording):
        tag = self._tags.get(recording) or self._client.draft(recording)[0]
        token = f"{self._name}-{self._chance.randrange(10**9)}"
        chapters = chapter_list(token)
        status, head, text = self._client.put(recording, tag, chapters)
        if status == 412:
            self._tags.pop(recording, None)
            return
        require(status == 200, f"PUT: {status} {text[:200]!r}")
        revision = support.json.loads(text)["revision"]
        self._journal.add(recording, revision, digest(chapters))
        self._tags[recording] = head["ETag"]
        if self._chance.random() < PUBLISHED_SHARE:
            self._publish(recording, head["ETag"], revision, digest(chapters))

    def _publish(self, recording, tag, revision, sha):
        status, _, text = self._client.request("PUT", f"/api/v1/recordings/{recording}/publication",
                                               {"summary": "essai"}, {"If-Match": tag})
        require(status in (200, 412), f"publication: {status} {text[:200]!r}")
        if status == 200:
            self._journal.add(recording, revision, sha, "publication")


def one_kill(step, library, recordings, journal, number):
    with Server(library, log=step.folder / "service.log") as server:
        server.require_healthy()
        writers = [Writer(server.port, f"w{number}.{which}", recordings, journal, step.random.random())
                   for which in range(WRITERS)]
        for writer in writers:
            writer.start()
        time.sleep(step.random.uniform(0.005, 0.080))
        server.kill()
        server.ended()
        for writer in writers:
            writer.join(10)
            require(not writer.is_alive(), "a writer hangs after the service is gone")
            require(not writer.wrong, f"a writer: {writer.wrong}")


def look(step, library, recordings, entries):
    with Server(library, log=step.folder / "service.log") as server:
        client = Client(server.port)
        support.require_revisions(client, [each for each in entries if each[3] == "revision"])
        support.require_public_lists(client, recordings)
        server.kill()
        server.ended()


def work(step, kills=KILLS):
    library = step.library()
    recordings = support.recordings_of(library)
    journal = Journal(step.folder / "journal.jsonl")
    for number in range(1, kills + 1):
        one_kill(step, library, recordings, journal, number)
        support.require_sound_file(library)
        support.require_no_running_job(library)
        if number % LOOK_EVERY == 0:
            look(step, library, recordings, support.newest(journal.entries))
    look(step, library, recordings, journal.entries)
    support.require_check(library)
    require(len(journal) >= kills / 2, f"only {len(journal)} writes were acknowledged: nothing was tried")
    return f"{kills} kills, {len(journal)} acknowledged writes, none lost"
