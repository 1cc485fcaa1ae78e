"""The screens of the game.

How to add a page
-----------------
1. **Figures.** Write ``views/NAME.py``: pure functions from a ``Game`` to plain data (a
   ``views.table.Table``, a list of ``(style, text)`` paragraphs for ``Prose``, a ``views.form.Form`` for an
   order). No Textual here: the plain-text mode shows the same data. Write texts with ``_("...")``, scenario
   texts with ``views.figures.local``, numbers with ``money``, ``percent``, ``figure`` there; measure with
   ``views.text.width``, never ``len``; no lines, arrows, blocks or dots in cells.
2. **Screen.** Write ``screens/NAME.py`` with one subclass of ``frame.GamePage``. ``page`` is its id in
   ``pages.py`` (title, letter and purpose are there already). ``compose_body`` yields *empty* widgets;
   ``fill`` writes every word and figure and is called again whenever the game, the language or the width
   has changed::

       class MembersScreen(GamePage):
           page = "members"
           actions = (
               Action(id="members.recruit", title=N_("Recruit SMEs"), brief=N_("Recruit"), key="r",
                      run=_recruit, why_not=_why_not_recruit),
           )

           def compose_body(self) -> ComposeResult:
               yield FigureTable(id="members")
               yield OrderForm(id="form")

           def fill(self) -> None:
               self.query_one(FigureTable).show(views.members.table(self.game))

3. **Actions.** Each thing a player can do is an ``Action`` with a plain key that no page or common action
   has (free: ``a f j r v y``, capitals but ``L``, and digits). The registry makes keys, line of keys, help and
   palette of it. ``run`` gets the screen; a coroutine may ask: ``await
   screen.office.ask(Choose, ...)``. ``why_not`` gives the reason why it can't be done now.
4. **Orders.** Give them through ``OrderForm`` or ``self.office.session.give(order)``: saving and repainting
   follow by themselves. Never change the game otherwise.
5. **Words.** ``python -m nnmi_game.locale.catalog update``, translate in ``nnmi.po``, ``compile``.
6. **Test.** ``tests/tui/test_NAME.py``: ``async with start() as (office, pilot)``, ``await begin(office, pilot)``,
   press keys, ``await settle(pilot)``; ``await compare(office, pilot, snapshot)`` holds the rows of text in three
   sizes and both languages. Test the view functions without a screen. ``test_actions.py`` finds clashing keys.

What runs when
--------------
``app.Office`` opens screens and switches language and theme; ``session.Session`` holds the game and keeps
it on disk after every change; ``watch.Watch`` saves and leaves when the terminal goes away. The title is
painted before NumPy and the engine are imported, so modules that it needs import those inside functions.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nnmi_game.analysis.cohort import Cohort
    from nnmi_game.classroom.chair import Chair
    from nnmi_game.classroom.client import Seat


def run(scenario: str | None = None, seed: int | None = None, saves: Path | None = None) -> int:
    """Play on the screen; the exit code."""
    return _run(saves, start_scenario=scenario, start_seed=seed)


def attend(seat: Seat) -> int:
    """Play at a seat in a class; the exit code."""
    from nnmi_game.tui.attending import Attendance

    return _run(None, attendance=Attendance(seat))


def oversee(
    chair: Chair, address: str, beside: bool = False, read: Callable[[], Cohort] | None = None
) -> int:
    """Look after a class; the exit code, ``app.STOP_SERVER`` if its server should stop as well.

    ``read`` takes the class from its database, where that can be reached, for the debrief.
    """
    from nnmi_game.tui.debriefing import Debriefing
    from nnmi_game.tui.overseeing import Oversight

    debriefing = Debriefing(read) if read is not None else None
    return _run(None, oversight=Oversight(chair, address, beside), debriefing=debriefing)


def look_back(read: Callable[[], Cohort]) -> int:
    """Look back on a class that ``read`` takes from its database; the exit code."""
    from nnmi_game.tui.debriefing import Debriefing

    return _run(None, debriefing=Debriefing(read))


def _run(saves: Path | None, **wishes: Any) -> int:
    # How many milliseconds to wait whether Esc is the beginning of another key's signs. Textual's usual tenth of
    # a second can be felt; the signs of one key come together, through slow lines too.
    os.environ.setdefault("ESCDELAY", "25")
    # What a key changes comes in one paint or two; the second is not to wait for long.
    os.environ.setdefault("TEXTUAL_FPS", "120")

    from nnmi_game.game.folder import saves_folder
    from nnmi_game.tui import garbage
    from nnmi_game.tui.app import Office
    from nnmi_game.tui.settings import config_folder
    from nnmi_game.tui.shelf import Shelf

    garbage.seldom()
    office = Office(Shelf(saves or saves_folder()), config_folder(), **wishes)
    office.run()
    return office.return_code or 0
