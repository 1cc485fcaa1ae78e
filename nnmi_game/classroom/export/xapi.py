"""Statements of what was learnt by doing, after the xAPI Serious Games profile, one JSON object a line.

The scenario is the serious game: initialized when a seat joins, progressed with each turn, completed after the last.
Each order is one of the profile's alternatives: a
menu in which something was selected. Actors are seats by number; no name or address is told.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from nnmi_game.classroom.export.record import SessionRecord, moment

PROFILE = "https://w3id.org/xapi/seriousgames"
#: The profile borrows this verb from another one.
SELECTED = "https://w3id.org/xapi/adb/verbs/selected"
#: What our own ids begin with; they name things and lead nowhere.
HOME = "urn:nnmi-game"
_NAMES = uuid.UUID("6f0a3c5e-9f5d-5c0a-8d2e-2c1f7f0b7a11")


def statements(record: SessionRecord) -> Iterator[dict[str, Any]]:
    """The statements of a session, by seat and time; the same session gives the same statements."""
    code = record.session["code"]
    game = {
        "id": f"{HOME}:scenario:{record.session['scenario']}",
        "objectType": "Activity",
        "definition": {
            "type": f"{PROFILE}/activity-types/serious-game",
            "name": {"en": record.tables.scenario.title.en, "zh": record.tables.scenario.title.zh},
        },
    }
    for seat in record.seats:
        if seat["joined"] is None:
            continue
        about = _About(code, seat["id"])
        yield about.statement(
            "initialized", "http://adlnet.gov/expapi/verbs/initialized", game, seat["joined"]
        )
        for turn in record.standing(seat["office"] or 0):
            yield from _of_turn(record, about, game, turn)


class _About:
    """The actor and the session of statements."""

    def __init__(self, code: str, seat: int) -> None:
        self.code, self.seat = code, seat

    def statement(
        self, what: str, verb: str, thing: dict[str, Any], time: float, result: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        name = f"{self.code}/{self.seat}/{what}"
        found: dict[str, Any] = {
            "id": str(uuid.uuid5(_NAMES, name)),
            "actor": {
                "objectType": "Agent",
                "account": {"homePage": f"{HOME}:class:{self.code}", "name": f"seat-{self.seat}"},
            },
            "verb": {"id": verb, "display": {"en": verb.rpartition("/")[2]}},
            "object": thing,
            "timestamp": moment(time),
            "context": {
                "registration": str(uuid.uuid5(_NAMES, self.code)),
                "contextActivities": {"category": [{"id": PROFILE}]},
            },
        }
        return found | ({"result": result} if result else {})


def _of_turn(
    record: SessionRecord, about: _About, game: dict[str, Any], turn: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    number, last = turn["turn"], record.session["turns"]
    goals = record.goals(turn["figures"])
    for place, order in enumerate(turn["orders"], start=1):
        choice = {
            "id": f"{HOME}:order:{order['order']}",
            "objectType": "Activity",
            "definition": {"type": f"{PROFILE}/activity-types/menu"},
        }
        said = {
            "response": json.dumps(order, ensure_ascii=False, sort_keys=True),
            "extensions": {f"{HOME}:turn": number},
        }
        yield about.statement(f"turn-{number}-order-{place}", SELECTED, choice, turn["time"], said)
    progress = {"extensions": {f"{PROFILE}/extensions/progress": round(number / last, 4)}}
    yield about.statement(
        f"turn-{number}", "http://adlnet.gov/expapi/verbs/progressed", game, turn["time"], progress
    )
    if number == last and goals:
        mean = sum(goals.values()) / len(goals)
        done = {
            "completion": True,
            "success": True,
            "score": {"scaled": round(mean / 1000, 4), "raw": round(mean, 2), "min": 0, "max": 1000},
        }
        verb = "http://adlnet.gov/expapi/verbs/completed"
        yield about.statement("completed", verb, game, turn["time"], done)
