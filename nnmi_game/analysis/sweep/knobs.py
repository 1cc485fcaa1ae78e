"""The coefficients of a scenario by path, such as ``membership.word_of_mouth``: their bounds, and other values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve, fields, frozen

from nnmi_game.scenario.coefficients import Coefficients, Quantity
from nnmi_game.scenario.model import Scenario

#: Shares that must add up to the whole, so that none of them can move alone.
TOGETHER = tuple(f"defaults.portfolio_{stage}" for stage in (4, 5, 6, 7))
#: Pairs of a lower and an upper bound.
PAIRS = tuple((f"competition.{name}_low", f"competition.{name}_high") for name in ("seed", "years", "match"))


@frozen
class Knob:
    """A coefficient: its path, the bounds that every scenario keeps, and what the scenario says of it."""

    path: str
    doc: str
    low: int
    high: int
    quantity: Quantity

    @property
    def value(self) -> int:
        """The scenario's value."""
        return self.quantity.value


def knobs(scenario: Scenario) -> dict[str, Knob]:
    """All coefficients that can move by themselves, by path."""
    found: dict[str, Knob] = {}
    for group in fields(Coefficients):
        part = getattr(scenario.coefficients, group.name)
        for one in fields(type(part)):
            spec, path = one.metadata["spec"], f"{group.name}.{one.name}"
            if path not in TOGETHER:
                found[path] = Knob(path, spec.doc, spec.low, spec.high, getattr(part, one.name))
    return found


def with_values(scenario: Scenario, values: Mapping[str, int]) -> Scenario:
    """The scenario with other values for the coefficients at these paths."""
    groups: dict[str, Any] = {}
    for path, value in values.items():
        name, _, key = path.partition(".")
        group = groups.get(name, getattr(scenario.coefficients, name))
        groups[name] = evolve(group, **{key: evolve(getattr(group, key), value=value)})
    return evolve(scenario, coefficients=evolve(scenario.coefficients, **groups)) if groups else scenario
