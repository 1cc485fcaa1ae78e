"""The line of a run, and those of policies that play the same turns under the same luck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import define, field

from nnmi_game.analysis import policies
from nnmi_game.analysis.recording import record
from nnmi_game.game.game import Game
from nnmi_game.report.review import Course
from nnmi_game.scenario.vocabulary import GOALS

YOU = "you"
#: Who else plays: what really happened, the strongest plan known, and nobody at all.
OTHERS = ("history", "planner", "idle")
#: Figures of the network that are told of every course.
FIGURES = (
    "institutes", "institutes_sustaining", "members", "members_sme", "projects", "transitions", "reached_total",
    "trained_total", "placed", "skilled", "coverage", "knowledge", "links", "spending", "federal_total",
    "support_congress", "support_public", "parity", "plants_kept", "diffusion", "rescues",
)  # fmt: skip


def course(game: Game, who: str = YOU) -> Course:
    """The line of a game over the turns played."""
    turns = range(len(game.past) + 1)
    goals = [game.goals(turn) for turn in turns]
    firsts: dict[str, int] = {}
    for number, played in enumerate(game.past, start=1):
        for order in played.orders:
            firsts.setdefault(order.kind, number)
    return Course(
        who,
        {goal: tuple(one[goal] for one in goals) for goal in GOALS},
        {name: tuple(game.series(name)) for name in FIGURES},
        dict(Counter(order.kind for played in game.past for order in played.orders)),
        firsts,
    )


@define
class Companions:
    """The courses of policies beside the games of a class: for games of one luck and length they are played once."""

    _known: dict[tuple[str, int, int], tuple[Course, ...]] = field(factory=dict)

    def of(self, game: Game) -> tuple[Course, ...]:
        """The courses of the policies that can play the scenario, over as many turns as the game has played."""
        about = game.scenario_digest, game.seed, len(game.past)
        if about not in self._known:
            self._known[about] = tuple(_others(game))
        return self._known[about]


def _others(game: Game) -> Iterator[Course]:
    for name in OTHERS:
        try:
            policy = policies.make(name, game.tables)
        except LookupError:  # what really happened is known of one scenario only
            continue
        yield course(record(game.scenario, policy, game.seed, len(game.past), game.tables), name)
