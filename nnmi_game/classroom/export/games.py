"""Every office's game as a saved game, which replays; with the scenario beside it where it is not a shipped one."""

from __future__ import annotations

from typing import Any

from nnmi_game.classroom.bundle import shipped
from nnmi_game.classroom.export.record import SessionRecord
from nnmi_game.engine.orders import from_table
from nnmi_game.game.guesses import Guess
from nnmi_game.game.record import Record, RecordedTurn, write

SUFFIX = ".toml"


def files(record: SessionRecord, scenario_path: str = "", names: bool = True) -> dict[str, str]:
    """The text of each office's game, by a file's name; ``scenario_path`` is where its scenario will lie.

    With ``names`` a game's title says who played it.
    """
    return {
        file_name(office["number"]): write(_record(record, office, scenario_path, names))
        for office in record.offices
    }


def file_name(number: int) -> str:
    """The name of an office's file."""
    return f"office-{number:04}{SUFFIX}"


def is_shipped(record: SessionRecord) -> bool:
    """Whether the scenario comes with the program."""
    return shipped(record.session["scenario_digest"]) is not None


def _record(record: SessionRecord, office: dict[str, Any], scenario_path: str, names: bool) -> Record:
    labels = ", ".join(seat["label"] for seat in record.members(office["id"]))
    return Record(
        rules_version=record.session["rules_version"],
        seed=office["seed"],
        scenario=record.session["scenario"],
        scenario_digest=record.session["scenario_digest"],
        turns=tuple(
            RecordedTurn(
                tuple(from_table(order) for order in turn["orders"]),
                turn["digest"],
                tuple(Guess(**guess) for guess in turn["guesses"]),
                tuple(turn["happened"]),
            )
            for turn in record.standing(office["id"])
        ),
        file=scenario_path,
        title=labels[:200] if names else "",
    )
