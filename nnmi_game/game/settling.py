"""Puts versions of a file in place without waiting for the disk.

A version that was put in place whole is met by whoever reads the file next, however its program ended. Only a loss of
power asks for more: the disk itself must have it. To wait for that takes longer than most of what a key asks for, so a
thread does, and until it has, the last version that the disk is known to have stays beside the file.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

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
    _thread: Thread | None = field(default=None, init=False, repr=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def put(self, content: bytes) -> None:
        """Put a version in place. ``OSError`` if that fails, or if the disk would not take the one before."""
        if self._has_failed or not self._put_soon(content):
            write_file(self.path, content)
            self._has_failed = False
            former(self.path).unlink(missing_ok=True)

    def wait(self) -> None:
        """Wait until the disk has all that was put in place."""
        if (thread := self._thread) is not None:
            thread.join()

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
            if self._thread is None:
                self._thread = Thread(target=self._settle, name="settle")
                self._thread.start()
        return True

    def _settle(self) -> None:
        while True:
            version = self._versions
            try:
                settle_file(self.path)
                settle_folder(self.path.parent)
            except OSError:
                self._has_failed = True
            with self._lock:
                if version != self._versions and not self._has_failed:
                    continue
                if not self._has_failed:
                    with suppress(OSError):
                        former(self.path).unlink()
                self._thread = None
                return
