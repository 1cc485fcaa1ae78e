"""HTML and SVG written safely: whatever is not markup already is escaped on its way in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

#: Elements that have no end tag.
_VOID = ("meta", "br", "hr", "img", "link", "input")
#: Signs that no HTML file may hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")


class Markup(str):
    """Text that is markup and is not escaped again."""

    __slots__ = ()


def safe(text: str) -> Markup:
    """The text as markup that shows it; markup stays as it is."""
    return text if isinstance(text, Markup) else Markup(escape(_CONTROL.sub("\ufffd", text)))


def tag(name: str, /, *content: str, **attributes: str | int | float | None) -> Markup:
    """An element. A name such as ``class_`` is told without its last underscore, other underscores are hyphens.

    Attributes of None are left out.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_CONTROL.sub("", str(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{joined(content)}</{name}>")


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Parts one after the other, each made safe."""
    return Markup(safe(between).join(safe(part) for part in parts))
