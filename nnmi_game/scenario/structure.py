"""From TOML values to attrs objects, strictly and with all mistakes at once.

This is a direct walk over the attrs fields and their ``Spec`` rather than a set of cattrs hooks: almost
every check needs the field's bounds, unit or references and the key path at once, which a hook per type
does not see.
"""

from __future__ import annotations

import datetime
import re
from types import UnionType
from typing import Any, get_args, get_origin

import attrs
from attrs import NOTHING, define, field

from nnmi_game.locale import gettext as _
from nnmi_game.scenario.coefficients import Quantity
from nnmi_game.scenario.fields import MAX_ID, MAX_ITEMS, Spec
from nnmi_game.scenario.model import Scenario, Text
from nnmi_game.scenario.problem import BARE_KEY, KeyPath, near, quoted
from nnmi_game.scenario.source import Document

#: Stands for a value that has a problem; it has been reported.
BROKEN = object()
# Beyond this many problems a reader no longer needs suggestions, and comparing words takes long.
MOST_SUGGESTIONS = 200
LONGEST_NUMBER_SHOWN = 30
MOST_WORDS_SHOWN = 12


def structure(document: Document) -> Scenario | None:
    """The scenario a document describes; ``None`` when something is wrong, which the document then lists."""
    structurer = Structurer(document, table_ids(document.data))
    scenario = structurer.table(Scenario, document.data, ())
    return scenario if isinstance(scenario, Scenario) else None


def field_types(cls: type) -> dict[str, attrs.Attribute[Any]]:
    """The fields of a class by name, with their types resolved."""
    attrs.resolve_types(cls)
    return {one.name: one for one in attrs.fields(cls)}


def spec_of(attribute: attrs.Attribute[Any]) -> Spec:
    """What may stand under the field's key."""
    spec = attribute.metadata["spec"]
    assert isinstance(spec, Spec)
    return spec


def table_ids(data: dict[str, Any]) -> dict[str, list[str]]:
    """The ids of each list of tables, as far as they can be shown."""
    return {
        key: [entry["id"] for entry in value if isinstance(entry, dict) and is_showable(entry.get("id"))]
        for key, value in data.items()
        if isinstance(value, list)
    }


def is_showable(name: object) -> bool:
    """Whether a value is a text that may be suggested: short, and harmless to a terminal."""
    return isinstance(name, str) and len(name) <= MAX_ID and name.isprintable()


