"""How things stand for somebody in a class, in words: the line under the header, the page of the class, news."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import frozen

from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext

#: Seconds below which a countdown is marked.
SOON = 60


@frozen(kw_only=True)
class Attending:
    """What is known of the class and of the way to it. ``since`` and ``left`` are in seconds.

    ``state`` is ``open``, ``paused`` or ``ended``, empty while the server has told nothing yet. ``turn`` is the one
    that is played next here, ``unsent`` counts turns that the server does not have yet.
    In a team, ``sender`` is the director who sends the orders, if another is there, and ``votes`` says that it votes.
    """

    label: str
    state: str = ""
    pacing: str = "own"
    open_turn: int = 0
    turns: int = 0
    left: float | None = None
    turn: int = 1
    unsent: int = 0
    is_connected: bool = False
    since: float = 0.0
    is_out: bool = False
    why_not: str = ""
    role: str = "director"
    sender: str = ""
    votes: bool = False

    @property
    def is_over(self) -> bool:
        """Whether the game has been played to its end here."""
        return 0 < self.turns < self.turn

    @property
    def waits(self) -> bool:
        """Whether the next turn is one that the instructor has not opened."""
        return self.pacing != "own" and 0 < self.open_turn < self.turn and not self.is_over


def standing_line(now: Attending) -> tuple[str, str]:
    """How things stand in a few words, and their tone: empty, ``good``, ``warn`` or ``bad``."""
    if now.is_out:
        return _("You are not in this class any more"), "bad"
    if not now.is_connected:
        return _offline(now), "warn"
    if now.state == "ended":
        return _("The instructor has ended the class"), "warn"
    if now.state == "paused":
        return _("Paused by the instructor"), "warn"
    if now.unsent and not now.waits:
        return _unsent(now), ""
    if now.is_over:
        return _("You have played all turns"), "good"
    if now.waits:
        return _waiting(now), ""
    if now.left is None and (text := _in_team(now)):
        return text, ""
    if now.left is not None:
        text = _("Turn {turn} is open: {left} left").format(turn=now.turn, left=clock(now.left))
        return text, "warn" if now.left < SOON else ""
    if now.pacing != "own":
        return _("Turn {turn} is open; it is your move").format(turn=now.turn), ""
    return _("Connected; at your own pace"), ""


def _in_team(now: Attending) -> str:
    """Who decides on the open turn, in a team."""
    if now.votes:
        return _("Turn {turn} is open; your team votes on its orders").format(turn=now.turn)
    if now.sender:
        return _("Turn {turn} is open; {name} sends the orders of your team").format(
            turn=now.turn, name=now.sender
        )
    return ""


def _offline(now: Attending) -> str:
    if not now.since:
        return _("Connecting to the class...")
    when = datetime.fromtimestamp(now.since).strftime("%H:%M")
    if not now.unsent and now.waits:
        return _("Offline since {time}; turn {turn} waits for the instructor").format(
            time=when, turn=now.turn
        )
    if not now.unsent:
        return _("Offline since {time}; you can go on").format(time=when)
    return ngettext(
        "Offline since {time}; {count} turn is sent when the class can be reached",
        "Offline since {time}; {count} turns are sent when the class can be reached",
        now.unsent,
    ).format(time=when, count=now.unsent)


def _unsent(now: Attending) -> str:
    return ngettext("Sending {count} turn", "Sending {count} turns", now.unsent).format(count=now.unsent)


def _waiting(now: Attending) -> str:
    if now.left is not None:
        return _("Turn {turn} opens in {left}, or when the instructor opens it").format(
            turn=now.turn, left=clock(now.left)
        )
    return _("Waiting for the instructor to open turn {turn}").format(turn=now.turn)


def clock(seconds: float) -> str:
    """A time as a clock shows it: ``4:05``, ``1:04:05``."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def why_not_end(now: Attending) -> str:
    """Why a turn cannot be ended now; the server decides, and this spares a turn that it would not take."""
    if now.is_out:
        return _("You are not in this class any more; ask the instructor.")
    if now.state == "ended":
        return _("The instructor has ended the session.")
    if now.state == "paused":
        return _("The instructor has paused the session.")
    if now.waits:
        return _("Turn {turn} is not open yet; the instructor opens it.").format(turn=now.turn)
    if now.sender and not now.votes:
        return _("{name} directs your team and sends its orders; O shows who proposes what.").format(
            name=now.sender
        )
    return ""


