"""Who sits in the council, and which of their observations each of them brings forward.

Every advisor looks at the game with some observations, each of which either sees something, with a weight for how
pressing it is and a sentence with the figures in it, or sees nothing. The heaviest is said; what was said in the turns
before weighs less, so that nobody repeats himself while there is something else to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from nnmi_game.game.advice import college, examiner, manager, owner, prime
from nnmi_game.game.advice.seen import Seen
from nnmi_game.game.game import Game
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _

#: Turns that an advisor looks back on for what has been said already.
REMEMBERED = 5

Observation = Callable[[Game], Iterator[Seen]]


@frozen
class Advisor:
    """Somebody who has an interest in the network, and the observations through which they look at it."""

    id: str
    title: str
    wants: str
    observations: tuple[Observation, ...]
    quiet: str  # what is said when none of the observations sees anything


@frozen
class Remark:
    """What an advisor says this turn; ``page`` and ``of`` name the page and the thing on it that it is about."""

    advisor: Advisor
    text: str
    page: str
    of: str


ADVISORS = (
    Advisor(
        "manager",
        N_("Agency program manager"),
        N_("money that is spent well, on the agency's own mission"),
        manager.OBSERVATIONS,
        N_("My institutes are on course. Nothing from me this time."),
    ),
    Advisor(
        "owner",
        N_("Owner of a small manufacturer"),
        N_("help that a firm of sixty people can afford and use"),
        owner.OBSERVATIONS,
        N_("Nobody has told my shop of an institute yet. Call me when there is one to join."),
    ),
    Advisor(
        "prime",
        N_("Prime contractor"),
        N_("technologies that are ready for the production line"),
        prime.OBSERVATIONS,
        N_("There is nothing on your shelves that I could put into production yet."),
    ),
    Advisor(
        "college",
        N_("College president"),
        N_("students who are trained and find work"),
        college.OBSERVATIONS,
        N_("My workshops stand ready, and nobody has asked for them."),
    ),
    Advisor(
        "examiner",
        N_("Budget examiner"),
        N_("base money that ends some day, and no surprises"),
        examiner.OBSERVATIONS,
        N_("No agreement gives me trouble at present. Keep it that way."),
    ),
)


def council(game: Game) -> list[Remark]:
    """One remark of each advisor on the game as it stands before the current turn."""
    turns = range(max(game.turn - REMEMBERED, 1), game.turn + 1)
    positions = [game.rewind(turn, keep_orders=False) for turn in turns[:-1]] + [game]
    return [_remark(advisor, _last_said(advisor, positions)) for advisor in ADVISORS]


def _last_said(advisor: Advisor, positions: Sequence[Game]) -> Seen | None:
    """What the advisor says in the last of some positions in a row."""
    said: list[Seen | None] = []
    for game in positions:
        found = (seen for observation in advisor.observations for seen in observation(game))
        said.append(max(found, key=lambda seen: _weight(seen, said), default=None))
    return said[-1]


def _weight(seen: Seen, said: Sequence[Seen | None]) -> float:
    """How pressing it is, less what it loses for having been said before."""
    weight = seen.weight
    for ago, before in enumerate(reversed(said), start=1):
        if before is not None and before.kind == seen.kind:
            same = before.of == seen.of
            weight *= 1.0 - (0.6 if same else 0.25) / ago
    return weight


def _remark(advisor: Advisor, seen: Seen | None) -> Remark:
    if seen is None:
        return Remark(advisor, _(advisor.quiet), "", "")
    return Remark(advisor, seen.text, seen.page, seen.of)
