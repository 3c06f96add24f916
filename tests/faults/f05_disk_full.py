"""F5: the disk is full: a file system of 8 MiB holds the library. Needs the right to mount one (root)."""

import os
import shutil
import subprocess

import support
from support import Client, Journal, Server, chapter_list, digest, require

SIZE = "8m"
FREED_BYTES = 4 << 20
LEFT_BYTES = 1 << 20  # when writing begins
TRIES_WHEN_FULL = 20
MOST_WRITES = 2000


def fill(place, leave):
    """Ballast, so that the disk is full after some writes; gives the files."""
    ballast = place / "ballast"
    ballast.mkdir()
    state = os.statvfs(place)
    free = state.f_bavail * state.f_frsize - leave
    files = []
    for start in range(0, free, 1 << 20):
        file = ballast / f"{start >> 20}"
        file.write_bytes(bytes(min(1 << 20, free - start)))
        files.append(file)
    return files


def write(client, recordings, step, journal, number):
    recording = step.random.choice(recordings)
    tag, _ = client.draft(recording)
    chapters = chapter_list(f"t{number}")
    status, head, text = client.put(recording, tag, chapters)
    if status == 200:
        journal.add(recording, support.json.loads(text)["revision"], digest(chapters))
    else:
        require(status == 507, f"PUT on a full disk: {status} {text[:200]!r}")
        require(head["Content-Type"].startswith("application/problem+json"), "507 without a problem")
    return status


def fault_and_recovery(step, library, recordings, files, journal):
    with Server(library, log=step.folder / "service.log") as server:
        client = Client(server.port)
        number = 0
        while write(client, recordings, step, journal, number) == 200:
            number += 1
            require(number < MOST_WRITES, "the disk never became full")
        for more in range(TRIES_WHEN_FULL):
            write(client, recordings, step, journal, f"{number}+{more}")
            client.draft(step.random.choice(recordings))  # reads go on
        status, _, _ = client.request("GET", "/api/v1/events")
        require(status == 200, f"reading on a full disk: {status}")
        before = len(journal)
        freed = 0
        while freed < FREED_BYTES and files:
            file = files.pop()
            freed += file.stat().st_size
            file.unlink()
        for more in range(TRIES_WHEN_FULL):
            require(write(client, recordings, step, journal, f"again{more}") == 200, "no write although there is room")
        support.require_revisions(client, journal.entries)
        support.require_public_lists(client, recordings)
        server.kill(support.signal.SIGTERM)
        require(server.ended() == 0, "the service did not end well")
        return before


def work(step):
    made = step.library()
    place = step.folder / "small"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], capture_output=True,
                             text=True)
    require(mounted.returncode == 0, f"this step needs the right to mount a file system: {mounted.stderr.strip()}")
    try:
        library = place / "library"
        shutil.copytree(made, library)
        recordings = support.recordings_of(library)
        files = fill(place, LEFT_BYTES)
        journal = Journal(step.folder / "journal.jsonl")
        before = fault_and_recovery(step, library, recordings, files, journal)
        support.require_sound_file(library)
        support.require_check(library)
        return f"{before} writes until the disk was full, then 507; {len(journal) - before} after room was made"
    finally:
        subprocess.run(["umount", str(place)], check=False)
