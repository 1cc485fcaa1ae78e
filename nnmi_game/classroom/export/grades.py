"""The grade book: one score for each student, in the form that Canvas or Moodle imports.

The score is the mean of the four goals, per cent. Whether that is a grade is for the instructor to say.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from nnmi_game.classroom.export.record import SessionRecord
from nnmi_game.classroom.export.tidy import cell
from nnmi_game.game import words

POSSIBLE = 100


def score(record: SessionRecord, seat: dict[str, Any]) -> str:
    """Points of 100 with two decimals, empty for who has not played a turn."""
    office = next((one for one in record.offices if one["id"] == seat["office"]), None)
    if office is None or office["turn"] == 0:
        return ""
    goals = list(record.goals(json.loads(office["figures"])).values())
    return f"{sum(goals) / len(goals) / 10:.2f}" if goals else ""


def canvas(record: SessionRecord, title: str) -> str:
    """For Canvas: its student columns, one assignment, and the row of points possible.

    The id of the roster stands as SIS User ID; where there is none Canvas matches by name.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title])
    writer.writerow(["Points Possible", "", "", "", "", POSSIBLE])
    for seat in _graded(record):
        name, roster, email = (cell(seat[key] or "") for key in ("name", "roster", "email"))
        writer.writerow([name or seat["label"], "", roster, email, "", score(record, seat)])
    return out.getvalue()


def moodle(record: SessionRecord, title: str) -> str:
    """For Moodle: map on ``Email address`` or ``ID number`` when importing; score and feedback come together."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["ID number", "Email address", "Full name", title, f"{title} feedback"])
    for seat in _graded(record):
        office = next((one for one in record.offices if one["id"] == seat["office"]), None)
        goals = record.goals(json.loads(office["figures"])) if office is not None else {}
        feedback = words.listed(f"{words.goal(name)} {points}" for name, points in goals.items())
        writer.writerow(
            [cell(seat[key] or "") for key in ("roster", "email", "name")] + [score(record, seat), feedback]
        )
    return out.getvalue()


def _graded(record: SessionRecord) -> list[dict[str, Any]]:
    return [seat for seat in record.seats if not seat["bot"]]
