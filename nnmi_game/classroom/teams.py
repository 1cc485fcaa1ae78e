"""A team's orders: each member proposes in their part, all see them, and together they make the turn.

What is known of a team comes as the server tells it in a standing: its members (seat, label, role, present),
everybody's drafts by seat, and votes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from nnmi_game.classroom.options import OBSERVER, may_propose
from nnmi_game.classroom.reading import read_order
from nnmi_game.game.guesses import Guess
from nnmi_game.game.places import subject

OrderTable = Mapping[str, Any]


def combined(parts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The orders that drafts make together; where two are about the same thing, the later change counts."""
    kept: dict[tuple[str, ...], dict[str, Any]] = {}
    for draft in sorted(parts, key=lambda one: float(one["changed"])):
        for table in draft["orders"]:
            about = subject(read_order(table))
            kept.pop(about, None)
            kept[about] = table
    return list(kept.values())


def guesses_of(parts: Iterable[Mapping[str, Any]]) -> list[Guess]:
    """What drafts guess; of two guesses about the same figure the later counts."""
    kept: dict[tuple[str, str], Guess] = {}
    for draft in sorted(parts, key=lambda one: float(one["changed"])):
        for table in draft["guesses"]:
            guess = Guess(**table)
            kept[guess.measure, guess.of] = guess
    return list(kept.values())


def choice(orders: Sequence[OrderTable]) -> str:
    """A digest of orders, to vote for."""
    said = json.dumps(orders, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def part_taken(kind: str, role: str, others: Iterable[str]) -> bool:
    """Whether orders of a kind are the part of somebody with another role, and not of one's own."""
    if may_propose(role, kind):
        return False
    return any(other != "director" and may_propose(other, kind) for other in others)


def drafts_of_others(team: Mapping[str, Any] | None, seat: int) -> list[dict[str, Any]]:
    """What the other members propose."""
    return [draft for name, draft in team["drafts"].items() if name != str(seat)] if team else []


def holder(team: Mapping[str, Any] | None, seat: int, role: str, kind: str) -> str:
    """The label of the member whose part orders of a kind are, who is there; empty if one may propose them."""
    present = [one for one in (team or {"members": ()})["members"] if one["present"] and one["seat"] != seat]
    roles = [one["role"] for one in present if one["role"] != role]
    if not part_taken(kind, role, roles):
        return ""
    return str(
        next(
            one["label"]
            for one in present
            if one["role"] not in ("director", role) and may_propose(one["role"], kind)
        )
    )


def proposer(team: Mapping[str, Any], table: OrderTable) -> int:
    """The seat that proposes an order of the team: the one whose change counts; 0 if nobody does."""
    drafts = sorted(team["drafts"].items(), key=lambda one: float(one[1]["changed"]), reverse=True)
    return next((int(seat) for seat, draft in drafts if table in draft["orders"]), 0)


def sender(team: Mapping[str, Any] | None, seat: int, role: str) -> str:
    """The label of the director who sends the orders, if that is somebody else who is there."""
    if not team or role == "director":
        return ""
    directors = [one for one in team["members"] if one["role"] == "director" and one["present"]]
    return str(directors[0]["label"]) if directors and directors[0]["seat"] != seat else ""


@frozen
class Placed:
    """Where a seat of a team of one is to sit, and in which role."""

    seat: int
    office: int
    role: str


def joined_up(members: Mapping[int, Sequence[tuple[int, str]]], mirror: bool) -> list[Placed]:
    """Places for those who are alone, in the smallest of the other teams: as observers, or mirroring a member's role.

    ``members`` are (seat, role) by office. Nobody moves where there is no team of two to come to.
    """
    sizes = {office: len(seats) for office, seats in members.items() if len(seats) > 1}
    found: list[Placed] = []
    for _office, seats in sorted(members.items()):
        if len(seats) != 1 or not sizes:
            continue
        office = min(sizes, key=lambda one: (sizes[one], one))
        roles = [role for _seat, role in members[office] if role not in ("director", OBSERVER)]
        role = roles[sizes[office] % len(roles)] if mirror and roles else OBSERVER
        sizes[office] += 1
        found.append(Placed(seats[0][0], office, role))
    return found
