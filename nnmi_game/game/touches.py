"""*What does this touch?*: the question *why?* the other way round, of a figure, an order or a number."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from nnmi_game.engine import causes
from nnmi_game.engine.cause_rules import Rule
from nnmi_game.engine.state import FIELDS
from nnmi_game.engine.tables import Tables
from nnmi_game.game import figures
from nnmi_game.game.figures import Figure
from nnmi_game.game.why import reads
from nnmi_game.scenario.vocabulary import MEASURES


@frozen
class Touch:
    """A stock or setting that is touched, and by which flows; a setting has none."""

    name: str
    causes: tuple[str, ...]


@frozen
class Touched:
    """All that something touches at once; it counts for the ``measures`` and ``goals`` named."""

    states: tuple[Touch, ...]
    measures: tuple[str, ...]
    goals: tuple[str, ...]


def of_figure(figure: Figure, tables: Tables) -> Touched:
    """What a figure touches: the flows that read it, and the measures and goals that it is part of."""
    names = reads(figure, tables)
    rules = [rule for name in names for rule in causes.drives(name)]
    own = figure.name if figure.kind == figures.MEASURE else ""
    found = [
        name
        for name in MEASURES
        if name != own and (set(names) & set(causes.MEASURE_READS[name])) and name != "turn"
    ]
    goals = [
        goal.id
        for goal in tables.scenario.goals
        if any(c.measure in (own, *found) or c.measure == figure.name for c in goal.components)
    ]
    return Touched(_touches(rules), tuple(found), tuple(goals))


def of_order(kind: str) -> Touched:
    """What an order of a kind touches: the flows that it makes, the settings that it sets."""
    return Touched(_touches(causes.ordered_by(kind)), (), ())


def of_number(name: str) -> Touched:
    """What a number of the scenario touches, by its dotted name."""
    measures = tuple(measure for measure, names in causes.MEASURE_NUMBERS.items() if name in names)
    return Touched(_touches(causes.numbered_by(name)), measures, ())


def _touches(rules: Iterable[Rule]) -> tuple[Touch, ...]:
    """One entry for each name of the state, in the order of the state; a flow counts once."""
    found: dict[str, dict[str, None]] = {}
    for rule in rules:
        for name in rule.stocks:
            found.setdefault(name, {}).update({rule.cause: None} if rule.cause else {})
    return tuple(
        Touch(name, tuple(found[name])) for name in FIELDS if name in found and name not in causes.HIDDEN
    )
