"""What an instructor sees of a class: a row for each seat, how the class stands, whom it waits for, what was said.

Times are the server's; ``now`` is its clock, in seconds since 1970.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import frozen

from nnmi_game.game.words import listed, money
from nnmi_game.locale import N_, ngettext, pgettext
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.attending import SOON, clock
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.team import ROLES
from nnmi_game.tui.views.text import width

Seat = Mapping[str, Any]

#: Seconds after which a seat that was not heard of counts as away, as the server has it.
UNHEARD = 45.0
#: Seconds of waiting that are marked.
LONG = 120.0
#: Seats that are named among those that the class waits for.
MOST_NAMED = 6
NO_GOALS = (0, 0, 0, 0)


@frozen(kw_only=True)
class Class:
    """The class at one moment; ``told`` is when the server told of the session last."""

    session: Mapping[str, Any]
    seats: Mapping[int, Seat]
    now: float
    told: float

    @property
    def left(self) -> float | None:
        """Seconds until the open turn closes; None where it is not timed."""
        left = self.session.get("left")
        if left is None or self.session["state"] != "open":
            return left
        return max(float(left) - (self.now - self.told), 0.0)

    @property
    def in_teams(self) -> bool:
        """Whether students share offices."""
        return bool(self.session.get("mode") == "teams")

    def is_here(self, seat: Seat) -> bool:
        """Whether somebody is at a seat."""
        return bool(seat["here"]) and seat["seen"] is not None and self.now - seat["seen"] < UNHEARD

    def is_behind(self, seat: Seat) -> bool:
        """Whether a seat has not played the open turn."""
        session = self.session
        if seat["state"] != "in" or not seat["office"] or seat["role"] == "observer":
            return False
        return bool(seat["turn"] < min(session["open_turn"], session["turns"]))

    def waited(self, seat: Seat) -> float | None:
        """How long a seat has had its turn to play, seconds; None if it is not its move."""
        session = self.session
        if session.get("state") != "open" or not self.is_behind(seat):
            return None
        return max(self.now - max(float(session["opened"]), float(seat["played"])), 0.0)

    @property
    def waiting_for(self) -> list[Seat]:
        """Whom the class waits for, the longest first, one seat of each office; nobody at their own pace."""
        if self.session.get("pacing") == "own":
            return []
        found = [(waited, seat) for seat in self.seats.values() if (waited := self.waited(seat)) is not None]
        found.sort(key=lambda one: (-one[0], one[1]["number"]))
        return list({seat["office"]: seat for _waited, seat in reversed(found)}.values())[::-1]


def shown_name(seat: Seat) -> str:
    """What a seat is called to the instructor."""
    return str(seat["name"] or seat["label"])


def alarms(at: Class, seat: Seat) -> list[str]:
    """What an instructor should look at."""
    found = []
    if failing := seat.get("failing", 0):
        found.append(ngettext("{count} failing", "{count} failing", failing).format(count=failing))
    if events := seat.get("events", 0):
        found.append(ngettext("{count} event", "{count} events", events).format(count=events))
    waited = at.waited(seat)
    if waited is not None and waited > LONG and not at.is_here(seat):
        found.append(_("away, to play"))
    return found


# --- sort and filter ---


@frozen(kw_only=True)
class Order:
    """A way to sort the rows."""

    id: str
    title: str
    key: Callable[[Class, Seat], Any]


def _goal(number: int) -> Callable[[Class, Seat], Any]:
    return lambda at, seat: -_goals(seat)[number]


def _goals(seat: Seat) -> Sequence[int]:
    return seat.get("goals") or NO_GOALS


ORDERS = (
    Order(id="number", title=N_("Seat"), key=lambda at, seat: seat["number"]),
    Order(id="name", title=N_("Name"), key=lambda at, seat: shown_name(seat).casefold()),
    Order(id="office", title=N_("Office"), key=lambda at, seat: seat["office_number"] or 10**9),
    Order(id="waited", title=N_("Longest waited for"), key=lambda at, seat: -(at.waited(seat) or -1.0)),
    Order(id="turn", title=N_("Fewest turns"), key=lambda at, seat: -1 if seat["turn"] is None else seat["turn"]),
    Order(id="total", title=N_("All goals"), key=lambda at, seat: -sum(_goals(seat))),
    Order(id="competitiveness", title=N_("Competitiveness"), key=_goal(0)),
    Order(id="transition", title=N_("Technology transition"), key=_goal(1)),
    Order(id="workforce", title=N_("Workforce"), key=_goal(2)),
    Order(id="sustainability", title=N_("Sustainability"), key=_goal(3)),
    Order(id="money", title=N_("Money"), key=lambda at, seat: -seat.get("money", 0)),
    Order(id="alarms", title=N_("Alarms"), key=lambda at, seat: (-seat.get("failing", 0), -len(alarms(at, seat)))),
)  # fmt: skip


@frozen(kw_only=True)
class Filter:
    """Which rows are shown."""

    id: str
    title: str
    holds: Callable[[Class, Seat], bool]


FILTERS = (
    Filter(id="all", title=N_("All seats"), holds=lambda at, seat: True),
    Filter(id="waited", title=N_("At their move"), holds=lambda at, seat: at.waited(seat) is not None),
    Filter(
        id="away", title=N_("Away"), holds=lambda at, seat: seat["state"] == "in" and not at.is_here(seat)
    ),
    Filter(id="alarms", title=N_("With alarms"), holds=lambda at, seat: bool(alarms(at, seat))),
    Filter(id="expected", title=N_("Not here yet"), holds=lambda at, seat: seat["state"] == "expected"),
    Filter(id="removed", title=N_("Removed"), holds=lambda at, seat: seat["state"] == "removed"),
    Filter(id="people", title=N_("Without bots"), holds=lambda at, seat: not seat["bot"]),
)


def table(at: Class, order: str = "number", shown: str = "all") -> Table:
    """A row for each seat."""
    wanted = next((one for one in FILTERS if one.id == shown), FILTERS[0])
    by = next((one for one in ORDERS if one.id == order), ORDERS[0])
    seats = [seat for seat in at.seats.values() if wanted.holds(at, seat)]
    seats.sort(key=lambda seat: (by.key(at, seat), seat["number"]))
    return Table(
        columns=_columns(at.in_teams),
        rows=[row(at, seat) for seat in seats],
        empty=_("Nobody has joined yet; j shows how to.") if not at.seats else _("No seat is like that."),
    )


def _columns(in_teams: bool) -> list[Column]:
    found = [
        Column(key="number", title=_("Seat"), number=True, rank=4),
        Column(key="name", title=_("Name"), least=8, most=24),
    ]
    if in_teams:
        found += [
            Column(key="office", title=_("Office"), number=True, rank=8),
            Column(key="role", title=_("Role"), least=6, most=14, rank=7),
        ]
    return [
        *found,
        Column(key="here", title=_("There"), least=9, most=12, rank=8),
        Column(key="turn", title=_("Turn"), number=True),
        # i18n: how long the class has waited for this seat
        Column(key="waited", title=_("Waits"), number=True, rank=8),
        # i18n: the goal of competitiveness, as a short title of a column
        Column(key="competitiveness", title=_("Comp"), number=True, rank=6),
        # i18n: the goal of technology transition, as a short title of a column
        Column(key="transition", title=_("Tran"), number=True, rank=6),
        # i18n: the goal of workforce, as a short title of a column
        Column(key="workforce", title=_("Work"), number=True, rank=6),
        # i18n: the goal of sustainability, as a short title of a column
        Column(key="sustainability", title=_("Sust"), number=True, rank=6),
        Column(key="total", title=_("All"), number=True, rank=2),
        Column(key="money", title=_("Money"), number=True, rank=5),
        Column(key="institutes", title=_("Inst"), number=True, rank=1),
        Column(key="alarms", title=_("Alarms"), least=13, most=40, rank=8),
    ]


def row(at: Class, seat: Seat) -> Row:
    """One seat."""
    waited, warns = at.waited(seat), alarms(at, seat)
    goals = [f"{points}" for points in seat.get("goals") or ()] or ["-"] * 4
    where = [str(seat["office_number"] or "-"), _(ROLES.get(seat["role"], ""))] if at.in_teams else []
    cells = [
        str(seat["number"]),
        shown_name(seat),
        *where,
        there(at, seat),
        "-" if seat["turn"] is None else f"{seat['turn']}/{at.session['turns']}",
        "" if waited is None else clock(waited),
        *goals,
        str(sum(_goals(seat))) if seat.get("goals") else "-",
        money(seat["money"]) if "money" in seat else "-",
        str(seat.get("institutes", "-")),
        listed(warns),
    ]
    return Row(
        key=str(seat["seat"]), cells=cells, tone=_tone(at, seat, waited), also=str(seat["roster"] or "")
    )


def _tone(at: Class, seat: Seat, waited: float | None) -> str:
    if seat["state"] != "in":
        return "quiet"
    if seat.get("failing"):
        return "bad"
    if waited is not None and waited > LONG and at.session.get("pacing") != "own":
        return "warn"
    return "" if at.is_here(seat) else "quiet"


def there(at: Class, seat: Seat) -> str:
    """Whether somebody is at a seat, in a word."""
    if seat["state"] == "expected":
        return _("expected")
    if seat["state"] == "removed":
        return _("removed")
    if at.is_here(seat):
        return _("bot") if seat["bot"] else pgettext("presence", "here")
    if seat["seen"] is None:
        return _("away")
    return _("away {time}").format(time=clock(at.now - seat["seen"]))


# --- the class ---


def state_line(at: Class) -> tuple[str, str]:
    """How the class stands, and the tone of it."""
    session = at.session
    if not session:
        return _("One moment: the class is being fetched."), ""
    if session["state"] == "ended":
        return _("The class has ended; no more turns are taken."), "warn"
    if session["state"] == "paused":
        return _("Paused: no turns are taken until you resume."), "warn"
    if session["pacing"] == "own":
        return _("Everyone plays at their own pace."), ""
    turn, turns = session["open_turn"], session["turns"]
    if at.left is not None:
        text = _("Turn {turn} of {turns} is open: {left} left.")
        tone = "warn" if at.left < SOON else ""
        return text.format(turn=turn, turns=turns, left=clock(at.left)), tone
    if turn >= turns:
        return _("Turn {turn} of {turns} is open; it is the last.").format(turn=turn, turns=turns), ""
    return _("Turn {turn} of {turns} is open; you open the next.").format(turn=turn, turns=turns), ""


def presence_line(at: Class) -> str:
    """How many there are, and how far they are."""
    inside = [seat for seat in at.seats.values() if seat["state"] == "in"]
    here = sum(at.is_here(seat) for seat in inside)
    parts = [
        ngettext("{count} seat", "{count} seats", len(inside)).format(count=len(inside)),
        _("{count} here").format(count=here),
    ]
    if expected := sum(seat["state"] == "expected" for seat in at.seats.values()):
        parts.append(_("{count} expected").format(count=expected))
    played = [seat["turn"] for seat in inside if seat["turn"] is not None]
    if played:
        parts.append(_("turns played: {low} to {high}").format(low=min(played), high=max(played)))
    if at.session.get("leaderboard"):
        parts.append(_("leaderboard shown"))
    if at.session.get("projector_names"):
        parts.append(_("names on the projector"))
    return listed(parts)


def waiting_line(at: Class, cells: int) -> str:
    """Whom the class waits for, and how long; as many names as there is room for."""
    if not at.session or at.session["state"] != "open" or at.session["pacing"] == "own":
        return ""
    behind = at.waiting_for
    if not behind:
        return _("The class waits for nobody.") if at.seats else ""
    for count in range(min(len(behind), MOST_NAMED), 0, -1):
        line = _waiting(at, behind[:count], len(behind) - count)
        if width(line) <= cells:
            return line
    return line


def _waiting(at: Class, named: Sequence[Seat], more: int) -> str:
    names = listed(
        _("{name} {time}").format(name=_waited_name(at, seat), time=clock(at.waited(seat) or 0.0))
        for seat in named
    )
    if not more:
        return _("Waiting for {named}").format(named=names)
    return ngettext(
        "Waiting for {named} and {count} more", "Waiting for {named} and {count} more", more
    ).format(named=names, count=more)


def _waited_name(at: Class, seat: Seat) -> str:
    return _("office {number}").format(number=seat["office_number"]) if at.in_teams else shown_name(seat)


def shown_line(order: str, shown: str) -> str:
    """Which rows are shown, and how they are sorted."""
    by = next((one.title for one in ORDERS if one.id == order), ORDERS[0].title)
    which = next((one.title for one in FILTERS if one.id == shown), FILTERS[0].title)
    return _("Shown: {which}. Sorted by: {by}").format(which=_(which), by=_(by))


def more_time(seconds: int) -> str:
    """A longer turn, or a shorter one."""
    minutes = abs(seconds) // 60
    if seconds < 0:
        return ngettext("{count} minute less", "{count} minutes less", minutes).format(count=minutes)
    return ngettext("{count} minute more", "{count} minutes more", minutes).format(count=minutes)


def pacing(name: str, seconds: int) -> str:
    """Who decides when a turn is played."""
    if name == "own":
        return _("Everyone plays at their own pace.")
    if name == "instructor":
        return _("You open each turn.")
    if seconds >= 86400:
        days = seconds // 86400
        return ngettext("A turn lasts {count} day.", "A turn lasts {count} days.", days).format(count=days)
    minutes = seconds // 60
    return ngettext("A turn lasts {count} minute.", "A turn lasts {count} minutes.", minutes).format(
        count=minutes
    )


def office_title(at: Class, office: int) -> str:
    """An office among others: its number and who sits in it."""
    number = next((seat["office_number"] for seat in at.seats.values() if seat["office"] == office), office)
    return _("Office {number}: {names}").format(number=number, names=office_name(at, office))


def office_name(at: Class, office: int) -> str:
    """What an office is called: by those who sit in it."""
    members = [shown_name(seat) for seat in members_of(at, office)]
    number = next((seat["office_number"] for seat in at.seats.values() if seat["office"] == office), office)
    return listed(members) or _("office {number}").format(number=number)


def members_of(at: Class, office: int) -> list[Seat]:
    """Those who sit in an office."""
    return [seat for seat in at.seats.values() if seat["office"] == office and seat["state"] == "in"]


def message_line(at: Class, message: Mapping[str, Any]) -> str:
    """One message as it is read."""
    if message["kind"] == "question":
        seat = at.seats.get(message["seat"])
        who = shown_name(seat) if seat is not None else _("somebody")
        return _("{name} asks: {text}").format(name=who, text=message["text"])
    if message["office"] is None:
        return _("You to all: {text}").format(text=message["text"])
    return _("You to {name}: {text}").format(name=office_name(at, message["office"]), text=message["text"])


def messages_page(at: Class, messages: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """What was asked and noted, the latest first."""
    lines = [
        _("{time}  {text}").format(
            time=datetime.fromtimestamp(one["time"]).strftime("%H:%M"), text=message_line(at, one)
        )
        for one in reversed(list(messages))
    ]
    return [("heading", _("Questions and notes")), ("", "\n".join(lines) or _("Nothing yet."))]


def join_lines(at: Class, address: str, code: str) -> list[str]:
    """How to join."""
    title = str(at.session.get("title") or "")
    return [
        _("{title}: join code {code}").format(title=title, code=code)
        if title
        else _("Join code: {code}").format(code=code),
        _("In a browser: {address}").format(address=f"{address}/#{code}"),
        _("In a terminal: {command}").format(command=f"nnmi join {address} {code}"),
        presence_line(at),
    ]
