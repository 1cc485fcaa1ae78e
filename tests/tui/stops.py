"""Where a walk through the screens stops: every screen of the program, and what leads there.

A new screen needs one ``Stop`` here, at the end of the walk that has what it shows. A stop names its keys from the desk
on (from the first screen where a walk has no game), and the class that then is on top; what no key does is a step of
its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from attrs import frozen
from textual.pilot import Pilot
from textual.widgets import Input

from nnmi_game.engine.orders import Campaign, Dues, Recruit, Solicit
from nnmi_game.game.game import Game
from nnmi_game.game.guesses import Guess
from nnmi_game.locale import gettext as _
from nnmi_game.scenario.load import load
from nnmi_game.tui.app import Office
from nnmi_game.tui.attending import Attendance
from nnmi_game.tui.debriefing import Debriefing
from nnmi_game.tui.overseeing import Oversight
from nnmi_game.tui.settings import Settings
from nnmi_game.tui.shelf import Shelf
from nnmi_game.tui.waiting import Work
from nnmi_game.tui.widgets.figure_table import FigureTable
from nnmi_game.tui.widgets.outlook import Outlook

from .conftest import settle
from .grown import grown, played, seed, tiny
from .test_dashboard import StillChair
from .test_debrief import played_class
from .test_team import team_seat

Step = Callable[[Office, Pilot[int]], Awaitable[None]]

SOLICIT = Solicit(technology="additive", agency="dod", seed=40_000, years=5, taper=500, match=1000)
CAMPAIGN = Campaign(audience="congress", attention=2)


@frozen
class Stop:
    """A screen, the class that is on top there, and the keys and steps on the way."""

    name: str
    screen: str
    way: Sequence[str | Step] = ()


@frozen
class Walk:
    """Stops of one game, in their order; without a game, from the first screen on. ``program`` makes another office."""

    make: Callable[[], Game] | None
    stops: Sequence[Stop]
    prepare: Step | None = None
    program: Callable[[Shelf, Path, Settings], Office] = Office


# -- games


def first() -> Game:
    """Before the first turn, with two orders in the tray."""
    game = Game.new(tiny(), 7)
    game.give(SOLICIT)
    game.give(CAMPAIGN)
    return game


def with_proposals() -> Game:
    """Both teams have answered a call."""
    return played(seed(), 1)


def guessed() -> Game:
    """A guess that held, one that did not, and one about this turn."""
    game = grown()
    members = game.measure("members")
    game.guess(Guess("members", "", members + 2, members - 20, members + 20))
    game.guess(Guess("support_public", "", 1, 0, 2))
    game.give(Recruit(technology="additive", channel="workshops", regions=("north",), budget=200))
    game.give(Dues(technology="additive", tier="sme", amount=3))
    game.end_turn()
    game.end_turn()
    game.guess(Guess("trained", "", 40, 10, 90))
    return game


@cache
def youngstown() -> Game:
    return Game.new(load("youngstown-2012"), 7)


def ended() -> Game:
    return grown(8)


# -- steps that no key does


async def seed_of_seven(office: Office, pilot: Pilot[int]) -> None:
    """The die would throw another one each time."""
    office.screen.query_one("#seed", Input).value = "7"
    await settle(pilot)


async def hide_folder(office: Office, pilot: Pilot[int]) -> None:
    """It has another name on every machine."""
    office.screen.query_one("#where").display = False
    await settle(pilot)


async def a_branch(office: Office, pilot: Pilot[int]) -> None:
    """Another game with this luck, that parted from this one in its second turn."""
    whole, slot = office.session.playing, office.session.slot
    other = whole.rewind(2)
    other.give(CAMPAIGN)
    for _turn in range(3):
        other.end_turn()
    assert slot is not None
    office.session.open(other, office.session.shelf.new_slot(other))
    office.session.open(whole, office.session.shelf.new_slot(whole))
    await settle(pilot)


async def to_the_branch(office: Office, pilot: Pilot[int]) -> None:
    table = office.screen.query_one("#branches", FigureTable)
    here = office.session.slot.path  # type: ignore[union-attr]
    table.point_at(next(row.key for row in table._table.rows if row.key != str(here)))
    table.focus()
    await settle(pilot)


async def look_ahead(office: Office, pilot: Pilot[int]) -> None:
    """What the settings of the tests switch off: the likely effect under an order, once it is known."""
    outlook = office.screen.query_one(Outlook)
    outlook._look()
    await settle(pilot)


def opens(where: str, **given: object) -> Step:
    """Open a screen that needs more than keys."""

    async def step(office: Office, pilot: Pilot[int]) -> None:
        office.open_screen(where, **given)
        await settle(pilot)

    return step


async def take_a_seat(office: Office, pilot: Pilot[int]) -> None:
    """The game is one of a class, which has just told how things stand."""
    from nnmi_game.classroom.client import Seat
    from nnmi_game.classroom.journal import Journal

    at = datetime(2026, 1, 5, 9, 30)  # by the clock of the machine, as it is told
    seat = Seat(Journal("ws://class.example", "MAPLE-42", "key-of-the-seat", label="Ann"))
    office.attendance = Attendance(seat, is_connected=True)
    seat.game = office.session.playing
    seat.standing = {
        "session": {
            "title": "Policy seminar", "state": "open", "pacing": "instructor", "open_turn": 5, "turns": 8,
            "left": None, "leaderboard": False,
        },
        "seat": {"id": 1, "number": 1, "label": "Ann", "role": "student"},
    }  # fmt: skip
    seat.messages = [
        {"number": 1, "kind": "note", "from": "", "text": "Mind your cost share.", "time": at.timestamp()},
        {"number": 2, "kind": "question", "from": "Ann", "text": "Until when?", "time": at.timestamp() + 60},
    ]
    office.kept.close()
    office.back_to_desk()
    await settle(pilot)


async def work(office: Office, pilot: Pilot[int]) -> None:
    """Something that takes longer than a moment is a third done."""
    from nnmi_game.tui.screens.working import Working

    under_way = Work()
    under_way.went_on(0.37)
    await office.push_screen(Working(_("Playing {game} again...").format(game="tiny-5"), under_way))


def teamed(shelf: Shelf, config: Path, settings: Settings) -> Office:
    """A student's program, at a seat in a team."""
    return Office(shelf, config, settings, attendance=Attendance(team_seat()))


