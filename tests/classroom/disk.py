"""A disk that can be full: a small file system of its own where mounting is allowed, else a bound on file sizes."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import define

_BLOCK = 64 * 1024


@define
class BoundDisk:
    """Lets a running server write nothing beyond the first byte of any file (Linux)."""

    process: int = 0

    def fill(self) -> None:
        """From now on nothing fits."""
        resource.prlimit(self.process, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))

    def free(self) -> None:
        """There is room again."""
        resource.prlimit(self.process, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)


@define
class SmallDisk:
    """A folder on a file system of some megabytes, which a file of ballast fills to the last byte."""

    folder: Path
    process: int = 0

    def fill(self) -> None:
        """From now on nothing fits."""
        with (self.folder / "ballast").open("wb", buffering=0) as ballast:
            for size in (_BLOCK, 1):
                try:
                    while ballast.write(b"\0" * size):
                        pass
                except OSError:
                    continue

    def free(self) -> None:
        """There is room again."""
        (self.folder / "ballast").unlink()


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk | None]:
    """A small file system in a folder; None where it cannot be mounted."""
    words = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(words, check=False, capture_output=True).returncode:
        yield None
        return
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False, capture_output=True)
