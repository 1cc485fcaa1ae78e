"""Orders typed as one line, ``solicit technology=additive agency=dod seed=30M ...``, and what is wrong with one.

The line is the text form of ``engine.orders``; numbers may have a unit, and names may be begun only.
"""

from __future__ import annotations

from typing import get_type_hints

from attrs import fields

from nnmi_game.engine.orders import KINDS, Order, OrderError, parse
from nnmi_game.game.words.numbers import listed
from nnmi_game.locale import gettext as _
from nnmi_game.plain.amounts import amount, folded
from nnmi_game.plain.matching import choose, near
from nnmi_game.scenario.model import Scenario
from nnmi_game.tui.views.figures import local
from nnmi_game.tui.views.form import Option

#: Tables of the scenario that the fields of orders name.
NAMED = {"technology": "technologies", "a": "technologies", "b": "technologies", "agency": "agencies",
         "region": "regions", "regions": "regions", "channel": "channels", "program": "programs",
         "event": "events", "tier": "tiers"}  # fmt: skip


class OrderLineError(Exception):
    """A line is no order; the text says what is wrong and what would be right."""


#: Numbers as a person would type them, by the field of an order; money where none is named.
AMOUNTS = {
    "seed": "70M", "years": "5", "taper": "40%", "match": "1:1", "mrl4": "25%", "mrl5": "30%", "mrl6": "25%",
    "mrl7": "20%", "bottom_up": "40%", "attention": "10",
}  # fmt: skip


def is_order_line(line: str) -> bool:
    """Whether somebody wanted to write an order in one line."""
    kind, _space, rest = line.strip().partition(" ")
    return folded(kind) in KINDS and ("=" in rest or "\uff1d" in rest)


def read_order(line: str, scenario: Scenario) -> Order:
    """The order of a line; ``OrderLineError`` if there is none in it."""
    kind, *parts = folded(line).split()
    if kind not in KINDS:
        raise OrderLineError(unknown_kind(kind))
    names = [one.name for one in fields(KINDS[kind])]
    values: dict[str, str] = {}
    for part in parts:
        name, equals, value = part.partition("=")
        if not equals:
            raise OrderLineError(
                _("{part!r} should read name=value, for example {example}.").format(
                    part=part[:60], example=example(kind)
                )
            )
        if name not in names:
            text = _("{order} has no {name!r}; it has {names}.")
            if nearest := near(name, names):
                text = _("{order} has no {name!r}: did you mean {near}? It has {names}.")
                raise OrderLineError(
                    text.format(order=kind, name=name[:60], near=nearest, names=listed(names))
                )
            raise OrderLineError(text.format(order=kind, name=name[:60], names=listed(names)))
        values[name] = value
    missing = [name for name in names if name not in values and name != "region"]
    if missing:
        raise OrderLineError(
            _("{order} lacks {names}. It could read: {example}").format(
                order=kind, names=listed(missing), example=example(kind)
            )
        )
    written = " ".join([kind, *(f"{name}={_value(kind, name, values, scenario)}" for name in values)])
    try:
        return parse(written)
    except OrderError as error:
        raise OrderLineError(_("This is no order: {reason}.").format(reason=error)) from None


def unknown_kind(kind: str) -> str:
    """What is wrong with the name of an order."""
    if nearest := near(kind, KINDS):
        return _("There is no order {order!r}: did you mean {near}?").format(order=kind[:60], near=nearest)
    return _("There is no order {order!r}; there are {known}.").format(order=kind[:60], known=listed(KINDS))


def example(kind: str) -> str:
    """How an order of a kind reads, with what its fields take."""
    hints = get_type_hints(KINDS[kind])
    shown = []
    for one in fields(KINDS[kind]):
        choices = one.metadata.get("choices", ())
        number = hints[one.name] is int
        shown.append(
            f"{one.name}={choices[0] if choices else AMOUNTS.get(one.name, '1M') if number else '...'}"
        )
    return " ".join([kind, *shown])


def _value(kind: str, name: str, values: dict[str, str], scenario: Scenario) -> str:
    """The value of a field as the engine reads it."""
    value = values[name]
    hint = get_type_hints(KINDS[kind])[name]
    if hint is int:
        number = amount(value)
        if number is None:
            raise OrderLineError(
                _("{name} takes a whole number, such as 500, 30M or 40%, not {value!r}.").format(
                    name=name, value=value[:60]
                )
            )
        return str(number)
    choices = next(one for one in fields(KINDS[kind]) if one.name == name).metadata.get("choices", ())
    if choices:
        return _named(name, value, [Option(choice, choice) for choice in choices])
    options = named(kind, name, values, scenario)
    if hint is str:
        return _named(name, value, options) if options and value else value
    everyone = [one.value for one in options]
    if value in ("all", _("all")):
        return ",".join(everyone)
    return ",".join(_named(name, one, options) for one in value.split(",") if one)


def named(kind: str, name: str, values: dict[str, str], scenario: Scenario) -> list[Option]:
    """What a field of an order may name in the scenario."""
    if name == "place":
        table = "regions" if "region".startswith(values.get("at", "")[:1] or "?") else "technologies"
    elif name == "bidder":
        return [Option(one.id, local(one.name)) for one in scenario.bidders]
    elif name == "option":
        event = next((one for one in scenario.events if one.id == values.get("event")), None)
        return [Option(one.id, local(one.name)) for one in event.options] if event is not None else []
    elif kind in KINDS and name in NAMED:
        table = NAMED[name]
    else:
        return []
    return [Option(one.id, local(one.name)) for one in getattr(scenario, table)]


def _named(name: str, value: str, options: list[Option]) -> str:
    """The id that is meant."""
    found = None if value.isdecimal() else choose(value, options)
    if found is not None:
        return found.value
    ids = [one.value for one in options]
    if nearest := near(value, ids):
        raise OrderLineError(
            _("{name} cannot be {value!r}: did you mean {near}?").format(
                name=name, value=value[:60], near=nearest
            )
        )
    raise OrderLineError(
        _("{name} cannot be {value!r}; it can be {known}.").format(
            name=name, value=value[:60], known=listed(ids)
        )
    )
