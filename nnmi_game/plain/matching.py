"""Which of several things is meant by a number, a name or the beginning of one; and the nearest word to a wrong one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from nnmi_game.locale import gettext as _
from nnmi_game.plain.amounts import folded
from nnmi_game.tui.views.form import Option


def number(typed: str) -> int | None:
    """A whole number, if it is one of a reasonable size; digits may be full-width."""
    text = folded(typed)
    return int(text) if text.isdecimal() and len(text) <= 9 else None


def choose(typed: str, options: Sequence[Option]) -> Option | None:
    """The option with this place, id or label, or the only one that begins like this or has it in its label."""
    place = number(typed)
    if place is not None:
        return options[place - 1] if 1 <= place <= len(options) else None
    wish = folded(typed)
    if not wish:
        return None
    for fits in (_is, _begins, _holds):
        found = [one for one in options if fits(one, wish)]
        if len(found) == 1:
            return found[0]
        if found and fits is _is:
            return found[0]
    return None


def _is(option: Option, wish: str) -> bool:
    return wish in (folded(option.value), folded(option.label))


def _begins(option: Option, wish: str) -> bool:
    return folded(option.value).startswith(wish) or folded(option.label).startswith(wish)


def _holds(option: Option, wish: str) -> bool:
    return len(wish) > 1 and wish in folded(option.label)


def near(typed: str, words: Iterable[str]) -> str:
    """The word that is nearest to a wrong one; empty if none is near."""
    known = {folded(word): word for word in words}
    found = difflib.get_close_matches(folded(typed)[:60], known, n=1)
    return known[found[0]] if found else ""


def no_such(typed: str, options: Sequence[Option]) -> str:
    """What is wrong with an answer, and what would be right."""
    shown = typed[:60]
    if number(typed) is not None:
        return _("There is no number {number}: choose from 1 to {count}.").format(
            number=shown, count=len(options)
        )
    wish = folded(typed)
    several = [one.label for one in options if _begins(one, wish)] if wish else []
    if len(several) > 1:
        return _("{word!r} could be {first} or {second}: type more of it, or its number.").format(
            word=shown, first=several[0], second=several[1]
        )
    labels = {folded(one.label): one.value for one in options} | {
        folded(one.value): one.value for one in options
    }
    word = near(typed, labels)
    if word:
        value = labels[folded(word)]
        meant = next(one for one in options if one.value == value)
        return _("{word!r} is not there: did you mean {near} ({id})?").format(
            word=shown, near=meant.label, id=meant.value
        )
    return _("{word!r} is not there: type a number from 1 to {count}.").format(word=shown, count=len(options))
