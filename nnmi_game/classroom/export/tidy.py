"""Tidy tables: one row for each seat, turn, order and guess, with keys that join; as CSV and as JSON Lines.

Names and addresses stand in ``seats`` alone: without that file the others tell of seats by number only.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from nnmi_game.classroom.export.record import SessionRecord, moment

Row = dict[str, Any]

#: Parameters of orders, each a column of ``orders``; what an order does not have is empty.
PARAMETERS = (
    "technology", "agency", "bidder", "seed", "years", "taper", "match", "purpose", "amount", "region", "tier",
    "channel", "regions", "budget", "mrl4", "mrl5", "mrl6", "mrl7", "bottom_up", "program", "at", "place", "a", "b",
    "by", "audience", "attention", "event", "option",
)  # fmt: skip


def tables(record: SessionRecord, names: bool = True) -> dict[str, list[Row]]:
    """The tables by name; without ``names`` nothing in them says who a person is."""
    found = {
        "seats": [_seat(record, seat, names) for seat in record.seats],
        "turns": [_turn(record, turn) for turn in record.turns],
        "orders": [row for turn in record.turns for row in _orders(record, turn)],
        "guesses": [row for turn in record.turns for row in _guesses(record, turn)],
        "actions": [
            {"session": record.session["code"], "time": moment(one["time"]), "action": one["action"],
             "detail": one["detail"]}
            for one in record.actions
        ],
    }  # fmt: skip
    if names:
        # What people wrote may say who they are.
        found["messages"] = [
            {"session": record.session["code"], "time": moment(one["time"]), "kind": one["kind"],
             "office": one["office"], "seat": one["seat"], "text": one["text"]}
            for one in record.messages
        ]  # fmt: skip
    return found


def as_csv(rows: Sequence[Row]) -> str:
    """A table as CSV; lists are joined by spaces, and no cell is taken for a formula by a spreadsheet."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows([{name: cell(value) for name, value in row.items()} for row in rows])
    return out.getvalue()


def as_lines(rows: Sequence[Row]) -> str:
    """A table as JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _seat(record: SessionRecord, seat: Row, names: bool) -> Row:
    office = next((one for one in record.offices if one["id"] == seat["office"]), None)
    goals = record.goals(json.loads(office["figures"])) if office is not None else {}
    who = {"name": seat["name"], "roster": seat["roster"] or "", "email": seat["email"]} if names else {}
    return {
        "session": record.session["code"],
        "seat": seat["id"],
        "number": seat["number"],
        **who,
        **({"label": seat["label"]} if names else {}),
        "role": seat["role"],
        "state": seat["state"],
        "bot": seat["bot"],
        "office": seat["office"],
        "luck": office["seed"] if office else "",
        "turns": office["turn"] if office else 0,
        "rolled_back": office["epoch"] if office else 0,
        "joined": moment(seat["joined"]),
        "seen": moment(seat["seen"]),
        **{f"goal_{name}": points for name, points in goals.items()},
    }


def _turn(record: SessionRecord, turn: Row) -> Row:
    return {
        "session": record.session["code"],
        "office": turn["office"],
        "turn": turn["turn"],
        "epoch": turn["epoch"],
        "seat": turn["seat"],
        "by": turn["by"],
        "time": moment(turn["time"]),
        "undone": moment(turn["undone"]),
        "orders": len(turn["orders"]),
        "happened": " ".join(turn["happened"]),
        "digest": turn["digest"],
        **{f"goal_{name}": points for name, points in record.goals(turn["figures"]).items()},
        **{name: turn["figures"].get(name, "") for name in ("money", "institutes", "failing")},
    }


def _orders(record: SessionRecord, turn: Row) -> list[Row]:
    return [
        {
            **_key(record, turn),
            "seat": turn["seat"],
            "number": number,
            "order": order["order"],
            **{name: order.get(name, "") for name in PARAMETERS},
        }
        for number, order in enumerate(turn["orders"], start=1)
    ]


def _guesses(record: SessionRecord, turn: Row) -> list[Row]:
    return [{**_key(record, turn), "seat": turn["seat"], **guess} for guess in turn["guesses"]]


def _key(record: SessionRecord, turn: Row) -> Row:
    return {
        "session": record.session["code"],
        "office": turn["office"],
        "turn": turn["turn"],
        "epoch": turn["epoch"],
        "time": moment(turn["time"]),
        "undone": moment(turn["undone"]),
    }


def cell(value: Any) -> Any:
    """A value as a cell of CSV."""
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return "" if value is None else value
