"""What the coach suggests: a table of orders, and the pointed one in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nnmi_game.game.words import order as order_words
from nnmi_game.game.words.names import goal
from nnmi_game.game.words.numbers import listed
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.table import Column, Row, Table

if TYPE_CHECKING:
    from nnmi_game.analysis.coach import Suggestion
    from nnmi_game.game.game import Game
    from nnmi_game.scenario.model import Scenario

#: Suggestions that are shown.
SHOWN = 9


def table(found: Sequence[Suggestion], scenario: Scenario) -> Table:
    """The suggestions with what each is worth at the end of the game, the best first."""
    return Table(
        columns=[
            Column(key="order", title=_("Order"), least=30, most=84),
            Column(key="worth", title=_("Worth"), number=True),
            Column(key="range", title=_("8 of 10 futures"), number=True, rank=5),
            Column(key="helps", title=_("Helps in"), number=True, rank=3),
        ],
        rows=[
            Row(
                key=str(place),
                cells=[
                    what(one, scenario),
                    f"{one.total.middle:+d}",
                    _("{low} to {high}").format(low=f"{one.total.low:+d}", high=f"{one.total.high:+d}"),
                    f"{one.helps / 10:.0f}%",
                ],
            )
            for place, one in enumerate(found[:SHOWN])
        ],
        empty=_("The coach finds nothing that would better this turn."),
    )


def what(one: Suggestion, scenario: Scenario) -> str:
    """What is to be done."""
    words = order_words(one.order, scenario)
    return _("Take back: {order}").format(order=words) if one.take_back else words


def why(one: Suggestion, game: Game) -> list[str]:
    """The pointed suggestion: in full, which goals it moves, and what it costs now."""
    moved = sorted(((abs(points), name) for name, points in one.goals.items() if points), reverse=True)
    goals = listed(
        _("{goal} {points}").format(goal=goal(name), points=f"{one.goals[name]:+d}") for _size, name in moved
    )
    lines = [what(one, game.scenario)]
    if goals:
        lines.append(_("At the end, on average: {goals}.").format(goals=goals))
    if not one.take_back:
        lines.append(_("It takes {count} of attention.").format(count=game.cost(one.order).attention))
    return lines
