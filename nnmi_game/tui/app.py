"""The application: opens screens, switches language and theme, and passes the session's changes on."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widgets import Input

from nnmi_game.game.stopping import StoppedError
from nnmi_game.locale import LANGUAGES, choose_language, language, set_language
from nnmi_game.locale import gettext as _
from nnmi_game.tui import garbage, memory
from nnmi_game.tui import settings as settings_file
from nnmi_game.tui.common import registry
from nnmi_game.tui.frame import Dialog, Keyed
from nnmi_game.tui.kept import KeptScreens
from nnmi_game.tui.pages import existing
from nnmi_game.tui.plain_signs import AsciiSigns
from nnmi_game.tui.screens.title import TitleScreen
from nnmi_game.tui.session import Session
from nnmi_game.tui.settings import Settings
from nnmi_game.tui.shelf import Shelf, is_expected
from nnmi_game.tui.themes import BY_SETTING, TERMINAL, themes
from nnmi_game.tui.views.attending import standing_line
from nnmi_game.tui.waiting import Heard, work_out
from nnmi_game.tui.watch import Watch, server_is_there, terminal_is_there

if TYPE_CHECKING:
    from textual.timer import Timer

    from nnmi_game.game.figures import Figure
    from nnmi_game.game.game import Game
    from nnmi_game.game.slot import Slot
    from nnmi_game.scenario.glossary import Glossary
    from nnmi_game.scenario.model import Scenario
    from nnmi_game.tui.attending import Attendance
    from nnmi_game.tui.debriefing import Debriefing
    from nnmi_game.tui.lodging import Lodging
    from nnmi_game.tui.overseeing import Oversight
    from nnmi_game.tui.views.scorecard import Track
    from nnmi_game.tui.widgets.figure_table import FigureTable


T = TypeVar("T")

#: Folder beside the saved games for pictures of the screen.
PICTURES = "pictures"
#: Seconds after which a thread that plays futures lets the one that answers keys have its turn; Python's own choice is
#: five times that, and a key needs several turns.
TURN = 0.001
#: Seconds between the imports of two pages, or between building them.
BREATH = 0.02
#: Seconds without a key in which a page can be built: what a person needs to look at what a key has brought.
PAUSE = 0.3

#: Seconds for each turn while time runs, from slow to fast.
PACES = (4.0, 2.0, 1.0, 0.5, 0.25, 0.1)

#: The exit code of a dashboard that wants its server to stop as well.
STOP_SERVER = 10


class PlainScrollBar(ScrollBarRender):
    """A scroll bar of spaces: block characters have no certain width."""

    VERTICAL_BARS = [" "] * 8
    HORIZONTAL_BARS = [" "] * 8


class Office(App[int]):
    """NNMI: The Program Office on the screen."""

    CSS_PATH = "office.tcss"
    ENABLE_COMMAND_PALETTE = False  # ours is a dialog that an action opens
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, system=True)]

    def __init__(
        self,
        shelf: Shelf,
        config: Path,
        settings: Settings | None = None,
        start_scenario: str | None = None,
        start_seed: int | None = None,
        attendance: Attendance | None = None,
        oversight: Oversight | None = None,
        debriefing: Debriefing | None = None,
        lodging: Lodging | None = None,
    ) -> None:
        # NO_COLOR asks for no colour at all, which only a theme of terminal colours can give.
        no_color = "NO_COLOR" in os.environ
        super().__init__(
            driver_class=cast("type[Driver]", lodging.driver) if lodging is not None else None,
            ansi_color=True if no_color else None,
        )
        #: Where it lives if it shares its process with others.
        self.lodging = lodging
        #: Recorded games that have been played again.
        self.tracks: dict[str, Track | None] = {} if lodging is None else lodging.tracks
        if lodging is not None and sys.__stderr__ is not None:
            # Textual puts these in the place of the process's own, which is not one application's to take.
            self._capture_stdout = self._capture_stderr = sys.__stderr__  # type: ignore[assignment]
        ScrollBar.renderer = PlainScrollBar
        self.config = config
        self.settings = settings or settings_file.read(config)
        self.session = Session(shelf, changed=self.game_changed, failed=self.saving_failed, refused=self.say)
        #: The seat in a class, where the game is one of a class.
        self.attendance = attendance
        #: The class that an instructor looks after, where this is a dashboard.
        self.oversight = oversight
        #: A class that is looked back on.
        self.debriefing = debriefing
        self.registry = registry()
        self.kept = KeptScreens(self, None if lodging is None else lodging.most_kept)
        if lodging is not None:
            self.session.looks_ahead = lodging.looks_ahead
        #: Whether the program is on its way out, and screens are being taken apart.
        self.is_leaving = False
        #: What is told when the program has failed.
        self._failure: list[str] = []
        self._ascii_signs = AsciiSigns()
        #: The words of the field as they were asked for last, and in which language and for which scenario.
        self._glossary: tuple[str, Scenario | None, Glossary] | None = None
        self._looks = 0
        self._garbage = garbage.Garbage()
        self._touched = self._garbage.touched if lodging is None else lodging.touched
        #: Shows one turn after the other while time runs.
        self._clock: Timer | None = None
        self._pace = PACES.index(1.0)
        self.start_scenario = start_scenario
        self.start_seed = start_seed
        self.watch_terminal: Watch | None = None
        for theme in themes():
            self.register_theme(theme)
        self.apply_settings()

    # -- beginning and end

    def get_driver_class(self) -> type[Driver]:
        """What reads the keys."""
        found = super().get_driver_class()
        if found.__name__ == "LinuxDriver":
            from nnmi_game.tui.driver import QuickDriver

            return QuickDriver
        return found

    def get_default_screen(self) -> Screen[Any]:
        """The title, the page of the class, the dashboard, or a debrief."""
        if self.oversight is not None:
            from nnmi_game.tui.screens.dashboard import DashboardScreen

            return DashboardScreen()
        if self.attendance is not None:
            from nnmi_game.tui.screens.attending import ClassScreen

            return ClassScreen()
        if self.debriefing is not None:
            from nnmi_game.tui.screens.debrief import DebriefScreen

            return DebriefScreen()
        return TitleScreen()

    def on_mount(self) -> None:
        """Look after the terminal; import the engine once the title has been painted."""
        self.title = _("NNMI: The Program Office")
        if not self.is_headless and self.lodging is None:
            self.set_interval(garbage.REST, self._garbage.look, name="garbage")
            has_server = self.is_web or (self.oversight is not None and self.oversight.beside)
            there = server_is_there() if has_server else terminal_is_there
            self.watch_terminal = Watch(asyncio.get_running_loop(), self.leave, there)
            self.watch_terminal.start()
        self.call_after_refresh(self.painted)

    def painted(self) -> None:
        """The first frame is on the screen: now there is time for the rest."""
        if not self.is_headless:
            memory.share_one_store()
            sys.setswitchinterval(TURN)
        if self.attendance is not None:
            self.run_worker(self.attend(self.attendance), name="attend")
        elif self.oversight is not None:
            self.run_worker(self.oversee(self.oversight), name="oversee")
        elif self.start_scenario is not None:
            self.run_worker(self.start_game(self.start_scenario, self.start_seed), name="start")
        elif self.debriefing is None:
            self.run_worker(preload, thread=True, name="preload", exit_on_error=False)

    def leave(self, code: int = 0) -> None:
        """Keep the game, unsent orders and all, and end."""
        self.is_leaving = True
        self.session.let_go()
        self.exit(0, return_code=code)

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is at the keyboard, who has read what was said before the key was pressed."""
        if isinstance(event, events.InputEvent):
            self._touched()
        if isinstance(event, events.Key | events.MouseDown) and self._notifications:
            self.clear_notifications()  # it may lie over the last lines of what is opened next
        await super().on_event(event)

    def on_unmount(self) -> None:
        """The screen has been given back; a browser that closes its page does not ask first."""
        self.session.let_go()
        if self.watch_terminal is not None:
            self.watch_terminal.stop()

    def _fatal_error(self) -> None:
        # What Textual would print is long, and shows the values of variables, a seat's key perhaps among them; and to
        # draw it in colours would keep the keys of others in this process waiting.
        if self.lodging is None and self._exception is not None and not self._failure:
            from nnmi_game.game.failure import told

            slot = self.session.slot
            kept = None if slot is None else slot.path
            self._failure = told(self._exception, self.session.shelf.folder, kept)
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        if self.lodging is not None and self._exception is not None:
            self.lodging.failed(self._exception)
        elif self._failure:
            print("\n".join(self._failure), file=sys.__stderr__)

    async def ask_quit(self) -> None:
        """Leave; a game is kept, so the question only comes while one is open."""
        from nnmi_game.tui.screens.dialogs import Choose

        if self.oversight is not None:
            await self._ask_quit_class(self.oversight)
            return
        if self.session.game is None:
            self.leave()
            return
        answers = [("q", "quit", _("Quit")), ("t", "title", _("Back to the title")), ("s", "stay", _("Stay"))]
        if self.attendance is not None:
            del answers[1]
        answer = await self.ask(Choose, _("Quit? Your game and this turn's orders are saved."), answers)
        if answer == "quit":
            self.leave()
        elif answer == "title":
            self.go_to_title()

    async def _ask_quit_class(self, oversight: Oversight) -> None:
        """Close the dashboard; the class goes on unless its server is to stop as well."""
        from nnmi_game.tui.screens.dialogs import Choose

        answers = [("q", "quit", _("Close the dashboard; the class goes on")), ("s", "stay", _("Stay"))]
        if oversight.beside:
            answers.insert(1, ("e", "stop", _("Stop the server as well; the class can go on another time")))
        answer = await self.ask(Choose, _("Close the dashboard?"), answers)
        if answer != "stay":
            self.leave(STOP_SERVER if answer == "stop" else 0)

    async def action_quit(self) -> None:
        """What Textual's own quit key does: the same as ours."""
        self.run_worker(self.ask_quit(), name="quit", exclusive=True, group="quit")

    def action_help_quit(self) -> None:
        """What Textual does on ctrl+c, in our words."""
        self.run_worker(self.ask_quit(), name="quit", exclusive=True, group="quit")

    # -- screens

    def open_screen(self, where: str, **given: Any) -> None:
        """Put a screen (``module:Class`` of ``screens/``) above the present one, unless it is there."""
        module, _colon, name = where.partition(":")
        cls = getattr(import_module(f"nnmi_game.tui.screens.{module}"), name)
        if not isinstance(self.screen, cls):
            self.push_screen(self.kept.panel(cls, **given) if cls.is_kept else cls(**given))

    async def ask(self, kind: type[Dialog[T]], *content: object) -> T:
        """Open a dialog about something and wait for its answer; only a worker can wait."""
        return await self.push_screen_wait(self.kept.dialog(kind, *content))

    async def _replace_screen(self, screen: Screen[Any]) -> Screen[Any]:
        # Textual paints the screen that is shown now once more, and removes this one if it is not kept.
        if not self.is_screen_installed(screen):
            return await super()._replace_screen(screen)
        screen.post_message(events.ScreenSuspend())
        return screen

    def open_page(self, name: str, start_at: str = "") -> None:
        """Open a page of the game, at some thing on it."""
        if self.session.game is not None and getattr(self.screen, "page", "") != name:
            self.kept.show_page(name, start_at)

    def back_to_desk(self) -> None:
        """Close everything above the desk, opening it if the game has just begun."""
        self.open_page("desk")

    def go_to_title(self) -> None:
        """Close the game; that of a class goes on behind the class's page."""
        self.kept.close()
        if not self.in_class:
            self.session.close()

    def say(self, message: str, bad: bool = False, long: bool = False) -> None:
        """Say a sentence at the edge of the screen; what is bad or to be kept in mind stays longer."""
        self.notify(
            message, severity="error" if bad else "information", timeout=8 if bad or long else 3, markup=False
        )

    def action_act(self, name: str) -> None:
        """Do the action of this name: what a click on the line of keys means."""
        screen = self.screen
        if isinstance(screen, Keyed) and (action := self.registry.named(screen, name)) is not None:
            screen.do(action)

    # -- the class

    @property
    def in_class(self) -> bool:
        """Whether the game is one of a class, for a student or an instructor."""
        return self.attendance is not None or self.oversight is not None

    @property
    def standing(self) -> tuple[str, str, str]:
        """How one stands with the class: the words, their tone, and who one is."""
        if self.oversight is not None:
            return (*self.oversight.standing, self.oversight.label)
        if self.attendance is not None:
            now = self.attendance.now
            return (*standing_line(now), now.label)
        return "", "", ""

    async def oversee(self, oversight: Oversight) -> None:
        """Look after the class for as long as the program runs."""
        oversight.heard = self.oversight_heard
        self.set_interval(1.0, self.tick)
        async with oversight.chair:
            await asyncio.Event().wait()

    def oversight_heard(self, sentences: list[str], bad: bool) -> None:
        """Something came from the class's server: show how the class stands, and tell what is new."""
        oversight = self.oversight
        if oversight is None or self.is_leaving:
            return
        for sentence in sentences:
            self.notify(sentence, severity="error" if bad else "information", timeout=8, markup=False)
        if oversight.office and oversight.is_stale:
            self.run_worker(self.look_into(oversight.office), name="look", group="look", exclusive=True)
        self._looks += 1
        self.freshen()

    async def look_into(self, office: int) -> None:
        """Open a student's game, or show what has changed in the one that is open."""
        from nnmi_game.tui.overseeing import LookedAt

        oversight = self.oversight
        if oversight is None:
            return
        if reason := await oversight.look(office):
            self.say(reason, bad=True)
        elif oversight.game is not None and self.session.game is None:
            self.session.open(oversight.game, LookedAt())
            self.open_page("desk")
        elif oversight.game is not None:
            self.session.replace(oversight.game)

    def leave_game(self) -> None:
        """Close the student's game that was looked into."""
        if self.oversight is not None:
            self.oversight.leave()
            self.kept.close()
            self.session.close()

    async def attend(self, attendance: Attendance) -> None:
        """Sit in the class for as long as the program runs."""
        attendance.heard = self.class_heard
        self.set_interval(1.0, self.tick)
        async with attendance.seat:
            self.class_heard([], False)
            await asyncio.Event().wait()

    def class_heard(self, sentences: list[str], bad: bool) -> None:
        """Something came from the class: show the game and how things stand, and tell what is new."""
        if self.attendance is None or self.is_leaving:
            return
        game = self.attendance.seat.game
        if game is not None and self.session.game is None:
            self.session.open(game, self.attendance)
            self.open_page("briefing" if game.turn == 1 and not game.tray else "desk")
        elif game is not None and game is not self.session.kept:
            self.session.replace(game)
        for sentence in sentences:
            self.notify(sentence, severity="error" if bad else "information", timeout=8, markup=False)
        self._looks += 1
        self.freshen()

    def tick(self) -> None:
        """A second has gone by: a countdown shows it, and how long a class waits."""
        if self.oversight is not None:
            from nnmi_game.tui.screens.dashboard import DashboardScreen

            if isinstance(self.screen, DashboardScreen):
                self.screen.tick()
        elif (
            self.attendance is not None
            and self.attendance.now.left is not None
            and isinstance(self.screen, Keyed)
        ):
            self.screen.fill_standing()

    def why(self, figures: Sequence[Figure]) -> None:
        """Ask why some figures are what they are; of more than one the player chooses."""
        self.open_screen("why:WhyScreen", figures=figures)

    def action_why(self, code: str) -> None:
        """Ask about the figure of a link."""
        from nnmi_game.game.figures import from_code

        self.why([from_code(code)])

    def on_figure_table_asked(self, event: FigureTable.Asked) -> None:
        """A figure of a table was clicked."""
        self.why([event.figure])

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The cursor has come to a line to type in: it blinks, unless less motion is wished."""
        if isinstance(event.widget, Input):
            event.widget.cursor_blink = not self.settings.reduced_motion

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through before it is painted."""
        found = super().get_line_filters()
        return [*found, self._ascii_signs] if self.settings.ascii_only else found

    def keep_picture(self) -> None:
        """Write the screen to a file, as SVG, and say where it lies."""
        folder = self.session.shelf.folder / PICTURES
        name = f"{datetime.now():%Y-%m-%d-%H%M%S}.svg"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(self.export_screenshot(title=self.title), encoding="utf-8")
        except OSError as error:
            self.say(
                _("The picture could not be written: {reason}").format(reason=error.strerror or error),
                bad=True,
            )
            return
        self.say(_("The picture is {file}").format(file=folder / name), long=True)

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """The screen as SVG."""
        from nnmi_game.tui.picture import mended

        return mended(super().export_screenshot(title=title, simplify=simplify))

    def explain(self, screen: Keyed[Any], event: events.Click) -> None:
        """Open the glossary at the word under the pointer, if it has it."""
        from nnmi_game.tui.wording import term_under

        if (term := term_under(screen, event, self.glossary())) is not None:
            self.open_screen("glossary:GlossaryScreen", at=term.id)

    def glossary(self) -> Glossary:
        """The words of the field in the language in use, with those of the game that is open."""
        from nnmi_game.scenario.glossary import glossary

        scenario = self.session.game.scenario if self.session.game is not None else None
        if self._glossary is None or self._glossary[:2] != (language(), scenario):
            self._glossary = language(), scenario, glossary(language(), scenario)
        return self._glossary[-1]

    # -- the game

    async def start_game(self, scenario: str, seed: int | None = None) -> None:
        """Begin a new game."""
        from secrets import randbelow

        chosen = randbelow(1_000_000) if seed is None else seed
        if not 0 <= chosen < 10**14:
            self.say(_("A seed is a whole number of at most {digits} digits.").format(digits=14), bad=True)
            return
        shelf = self.session.shelf

        def begin(progress: Heard) -> tuple[Game, Slot]:
            game = shelf.new(scenario, chosen)
            progress(1.0)
            return game, shelf.new_slot(game)

        if await self._open(begin, _("Setting the game up...")):
            self.open_page("briefing")  # leaving it leads to the first lesson

    async def load_game(self, path: Path, own: bool = True) -> None:
        """Go on with a game; a recorded one is played on in a file of the player's."""
        shelf = self.session.shelf

        def load(progress: Heard, lenient: bool = False) -> tuple[Game, Slot]:
            slot = shelf.slot(path) if own and not lenient else None
            try:
                game = shelf.load(path, lenient, progress)
            except BaseException:
                if slot is not None:
                    slot.close()
                raise
            # What could be opened only in part goes on in a copy, so that the rest is not lost.
            return game, slot or shelf.new_slot(game)

        if await self._open(
            load, _("Playing {game} again...").format(game=path.stem), partial(load, lenient=True)
        ):
            if self.session.over:
                self.open_screen("final:FinalScreen")
            else:
                self.show_lesson()

    async def _open(
        self,
        make: Callable[[Heard], tuple[Game, Slot]],
        title: str,
        in_part: Callable[[Heard], tuple[Game, Slot]] | None = None,
    ) -> bool:
        """Open what ``make`` gives, which may take a moment and be stopped; or say why it can't be opened."""
        from nnmi_game.tui.screens.dialogs import Choose

        try:
            game, slot = await work_out(self, title, make)
        except StoppedError:
            return False
        except Exception as error:
            if not is_expected(error):
                raise
            answers = [("o", "ok", _("OK"))]
            if in_part is not None and getattr(error, "playable", False):
                answers.insert(0, ("p", "part", _("Open what can be played, as a copy")))
            if await self.ask(Choose, str(error), answers) == "part" and in_part is not None:
                return await self._open(in_part, title)
            return False
        self.kept.close()
        self.session.open(game, slot)
        if not self.is_headless:
            garbage.leave_alone()
            build = self._build_pages(game)
            self.run_worker(build, name="pages", group="pages", exclusive=True, exit_on_error=False)
        self.back_to_desk()
        return True

    async def _build_pages(self, game: Game) -> None:
        """Import and build what a game needs while nobody presses a key."""
        await asyncio.to_thread(preload_pages, game)
        for page in existing() if self.lodging is None else ():
            while self._garbage.rested < PAUSE:
                await asyncio.sleep(PAUSE)
            if self.session.game is None:
                return
            self.kept.build_page(page.id)
            await asyncio.sleep(BREATH)

    async def watch_game(self, path: Path) -> None:
        """Look at a recorded game from its first turn on."""
        if (game := await self.game_in(path)) is not None:
            self.kept.close()
            self.session.watch(game)
            self.back_to_desk()

    async def game_in(self, path: Path) -> Game | None:
        """The game in a file, as far as it can be played; None if it can't be or is no longer wanted."""
        load = partial(self.session.shelf.load, path, True)
        try:
            return await work_out(self, _("Playing {game} again...").format(game=path.stem), load)
        except StoppedError:
            return None
        except Exception as error:
            if not is_expected(error):
                raise
            self.say(str(error), bad=True)
            return None

    def run_time(self) -> None:
        """Show turn after turn, or stop that; it stops by itself at the last one."""
        if self._clock is not None:
            self._clock.stop()
            self._clock = None
        elif self.session.looking_back:
            self._clock = self.set_interval(PACES[self._pace], self._next_turn)

    def change_pace(self, by: int) -> None:
        """Let time run faster or slower."""
        self._pace = min(max(self._pace + by, 0), len(PACES) - 1)
        self.say(_("{seconds} seconds a turn").format(seconds=PACES[self._pace]))
        if self._clock is not None:
            self.run_time()
            self.run_time()

    def _next_turn(self) -> None:
        session = self.session
        if session.kept is None or session.game is None or session.game.turn >= session.kept.turn:
            if self._clock is not None:
                self.run_time()
            return
        session.look(session.game.turn + 1)

    async def branch_off(self) -> None:
        """Ask whether to play on from the turn that is looked at, and do so."""
        from nnmi_game.tui.screens.dialogs import Choose

        question = _(
            "Play on from turn {turn}? A new game begins here, with the orders of this turn in the tray. The game you "
            "leave is kept as it is."
        ).format(turn=self.session.playing.turn)
        answers = [("p", "play", _("Play on from here")), ("s", "stay", _("Not yet"))]
        if await self.ask(Choose, question, answers) == "play":
            self.session.branch_off()

    async def end_turn(self) -> None:
        """Carry the orders out and show what came of them."""
        from nnmi_game.tui.screens.dialogs import Choose
        from nnmi_game.tui.views.turn import doubts

        if self.attendance is not None and self.attendance.votes:
            self.say(*await self.attendance.vote())
            return
        if self.session.looking_back:
            await self.branch_off()
            return
        if questions := doubts(self.session.playing):
            answer = await self.ask(
                Choose,
                "\n".join(questions),
                [("x", "end", _("End the turn")), ("s", "stay", _("Not yet"))],
            )
            if answer != "end":
                return
        self.clear_notifications()  # what was said of the orders is past
        if reason := self.session.why_not_end:  # a class may have gone on while the question was open
            self.say(reason)
            return
        try:
            self.session.end_turn()
        except OSError as error:
            self.saving_failed(error)
            return
        self.open_page("report")

    def after_report(self) -> None:
        """The report has been read: on to the next turn, or to the end of the game."""
        self.back_to_desk()
        if self.session.over:
            self.open_screen("final:FinalScreen")
        else:
            self.show_lesson()

    def show_lesson(self) -> None:
        """The words of a teaching scenario for this turn, if it has any."""
        game = self.session.game
        if game is not None and not game.over and game.lesson() is not None:
            self.open_screen("lesson:LessonScreen")

    def state_of_things(self) -> object:
        """What a screen's words depend on: as long as this stays the same, so do they."""
        return self.session.changes, self._looks, self.size

    def game_changed(self) -> None:
        """The session's game is another, or has changed: the screen on top shows it."""
        if self.is_running:
            # What changed it may be about to open another screen.
            self.call_later(self.freshen)

    def freshen(self) -> None:
        """Let the screen on top show what has changed."""
        if isinstance(self.screen, Keyed):
            self.screen.freshen()

    def saving_failed(self, error: OSError) -> None:
        """The disk is full, or the folder is gone."""
        if self.is_running:
            self.say(
                _("The game could not be saved: {reason}").format(reason=error.strerror or error), bad=True
            )

    # -- settings

    def apply_settings(self) -> None:
        """Look and speak as the settings say."""
        set_language(choose_language(self.settings.language))
        self.theme = TERMINAL if self.no_color else BY_SETTING[self.settings.theme]
        self.animation_level = "none" if self.settings.reduced_motion else "full"

    def change_settings(self, settings: Settings) -> None:
        """Use other settings from now on, and keep them."""
        is_repainted = settings.ascii_only != self.settings.ascii_only
        self.settings = settings
        self.apply_settings()
        if is_repainted:
            self.refresh_css(animate=False)  # the lines that were painted are kept otherwise
        if settings.language:
            # What the player has just chosen counts before a variable of the environment.
            set_language(settings.language)
        try:
            if self.lodging is None:
                settings_file.write(settings, self.config)
            else:
                self.lodging.keep(settings)
        except OSError as error:
            self.say(
                _("The settings could not be saved: {reason}").format(reason=error.strerror or error),
                bad=True,
            )
        self.refill()

    def next_language(self) -> None:
        """Switch to the next language."""
        from attrs import evolve

        codes = list(LANGUAGES)
        following = codes[(codes.index(language()) + 1) % len(codes)]
        self.change_settings(evolve(self.settings, language=following))

    def refill(self) -> None:
        """Write what is seen anew, and the other screens when they are shown."""
        self._looks += 1
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Keyed):
                screen.fill_all()
            if not screen.is_modal:
                break  # it covers those below


def preload() -> None:
    """Import what a game needs, while the player looks at the title."""
    import_module("nnmi_game.game.saves")


def preload_pages(game: Game) -> None:
    """Make what pages and saves need while the player reads the first page, with time for keys in between."""
    screens = (
        "why",
        "region",
        "glossary",
        "help",
        "settings",
        "forecast",
        "coach",
        "order_dialog",
        "palette",
    )
    names = [page.module for page in existing()] + [f"nnmi_game.tui.screens.{name}" for name in screens]
    for name in (*names, "nnmi_game.game.telling", "nnmi_game.analysis.forecast"):
        import_module(name)
        sleep(BREATH)
    game.scenario_digest  # noqa: B018 - it is kept once it has been worked out, and every save tells it
