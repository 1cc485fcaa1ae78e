"""Speaking another language for a while: a page may be in one and messages in another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nnmi_game.locale import language, set_language


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Show texts in this language as long as the block lasts."""
    before = language()
    set_language(code)
    try:
        yield
    finally:
        set_language(before)
