"""Forms whose fields follow from the game and from each other: the bounds of an amount from who pays it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import define

from nnmi_game.tui.views.figures import local
from nnmi_game.tui.views.form import Field, Number, Option
from nnmi_game.tui.views.guided import Guided

if TYPE_CHECKING:
    from nnmi_game.engine.orders import Order
    from nnmi_game.game.game import Game


@define
class Fitted(Guided):
    """A form that asks for its fields anew whenever one was changed; what no longer fits begins anew."""

    def __attrs_post_init__(self) -> None:
        self.fields = tuple(self.wanted())
        Guided.__attrs_post_init__(self)

    def wanted(self) -> Sequence[Field]:
        """The fields as the values stand; a field whose value is needed may not be set yet."""
        return self.fields

    def settle(self) -> bool:
        """Take the fields that are wanted now."""
        fields = tuple(self.wanted())
        if fields == tuple(self.fields) and all(one.name in self.values for one in fields):
            return False
        self.fields = fields
        for one in fields:
            value = self.values.get(one.name)
            if isinstance(one, Number) and isinstance(value, int):
                self.values[one.name] = max(one.low, min(one.high, value))
            elif value is None or not self._fits(one, value):
                self.values[one.name] = one.start()
        return True


def payers(game: Game, k: int, sponsors_only: bool = False) -> list[Option]:
    """The agencies that a field serves, its sponsor first."""
    sponsor = int(game.state.agency[0, k])
    serves = game.scenario.technologies[k].agencies
    found = [
        (a != sponsor, -serves.get(agency.id, 0), a)
        for a, agency in enumerate(game.scenario.agencies)
        if serves.get(agency.id, 0) > 0 and (agency.sponsors or not sponsors_only)
    ]
    return [
        Option(game.scenario.agencies[a].id, local(game.scenario.agencies[a].name))
        for _, _, a in sorted(found)
    ]


def bounds(game: Game, order: Order) -> tuple[int, int]:
    """Between which bounds an order whose number is far out of them would be accepted."""
    refusal = game.refusal(order)
    return (refusal.low, refusal.high) if refusal is not None else (0, 0)
