"""Orders of the recorded reference games."""

from __future__ import annotations

import tomllib

from nnmi_game.engine.orders import Order, from_table
from nnmi_game.scenario.library import saves_folder


def recorded_orders(scenario: str, name: str) -> list[list[Order]]:
    """The orders of each turn of the reference game ``name``.

    Raises ``LookupError`` where the game does not exist or was played in another scenario.
    """
    path = saves_folder() / f"{name}.toml"
    if not path.is_file():
        raise LookupError(f"there is no recorded game {name!r}")
    game = tomllib.loads(path.read_text(encoding="utf-8"))
    if game["scenario"] != scenario:
        raise LookupError(
            f"the recorded game {name!r} was played in {game['scenario']!r}, not in {scenario!r}"
        )
    return [[from_table(table) for table in turn["orders"]] for turn in game["turns"]]
