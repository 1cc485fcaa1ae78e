"""Who is connected, and what to tell them: hints that something changed, gathered so that nobody is flooded."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable

from attrs import define, field

from nnmi_game.classroom.clerk import Changes
from nnmi_game.classroom.sessions import Who


@define(eq=False)
class Line:
    """One connection: whose it is, and what it has not been told yet."""

    who: Who
    key: str
    watching: bool = False
    #: While its own turn is being played it needs no hint about it.
    playing: bool = False
    #: Hints for a student: ``session``, ``office``, ``seat``. For a dashboard: seats and offices whose rows changed.
    hints: set[str] = field(factory=set)
    rows: set[int] = field(factory=set)
    offices: set[int] = field(factory=set)
    wake: asyncio.Event = field(factory=asyncio.Event)

    def hint(self, what: str) -> None:
        """There is something to tell."""
        self.hints.add(what)
        self.wake.set()

    def taken(self) -> tuple[set[str], set[int], set[int]]:
        """What is to be told now; then it counts as told."""
        found = self.hints, self.rows, self.offices
        self.hints, self.rows, self.offices = set(), set(), set()
        self.wake.clear()
        return found


@define(eq=False)
class Hub:
    """All connections of this process. Everything here happens in the event loop."""

    lines: set[Line] = field(factory=set)
    _by_session: dict[int, set[Line]] = field(factory=lambda: defaultdict(set))
    _by_office: dict[int, set[Line]] = field(factory=lambda: defaultdict(set))
    _by_seat: dict[int, set[Line]] = field(factory=lambda: defaultdict(set))

    def add(self, line: Line) -> None:
        """Somebody connected."""
        self.lines.add(line)
        for index, number in self._places(line):
            index[number].add(line)

    def remove(self, line: Line) -> None:
        """Somebody left."""
        self.lines.discard(line)
        for index, number in self._places(line):
            index[number].discard(line)
            if not index[number]:
                del index[number]

    def seats(self) -> list[int]:
        """Seats that are connected here."""
        return sorted(self._by_seat)

    def count(self, seat: int) -> int:
        """Connections of a seat here."""
        return len(self._by_seat.get(seat, ()))

    def has_seat(self, seat: int) -> bool:
        """Whether a seat is connected here."""
        return seat in self._by_seat

    def tell(self, changes: Changes) -> None:
        """Hint at changes to everybody they concern."""
        for session in changes.sessions:
            for line in self._by_session.get(session, ()):
                line.hint("session")
        for session in changes.messages:
            for line in self._teachers(session):
                line.hint("messages")
        for office in changes.offices:
            for line in self._by_office.get(office, ()):
                line.hint("office")
        for office in changes.played:
            for line in self._by_office.get(office, ()):
                if not line.playing:
                    line.hint("office")
        for seat in changes.seats:
            for line in self._by_seat.get(seat, ()):
                line.hint("seat")
        if changes.rows or changes.seats or changes.played or changes.offices:
            for line in self.lines:
                if line.watching:
                    line.rows |= changes.rows | changes.seats
                    line.offices |= changes.played | changes.offices
                    line.wake.set()

    def _teachers(self, session: int) -> Iterable[Line]:
        return [line for line in self._by_session.get(session, ()) if line.who.teaches]

    def _places(self, line: Line) -> list[tuple[dict[int, set[Line]], int]]:
        places = [(self._by_session, line.who.session)]
        if line.who.seat:
            places += [(self._by_office, line.who.office), (self._by_seat, line.who.seat)]
        return places
