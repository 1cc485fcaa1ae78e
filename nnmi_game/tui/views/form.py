"""Forms for orders: the fields an order has, what may be chosen, and the order that comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.figures import money

if TYPE_CHECKING:
    from nnmi_game.engine.orders import Order
    from nnmi_game.game.game import Game
    from nnmi_game.tui.session import Session
    from nnmi_game.tui.views.verdict import Verdict

Value = int | str | tuple[str, ...]

#: The figure in a number as it reads, and what one of it can stand for.
SHOWN = re.compile(r"[0-9][0-9,]*(\.[0-9]+)?")
SCALES = (1, 10, 100, 1000, 10_000, 100_000)


@frozen
class Option:
    """Something a field can be set to."""

    value: str
    label: str


def _options(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(options)


@frozen(kw_only=True)
class Pick:
    """A field that takes one of some options."""

    name: str
    label: str
    options: tuple[Option, ...] = field(converter=_options)

    def start(self) -> Value:
        """The first option."""
        return self.options[0].value if self.options else ""

    def step(self, value: Value, by: int) -> Value:
        """The option ``by`` places on; the last is followed by the first."""
        if not self.options:
            return value
        values = [option.value for option in self.options]
        here = values.index(str(value)) if value in values else -1
        return values[(here + by) % len(values)]

    def written(self, value: Value) -> str:
        """The label of the option."""
        return next((option.label for option in self.options if option.value == value), str(value))


@frozen(kw_only=True)
class Many:
    """A field that takes several of some options, such as regions."""

    name: str
    label: str
    options: tuple[Option, ...] = field(converter=_options)
    everything: str = ""

    def start(self) -> Value:
        """All of them."""
        return tuple(option.value for option in self.options)

    def step(self, value: Value, by: int) -> Value:
        """From all to the first alone, to the second alone, and so on."""
        singles: list[Value] = [self.start(), *((option.value,) for option in self.options)]
        here = singles.index(value) if value in singles else 0
        return singles[(here + by) % len(singles)]

    def written(self, value: Value) -> str:
        """The labels of the chosen options."""
        chosen = value if isinstance(value, tuple) else (str(value),)
        if self.everything and len(chosen) == len(self.options):
            return self.everything
        from nnmi_game.game.words import listed

        return listed(option.label for option in self.options if option.value in chosen)


@frozen(kw_only=True)
class Number:
    """A field that takes a whole number; ``write`` says how it reads, money for instance."""

    name: str
    label: str
    low: int
    high: int
    unit_step: int = 1
    first: int | None = None
    write: Callable[[int], str] = str

    def start(self) -> Value:
        """Where the number begins."""
        return self.low if self.first is None else max(self.low, min(self.high, self.first))

    def step(self, value: Value, by: int) -> Value:
        """The number some steps up or down, on round steps and between the bounds."""
        now = value if isinstance(value, int) else self.low
        base = now // self.unit_step * self.unit_step
        if by < 0 and base != now:
            by += 1
        return max(self.low, min(self.high, base + by * self.unit_step))

    def written(self, value: Value) -> str:
        """The number as it reads."""
        return self.write(value) if isinstance(value, int) else str(value)

    @property
    def units(self) -> Mapping[str, int]:
        """Letters that may follow a typed number of money, and what one of it stands for then."""
        return {"k": 1, "m": 1000} if self.write is money else {}

    def scale(self, value: Value) -> int:
        """What a typed 1 stands for, so that digits mean what the field shows: millions, per cent, a ratio."""
        shown = value if isinstance(value, int) and value else self.unit_step
        figure = SHOWN.search(self.write(shown))
        reads = float(figure.group().replace(",", "")) if figure is not None else 0.0
        return min(SCALES, key=lambda scale: abs(reads * scale - shown)) if reads else 1


Field = Pick | Many | Number


@define
class Form:
    """The fields of one kind of order and what they are set to.

    ``fixed`` are values that the page gives (the technology that the cursor is on). ``values`` outlives a
    rebuild of the fields, in another language for instance: ``Form(..., values=old.values)``.
    """

    kind: str
    title: str
    fields: Sequence[Field]
    fixed: Mapping[str, Value] = field(factory=dict)
    values: dict[str, Value] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for one in self.fields:
            if one.name not in self.values or not self._fits(one, self.values[one.name]):
                self.values[one.name] = one.start()

    @staticmethod
    def _fits(one: Field, value: Value) -> bool:
        if isinstance(one, Number):
            return isinstance(value, int) and one.low <= value <= one.high
        known = {option.value for option in one.options}
        return (
            value in known if isinstance(one, Pick) else isinstance(value, tuple) and known.issuperset(value)
        )

    def table(self) -> dict[str, Any]:
        """The order as a table of a save file."""
        names = {one.name for one in self.fields}
        return {
            "order": self.kind,
            **self.fixed,
            **{name: self.values[name] for name in names},
        }

    def order(self) -> Order:
        """The order."""
        from nnmi_game.engine.orders import from_table

        return from_table(self.table())

    @property
    def gives(self) -> str:
        """What enter does with an order that would be accepted."""
        return _("[ Enter: give this order ]")

    def looked_into(self) -> Order | None:
        """The order that a forecast is made of."""
        return self.order()

    def verdict(self, game: Game) -> Verdict:
        """Whether the order would be accepted, what it costs and leaves, or why it is refused."""
        from nnmi_game.tui.views.verdict import verdict

        return verdict(game, self.order())

    def hand_in(self, session: Session) -> str:
        """Put the order into the tray; a sentence on that, empty if it is refused."""
        if session.give(self.order()) is not None:
            return ""
        return _("The order is in your tray; it is carried out when you end the turn.")
