"""The commands of the plain game: words, letters of the screens, what each is for, and what it does.

Words are understood in English and in the language in use. Nothing here imports the engine before it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.plain.amounts import folded
from nnmi_game.tui.pages import PAGES as SCREEN_PAGES

if TYPE_CHECKING:
    from nnmi_game.plain.office import Office

    Run = Callable[[Office, str], None]


@frozen(kw_only=True)
class Command:
    """Something a player can type.

    ``word`` and ``also`` are translated where they are read; ``key`` is the screens' letter. ``group`` is its heading
    in the menu, empty for what the menu leaves out; ``on_title`` says that it can be used without a game.
    """

    word: str
    title: str
    about: str
    run: Run
    key: str = ""
    also: tuple[str, ...] = ()
    group: str = ""
    on_title: bool = False
    in_game: bool = True

    def words(self) -> list[str]:
        """All words that mean it; the first is the one to show."""
        return list(dict.fromkeys([_(self.word), self.word, *map(_, self.also), *self.also]))


TURN, PAGE, THINK, PROGRAM = N_("This turn"), N_("Pages"), N_("To think about it"), N_("The program")


def _opens(page: str) -> Run:
    return lambda office, rest: office.open_named(page, rest)


def _does(name: str) -> Run:
    """A command of ``doing`` by its name."""

    def run(office: Office, rest: str) -> None:
        from nnmi_game.plain import doing

        getattr(doing, name)(office, rest)

    return run


def _about(page: str) -> str:
    return next(one.about for one in SCREEN_PAGES if one.id == page)


def _page(word: str, page: str, title: str, key: str, group: str = PAGE) -> Command:
    return Command(word=word, title=title, about=_about(page), run=_opens(page), key=key, group=group)


# i18n: words of commands, in small letters, typed by the player; each must be unlike the others
COMMANDS: tuple[Command, ...] = (
    _page(N_("desk"), "desk", N_("Desk: what waits for a decision"), "d", TURN),
    Command(
        word=N_("give"), title=N_("Give an order"), group=TURN, run=_does("give"),
        about=N_(
            "Asks for an order, question by question. An order can also be typed in one line: help orders tells how."
        ),
    ),
    _page(N_("tray"), "tray", N_("Orders of this turn, and the money that is left"), "t", TURN),
    Command(
        word=N_("undo"), also=(N_("back"),), title=N_("Take an order back"), key="u", group=TURN,
        run=_does("undo"),
        about=N_("undo takes the last order back, undo 2 the second one."),
    ),
    Command(
        word=N_("end"), title=N_("End the turn"), key="x", group=TURN, run=_does("end"),
        about=N_("Carries the orders out and tells what came of them. end now asks nothing."),
    ),
    _page(N_("report"), "report", N_("Last turn: what changed, and why"), "l", TURN),
    _page(N_("institutes"), "institutes", N_("Institutes and their books"), "i"),
    _page(N_("competitions"), "competitions", N_("Competitions and proposals"), "c"),
    _page(N_("members"), "members", N_("Members and recruiting"), "m"),
    _page(N_("workforce"), "workforce", N_("Workforce programs"), "w"),
    _page(N_("portfolio"), "portfolio", N_("Portfolio of projects"), "p"),
    _page(N_("network"), "network", N_("Network of links"), "n"),
    _page(N_("politics"), "policy", N_("Politics, support and money"), "o"),
    _page(N_("events"), "events", N_("Events"), "e"),
    _page(N_("scorecard"), "scorecard", N_("Scorecard: the four goals"), "s"),
    Command(
        word=N_("map"), title=N_("Map: institutes and regions"), key="M", group=PAGE, run=_opens("map"),
        about=N_("Where the institutes are, how they fare, and where small firms have joined, region by region."),
    ),
    Command(
        word=N_("charts"), title=N_("Charts in words and numbers"), key="C", group=PAGE, run=_opens("charts"),
        about=N_("Figures of your game turn by turn, told in words or read as numbers."),
    ),
    Command(
        word=N_("time"), title=N_("Time: earlier turns, and games that grew out of this one"), key="T", group=PAGE,
        run=_opens("time"),
        about=N_(
            "Look back at any turn; an order given there begins a new game from that turn, and the one you leave is "
            "kept. In one line: look 3, look now, earlier, later."
        ),
    ),
    _page(N_("briefing"), "briefing", N_("Briefing"), "b"),
    Command(
        word=N_("lesson"), title=N_("Lesson of this turn"), key="L", group=PAGE, run=_opens("lesson"),
        about=N_(
            "A teaching scenario speaks here at the start of a turn: what came of your last orders, what to try."
        ),
    ),
    Command(
        word=N_("advisors"), title=N_("Advisors: five people with five interests"), group=THINK,
        run=_does("advisors"),
        about=N_("Each advisor says what presses most from where they stand. A number opens the page it is about."),
    ),
    Command(
        word=N_("coach"), title=N_("Coach: orders worth a thought this turn"), group=THINK, run=_does("coach"),
        about=N_(
            "The coach plays many futures and tells which orders would better the end of the game, and by how much. "
            "It takes some seconds; Ctrl+C stops it."
        ),
    ),
    Command(
        word=N_("review"), title=N_("Review: look back on this game"), key="R", group=THINK, run=_does("review"),
        about=N_(
            "What each order and lever was worth, turning points, traps, questions; the game is played again for it. "
            "It takes some seconds; Ctrl+C stops it. review page writes it as a page to print or send."
        ),
    ),
    Command(
        word=N_("forecast"), title=N_("Forecast of this turn's orders"), group=THINK, run=_does("forecast"),
        about=N_(
            "forecast plays the game on to its end with this turn's orders and without them. forecast 2 tells what the "
            "second order does; an order typed after the word is looked at before it is given."
        ),
    ),
    Command(
        word=N_("check"), title=N_("Check an order before giving it"), run=_does("check"),
        about=N_("An order typed after the word is not given; you hear what it costs, or why it would be refused."),
    ),
    Command(
        word=N_("guess"), title=N_("Guess a figure of the coming turn"), group=THINK, run=_does("guess"),
        about=N_(
            "Note what you expect, with a range that you are fairly sure of; the report tells what came. In one line: "
            "guess members 150 120 180."
        ),
    ),
    Command(
        word=N_("guessed"), title=N_("Guesses: this turn's, earlier ones, how good they are"), key="G", group=THINK,
        run=_opens("guesses"),
        about=N_(
            "What the scenario asks you to guess, what you guessed and what came of it. A guess about this turn is "
            "taken back by its number."
        ),
    ),
    Command(
        word=N_("why"), title=N_("Why: what moved a figure"), key="W", group=THINK, run=_does("why"),
        about=N_(
            "What moved a figure in the last turn, and what stands behind that. In one line: why members; why 3 asks "
            "about the third line of the page that you heard last."
        ),
    ),
    Command(
        word=N_("look"), title=N_("Look back at a turn"), run=_does("look"),
        about=N_("look 3 tells how things stood before turn 3; look now returns to the present."),
    ),
    Command(
        word=N_("earlier"), also=(",",), title=N_("Look at the turn before"), run=_does("earlier"),
        about=N_("Tells how things stood a turn earlier."),
    ),
    Command(
        word=N_("later"), also=(".",), title=N_("Look at the turn after"), run=_does("later"),
        about=N_("Tells how things stood a turn later."),
    ),
    Command(
        word=N_("rewind"), title=N_("Rewind: play on from an earlier turn"), group=THINK, run=_does("rewind"),
        about=N_(
            "rewind 3 goes back to before turn 3, in a file of its own; the game that you leave stays as it is. "
            "rewind 3 keep puts the orders of that turn into the tray."
        ),
    ),
    Command(
        word=N_("compare"), title=N_("Compare two games with this luck"), group=THINK, run=_does("compare"),
        about=N_(
            "Curve by curve, under the same luck: where two games part, and what each difference was worth. In one "
            "line, with the names of their files: compare first second."
        ),
    ),
    Command(
        word=N_("ending"), title=N_("The end of the game"), key="E", run=_does("ending"),
        about=N_("The four goals and what they are made of, beside history's, when the game is over."),
    ),
    Command(
        word=N_("continue"), title=N_("Continue the last game"), key="c", run=_does("go_on"), on_title=True,
        in_game=False, group=PROGRAM, about=N_("Goes on with the game that was played last."),
    ),
    Command(
        word=N_("new"), title=N_("New game"), key="n", run=_does("new"), on_title=True, in_game=False,
        group=PROGRAM, about=N_("Begins a game. In one line, with scenario and seed: new nnmi-2012 5."),
    ),
    Command(
        word=N_("load"), title=N_("Saved games"), key="l", run=_does("load"), on_title=True, in_game=False,
        group=PROGRAM,
        about=N_(
            "Your games, the last played first. Each is saved by itself after every order and every turn."
        ),
    ),
    Command(
        word=N_("recorded"), title=N_("Recorded games"), key="r", run=_does("recorded"), on_title=True,
        in_game=False, group=PROGRAM,
        about=N_("Whole games that come with the program. Open one to look at it or to go on from its end in a copy."),
    ),
    Command(
        word=N_("watch"), title=N_("Watch a recorded game"), key="w", run=_does("watch"), on_title=True,
        in_game=False, group=PROGRAM,
        about=N_("Looks at a recorded game from its first turn on; later goes on, an order begins a game of your own."),
    ),
    Command(
        word=N_("delete"), title=N_("Delete a saved game"), run=_does("delete"), on_title=True, in_game=False,
        group=PROGRAM, about=N_("Deletes the file of a game, after a question."),
    ),
    Command(
        word=N_("save"), title=N_("Save, and where the game is kept"), group=PROGRAM, run=_does("save"),
        about=N_("The game is saved by itself after every order and every turn; this does it once more."),
    ),
    Command(
        word=N_("language"), title=N_("Language"), key="z", group=PROGRAM, on_title=True, run=_does("language_"),
        about=N_("language zh or language en; the word alone changes to the next."),
    ),
    Command(
        word=N_("glossary"), title=N_("Glossary: what the words of the field mean"), key="V", group=PROGRAM,
        on_title=True, run=_does("glossary"),
        about=N_("glossary lists the words; glossary taper tells what one means, in either language."),
    ),
    Command(
        word=N_("help"), also=("?",), title=N_("Help"), key="h", group=PROGRAM, on_title=True, run=_does("help_"),
        about=N_("help alone tells how to play here, help and a word what the word does, help orders all orders."),
    ),
    Command(
        word=N_("menu"), title=N_("The menu"), key="k", on_title=True, run=_does("menu"),
        about=N_("Reads the menu; so does Enter alone."),
    ),
    Command(
        word=N_("title"), title=N_("Back to the title"), group=PROGRAM, run=_does("title"),
        about=N_("Leaves the game, which is kept."),
    ),
    Command(
        word=N_("quit"), also=(N_("exit"),), title=N_("Quit"), key="q", group=PROGRAM, on_title=True,
        run=_does("quit_"), about=N_("Leaves the program; the game and this turn's orders are kept."),
    ),
)  # fmt: skip


def listed(playing: bool) -> list[Command]:
    """The commands of the menu, in its order."""
    return [one for one in usable(playing) if one.group and (one.in_game or not playing)]


def usable(playing: bool) -> Iterator[Command]:
    """The commands that can be typed; those for opening games can be so at any time."""
    return (one for one in COMMANDS if playing or one.on_title)


#: What ends the name of a page in the menu, before what it tells.
_HEAD = re.compile(r"[:：]")


def find(typed: str, playing: bool) -> Command | None:
    """The command of a word, of what the menu calls it, or of a letter of the screens."""
    for one in usable(playing):
        if folded(typed) in map(folded, one.words()):
            return one
    for one in usable(playing):
        if folded(typed) == folded(_HEAD.split(_(one.title))[0]):
            return one
    for one in listed(playing):
        if one.key and typed == one.key:
            return one
    return next((one for one in listed(playing) if one.key and folded(typed) == folded(one.key)), None)
