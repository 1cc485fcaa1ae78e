"""Which figure is meant: a stock or setting of the state, a measure, a component of a goal, or a goal.

Screens give their cells a ``Figure``; ``why`` explains it, ``touches`` says what it touches.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from nnmi_game.engine import measures, scorecard
from nnmi_game.engine.state import AXES, STOCKS, UNITS, State
from nnmi_game.engine.tables import Tables
from nnmi_game.scenario.vocabulary import MEASURES

STATE, MEASURE, PART, GOAL = "state", "measure", "part", "goal"

#: A place: for some axes (letters as in ``engine.tables.Dims``) the number along it.
Place = tuple[tuple[str, int], ...]


def _place(numbers: dict[str, int] | Place) -> Place:
    """Axes in the order of their letters, so that equal places are equal."""
    return tuple(sorted(dict(numbers).items()))


@frozen
class Figure:
    """A figure's identity.

    ``kind`` is ``state``, ``measure``, ``part`` (a component of a goal in points; its number is at axis G) or
    ``goal``; ``name`` that of the state's array, the measure or the goal. ``at`` says where; over axes that it
    does not name, a stock is added up.
    """

    kind: str
    name: str
    at: Place = field(default=(), converter=_place)

    def number(self, axis: str) -> int | None:
        """The place along an axis, if the figure is at one."""
        return dict(self.at).get(axis)


def state(name: str, **at: int) -> Figure:
    """A stock or setting, such as ``state("sme", K=3, R=1)``; ``KeyError`` for an unknown name or axis."""
    for axis in at:
        if axis not in AXES[name]:
            raise KeyError(f"{name} has no axis {axis}")
    return Figure(STATE, name, at)


def measure(name: str, place: int | None = None) -> Figure:
    """A figure of ``vocabulary.MEASURES``; ``place`` is the technology's or agency's number, if it has one."""
    axis = {"technology": "K", "agency": "A"}.get(MEASURES[name].scope)
    if (axis is None) != (place is None):
        raise KeyError(f"{name} is a figure of the scope {MEASURES[name].scope}")
    return Figure(MEASURE, name, {} if axis is None or place is None else {axis: place})


def goal(name: str) -> Figure:
    """One of the four goals, in points of 1000."""
    return Figure(GOAL, name)


def part(number: int, tables: Tables) -> Figure:
    """A component of a goal in points, by its number among all components."""
    components = [c for one in tables.scenario.goals for c in one.components]
    return Figure(PART, components[number].measure, {"G": number})


def is_stock(figure: Figure) -> bool:
    """Whether the figure is one that only flows of the ledger change."""
    return figure.kind == STATE and figure.name in STOCKS


def unit(figure: Figure) -> str:
    """The unit of a figure, as the engine and the vocabulary name it."""
    match figure.kind:
        case "state":
            return UNITS[figure.name]
        case "measure":
            return MEASURES[figure.name].unit
        case _:
            return "points"


def value(figure: Figure, at: State, tables: Tables, world: int = 0) -> int:
    """The figure in a state."""
    match figure.kind:
        case "state":
            return int(getattr(at, figure.name)[(world, *_index(figure))].sum())
        case "measure":
            found = measures.value(figure.name, at, tables)
            return int(found[(world, *(number for _axis, number in figure.at))])
        case "part":
            return int(scorecard.parts(at, tables)[figure.at[0][1]].points[world])
        case _:
            places = [one.id for one in tables.scenario.goals]
            return int(scorecard.goals(at, tables)[world, places.index(figure.name)])


def _index(figure: Figure) -> tuple[int | slice, ...]:
    places = dict(figure.at)
    return tuple(places.get(axis, slice(None)) for axis in AXES[figure.name])


def index(figure: Figure) -> tuple[int | slice, ...]:
    """Where a stock or setting stands in its array, without the axis of worlds."""
    return _index(figure)


def along(figure: Figure, axis: str, tables: Tables) -> Iterator[Figure]:
    """The figures that a stock is the sum of, along an axis that the figure does not name."""
    for number in range(tables.dims.shape(axis)[0]):
        yield Figure(figure.kind, figure.name, {**dict(figure.at), axis: number})


def code(figure: Figure) -> str:
    """A figure in one word, for links: ``state.sme.K3.R1``."""
    return ".".join((figure.kind, figure.name, *(f"{axis}{number}" for axis, number in figure.at)))


def from_code(word: str) -> Figure:
    """The figure of a code; ``ValueError`` if it is none."""
    kind, _dot, rest = word.partition(".")
    name, *places = rest.split(".")
    if kind not in (STATE, MEASURE, PART, GOAL) or not name:
        raise ValueError(f"{word!r} names no figure")
    return Figure(kind, name, {place[:1]: int(place[1:]) for place in places})
