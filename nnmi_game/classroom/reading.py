"""Reading attrs classes from plain JSON, strictly: no value is bent to fit, and a mistake names its field.

Bounds stand in the metadata of a field: ``low`` and ``high`` of a number, ``longest`` of a text, ``most`` of a list,
``choices`` of a text. What is left out takes the default. Orders are read by their kind.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from attrs import NOTHING, Attribute, fields, frozen

from nnmi_game.engine.orders import KINDS, Order

T = TypeVar("T")
Reader = Callable[[Any, str], Any]

#: Bounds where a field names none; those of orders are the engine's.
LARGEST = 10**9
LONGEST = 80
MOST = 100


class MalformedError(ValueError):
    """A message that cannot be read: the field as ``orders[2].amount``, and what is wrong with it, in English.

    ``re`` is the id of the message, where it has one.
    """

    def __init__(self, path: str, problem: str, re: int | None = None) -> None:
        super().__init__(f"{path}: {problem}" if path else problem)
        self.path, self.problem, self.re = path, problem, re


@frozen
class _Field:
    name: str
    needed: bool
    read: Reader


def read(cls: type[T], data: object, path: str = "") -> T:
    """An instance of an attrs class from a table of JSON; ``MalformedError`` if it does not say one."""
    if not isinstance(data, dict):
        raise MalformedError(path, f"a table is needed, not {_named(data)}")
    return _filled(cls, data, path)


def read_order(data: object, path: str = "") -> Order:
    """An order from the table of a saved game."""
    if not isinstance(data, dict):
        raise MalformedError(path, f"a table is needed, not {_named(data)}")
    kind = data.get("order")
    if not isinstance(kind, str) or kind not in KINDS:
        raise MalformedError(
            _under(path, "order"), f"one of {', '.join(KINDS)} is needed, not {_named(kind)}"
        )
    found: Order = _filled(KINDS[kind], data, path, "order")
    return found


def _filled(cls: type[T], data: dict[str, Any], path: str, extra: str = "") -> T:
    plan = _plan(cast(Hashable, cls))
    for name in data:
        if name not in plan and name != extra:
            raise MalformedError(_under(path, name), f"there is no such field; there are {', '.join(plan)}")
    values = {}
    for name, one in plan.items():
        if name in data:
            values[name] = one.read(data[name], _under(path, name))
        elif one.needed:
            raise MalformedError(_under(path, name), "this field is missing")
    return cls(**values)


@lru_cache(maxsize=256)
def _plan(cls: Hashable) -> dict[str, _Field]:
    """How each field of a class is read; asking a class for its types each time would cost more than all else."""
    hints = get_type_hints(cls)
    kind: Any = cls
    return {
        one.name: _Field(one.name, one.default is NOTHING, _reader(hints[one.name], one))
        for one in fields(kind)
    }


def _reader(wanted: Any, one: Attribute[Any]) -> Reader:
    origin, inside = get_origin(wanted), get_args(wanted)
    if wanted == Order:
        return read_order
    if origin in (Union, UnionType) and NoneType in inside:
        other = _reader(next(kind for kind in inside if kind is not NoneType), one)
        return lambda value, path: None if value is None else other(value, path)
    if origin is tuple:
        return _list_reader(_reader(inside[0], one), int(one.metadata.get("most", MOST)))
    if wanted is bool:
        return _truth
    if wanted is int:
        return _whole_reader(int(one.metadata.get("low", -LARGEST)), int(one.metadata.get("high", LARGEST)))
    if wanted is str:
        return _text_reader(int(one.metadata.get("longest", LONGEST)), tuple(one.metadata.get("choices", ())))
    return lambda value, path: read(wanted, value, path)


def _list_reader(inner: Reader, most: int) -> Reader:
    def reader(value: Any, path: str) -> Any:
        if not isinstance(value, list) or len(value) > most:
            raise MalformedError(path, f"a list of at most {most} is needed, not {_named(value)}")
        return tuple(inner(one, f"{path}[{number}]") for number, one in enumerate(value))

    return reader


def _whole_reader(low: int, high: int) -> Reader:
    def reader(value: Any, path: str) -> Any:
        if type(value) is not int or not low <= value <= high:
            raise MalformedError(path, f"a whole number from {low} to {high} is needed, not {_named(value)}")
        return value

    return reader


def _text_reader(longest: int, choices: tuple[str, ...]) -> Reader:
    def reader(value: Any, path: str) -> Any:
        if type(value) is not str or len(value) > longest:
            raise MalformedError(
                path, f"a text of at most {longest} characters is needed, not {_named(value)}"
            )
        if choices and value not in choices:
            raise MalformedError(path, f"one of {', '.join(choices)} is needed, not {_named(value)}")
        return value

    return reader


def _truth(value: Any, path: str) -> bool:
    if type(value) is not bool:
        raise MalformedError(path, f"true or false is needed, not {_named(value)}")
    return value


def _under(path: str, name: str) -> str:
    step = name if name.isidentifier() and len(name) <= LONGEST else ascii(name[:LONGEST])
    return f"{path}.{step}" if path else step


def _named(value: object) -> str:
    """A wrong value, short and with nothing in it that a terminal would obey."""
    text = ascii(value) if isinstance(value, str | int | float | bool | None) else f"a {type(value).__name__}"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