@define
class Structurer:
    """One walk through one document."""

    document: Document
    ids: dict[str, list[str]]
    types: dict[type, dict[str, attrs.Attribute[Any]]] = field(factory=dict)

    def report(self, path: KeyPath, message: str, expected: str = "", suggestion: str = "") -> object:
        """Note a problem and stand in for the value."""
        self.document.report(path, message, expected, suggestion)
        return BROKEN

    def near(self, word: str, known: list[str]) -> str:
        """The known word that was perhaps meant."""
        return near(word, known) if len(self.document.problems) < MOST_SUGGESTIONS else ""

    def table(self, cls: type, value: object, path: KeyPath) -> object:
        """An object of an attrs class."""
        if not isinstance(value, dict):
            return self.report(path, what_it_is(value), _("a table"))
        if cls not in self.types:
            self.types[cls] = field_types(cls)
        fields = self.types[cls]
        misspelt = self.unknown_keys(value, fields, path)
        found: dict[str, object] = {}
        for name, attribute in fields.items():
            if name in value:
                found[name] = self.value(attribute.type, spec_of(attribute), value[name], (*path, name))
            elif attribute.default is NOTHING:
                found[name] = BROKEN
                # Missing because it is misspelt, or because its file is unreadable: one mistake, not two.
                if name not in misspelt and not self.may_stand_elsewhere(path):
                    spec = spec_of(attribute)
                    self.report((*path, name), _("this key is missing"), expected_of(attribute.type, spec))
        if misspelt or any(one is BROKEN for one in found.values()) or len(value.keys() - fields.keys()):
            return BROKEN
        return cls(**found)

    def may_stand_elsewhere(self, path: KeyPath) -> bool:
        """Whether a key missing here might be given by a file that could not be read."""
        return not self.document.whole and path[:1] in ((), ("coefficients",)) and len(path) < 3

    def unknown_keys(self, value: dict[str, Any], fields: dict[str, Any], path: KeyPath) -> set[str]:
        """Report each unknown key; gives the keys that were perhaps meant."""
        meant: set[str] = set()
        for name in value:
            if name in fields:
                continue
            free = [one for one in fields if one not in value]
            suggestion = self.near(name, free)
            if suggestion:
                meant.add(suggestion)
            expected = "" if suggestion else _("one of {known}").format(known=", ".join(free or fields))
            self.report((*path, name), _("this key is not known here"), expected, suggestion)
        return meant

    def value(self, kind: Any, spec: Spec, value: object, path: KeyPath) -> object:
        """Whatever a field of this type and these bounds may hold."""
        if isinstance(kind, UnionType):
            # An optional value that is given must be one: TOML has no null.
            kind = next(one for one in get_args(kind) if one is not type(None))
        if kind is int:
            return self.whole(spec, value, path)
        if kind is bool:
            fits = isinstance(value, bool)
            return value if fits else self.report(path, what_it_is(value), expected_of(kind, spec))
        if kind is str:
            return self.text(spec, value, path)
        if kind is Text:
            return self.both_languages(value, path)
        if kind is Quantity:
            return self.quantity(spec, value, path)
        if get_origin(kind) is tuple:
            return self.items(get_args(kind)[0], spec, value, path)
        if get_origin(kind) is dict:
            return self.mapping(spec, value, path)
        return self.table(kind, value, path)

    def whole(self, spec: Spec, value: object, path: KeyPath) -> object:
        """A whole number within its bounds; a flag is none, nor is 3.0."""
        if isinstance(value, bool) or not isinstance(value, int):
            return self.report(path, what_it_is(value), expected_of(int, spec))
        if spec.low is not None and value < spec.low:
            return self.report(
                path, _("{value} is too small").format(value=shown(value)), expected_of(int, spec)
            )
        if spec.high is not None and value > spec.high:
            return self.report(
                path, _("{value} is too large").format(value=shown(value)), expected_of(int, spec)
            )
        return value

    def text(self, spec: Spec, value: object, path: KeyPath) -> object:
        """A word, an identifier or a plain text."""
        if not isinstance(value, str):
            return self.report(path, what_it_is(value), expected_of(str, spec))
        if spec.choices and value not in spec.choices:
            message = _("{value} is not one of the words allowed here").format(value=quoted(value))
            suggestion = self.near(value, list(spec.choices))
            # A list that fills the screen helps less than the one word that was meant.
            few = len(spec.choices) <= MOST_WORDS_SHOWN or not suggestion
            return self.report(path, message, expected_of(str, spec) if few else "", suggestion)
        if spec.refers:
            return value if self.refers(spec.refers, value, path) else BROKEN
        if spec.length is not None and len(value) > spec.length:
            message = _("this text has {length} characters").format(length=len(value))
            return self.report(path, message, expected_of(str, spec))
        if spec.pattern and not re.fullmatch(spec.pattern, value):
            message = _("{value} is no identifier").format(value=quoted(value))
            return self.report(path, message, expected_of(str, spec), repaired_id(value))
        return value

    def refers(self, table: str, value: str, path: KeyPath) -> bool:
        """Whether a table has this id; reports if not."""
        known = self.ids.get(table, [])
        if value in known or (not known and not self.document.whole):
            return True
        message = _("there is no {value} in {table}").format(value=quoted(value), table=table)
        expected = (
            _("one of {known}").format(known=", ".join(quoted(one) for one in known[:MOST_WORDS_SHOWN]))
            if known
            else ""
        )
        self.report(path, message, expected, self.near(value, known))
        return False

    def both_languages(self, value: object, path: KeyPath) -> object:
        """A text in English and Chinese, neither of them empty."""
        found = self.table(Text, value, path)
        if not isinstance(found, Text):
            return BROKEN
        complete = True
        for language, name in (("en", _("English")), ("zh", _("Chinese"))):
            if not getattr(found, language).strip():
                complete = False
                message = _("the text in {language} is missing").format(language=name)
                self.report((*path, language), message, _("a text in both languages: en and zh"))
        return found if complete else BROKEN

    def quantity(self, spec: Spec, value: object, path: KeyPath) -> object:
        """A coefficient: number in the field's bounds, the field's unit, and a source or an assumption."""
        found = self.table(Quantity, value, path)
        if not isinstance(value, dict):
            return found
        number = value.get("value")
        right = found is not BROKEN
        wide = spec_of(self.types[Quantity]["value"])
        if isinstance(number, int) and not isinstance(number, bool) and within(number, wide):
            right = self.whole(spec, number, (*path, "value")) is not BROKEN and right
        unit = value.get("unit")
        if isinstance(unit, str) and unit != spec.unit:
            message = _("the unit {unit} is not that of this coefficient").format(unit=quoted(unit))
            self.report((*path, "unit"), message, quoted(spec.unit), self.near(unit, [spec.unit]))
            right = False
        reasons = [name for name in ("source", "assumed") if value.get(name)]
        if len(reasons) != 1:
            message = (
                _("both a source and an assumption are given")
                if reasons
                else _("neither source nor assumption is given")
            )
            self.report(path, message, _("either source or assumed"))
            right = False
        return found if right else BROKEN

    def items(self, kind: Any, spec: Spec, value: object, path: KeyPath) -> object:
        """A list of tables, of bounded size, with ids that differ."""
        if not isinstance(value, list):
            return self.report(path, what_it_is(value), expected_of(tuple, spec))
        most = spec.length if spec.length is not None else MAX_ITEMS
        if not spec.minimum_items <= len(value) <= most:
            message = _("this list has {number} entries").format(number=len(value))
            self.report(path, message, expected_of(tuple, spec))
            if len(value) > most:
                return BROKEN
        found = tuple(self.table(kind, item, (*path, number)) for number, item in enumerate(value))
        right = self.differ(value, path) and len(value) >= spec.minimum_items
        return found if right and all(one is not BROKEN for one in found) else BROKEN

    def differ(self, entries: list[Any], path: KeyPath) -> bool:
        """Whether the entries' ids differ; reports each that doesn't."""
        first: dict[str, int] = {}
        right = True
        for number, entry in enumerate(entries):
            name = entry.get("id") if isinstance(entry, dict) else None
            if not isinstance(name, str):
                continue
            if name in first:
                right = False
                place = self.document.place((*path, first[name], "id"))
                message = _("the id {value} is already taken in line {line}")
                self.report((*path, number, "id"), message.format(value=quoted(name), line=place.line))
            first.setdefault(name, number)
        return right

    def mapping(self, spec: Spec, value: object, path: KeyPath) -> object:
        """A table from ids to whole numbers."""
        if not isinstance(value, dict):
            return self.report(path, what_it_is(value), expected_of(dict, spec))
        if spec.length is not None and len(value) > spec.length:
            message = _("this table has {number} entries").format(number=len(value))
            return self.report(path, message, expected_of(dict, spec))
        right = True
        for name, number in value.items():
            right = self.refers(spec.refers, name, (*path, name)) and right
            right = self.whole(spec, number, (*path, name)) is not BROKEN and right
        return dict(value) if right else BROKEN


