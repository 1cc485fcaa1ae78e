"""Puts versions of a file in place without waiting for the disk.

A version that was put in place whole is met by whoever reads the file next, however its program ended. Only a loss of
power asks for more: the disk itself must have it. To wait for that takes longer than most of what a key asks for, so a
thread does, and until it has, the last version that the disk is known to have stays beside the file.
"""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from attrs import define, field

from nnmi_game.game.saves import settle_file, settle_folder, write_file


def former(path: Path) -> Path:
    """Where the last version lies that the disk is known to have, while there is a later one."""
    return path.with_name(f".{path.name}.before")


@define(eq=False)
class Settling:
    """One file, to which one program writes."""

    path: Path
    _versions: int = field(default=0, init=False)
    _has_failed: bool = field(default=False, init=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)
    _disk: ThreadPoolExecutor = field(init=False, repr=False)
    _last: Future[None] | None = field(default=None, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._disk = ThreadPoolExecutor(1, "settling")

    def put(self, content: bytes) -> None:
        """Put a version in place. ``OSError`` if that fails, or if the disk would not take the one before."""
        if self._has_failed or not self._put_soon(content):
            write_file(self.path, content)
            self._has_failed = False
            former(self.path).unlink(missing_ok=True)

    def wait(self) -> None:
        """Wait until the disk has all that was put in place."""
        if self._last is not None:
            self._last.result()

    def close(self) -> None:
        """Wait, and write no more."""
        self._disk.shutdown()

    def _put_soon(self, content: bytes) -> bool:
        """Put a version in place and have it settled; False where no former one can be kept beside it."""
        if not hasattr(os, "O_DIRECTORY"):
            return False  # on Windows, where a file that is open cannot be replaced
        with self._lock:
            if self.path.exists() and not former(self.path).exists():
                try:
                    os.link(os.path.realpath(self.path), former(self.path))
                except OSError:
                    return False
            write_file(self.path, content, settled=False)
            self._versions += 1
        try:
            self._last = self._disk.submit(self._settle, self._versions)
        except RuntimeError:  # the program is ending, and starts no threads any more
            self._settle(self._versions)
        return True

    def _settle(self, version: int) -> None:
        if version != self._versions:
            return  # there is a later one
        try:
            settle_file(self.path)
            settle_folder(self.path.parent)
            with self._lock:
                if version == self._versions:
                    former(self.path).unlink(missing_ok=True)
        except OSError:
            self._has_failed = True
