"""Forms that say what an order would mean, and whose fields keep in step with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from nnmi_game.tui.views.form import Form, Number, Option, Value

if TYPE_CHECKING:
    from nnmi_game.game.game import Game


@define
class Guided(Form):
    """A form with a word of advice. Pages subclass it."""

    game: Game = field(kw_only=True, eq=False, repr=False)

    def notes(self) -> str:
        """What the order as it stands would mean; lines of text."""
        return ""

    def settle(self) -> bool:
        """Bring other fields in step after one was changed; whether any had to be."""
        return False

    def text(self, name: str) -> str:
        """The value of a field that takes a word."""
        return str(self.values.get(name, ""))

    def number(self, name: str) -> int:
        """The value of a field that takes a number, between its bounds even while one is being typed."""
        value = self.values.get(name, 0)
        if not isinstance(value, int):
            return 0
        for one in self.fields:
            if one.name == name and isinstance(one, Number):
                return max(one.low, min(one.high, value))
        return value


def kept(old: Form | None, kind: type[Form]) -> dict[str, Value]:
    """The values of a form that is being built anew."""
    return old.values if isinstance(old, kind) else {}


def institute_options(game: Game) -> list[Option]:
    """The institutes at work, by their names."""
    from nnmi_game.engine.context import alive
    from nnmi_game.tui.views.figures import local

    there = alive(game.state)[0]
    fields = zip(game.scenario.technologies, there, strict=True)
    return [Option(one.id, local(one.institute)) for one, is_there in fields if is_there]
