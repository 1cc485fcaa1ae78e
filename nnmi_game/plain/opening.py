"""Opening games: the last one, a new one, a saved or a recorded one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from secrets import randbelow
from typing import TYPE_CHECKING

from nnmi_game.locale import gettext as _
from nnmi_game.plain.matching import choose, no_such
from nnmi_game.plain.speech import paragraph_lines, row_line
from nnmi_game.plain.working import progress, stoppable
from nnmi_game.scenario.library import names
from nnmi_game.tui.shelf import SaveEntry, ScenarioEntry, is_expected
from nnmi_game.tui.views.form import Option

if TYPE_CHECKING:
    from nnmi_game.game.game import Game
    from nnmi_game.game.slot import Slot
    from nnmi_game.plain.office import Office

#: Seeds that are thrown are short enough to tell a friend; any of this many digits can be typed.
DIE, DIGITS = 1_000_000, 14


def begin(office: Office, rest: str = "") -> None:
    """Begin a game; scenario and seed are asked for where the line does not name them."""
    name, _space, typed = rest.partition(" ")
    if not name:
        name = _ask_scenario(office)
    elif (found := _scenario(office, name)) is None:
        return
    else:
        name = found
    seed = read_seed(typed) if typed else None
    if typed and seed is None:
        office.talk.wrong(_("A seed is a whole number of at most {digits} digits.").format(digits=DIGITS))
        return
    if not rest:
        seed = office.questions.number(
            _("Seed of the game's luck"), 0, 10**DIGITS - 1, randbelow(DIE), str, 1, _about_seed, wide=True
        )
    start(office, name, randbelow(DIE) if seed is None else seed)


def _about_seed() -> str:
    return _(
        "Choose a scenario. The seed decides all luck: the same seed and the same orders give the same game, "
        "so two people can play the same one and compare."
    )


def read_seed(typed: str) -> int | None:
    """The seed that was typed, if it is one."""
    text = typed.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else None


def _scenario(office: Office, name: str) -> str | None:
    """A scenario by its name, its number or a file; None if there is none, which is told."""
    if Path(name).suffix or "/" in name or "\\" in name:
        return name
    if name in names():
        return name  # without reading all scenarios first
    options = _scenario_options(office.session.shelf.scenarios())
    found = choose(name, options)
    if found is None:
        office.talk.wrong(no_such(name, options))
        return None
    return found.value


def _scenario_options(entries: Sequence[ScenarioEntry]) -> list[Option]:
    from nnmi_game.tui.views.games import scenario_parts, scenario_table

    table = scenario_table(entries)
    options = []
    for entry, row in zip(entries, table.rows, strict=True):
        about = " ".join(text for _style, text in scenario_parts(entry)[:1])
        options.append(Option(entry.name, f"{row_line(table, row)} {about}".strip()))
    return options


def _ask_scenario(office: Office) -> str:
    return office.questions.one(_("Scenario"), _scenario_options(office.session.shelf.scenarios()))


def start(office: Office, scenario: str, seed: int) -> None:
    """Begin a game of a scenario and read its briefing."""
    from nnmi_game.plain.doing import hint, stand

    if not 0 <= seed < 10**DIGITS:
        office.talk.wrong(_("A seed is a whole number of at most {digits} digits.").format(digits=DIGITS))
        return
    shelf = office.session.shelf

    def make() -> tuple[Game, Slot]:
        game = shelf.new(scenario, seed)
        return game, shelf.new_slot(game)

    if _open(office, make):
        office.open("briefing")
        office.page = None
        office.talk.pause()
        office.talk.say(_("Seed: {seed}.").format(seed=seed))
        stand(office)
        office.talk.say(hint())


def continue_last(office: Office) -> None:
    """Go on with the game that was played last."""
    last = office.session.shelf.latest()
    if last is None:
        office.talk.wrong(_("There is no saved game yet."))
        return
    open_file(office, last.path)


def open_saved(office: Office, rest: str) -> None:
    """Open one of the player's games."""
    found = _ask_game(office, _("Saved games"), office.session.shelf.saved(), rest)
    if found is not None:
        open_file(office, found)


