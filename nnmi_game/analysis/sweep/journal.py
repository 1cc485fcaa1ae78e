"""What a sweep has done so far, safe from a crash at any moment.

The journal is a file of lines. The first says which sweep it belongs to; each other line is a finished task with its
rows, led by a checksum. Lines are only ever appended and are forced to the disk before a task counts as done, so a
crash can at worst leave a torn last line, which is cut off when the journal is opened again.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from nnmi_game.analysis.sweep.tasks import Finished

FORMAT = 1


class OtherSweepError(Exception):
    """The journal belongs to another sweep, or is no journal at all."""


class Journal:
    """An open journal. ``places`` says where the line of each finished task stands."""

    def __init__(self, path: Path, digest: str) -> None:
        """Open the journal of the sweep with this digest, or begin one; ``OtherSweepError`` if it is not its own."""
        self.path = path
        self.places: dict[int, int] = {}
        self.file: IO[bytes] = path.open("a+b")
        try:
            self._open(digest)
        except BaseException:
            self.file.close()
            raise

    def _open(self, digest: str) -> None:
        self.file.seek(0)
        head = self.file.readline()
        content = _content(head)
        if content is None:
            # a journal that was never begun: nothing, or a torn first line
            if head.endswith(b"\n") or self.file.read(1):
                raise OtherSweepError
            self.file.truncate(0)
            self._append([{"format": FORMAT, "sweep": digest}])
            return
        if content != {"format": FORMAT, "sweep": digest}:
            raise OtherSweepError
        while True:
            start = self.file.tell()
            content = _content(self.file.readline())
            if content is None:
                break
            self.places[int(content["task"])] = start
        self.file.truncate(start)

    def add(self, finished: Sequence[Finished]) -> None:
        """Note tasks as done; once this returns, they stay done."""
        self.file.seek(0, os.SEEK_END)
        start = self.file.tell()
        lengths = self._append([{"task": one.task, "rows": one.rows} for one in finished])
        for one, length in zip(finished, lengths, strict=True):
            self.places[one.task] = start
            start += length

    def _append(self, contents: Sequence[dict[str, Any]]) -> list[int]:
        lines = [_line(content) for content in contents]
        self.file.write(b"".join(lines))
        self.file.flush()
        os.fsync(self.file.fileno())
        return [len(line) for line in lines]

    def results(self) -> Iterator[Finished]:
        """All finished tasks, in the order of their numbers, read one by one."""
        for task in sorted(self.places):
            self.file.seek(self.places[task])
            content = _content(self.file.readline())
            assert content is not None
            yield Finished(task, content["rows"])

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def _line(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _content(line: bytes) -> dict[str, Any] | None:
    """What a line says; ``None`` if it is torn or missing."""
    checksum, _, text = line.rstrip(b"\n").partition(b" ")
    if not line.endswith(b"\n") or checksum != b"%08x" % zlib.crc32(text):
        return None
    content = json.loads(text)
    return content if isinstance(content, dict) else None
