"""A class that is looked back on, as the screens see it: what is shown of it, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from nnmi_game.analysis.cohort import Cohort, Pair, References

#: The pages of a debrief, in their order.
PAGES = ("goals", "choices", "pair", "guesses", "earlier")


@define(eq=False)
class Debriefing:
    """``read`` takes the class from where it is kept, and may raise an error whose text is for the instructor.

    Names are hidden until they are asked for: it may be on a projector.
    """

    read: Callable[[], Cohort]
    page: str = PAGES[0]
    names: bool = False
    without_bots: bool = False
    #: Places in the ranking of the two offices that are side by side.
    first: int = 0
    second: int | None = None
    problem: str = ""
    _all: Cohort | None = None
    _references: dict[bool, References] = field(factory=dict)
    _pairs: dict[tuple[bool, int, int], Pair] = field(factory=dict)

    def load(self) -> None:
        """Read the class anew and work out what takes a moment; in a thread."""
        from nnmi_game.analysis.cohort import references

        try:
            found = self.read()
        except Exception as error:
            self.problem = str(error)
            return
        people = found.people()
        self._references = {False: references(found), True: references(people)}
        self._pairs = {}
        self._all, self.problem = found, ""

    @property
    def cohort(self) -> Cohort | None:
        """The class, without its bots if that is wished; None until it has been read."""
        return self._all.people() if self._all is not None and self.without_bots else self._all

    @property
    def has_bots(self) -> bool:
        """Whether there are bots and people in the class."""
        return self._all is not None and len({one.is_bot for one in self._all.players}) > 1

    @property
    def references(self) -> References:
        """History and the planner."""
        return self._references[self.without_bots]

    @property
    def pair(self) -> Pair | None:
        """The two offices that are side by side; None if there is only one."""
        from nnmi_game.analysis.cohort import pair

        cohort = self.cohort
        if cohort is None or len(cohort.compared) < 2:
            return None
        places = self.places(cohort)
        key = (self.without_bots, *places)
        if key not in self._pairs:
            ordered = cohort.ranking()
            self._pairs[key] = pair(cohort, ordered[places[0]], ordered[places[1]])
        return self._pairs[key]

    def places(self, cohort: Cohort) -> tuple[int, int]:
        """The places in the ranking of the two offices, two different ones."""
        count = len(cohort.compared)
        first = self.first % count
        second = (cohort.middle if self.second is None else self.second) % count
        return first, second if second != first else (second + 1) % count

    def step(self, which: int) -> None:
        """Take the next office in the ranking for the first or the second of the two."""
        cohort = self.cohort
        if cohort is None or len(cohort.compared) < 2:
            return
        places, count = list(self.places(cohort)), len(cohort.compared)
        places[which] = (places[which] + 1) % count
        if places[0] == places[1]:
            places[which] = (places[which] + 1) % count
        self.first, self.second = places
