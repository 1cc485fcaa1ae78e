"""Field helpers: how a scenario class states the bounds, unit and meaning of each of its keys.

The loader, the JSON Schema and the reference page are all made from this metadata, so a rule about a key is
written once, where the key is defined.
"""

from __future__ import annotations

from typing import Any

from attrs import NOTHING, field, frozen

#: Longest identifier, text and list that a scenario file may hold: bounds that keep untrusted files harmless.
MAX_ID = 40
MAX_NAME = 120
MAX_TEXT = 6000
MAX_ITEMS = 400

#: What an identifier looks like.
ID_PATTERN = "[a-z][a-z0-9_-]*"


@frozen
class Spec:
    """What may stand under one key of a scenario file.

    ``low`` and ``high`` bound a whole number (inclusive), ``length`` bounds a text or a list, ``choices``
    lists the allowed words, ``pattern`` says how the whole text must look, and ``refers`` names the table
    whose ids the value (or each key of a mapping) must be one of.
    """

    doc: str
    unit: str = ""
    low: int | None = None
    high: int | None = None
    length: int | None = None
    minimum_items: int = 0
    choices: tuple[str, ...] = ()
    pattern: str = ""
    refers: str = ""


def key(spec: Spec, default: Any = NOTHING, factory: Any = None) -> Any:
    """An attrs field that carries its ``Spec``."""
    if factory is not None:
        return field(factory=factory, metadata={"spec": spec})
    return field(default=default, metadata={"spec": spec})


def whole(doc: str, unit: str, low: int, high: int, default: Any = NOTHING) -> Any:
    """A whole number between ``low`` and ``high``, both included."""
    return key(Spec(doc, unit=unit, low=low, high=high), default)


def coefficient(doc: str, unit: str, low: int, high: int) -> Any:
    """A ``Quantity``: a whole number with unit and source or assumption."""
    return key(Spec(doc, unit=unit, low=low, high=high))


def word(doc: str, choices: tuple[str, ...], default: Any = NOTHING) -> Any:
    """One word out of ``choices``."""
    return key(Spec(doc, choices=choices), default)


def flag(doc: str, default: bool) -> Any:
    """True or false."""
    return key(Spec(doc), default)


def identifier(doc: str) -> Any:
    """A short name of lower-case letters, digits, underscores and hyphens, unique in its table."""
    return key(Spec(doc, length=MAX_ID, pattern=ID_PATTERN))


def reference(doc: str, refers: str, default: Any = NOTHING) -> Any:
    """The id of an entry of another table."""
    return key(Spec(doc, length=MAX_ID, refers=refers), default)


def text(doc: str, default: Any = NOTHING) -> Any:
    """A text in both languages."""
    return key(Spec(doc, length=MAX_TEXT), default)


def note(doc: str, default: Any = "") -> Any:
    """A plain string that is not shown in play: a source, a remark."""
    return key(Spec(doc, length=MAX_TEXT), default)


def part(doc: str, default: Any = NOTHING) -> Any:
    """A table with keys of its own."""
    return key(Spec(doc), default)


def items(doc: str, minimum: int = 0, maximum: int = MAX_ITEMS, refers: str = "", low: int | None = None,
          high: int | None = None, unit: str = "") -> Any:  # fmt: skip
    """A list (or a mapping from ids of ``refers``) of bounded size and, for numbers, bounded values."""
    return key(
        Spec(doc, unit=unit, length=maximum, minimum_items=minimum, refers=refers, low=low, high=high),
        default=NOTHING if minimum else (),
    )


def mapping(doc: str, unit: str, low: int, high: int, refers: str) -> Any:
    """A table from ids of ``refers`` to whole numbers; an id left out counts as 0."""
    return key(Spec(doc, unit=unit, low=low, high=high, refers=refers, length=MAX_ITEMS), factory=dict)
