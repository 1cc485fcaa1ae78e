"""The office in plain text: reads a line, does what it says, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from attrs import define, field

from nnmi_game.locale import gettext as _
from nnmi_game.plain import commands
from nnmi_game.plain.commands import Command
from nnmi_game.plain.listing import Choice, Listing
from nnmi_game.plain.matching import near, number
from nnmi_game.plain.questions import LeftError, Questions
from nnmi_game.plain.signals import ToldToEndError
from nnmi_game.plain.talk import OverError, StrictError, Talk
from nnmi_game.tui.session import Session

if TYPE_CHECKING:
    from nnmi_game.game.game import Game
    from nnmi_game.tui.views.scorecard import Track

EXIT_OK, EXIT_MISTAKE = 0, 1


@define
class Office:
    """The conversation about a session.

    ``page`` is the page whose lines numbers mean, None for the menu; ``told`` the one that was told last.
    """

    session: Session
    talk: Talk
    questions: Questions = field(init=False)
    page: Listing | None = None
    told: Listing | None = None
    done: bool = False
    code: int = EXIT_OK
    sorting: int = 0
    explained: set[str] = field(factory=set)
    _tracks: dict[str, Track | None] = field(factory=dict)
    _histories: dict[str, Game | None] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.questions = Questions(self.talk, self.is_command)
        self.session.failed = self._saving_failed

    # --- the conversation ---

    def run(self, begin: Callable[[], None]) -> int:
        """Talk until the player leaves, the lines are at an end or a signal comes; the exit code."""
        try:
            self.guarded(begin)
            while not self.done:
                line = self.talk.ask(self.prompt())
                self.guarded(lambda line=line: self.do(line))  # type: ignore[misc]
            return self.code
        except OverError:
            self._keep()
            return EXIT_OK
        except StrictError:
            self.talk.say(_("The script stops here, since it must be without mistakes."))
            self._keep()
            return EXIT_MISTAKE
        except ToldToEndError as told:
            with suppress(OverError):
                self.talk.pause()  # the prompt's line is still open
            return told.code
        finally:
            self.session.let_go()

    def guarded(self, action: Callable[[], None]) -> None:
        """Do something that may ask questions; if one is left for a command, carry that out."""
        while True:
            try:
                action()
                return
            except LeftError as left:
                self.talk.say(_("Left; nothing was done."))
                if not left.line:
                    return
                line = left.line
                action = lambda line=line: self.do(line)  # type: ignore[misc]  # noqa: E731

    def prompt(self) -> str:
        """What stands before the player's words."""
        if self.session.game is None:
            return _("Title:")
        if self.page is not None and self.page.choices:
            count = len(self.page.choices)
            text = _("{page}, 1 to {count}:") if count > 1 else _("{page}, 1:")
            return text.format(page=self.page.name, count=count)
        game = self.session.playing
        if self.session.looking_back:
            return _("Looking back at turn {turn} of {turns}:").format(turn=game.turn, turns=game.turns)
        if game.over:
            return _("The game is over:")
        return _("Turn {turn} of {turns}:").format(turn=game.turn, turns=game.turns)

    def do(self, line: str) -> None:
        """Carry a line out."""
        playing = self.session.game is not None
        if not line:
            self.page = None
            if not self.talk.script:
                self.tell_menu()
            return
        place = number(line)
        if place is not None:
            self._do_number(place)
            return
        choice = next((one for one in self.choices() if one.key and one.key == line), None)
        if choice is not None and self.page is not None:
            choice.do()
            return
        word, _space, rest = line.partition(" ")
        if playing and self._do_order(line, word, rest.strip()):
            return
        found = commands.find(word, playing)
        if found is not None:
            self.page = None
            found.run(self, rest.strip())
            return
        self.talk.wrong(self._unknown(word, playing))

    def _do_number(self, place: int) -> None:
        choices = self.choices()
        if place == 0:
            self.page = None
            self.tell_menu()
        elif place <= len(choices):
            choices[place - 1].do()
        else:
            self.talk.wrong(
                _("There is no number {number}: choose from 1 to {count}.").format(
                    number=place, count=len(choices)
                )
            )

    def _do_order(self, line: str, word: str, rest: str) -> bool:
        from nnmi_game.plain import ordering

        return ordering.from_line(self, line, word, rest)

    def is_command(self, line: str) -> bool:
        """Whether a line is one that can be done, rather than an answer that went wrong."""
        from nnmi_game.plain.ordering import is_order

        word = line.partition(" ")[0]
        playing = self.session.game is not None
        if len(word) < 2:
            return False
        return commands.find(word, playing) is not None or (playing and is_order(line))

    def _unknown(self, word: str, playing: bool) -> str:
        from nnmi_game.plain.ordering import shown

        words = [name for one in commands.usable(playing) for name in one.words()]
        if playing:
            words += shown()
        if nearest := near(word, words):
            return _("{word!r} is not understood: did you mean {near}?").format(word=word[:60], near=nearest)
        return _("{word!r} is not understood: menu reads what there is, help explains.").format(
            word=word[:60]
        )

    # --- what is told ---

    def choices(self) -> list[Choice]:
        """What numbers mean now."""
        if self.page is not None and self.page.choices:
            return self.page.choices
        playing = self.session.game is not None
        return [Choice(_(one.title), self._runner(one), one.key) for one in commands.listed(playing)]

    def _runner(self, command: Command) -> Callable[[], None]:
        def run() -> None:
            self.page = None
            command.run(self, "")

        return run

    def tell_menu(self) -> None:
        """Read the menu."""
        from nnmi_game.plain.speech import heading, numbered

        group = ""
        for place, one in enumerate(commands.listed(self.session.game is not None), start=1):
            if one.group != group:
                group = one.group
                self.talk.say(heading(_(group)))
            said = _("{title}; word: {word}").format(title=_(one.title), word=one.words()[0])
            self.talk.say(numbered(place, said))

    def show(self, page: Listing) -> None:
        """Tell a page; from now on numbers mean its lines, or those of the page before if it has none."""
        if page.choices or self.page is None:
            self.page = self.told = page
        self.talk.say(*page.lines)

    @property
    def game(self) -> Game:
        """The game; only asked for where there is one."""
        return self.session.playing

    def is_first(self, remark: str) -> bool:
        """Whether a remark that is made once has not been made yet; from now on it has."""
        first = remark not in self.explained
        self.explained.add(remark)
        return first

    def open(self, page: str, of: str = "") -> None:
        """Tell a page of the game, or one thing on it, by its id."""
        from nnmi_game.plain.pages import PAGES

        self.show(PAGES[page](self, of))

    def open_named(self, page: str, wish: str) -> None:
        """Tell a page, or the thing on it that was named behind its word."""
        if not wish:
            self.open(page)
            return
        from nnmi_game.plain.things import thing

        found = thing(self.game, page, wish)
        if found.of:
            self.open(page, found.of)
        else:
            self.talk.wrong(found.why)

    def tell_turn(self) -> None:
        """Where the game stands, in a line."""
        from nnmi_game.plain.pages import where

        self.talk.say(where(self.game))

    # --- what pages ask for ---

    def order(self, word: str, of: str = "") -> None:
        """Ask for an order."""
        from nnmi_game.plain import ordering

        ordering.ask(self, word, of)

    def respond(self, event: str, option: str) -> None:
        """Ask whether to respond to an event with an option."""
        from nnmi_game.plain import ordering

        ordering.respond(self, event, option)

    def sort_institutes(self) -> None:
        """Tell the institutes in the next order."""
        from nnmi_game.tui.views.institutes import SORTINGS

        self.sorting = (self.sorting + 1) % len(SORTINGS)
        self.open("institutes")

    def take_back_key(self, key: str) -> None:
        """Take the order in this place of the tray back, and tell the tray."""
        self.session.take_back(int(key))
        self.open("tray")

    def take_all_back(self) -> None:
        """Empty the tray."""
        while self.game.tray:
            self.session.take_back(len(self.game.tray) - 1)
        self.open("tray")

    def track(self) -> Track | None:
        """The goals of the recorded game that follows history, played again once."""
        from nnmi_game.tui.views import scorecard

        return scorecard.track_of(self.game.scenario, self._tracks)

    def history(self) -> Game | None:
        """The recorded game that follows history, if there is one."""
        name = self.game.scenario.id
        if name not in self._histories:
            self._histories[name] = self.session.shelf.history(name)
        return self._histories[name]

    # --- helpers ---

    def _saving_failed(self, error: OSError) -> None:
        self.talk.say(_("The game could not be saved: {reason}").format(reason=error.strerror or error))

    def _keep(self) -> None:
        """Say where an unfinished game is kept."""
        slot = self.session.slot
        if slot is None:
            return
        with suppress(OverError):
            self.talk.say(_("The game is kept in {file}.").format(file=slot.path.name))
