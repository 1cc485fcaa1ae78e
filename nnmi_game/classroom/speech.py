"""Sentences in the language of the person who asked: a process speaks one at a time, and a class may use two."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from nnmi_game.locale import LANGUAGES, language, set_language

_speaking = threading.RLock()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Everything translated inside the block is in this language; others wait meanwhile, so keep it short."""
    with _speaking:
        before = language()
        set_language(code if code in LANGUAGES else before)
        try:
            yield
        finally:
            set_language(before)
