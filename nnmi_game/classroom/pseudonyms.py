"""Names for a class that does not show its own: trees, birds and stones, shuffled by the session's seed."""

from __future__ import annotations

import random
from functools import lru_cache

_NAMES = (
    "Alder", "Amber", "Aspen", "Auk", "Basalt", "Beech", "Beryl", "Birch", "Bittern", "Bunting", "Cedar",
    "Chalk", "Clover", "Cobalt", "Coot", "Copper", "Coral", "Crane", "Cuckoo", "Curlew", "Cypress", "Dipper",
    "Dove", "Dunlin", "Eider", "Elder", "Elm", "Fern", "Fir", "Flint", "Fulmar", "Gannet", "Garnet", "Ginkgo",
    "Gneiss", "Granite", "Grebe", "Hawthorn", "Hazel", "Heather", "Heron", "Hickory", "Holly", "Ibis", "Iris",
    "Iron", "Ivy", "Jackdaw", "Jade", "Jasper", "Juniper", "Kestrel", "Kite", "Lapwing", "Larch", "Lark",
    "Laurel", "Lichen", "Lime", "Linnet", "Magpie", "Maple", "Marble", "Marl", "Martin", "Merlin", "Mica",
    "Moss", "Myrtle", "Nickel", "Nuthatch", "Oak", "Olive", "Onyx", "Opal", "Oriole", "Osprey", "Owl",
    "Pearl", "Petrel", "Pine", "Pipit", "Plover", "Poplar", "Puffin", "Quail", "Quartz", "Rail", "Raven",
    "Redstart", "Reed", "Robin", "Rook", "Rowan", "Ruby", "Ruff", "Sage", "Sandstone", "Sapphire", "Sedge",
    "Serin", "Shale", "Shrike", "Silver", "Siskin", "Slate", "Snipe", "Sorrel", "Spruce", "Starling", "Stork",
    "Swan", "Swift", "Teal", "Tern", "Thistle", "Thrush", "Thyme", "Topaz", "Turnstone", "Twite", "Walnut",
    "Warbler", "Willow", "Wren", "Yarrow", "Yew", "Zinc",
)  # fmt: skip


def pseudonym(seed: int, number: int) -> str:
    """The name of the seat of this number, from 1; beyond the list names get a number."""
    round_, place = divmod(number - 1, len(_NAMES))
    name = _order(seed)[place]
    return name if round_ == 0 else f"{name} {round_ + 1}"


@lru_cache(maxsize=64)
def _order(seed: int) -> tuple[str, ...]:
    names = list(_NAMES)
    random.Random(seed).shuffle(names)
    return tuple(names)
