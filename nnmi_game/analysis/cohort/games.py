"""The games of a class, as far as a debrief looks at them."""

from __future__ import annotations

from attrs import evolve, field, frozen

from nnmi_game.engine.orders import Order
from nnmi_game.engine.tables import Tables
from nnmi_game.game.guesses import Outcome
from nnmi_game.scenario.vocabulary import GOALS

#: A class is compared at the last turn that so many of its offices have played, per cent.
MOST_OFFICES = 75


@frozen(eq=False)
class Player:
    """One office: a student alone, or a team.

    ``goals`` has the points of each goal at the start and after each turn played; ``orders`` and ``happened`` (events
    that the instructor put in) are those of each turn. ``is_bot`` if no person sits there.
    """

    office: int
    label: str
    seed: int
    goals: dict[str, tuple[int, ...]]
    orders: tuple[tuple[Order, ...], ...]
    happened: tuple[tuple[str, ...], ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    is_bot: bool = False

    @property
    def played(self) -> int:
        """Turns played."""
        return len(self.orders)

    @property
    def totals(self) -> tuple[int, ...]:
        """The sum of the goals at the start and after each turn."""
        return tuple(map(sum, zip(*self.goals.values(), strict=True)))

    def at(self, turn: int) -> dict[str, int]:
        """The goals after a turn, and their sum under the empty name."""
        found = {goal: self.goals[goal][turn] for goal in GOALS}
        return {**found, "": sum(found.values())}


@frozen(eq=False)
class Cohort:
    """A class. ``earlier`` are other classes of the same scenario, the latest first."""

    title: str
    code: str
    day: str  # ISO 8601, UTC
    tables: Tables
    same_luck: bool
    players: tuple[Player, ...]
    earlier: tuple[Cohort, ...] = field(default=())

    @property
    def turn(self) -> int:
        """The last turn that most offices have played: where the class is compared; 0 if it has not begun."""
        played = sorted((one.played for one in self.players), reverse=True)
        needed = -(-len(played) * MOST_OFFICES // 100)
        return played[needed - 1] if played else 0

    @property
    def compared(self) -> tuple[Player, ...]:
        """The offices that have played that turn."""
        turn = self.turn
        return tuple(one for one in self.players if one.played >= turn) if turn else ()

    def ranking(self) -> tuple[Player, ...]:
        """The offices that are compared, those with the most points first."""
        return tuple(sorted(self.compared, key=lambda one: (-one.totals[self.turn], one.office)))

    @property
    def middle(self) -> int:
        """The place in the ranking of an office from the middle of the class, and not the first."""
        return max(len(self.compared) // 2, 1)

    def people(self) -> Cohort:
        """The class without its bots."""
        return evolve(self, players=tuple(one for one in self.players if not one.is_bot))
