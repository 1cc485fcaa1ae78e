"""A whole session as it is exported: seats, offices, every turn with its orders, guesses, messages and actions."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from attrs import field, frozen
from sqlalchemy import Connection, select

from nnmi_game.classroom.bundle import tables_of
from nnmi_game.classroom.options import Options, from_text
from nnmi_game.classroom.store.schema import actions, guesses, messages, offices, seats, sessions, turns
from nnmi_game.engine.tables import Tables


@frozen(eq=False)
class SessionRecord:
    """A session's rows, each a table by the names of the store; times are seconds since 1970, UTC.

    Rows of ``turns`` have ``orders`` (list of tables), ``guesses`` (list of tables), ``happened`` and ``figures`` read.
    """

    session: dict[str, Any]
    options: Options
    tables: Tables
    offices: list[dict[str, Any]]
    seats: list[dict[str, Any]]
    turns: list[dict[str, Any]]
    messages: list[dict[str, Any]] = field(factory=list)
    actions: list[dict[str, Any]] = field(factory=list)

    def members(self, office: int) -> list[dict[str, Any]]:
        """The seats of an office."""
        return [seat for seat in self.seats if seat["office"] == office]

    def standing(self, office: int) -> list[dict[str, Any]]:
        """The turns of an office that were not taken back, in order."""
        return [turn for turn in self.turns if turn["office"] == office and turn["undone"] is None]

    def goals(self, figures: dict[str, Any]) -> dict[str, int]:
        """The goals of a row's figures by name; empty before the first turn."""
        names = [goal.id for goal in self.tables.scenario.goals]
        return dict(zip(names, figures.get("goals", []), strict=False))


def read_session(connection: Connection, session: int) -> SessionRecord:
    """All of a session."""
    head = dict(connection.execute(select(sessions).where(sessions.c.id == session)).mappings().one())

    def rows(table: Any) -> list[dict[str, Any]]:
        question = select(table).where(table.c.session == session).order_by(table.c.id)
        return [dict(row) for row in connection.execute(question).mappings()]

    found = rows(offices)
    names = [office["id"] for office in found]
    played = []
    for start in range(0, len(names), 500):
        question = select(turns).where(turns.c.office.in_(names[start : start + 500])).order_by(turns.c.id)
        for row in connection.execute(question).mappings():
            turn = dict(row)
            for key in ("orders", "happened", "figures"):
                turn[key] = json.loads(turn[key])
            turn["guesses"] = []
            played.append(turn)
    by_id = {turn["id"]: turn for turn in played}
    numbers = list(by_id)
    for start in range(0, len(numbers), 500):
        question = (
            select(guesses).where(guesses.c.turn.in_(numbers[start : start + 500])).order_by(guesses.c.id)
        )
        for row in connection.execute(question).mappings():
            by_id[row["turn"]]["guesses"].append(
                {key: row[key] for key in ("measure", "of", "value", "low", "high")}
            )
    return SessionRecord(
        session=head,
        options=from_text(head["options"]),
        tables=tables_of(head["scenario"], head["scenario_digest"], head["scenario_text"]),
        offices=found,
        seats=rows(seats),
        turns=sorted(played, key=lambda turn: (turn["office"], turn["turn"], turn["id"])),
        messages=rows(messages),
        actions=rows(actions),
    )


def moment(seconds: float | None) -> str:
    """A time as ISO 8601 in UTC with milliseconds; empty if there is none."""
    if seconds is None:
        return ""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
