"""The tree of games that grew out of one another: same scenario, same luck, the same orders up to some turn.

Nothing keeps such a tree. Every game says what its state was after each turn, and games that agree up to a turn and
differ from there on are branches that part there; so a file copied by hand or taken over from a recording finds its
place as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from attrs import frozen

from nnmi_game.game.record import Record


@frozen
class Branch:
    """One game of a tree.

    ``parent`` is the place in the tree of the branch that it left, -1 for the first; ``fork`` the turn from which
    on it is its own (1: from the start), and ``turns`` how many it has played.
    """

    path: Path
    title: str
    turns: int
    parent: int
    fork: int
    written: datetime | None

    @property
    def own_turns(self) -> int:
        """Turns that only this branch and those that grow from it have."""
        return self.turns - self.fork + 1


def trees(records: Sequence[tuple[Path, Record]]) -> list[list[Branch]]:
    """The games sorted into trees, each branch after the one it grows from; the largest tree first.

    Where several games could be the one that another grew from, it is the one that was written first.
    """
    by_luck: dict[tuple[str, str, int], list[tuple[Path, Record]]] = {}
    for path, record in records:
        by_luck.setdefault((record.scenario, record.scenario_digest, record.seed), []).append((path, record))
    return sorted((_tree(games) for games in by_luck.values()), key=len, reverse=True)


def _tree(games: Sequence[tuple[Path, Record]]) -> list[Branch]:
    """The branches of games with the same luck: a game grows from an earlier one that it shares most turns with."""
    ordered = sorted(games, key=lambda game: (_age(game[1]), str(game[0])))
    courses = [[turn.digest for turn in record.turns] for _path, record in ordered]
    branches: list[Branch] = []
    for number, (path, record) in enumerate(ordered):
        shared = [_shared(courses[number], courses[other]) for other in range(number)]
        most = max(shared, default=0)
        parent = shared.index(most) if shared else -1
        branches.append(
            Branch(path, record.title, len(record.turns), parent, most + 1 if shared else 1, record.written)
        )
    return _in_order(branches)


def _age(record: Record) -> tuple[bool, float]:
    """Sorts by the time of writing; what says none was there before."""
    return record.written is not None, record.written.timestamp() if record.written else 0.0


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """In how many turns from the start two courses agree."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _in_order(branches: Sequence[Branch]) -> list[Branch]:
    """The branches with each followed by those that grow from it, the latest fork first, as a tree is drawn."""
    found: list[Branch] = []

    def add(number: int, parent: int) -> None:
        branch = branches[number]
        found.append(Branch(branch.path, branch.title, branch.turns, parent, branch.fork, branch.written))
        place = len(found) - 1
        growing = [n for n, other in enumerate(branches) if other.parent == number]
        for child in sorted(growing, key=lambda n: -branches[n].fork):
            add(child, place)

    for number, branch in enumerate(branches):
        if branch.parent < 0:
            add(number, -1)
    return found
