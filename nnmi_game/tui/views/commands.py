"""Finding a command by a part of its title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from nnmi_game.scenario.glossary import plain

T = TypeVar("T")


def fitting(titled: Sequence[tuple[str, T]], wish: str) -> list[T]:
    """Those whose title holds all words of a wish; first those in which words of the title begin with them."""
    words = plain(wish).split()
    found = [(plain(title), thing) for title, thing in titled]
    found = [(title, thing) for title, thing in found if all(word in title for word in words)]
    found.sort(key=lambda one: sum(f" {word}" not in f" {one[0]}" for word in words))
    return [thing for _title, thing in found]