def chaired(shelf: Shelf, config: Path, settings: Settings) -> Office:
    """The instructor's program."""
    chair = StillChair("http://192.0.2.7:8712", "K7QP-2MXA", "key")
    return Office(shelf, config, settings, oversight=Oversight(chair, chair.address))


def debriefed(shelf: Shelf, config: Path, settings: Settings) -> Office:
    """The instructor's program after the class."""
    return Office(shelf, config, settings, debriefing=Debriefing(played_class))


#: Their order matters only where a stop leaves something behind: a cursor, a chart that was chosen.
WALKS: dict[str, Walk] = {
    "title": Walk(
        None,
        (
            Stop("title", "TitleScreen"),
            Stop("settings", "SettingsScreen", ["g", hide_folder]),
            Stop("new-game", "NewGameScreen", ["n", seed_of_seven]),
            Stop("no-saved-games", "SavedGamesScreen", ["l", hide_folder]),
            Stop("recorded-games", "RecordedGamesScreen", ["r"]),
            Stop("help-of-the-title", "HelpScreen", ["h"]),
            Stop("palette", "PaletteScreen", ["k"]),
        ),
    ),
    "first": Walk(
        first,
        (
            Stop("desk-first-turn", "DeskScreen"),
            Stop("briefing", "BriefingScreen", ["b"]),
            Stop("tray", "TrayScreen", ["t"]),
            Stop("forecast", "ForecastScreen", ["t", "F"]),
            Stop("institutes-none", "InstitutesScreen", ["i"]),
            Stop("members-none", "MembersScreen", ["m"]),
            Stop("report-none", "ReportScreen", ["l"]),
            Stop("call", "OrderDialog", ["c", "down", "enter"]),
            Stop("help-of-the-desk", "HelpScreen", ["h"]),
            Stop("coach", "CoachScreen", ["A", "a"]),
            Stop("quit-question", "Choose", ["b", "q"]),
        ),
    ),
    "lesson": Walk(youngstown, (Stop("lesson", "LessonScreen", ["L"]),)),
    "bids": Walk(
        with_proposals,
        (
            Stop("competitions", "CompetitionsScreen", ["c"]),
            Stop("award", "OrderDialog", ["c", "a"]),
            Stop("decline", "OrderDialog", ["c", "j"]),
        ),
    ),
    "pages": Walk(
        grown,
        (
            Stop("desk", "DeskScreen"),
            Stop("institutes", "InstitutesScreen", ["i"]),
            Stop("members", "MembersScreen", ["m"]),
            Stop("workforce", "WorkforceScreen", ["w"]),
            Stop("portfolio", "PortfolioScreen", ["p"]),
            Stop("network", "NetworkScreen", ["n"]),
            Stop("map", "MapScreen", ["M"]),
            Stop("region", "RegionScreen", ["M", "down", "down", "enter"]),
            Stop("map-other", "MapScreen", ["M", "v"]),
            Stop("policy", "PolicyScreen", ["o"]),
            Stop("events", "EventsScreen", ["e"]),
            Stop("scorecard", "ScorecardScreen", ["s"]),
            Stop("advisors", "AdvisorsScreen", ["A"]),
            Stop("report", "ReportScreen", ["l"]),
            Stop("glossary", "GlossaryScreen", ["w", "V"]),
            Stop("jump", "JumpScreen", ["w", "J"]),
        ),
    ),
    "orders": Walk(
        grown,
        (
            Stop("books", "InstitutesScreen", ["i", "enter"]),
            Stop("fund", "Choose", ["i", "f"]),
            Stop("equipment", "OrderDialog", ["i", "f", "e"]),
            Stop("satellite", "OrderDialog", ["i", "f", "a"]),
            Stop("taper", "OrderDialog", ["i", "a"]),
            Stop("renew-refused", "OrderDialog", ["i", "r"]),
            Stop("close", "Choose", ["i", "y"]),
            Stop("recruit", "OrderDialog", ["m", "r"]),
            Stop("recruit-where", "PickMany", ["m", "r", "down", "space"]),
            Stop("dues", "OrderDialog", ["m", "f"]),
            Stop("vouchers", "OrderDialog", ["m", "y"]),
            Stop("train", "WorkforceScreen", ["w", "f"]),
            Stop("train-what", "PickOne", ["w", "f", "space"]),
            Stop("campaign-ahead", "PolicyScreen", ["o", "f", look_ahead]),
        ),
    ),
    "charts": Walk(
        guessed,
        (
            Stop("guesses", "GuessesScreen", ["G"]),
            Stop("charts-goals", "ChartsScreen", ["C"]),
            Stop("charts-history", "ChartsScreen", ["C", "down"]),
            Stop("charts-money", "ChartsScreen", ["C", "down"]),
            Stop("charts-subject", "PickOne", ["C", "f"]),
            Stop("charts-members", "ChartsScreen", ["C", "down", "down"]),
            Stop("charts-pipeline", "ChartsScreen", ["C", "down"]),
            Stop("charts-text", "ChartsScreen", ["C", "v"]),
        ),
    ),
    "why": Walk(
        guessed,
        (
            Stop("why-many", "WhyScreen", ["i", "W"]),
            Stop("why", "WhyScreen", ["i", "W", "down", "enter"]),
            Stop("why-line", "WhyScreen", ["i", "W", "down", "enter", "enter"]),
            Stop("touches", "WhyScreen", ["i", "W", "down", "enter", "t"]),
            Stop("time", "TimeScreen", ["T"]),
            Stop("comparison", "ComparisonScreen", ["T", to_the_branch, "v"]),
        ),
        prepare=a_branch,
    ),
    "end": Walk(
        ended,
        (
            Stop("final", "FinalScreen", [opens("final:FinalScreen")]),
            Stop("review", "ReviewScreen", ["R"]),
            Stop("review-choices", "ReviewScreen", ["R", "n"]),
            Stop("working", "Working", [work]),  # the last one: it goes only when the work is done
        ),
    ),
    "class": Walk(
        grown,
        (
            Stop("class-desk", "DeskScreen"),
            Stop("class", "ClassScreen", ["K"]),
            Stop("class-question", "Write", ["K", "r"]),
            Stop("class-key", "Choose", ["K", "y"]),
        ),
        prepare=take_a_seat,
    ),
    "team": Walk(None, (Stop("team", "TeamScreen", ["O"]),), program=teamed),
    "dashboard": Walk(
        None,
        (
            Stop("dashboard", "DashboardScreen"),
            Stop("join", "JoinScreen", ["j"]),
            Stop("inbox", "InboxScreen", [opens("dashboard_pages:InboxScreen")]),
        ),
        program=chaired,
    ),
    "debrief": Walk(
        None,
        (
            Stop("debrief-goals", "DebriefScreen"),
            Stop("debrief-choices", "DebriefScreen", ["2"]),
            Stop("debrief-pair", "DebriefScreen", ["3"]),
            Stop("debrief-guesses", "DebriefScreen", ["4"]),
            Stop("debrief-earlier", "DebriefScreen", ["5"]),
        ),
        program=debriefed,
    ),
}
