"""A JSON Schema of scenario files, for editors that complete and check TOML.

It is made from the same classes as the loader's checks. The loader knows more: what one table has to do with
another cannot be said in a schema.
"""

from __future__ import annotations

from types import UnionType
from typing import Any, get_args, get_origin

from attrs import NOTHING, Attribute, define, field

from nnmi_game.locale import gettext as _
from nnmi_game.scenario.coefficients import Coefficients, Quantity
from nnmi_game.scenario.fields import MAX_ITEMS, Spec
from nnmi_game.scenario.model import Scenario, Text
from nnmi_game.scenario.source import MOST_PARTS, PART_NAME
from nnmi_game.scenario.structure import field_types, spec_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: What a text must contain to count as given.
NOT_BLANK = r"\S"

Schema = dict[str, Any]


def schema() -> Schema:
    """The schema of a scenario's file, or of the ``scenario.toml`` in its folder.

    A file with a ``base`` or with ``parts`` need not say everything itself.
    """
    maker = SchemaMaker()
    whole = maker.table(Scenario)
    required = whole.pop("required")
    whole["properties"] |= {
        "base": {
            "type": "string",
            "description": _("shipped scenario to build on: what this file lacks is taken from it"),
        },
        "parts": {
            "type": "array",
            "description": _("other files in the scenario's folder that belong to it"),
            "maxItems": MOST_PARTS,
            "uniqueItems": True,
            "items": {"type": "string", "pattern": f"^{PART_NAME.pattern}$"},
        },
    }
    whole["anyOf"] = [
        {"required": required, "properties": {"coefficients": complete_coefficients()}},
        {"required": ["base", "id", "version"]},
        {"required": ["parts"]},
    ]
    return {
        "$schema": DIALECT,
        "title": _("Scenario of NNMI: The Program Office"),
        **whole,
        "$defs": dict(sorted(maker.definitions.items())),
    }


def complete_coefficients() -> Schema:
    """Every coefficient of every group: asked for only where no base fills the gaps."""
    groups = field_types(Coefficients)
    return {
        "required": list(groups),
        "properties": {
            name: {"required": list(field_types(group.type))} for name, group in groups.items() if group.type
        },
    }


@define
class SchemaMaker:
    """Makes the schema of each class once and refers to it afterwards."""

    definitions: dict[str, Schema] = field(factory=dict)

    def refer(self, cls: type) -> Schema:
        """A reference to the schema of a class."""
        if cls.__name__ not in self.definitions:
            self.definitions[cls.__name__] = {}
            self.definitions[cls.__name__] = self.table(cls)
        return {"$ref": f"#/$defs/{cls.__name__}"}

    def table(self, cls: type) -> Schema:
        """The schema of a class."""
        fields = field_types(cls)
        made: Schema = {
            "type": "object",
            "description": (cls.__doc__ or "").partition("\n")[0],
            "properties": {name: self.key(one) for name, one in fields.items()},
            "additionalProperties": False,
        }
        if cls is Text:
            made["required"] = list(fields)
            for language in made["properties"].values():
                language["pattern"] = NOT_BLANK
        elif cls is not Coefficients and cls not in coefficient_groups():
            made["required"] = [name for name, one in fields.items() if one.default is NOTHING]
        return made

    def key(self, attribute: Attribute[Any]) -> Schema:
        """The schema of what stands under one key."""
        spec, kind = spec_of(attribute), attribute.type
        made = {"description": describe(spec), **self.value(kind, spec)}
        if isinstance(attribute.default, int | str) and attribute.default not in (None, ""):
            made["default"] = attribute.default
        return made

    def value(self, kind: Any, spec: Spec) -> Schema:
        """The schema of a value of this type and these bounds."""
        if isinstance(kind, UnionType):
            kind = next(one for one in get_args(kind) if one is not type(None))
        if kind is int:
            return whole(spec)
        if kind is bool:
            return {"type": "boolean"}
        if kind is str:
            return text(spec)
        if kind is Quantity:
            return quantity(spec)
        if get_origin(kind) is tuple:
            most = spec.length if spec.length is not None else MAX_ITEMS
            entries = self.refer(get_args(kind)[0])
            return {"type": "array", "minItems": spec.minimum_items, "maxItems": most, "items": entries}
        if get_origin(kind) is dict:
            most = spec.length if spec.length is not None else MAX_ITEMS
            return {"type": "object", "maxProperties": most, "additionalProperties": whole(spec)}
        return self.refer(kind)


def coefficient_groups() -> list[type]:
    """The classes of the groups of coefficients."""
    return [group.type for group in field_types(Coefficients).values() if group.type]


def describe(spec: Spec) -> str:
    """What a key means, with its unit."""
    return f"{spec.doc} ({spec.unit})" if spec.unit else spec.doc


def whole(spec: Spec) -> Schema:
    """A whole number within bounds."""
    return {"type": "integer", "minimum": spec.low, "maximum": spec.high}


def text(spec: Spec) -> Schema:
    """A word, an identifier or a plain text."""
    if spec.choices:
        return {"type": "string", "enum": list(spec.choices)}
    made: Schema = {"type": "string"}
    if spec.length is not None:
        made["maxLength"] = spec.length
    if spec.pattern:
        made["pattern"] = f"^{spec.pattern}$"
    return made


def quantity(spec: Spec) -> Schema:
    """A coefficient with this field's bounds and unit."""
    fields = field_types(Quantity)
    given: Schema = {"minLength": 1}
    return {
        "type": "object",
        "properties": {
            "value": whole(spec),
            "unit": {"type": "string", "const": spec.unit},
            "source": text(spec_of(fields["source"])),
            "assumed": text(spec_of(fields["assumed"])),
        },
        "required": ["value", "unit"],
        "additionalProperties": False,
        "oneOf": [{"required": [name], "properties": {name: given}} for name in ("source", "assumed")],
    }