def within(number: int, spec: Spec) -> bool:
    """Whether a number keeps the bounds."""
    return (spec.low is None or number >= spec.low) and (spec.high is None or number <= spec.high)


def repaired_id(value: str) -> str:
    """The nearest thing to the text that is an identifier."""
    repaired = re.sub(r"[^a-z0-9_-]+", "_", value[:40].lower()).strip("_-").lstrip("0123456789_-")
    return repaired if BARE_KEY.fullmatch(repaired) else ""


def shown(value: object) -> str:
    """A short value as it stands in the file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int) and value.bit_length() > 4 * LONGEST_NUMBER_SHOWN:
        return _("this number")
    return str(value)


def what_it_is(value: object) -> str:
    """A sentence on what stands where something else should."""
    match value:
        case dict():
            return _("this is a table")
        case list():
            return _("this is a list")
        case str():
            return _("{value} is a text").format(value=shown(value))
        case bool():
            return _("{value} is a flag").format(value=shown(value))
        case int():
            return _("{value} is a whole number").format(value=shown(value))
        case float():
            return _("{value} is a number with a fraction").format(value=shown(value))
        case datetime.date() | datetime.time():
            return _("{value} is a date or a time").format(value=shown(value))
        case _other:
            return _("this is something else")


def expected_of(kind: Any, spec: Spec) -> str:
    """What would be right for a field of this type and these bounds, in a few words."""
    if isinstance(kind, UnionType):
        kind = next(one for one in get_args(kind) if one is not type(None))
    kind = get_origin(kind) or kind
    if kind is int:
        words = _("a whole number from {low} to {high}").format(low=spec.low, high=spec.high)
        return f"{words} ({spec.unit})" if spec.unit else words
    if kind is bool:
        return _("true or false")
    if kind is Text:
        return _("a text in both languages: en and zh")
    if kind is Quantity:
        return _("a table with value, unit ({unit}) and either source or assumed").format(
            unit=quoted(spec.unit)
        )
    if kind is tuple:
        return _("a list of {low} to {high} tables").format(low=spec.minimum_items, high=spec.length)
    if kind is dict:
        words = _("a table from ids of {table} to whole numbers").format(table=spec.refers)
        return f"{words} ({spec.unit})"
    if kind is str:
        return expected_text(spec)
    return _("a table")


def expected_text(spec: Spec) -> str:
    """What would be right for a text."""
    if spec.choices:
        return _("one of {known}").format(known=", ".join(spec.choices))
    if spec.refers:
        return _("the id of one of {table}").format(table=spec.refers)
    if spec.pattern:
        return _("at most {length} lower-case letters, digits, _ or -, a letter first").format(
            length=spec.length
        )
    if spec.length is not None:
        return _("a text of at most {length} characters").format(length=spec.length)
    return _("a text")
