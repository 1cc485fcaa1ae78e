"""Values of a document for checks that cannot trust their types."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from nnmi_game.scenario.problem import KeyPath
from nnmi_game.scenario.source import Document


@frozen
class Node:
    """A value somewhere in a document, read without trusting its type."""

    document: Document
    path: KeyPath
    value: Any

    def get(self, *steps: str) -> Node:
        """The value under a key; a node without value if there is none."""
        node = self
        for step in steps:
            table = node.value if isinstance(node.value, dict) else {}
            node = Node(node.document, (*node.path, step), table.get(step))
        return node

    def items(self, key: str) -> list[Node]:
        """The tables of the list under a key."""
        inside = self.get(key)
        entries = inside.value if isinstance(inside.value, list) else []
        return [Node(self.document, (*inside.path, number), entry) for number, entry in enumerate(entries)]

    def whole(self, key: str, default: int | None = None) -> int | None:
        """The whole number under a key."""
        value = self.get(key).value
        if value is None:
            return default
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def text(self, key: str) -> str:
        """The text under a key; empty if there is none."""
        value = self.get(key).value
        return value if isinstance(value, str) else ""

    def report(self, message: str, expected: str = "", suggestion: str = "") -> None:
        """Note a problem here."""
        self.document.report(self.path, message, expected, suggestion)
