"""F3: a power loss in the middle of the write-ahead log: it is cut, randomised or zeroed from some byte on."""

import os
import shutil
import sqlite3

import support
from support import Client, Server, chapter_list, digest, require

COPIES = 200
REVISIONS = 100


def write_log(step, library, recordings):
    """A log that was never checkpointed, and its size after each acknowledged revision."""
    log = library / "revivre.db-wal"
    written = []
    # A reader with an open snapshot keeps SQLite from moving frames into the main file: what is
    # torn here is then a log, not a file half written.
    reader = sqlite3.connect(library / "revivre.db")
    reader.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM recordings").fetchone()
    with Server(library, log=step.folder / "service.log") as server:
        client = Client(server.port)
        for number in range(REVISIONS):
            recording = step.random.choice(recordings)
            tag, _ = client.draft(recording)
            chapters = chapter_list(f"t{number}")
            status, _, text = client.put(recording, tag, chapters)
            require(status == 200, f"PUT: {status} {text[:200]!r}")
            written.append((os.path.getsize(log), recording, support.json.loads(text)["revision"], digest(chapters)))
        server.kill()
        server.ended()
        saved = step.folder / "saved"
        saved.mkdir()
        for name in ("revivre.db", "revivre.db-wal"):  # never the -shm
            shutil.copy(library / name, saved / name)
    reader.close()
    return saved, written


def tear(step, log, cut):
    kind = step.random.choice(("cut", "random", "zero"))
    size = os.path.getsize(log)
    with open(log, "r+b") as file:
        if kind == "cut":
            file.truncate(cut)
            return
        file.seek(cut)
        file.write(step.random.randbytes(size - cut) if kind == "random" else bytes(size - cut))


def stored(library):
    """(recording, revision) -> its list, read by SQLite alone."""
    lists = {}
    with sqlite3.connect(library / "revivre.db") as connection:
        rows = connection.execute(
            "SELECT v.recording, v.number, c.title, c.start_ms, c.end_ms FROM revisions AS v JOIN chapters AS c "
            "ON c.revision = v.id ORDER BY v.id, c.position")
        for recording, number, title, start, end in rows:
            lists.setdefault((recording, number), []).append({"title": title, "start_ms": start, "end_ms": end})
    connection.close()
    return lists


def work(step, copies=COPIES):
    library = step.library()
    recordings = support.recordings_of(library)
    saved, written = write_log(step, library, recordings)
    size = os.path.getsize(saved / "revivre.db-wal")
    torn = step.folder / "torn"
    kept = 0
    for number in range(copies):
        shutil.rmtree(torn, ignore_errors=True)
        shutil.copytree(saved, torn)
        cut = step.random.randrange(size)
        tear(step, torn / "revivre.db-wal", cut)
        support.require_sound_file(torn)
        lists = stored(torn)
        for (recording, revision), chapters in lists.items():
            support.require_whole(chapters, f"copy {number}, revision {revision} of {recording}")
        for end, recording, revision, sha in written:
            if end > cut:
                continue
            require((recording, revision) in lists, f"copy {number}: revision {revision} of {recording} was lost "
                                                    f"(log of {end} bytes, torn at {cut})")
            require(digest(lists[recording, revision]) == sha, f"copy {number}: revision {revision} changed")
            kept += 1
        if number % 40 == 0:
            support.require_check(torn)
    return f"{copies} torn logs of {size} bytes, {kept} revisions from before the tear, none lost"
