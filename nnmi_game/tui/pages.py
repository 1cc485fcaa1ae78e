"""The pages of a game: what each is called, which letter opens it, and where its screen lives.

A page is imported when it is first opened. One whose module is not there yet is left out everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from attrs import frozen

from nnmi_game.locale import N_

if TYPE_CHECKING:
    from nnmi_game.tui.actions import Action
    from nnmi_game.tui.frame import Frame

_SCREENS = "nnmi_game.tui.screens"


@frozen(kw_only=True)
class Page:
    """One page; ``about`` says in a sentence or two what it is for (the help screen shows it)."""

    id: str
    title: str
    brief: str
    key: str
    screen: str
    about: str

    @property
    def module(self) -> str:
        """The full name of the module with the screen; ``screen`` is ``module:Class``."""
        return f"{_SCREENS}.{self.screen.partition(':')[0]}"

    @property
    def actions(self) -> tuple[Action, ...]:
        """What can be done on this page and on no other."""
        screen = getattr(import_module(self.module), self.screen.partition(":")[2])
        return cast("tuple[Action, ...]", screen.actions)

    def exists(self) -> bool:
        """Whether the screen has been written."""
        return find_spec(self.module) is not None

    def make(self) -> Frame:
        """A new screen of this page."""
        return cast("Frame", getattr(import_module(self.module), self.screen.partition(":")[2])())


#: In the order of the line of pages. Titles are short: at 80 columns all ``brief`` ones share two lines.
PAGES = (
    Page(
        id="desk", title=N_("Desk"), brief=N_("Desk"), key="d", screen="desk:DeskScreen",
        about=N_("Your desk: what waits for a decision, this turn's orders, and how the program stands."),
    ),
    Page(
        id="institutes", title=N_("Institutes"), brief=N_("Inst"), key="i",
        screen="institutes:InstitutesScreen",
        about=N_(
            "The institutes and their books: phase, cash, income and cost, and how far each "
            "is from standing alone."
        ),
    ),
    Page(
        id="competitions", title=N_("Competitions"), brief=N_("Bids"), key="c",
        screen="competitions:CompetitionsScreen",
        about=N_(
            "Open a competition for an institute in a field, then compare the proposals and "
            "award or decline."
        ),
    ),
    Page(
        id="members", title=N_("Members"), brief=N_("Memb"), key="m", screen="members:MembersScreen",
        about=N_(
            "Who belongs to each institute, what they pay, and how to reach the small firms "
            "that have not heard of it."
        ),
    ),
    Page(
        id="workforce", title=N_("Workforce"), brief=N_("Work"), key="w", screen="workforce:WorkforceScreen",
        about=N_(
            "Programs that reach and train people: what they cost, how long they take, and "
            "where the skilled people are."
        ),
    ),
    Page(
        id="portfolio", title=N_("Portfolio"), brief=N_("Port"), key="p", screen="portfolio:PortfolioScreen",
        about=N_("Projects by manufacturing readiness level, and the mix of new ones."),
    ),
    Page(
        id="network", title=N_("Network"), brief=N_("Net"), key="n", screen="network:NetworkScreen",
        about=N_("Links between institutes. Too near teaches nothing, too far can't be understood."),
    ),
    Page(
        id="map", title=N_("Map"), brief=N_("Map"), key="M", screen="map:MapScreen",
        about=N_(
            "The country: where the institutes are, how they fare, and where small firms have joined. "
            "The first click on something points at it, the second opens it."
        ),
    ),
    Page(
        id="policy", title=N_("Politics"), brief=N_("Pol"), key="o", screen="policy:PolicyScreen",
        about=N_(
            "What Congress, the agencies and the public think of the program, and what the "
            "agencies can spend."
        ),
    ),
    Page(
        id="events", title=N_("Events"), brief=N_("Evts"), key="e", screen="events:EventsScreen",
        about=N_("What has happened to the office, and what waits for a response."),
    ),
    Page(
        id="scorecard", title=N_("Scorecard"), brief=N_("Score"), key="s", screen="scorecard:ScorecardScreen",
        about=N_("The four goals of the law, what each is measured by, and how far you are."),
    ),
    Page(
        id="charts", title=N_("Charts"), brief=N_("Chart"), key="C", screen="charts:ChartsScreen",
        about=N_(
            "Figures of your game turn by turn, drawn, in numbers or in words: choose a chart with up and down, "
            "and what it is about with left and right."
        ),
    ),
    Page(
        id="advisors", title=N_("Advisors"), brief=N_("Adv"), key="A", screen="advisors:AdvisorsScreen",
        about=N_(
            "Five people around the network, each with an interest of their own, say one thing a turn. They are "
            "not always right, and seldom agree. A digit leads to what the advisor speaks of."
        ),
    ),
    Page(
        id="guesses", title=N_("Guesses"), brief=N_("Guess"), key="G", screen="guesses:GuessesScreen",
        about=N_(
            "Say what a figure will be after this turn, and between which numbers you are sure it lies. The next turn "
            "tells how it went, and the page how good your guesses are."
        ),
    ),
    Page(
        id="time", title=N_("Time"), brief=N_("Time"), key="T", screen="time:TimeScreen",
        about=N_(
            "The turns of this game, and the games that grew out of it. Look back at any turn with , and . on any "
            "page; an order given there begins a new game from that turn, and the one you leave is kept."
        ),
    ),
    Page(
        id="tray", title=N_("Orders"), brief=N_("Ords"), key="t", screen="tray:TrayScreen",
        about=N_(
            "This turn's orders. They are carried out when you end the turn; until then each "
            "can be taken back."
        ),
    ),
    Page(
        id="briefing", title=N_("Briefing"), brief=N_("Brief"), key="b", screen="briefing:BriefingScreen",
        about=N_("What the scenario is about, and what the law asks of you."),
    ),
    Page(
        id="report", title=N_("Last turn"), brief=N_("Last"), key="l", screen="report:ReportScreen",
        about=N_("What changed in the last turn, and why."),
    ),
)  # fmt: skip


def existing(pages: Iterable[Page] = PAGES) -> tuple[Page, ...]:
    """The pages that have been written."""
    return tuple(page for page in pages if page.exists())