def open_recorded(office: Office, rest: str) -> None:
    """Open a copy of a recorded game."""
    found = _ask_game(office, _("Recorded games"), office.session.shelf.recorded(), rest)
    if found is not None:
        office.talk.say(_("Opening one makes a copy among your own games; the record stays as it is."))
        open_file(office, found, own=False)


def watch_recorded(office: Office, rest: str) -> None:
    """Look at a recorded game, turn after turn, without playing it."""
    from nnmi_game.plain.turns import look

    found = _ask_game(office, _("Recorded games"), office.session.shelf.recorded(), rest)
    if found is None:
        return
    with stoppable(office):
        game = game_in(office, found)
        if game is not None:
            office.session.watch(game)
            look(office, 1)


def game_in(office: Office, path: Path) -> Game | None:
    """The game in a file, as far as it can be played; None if it can't be, which is told."""
    try:
        return office.session.shelf.load(path, True, progress(office))
    except Exception as error:
        if not is_expected(error):
            raise
        office.talk.wrong("\n".join(paragraph_lines(str(error))))
        return None


def delete_game(office: Office, rest: str) -> None:
    """Delete one of the player's games, if that is meant."""
    found = _ask_game(office, _("Delete a saved game"), office.session.shelf.saved(), rest)
    if found is None:
        return
    slot = office.session.slot
    if slot is not None and slot.path == found:
        office.talk.wrong(_("This game is open: leave it first, with title."))
    elif office.questions.yes(_("Delete {file}? This can't be undone.").format(file=found.name)):
        found.unlink(missing_ok=True)
        office.talk.say(_("Deleted."))


def _ask_game(office: Office, title: str, entries: Sequence[SaveEntry], wish: str) -> Path | None:
    from nnmi_game.tui.views.games import save_table

    if not entries:
        office.talk.wrong(_("There is no game in this list."))
        return None
    table = save_table(entries)
    options = [
        Option(entry.path.name, row_line(table, row)) for entry, row in zip(entries, table.rows, strict=True)
    ]
    if wish:
        found = choose(wish, options)
        if found is None:
            office.talk.wrong(no_such(wish, options))
            return None
        chosen = found.value
    else:
        office.talk.say(*([title + ": " + options[0].label] if len(options) == 1 else []))
        chosen = options[0].value if len(options) == 1 else office.questions.one(title, options)
    return next(entry.path for entry in entries if entry.path.name == chosen)


def open_file(office: Office, path: Path, own: bool = True) -> None:
    """Go on with a game; a recorded one is played on in a file of the player's."""
    from nnmi_game.plain.doing import hint, stand

    session = office.session
    if session.slot is not None and session.slot.path == path:
        session.let_go()  # its file is read again
    shelf = session.shelf

    def load(lenient: bool = False) -> tuple[Game, Slot]:
        slot = shelf.slot(path) if own and not lenient else None
        try:
            game = shelf.load(path, lenient, progress(office))
        except BaseException:
            if slot is not None:
                slot.close()
            raise
        # What could be opened only in part goes on in a copy, so that the rest is not lost.
        return game, slot or shelf.new_slot(game)

    with stoppable(office):
        if _open(office, load, lambda: load(lenient=True)):
            stand(office)
            office.talk.say(hint())


def _open(
    office: Office,
    make: Callable[[], tuple[Game, Slot]],
    in_part: Callable[[], tuple[Game, Slot]] | None = None,
) -> bool:
    """Open what ``make`` gives, or say why it can't be opened."""
    try:
        game, slot = make()
    except Exception as error:
        if not is_expected(error):
            raise
        office.talk.wrong("\n".join(paragraph_lines(str(error))))
        if in_part is None or not getattr(error, "playable", False):
            return False
        if not office.questions.yes(_("Open what can be played, as a copy?")):
            return False
        return _open(office, in_part)
    office.session.open(game, slot)
    office.page = None
    return True
