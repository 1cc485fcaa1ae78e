"""What an after-action review consists of: facts of one run, free of any language.

Points are those of the scorecard (each goal 0 to 1000). Changes of points say what another choice would have done: they
are negative where the choice that was made did better. Turns count from 1; series over turns begin with turn 0, the
start. Money is in thousand dollars, shares are per mille.
"""

from __future__ import annotations

from attrs import field, frozen

from nnmi_game.analysis.turning_points import TurningPoint
from nnmi_game.engine.orders import Order
from nnmi_game.game.guesses import Calibration, Outcome
from nnmi_game.scenario.model import Scenario

Points = dict[str, int]


@frozen
class Course:
    """How a run went: ``goals`` and ``figures`` of the network at the start and after each turn.

    ``who`` is ``you``, or the policy that played the same turns under the same luck. ``levers`` counts its orders by
    kind and ``firsts`` is the turn of the first of each kind.
    """

    who: str
    goals: dict[str, tuple[int, ...]]
    figures: dict[str, tuple[int, ...]]
    levers: dict[str, int]
    firsts: dict[str, int]

    @property
    def totals(self) -> tuple[int, ...]:
        """The sum of the goals at the start and after each turn."""
        return tuple(map(sum, zip(*self.goals.values(), strict=True)))

    @property
    def total(self) -> int:
        """The sum of the goals at the end."""
        return self.totals[-1]

    def end(self) -> Points:
        """The goals at the end."""
        return {goal: points[-1] for goal, points in self.goals.items()}


@frozen
class Deed:
    """One order, and what the goals at the end would have lost without it (below 0: gained)."""

    order: Order
    worth: Points

    @property
    def total(self) -> int:
        """The worth over all goals."""
        return sum(self.worth.values())


@frozen
class Happened:
    """An event that was answered in a turn; ``chosen`` says whether the player answered it."""

    event: str
    option: str
    chosen: bool


@frozen
class TurnReview:
    """One turn: orders with their worth, events, and by how much each goal changed in it."""

    turn: int
    fy: int
    part: int
    deeds: tuple[Deed, ...]
    events: tuple[Happened, ...]
    change: Points


@frozen
class Lever:
    """All orders of one kind, or of kinds that are nothing alone: what the goals would have lost without them all.

    ``kind`` is that of the orders; competitions and their awards are ``solicit``.
    """

    kind: str
    orders: int
    first: int
    worth: Points

    @property
    def total(self) -> int:
        """The worth over all goals."""
        return sum(self.worth.values())


@frozen
class Spread:
    """A change of the total with other luck: 10th percentile, median, 90th, and in how many lucks it was a gain."""

    low: int
    middle: int
    high: int
    gains: int
    lucks: int


@frozen
class Turning:
    """A turning point of this run, and how it fares with other luck.

    ``twins`` are what stands and falls with it in other turns, such as the award that follows a solicitation: the turn
    and the order (None: all orders of the turn). ``also`` are turns in which the same kind of change was worth less.
    """

    point: TurningPoint
    spread: Spread | None = None
    twins: tuple[tuple[int, Order | None], ...] = ()
    also: tuple[int, ...] = ()


@frozen
class Stake:
    """What was at stake in a turn: the most that another choice would have added, and the most it would have lost."""

    turn: int
    gain: int
    loss: int


@frozen
class Institute:
    """An institute from its award on. ``phases`` are its places in the list of phases at the start and after each turn.

    ``bidder``, ``agency`` and ``region`` are ids; ``base`` is the base money paid to it; the other figures are those at
    the end.
    """

    technology: str
    bidder: str
    agency: str
    region: str
    phases: tuple[int, ...]
    base: int
    members: int
    transitions: int
    coverage: int


@frozen
class Finding:
    """An archetype that was looked for in the record.

    ``found`` says whether the record shows it; ``facts`` are the figures that decide it, whose names each archetype
    explains in its module; ``of`` are ids of what it is about (technologies or regions); ``series`` are figures turn by
    turn, by name, that show it.
    """

    archetype: str
    found: bool
    facts: dict[str, int]
    of: tuple[str, ...] = ()
    series: dict[str, tuple[int, ...]] = field(factory=dict)


@frozen
class Question:
    """Something to think about: ``kind`` names the question, ``facts``, ``about`` and ``point`` what it quotes."""

    kind: str
    facts: dict[str, int]
    about: tuple[str, ...] = ()
    point: TurningPoint | None = None


@frozen
class Review:
    """All that is told of one run. ``others`` are the courses of policies under the same luck, the best first."""

    run: str
    title: str
    scenario: Scenario
    seed: int
    turns: int
    played: int
    you: Course
    others: tuple[Course, ...]
    rounds: tuple[TurnReview, ...]
    levers: tuple[Lever, ...]
    stakes: tuple[Stake, ...]
    carried: tuple[Turning, ...]  # choices that the end rests on, the heaviest first
    missed: tuple[Turning, ...]  # choices that would have done better, the heaviest first
    institutes: tuple[Institute, ...]
    money: dict[str, tuple[int, ...]]  # thousand dollars that came in each turn from 1, by source
    members: dict[str, tuple[int, ...]]  # members by tier
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    calibration: Calibration
    questions: tuple[Question, ...]

    def other(self, who: str) -> Course | None:
        """The course of a policy, if it could play."""
        return next((one for one in self.others if one.who == who), None)