def member_name(team: Mapping[str, Any], seat: int) -> str:
    """What a member of a team is called."""
    return next((str(one["label"]) for one in team["members"] if one["seat"] == seat), _("somebody"))


def news(before: dict[str, Any], after: dict[str, Any], is_led: bool = False) -> list[str]:
    """What a student should hear of, between two words of the server on how things stand.

    ``is_led`` where another of the team sends the orders.
    """
    if not before:
        return []
    found = []
    old, new = before["session"], after["session"]
    if old["state"] != new["state"]:
        found.append(
            {
                "paused": _("The instructor has paused the session."),
                "ended": _("The instructor has ended the session."),
            }.get(new["state"], _("The class goes on."))
        )
    if old["pacing"] != new["pacing"]:
        found.append(
            {
                "own": _("From now on everyone plays at their own pace."),
                "instructor": _("From now on the instructor opens each turn."),
            }.get(new["pacing"], _("From now on turns are timed."))
        )
    elif new["pacing"] != "own" and new["open_turn"] > old["open_turn"]:
        found.append(_("Turn {turn} is open.").format(turn=new["open_turn"]))
    if after["office"]["epoch"] != before["office"]["epoch"]:
        found.append(
            _("The instructor took turns back: you stand before turn {turn}.").format(
                turn=after["office"]["turn"] + 1
            )
        )
    elif set(after["office"]["happened"]) - set(before["office"]["happened"]):
        found.append(_("The instructor let something happen; your desk says what waits for a response."))
    if after["seat"]["role"] != before["seat"]["role"] or after["office"]["id"] != before["office"]["id"]:
        found.append(_("The instructor gave you another place."))
    if new["leaderboard"] and not old["leaderboard"]:
        found.append(_("The instructor shows a leaderboard; K leads to it."))
    found += [
        _(
            "Turn {turn} was played for you with the orders that you had given; l shows what came of it."
        ).format(turn=turn["turn"])
        for turn in after["turns"]
        if turn["turn"] > before["office"]["turn"] and turn["by"] in ("clock", "instructor")
    ]
    if is_led:
        found += [
            _("Your team has played turn {turn}; l shows what came of it.").format(turn=turn["turn"])
            for turn in after["turns"]
            if turn["turn"] > before["office"]["turn"] and turn["by"] == "seat"
        ]
    return found


def said(message: dict[str, Any]) -> str:
    """A message as it is read out."""
    if message["kind"] == "note":
        return _("The instructor: {text}").format(text=message["text"])
    if message["kind"] == "question":
        return _("You asked: {text}").format(text=message["text"])
    return _("{name}: {text}").format(name=message["from"], text=message["text"])


def page(
    now: Attending,
    title: str,
    address: str,
    code: str,
    messages: Sequence[dict[str, Any]],
    set_aside: int,
    ranks: Sequence[dict[str, Any]],
) -> list[tuple[str, str]]:
    """The page of the class: where one is, how things stand, what was said."""
    line, tone = standing_line(now)
    parts = [
        ("heading", title or _("Your class")),
        ("bad" if tone == "bad" else "", line),
        (
            "quiet",
            _("You are {name}. Join code {code}, at {address}.").format(
                name=now.label, code=code, address=address
            ),
        ),
    ]
    if now.why_not:
        parts.insert(2, ("", now.why_not))
    if set_aside:
        parts.append(
            (
                "",
                ngettext(
                    "{count} turn that you played here does not count: the class had gone on without it.",
                    "{count} turns that you played here do not count: the class had gone on without them.",
                    set_aside,
                ).format(count=set_aside),
            )
        )
    if ranks:
        parts.append(("heading", _("Leaderboard")))
        parts += [("", _rank(place, one)) for place, one in enumerate(ranks, start=1)]
    parts.append(("heading", _("What was said")))
    lines = [
        f"{datetime.fromtimestamp(one['time']).strftime('%H:%M')}  {said(one)}" for one in reversed(messages)
    ]
    parts.append(("", "\n".join(lines) or _("Nothing yet.")))
    return parts


def _rank(place: int, one: dict[str, Any]) -> str:
    return _("{place}. {names}: all goals {total}, after turn {turn}").format(
        place=place, names=", ".join(one["labels"]), total=one["total"], turn=one["turn"]
    )
