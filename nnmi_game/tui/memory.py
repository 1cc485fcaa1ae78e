"""Gives memory back that played futures have filled for a moment.

The library of C under Python on Linux keeps what is freed, and for each thread apart: a few forecasts, each in another
thread, would leave the program with twice the memory that it needs. Other systems do without this.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any

#: ``mallopt``'s number for how many stores of memory there may be.
_M_ARENA_MAX = -8


@lru_cache(maxsize=1)
def _library() -> Any:
    """The library of C, if it can be asked."""
    if sys.platform != "linux":
        return None
    from ctypes import CDLL

    with suppress(OSError):
        library = CDLL(None)
        if hasattr(library, "malloc_trim") and hasattr(library, "mallopt"):
            return library
    return None


def share_one_store() -> None:
    """Let all threads that are still to come take memory from one store."""
    if library := _library():
        library.mallopt(_M_ARENA_MAX, 1)


def give_back() -> None:
    """Give the system back what is not used any more; takes about a millisecond."""
    if library := _library():
        library.malloc_trim(0)


@contextmanager
def borrowed() -> Iterator[None]:
    """While futures are played."""
    try:
        yield
    finally:
        give_back()
