"""The actions that belong to no single screen, and the registry that holds them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action, Registry
from nnmi_game.tui.finding import find
from nnmi_game.tui.pages import existing

if TYPE_CHECKING:
    from nnmi_game.tui.frame import Keyed


def _review(screen: Keyed[Any]) -> None:
    screen.office.open_screen("review:ReviewScreen")


def _why_no_review(screen: Keyed[Any]) -> str:
    kept = screen.office.session.kept
    return "" if kept is not None and kept.past else _("No turn has been played yet.")


#: In a class the instructor leads the debrief.
REVIEW = Action(
    id="review", title=N_("Look back on this game"), brief=N_("Review"), key="R", run=_review, why_not=_why_no_review,
    group="turn", footer=False, own=True,
)  # fmt: skip


def registry() -> Registry:
    """The registry of a running program."""
    pages = tuple(
        Action(
            id=f"page.{page.id}",
            title=page.title,
            brief=page.brief,
            key=page.key,
            # A page with a use of its own for Esc comes before this.
            also=("escape",) if page.id == "desk" else (),
            run=partial(_open_page, page=page.id),
            group="page",
        )
        for page in existing()
    )
    return Registry(common=common_actions(), game=(*turn_actions(), *pages))


def turn_actions() -> tuple[Action, ...]:
    """What can be done on every page of a game."""
    return (
        Action(
            id="turn.end",
            title=N_("End the turn"),
            brief=N_("End"),
            key="x",
            run=_end_turn,
            why_not=_why_no_more_turns,
            group="turn",
        ),
        Action(
            id="tray.undo",
            title=N_("Take the last order back"),
            brief=N_("Undo"),
            key="u",
            run=_undo,
            why_not=_why_nothing_to_undo,
            group="turn",
        ),
        Action(
            id="time.back",
            title=N_("Look back a turn"),
            brief=N_("Back"),
            key="comma",
            run=partial(_look, by=-1),
            why_not=_why_no_earlier,
            group="turn",
            footer=False,
        ),
        Action(
            id="time.forward",
            title=N_("Look forward a turn"),
            brief=N_("Forward"),
            key="full_stop",
            run=partial(_look, by=1),
            why_not=_why_no_later,
            group="turn",
            footer=False,
        ),
        Action(
            id="time.now",
            title=N_("Back to the present"),
            brief=N_("Present"),
            key="N",
            run=_now,
            shown=_looks_back,
            group="turn",
        ),
        Action(
            id="time.run",
            title=N_("Let time run, or stop it"),
            brief=N_("Run"),
            key="P",
            run=_run_time,
            shown=_looks_back,
            group="turn",
        ),
        Action(
            id="time.slower",
            title=N_("Let time run slower"),
            key="less_than_sign",
            run=partial(_pace, by=-1),
            shown=_looks_back,
            group="turn",
            footer=False,
        ),
        Action(
            id="time.faster",
            title=N_("Let time run faster"),
            key="greater_than_sign",
            run=partial(_pace, by=1),
            shown=_looks_back,
            group="turn",
            footer=False,
        ),
        Action(
            id="time.branch",
            title=N_("Play on from this turn"),
            brief=N_("Play on"),
            key="B",
            run=_branch,
            shown=_looks_back,
            group="turn",
            own=True,
        ),
        REVIEW,
        Action(id="lesson", title=N_("Lesson"), key="L", run=_lesson, shown=_has_lesson, group="turn"),
        Action(
            id="final",
            title=N_("The end of the game"),
            brief=N_("Ending"),
            key="E",
            run=_final,
            shown=_is_over,
            group="turn",
        ),
    )


def common_actions() -> tuple[Action, ...]:
    """What can be done everywhere except in a dialog."""
    return (
        Action(
            id="help", title=N_("Help"), key="h", also=("question_mark", "f1"), run=_help, group="program"
        ),
        Action(id="why", title=N_("Why?"), key="W", run=_why, shown=_may_ask, group="turn"),
        Action(
            id="find", title=N_("Find"), key="slash", run=find, shown=_has_list,
            group="program",
        ),
        Action(
            id="jump", title=N_("Jump to a place on the screen"), brief=N_("Jump"), key="J", run=_jump, footer=False,
            group="program",
        ),
        Action(
            id="glossary", title=N_("Glossary"), brief=N_("Words"), key="V", run=_glossary,
            group="program",
        ),
        Action(
            id="palette", title=N_("All commands"), brief=N_("Cmds"), key="k", also=("ctrl+p",), run=_palette,
            group="program",
        ),
        Action(id="team", title=N_("Team"), key="O", run=_team, shown=_in_team, group="program"),
        Action(
            id="class", title=N_("Class"), key="K", run=_class, shown=_in_class, group="program",
        ),
        Action(
            id="picture", title=N_("Keep a picture of the screen (SVG)"), brief=N_("Picture"), key="S", run=_picture,
            footer=False, group="program",
        ),
        Action(
            id="language", title=N_("Language"), brief=N_("Lang"), key="z", run=_language, group="program"
        ),
        Action(
            id="settings", title=N_("Settings"), brief=N_("Set"), key="g", run=_settings, group="program"
        ),
        Action(id="quit", title=N_("Quit"), key="q", also=("ctrl+q", "ctrl+c"), run=_quit, group="program"),
    )  # fmt: skip


def _open_page(screen: Keyed[Any], page: str) -> None:
    screen.office.open_page(page)


def _end_turn(screen: Keyed[Any]) -> object:
    return screen.office.end_turn()


def _why_no_more_turns(screen: Keyed[Any]) -> str:
    return screen.office.session.why_not_end


def _undo(screen: Keyed[Any]) -> None:
    session = screen.office.session
    session.take_back(len(session.playing.tray) - 1)


def _why_nothing_to_undo(screen: Keyed[Any]) -> str:
    game = screen.office.session.game
    return "" if game is not None and game.tray else _("No order has been given this turn.")


def _look(screen: Keyed[Any], by: int) -> None:
    session = screen.office.session
    session.look(session.playing.turn + by)


def _now(screen: Keyed[Any]) -> None:
    session = screen.office.session
    if session.kept is not None:
        session.look(session.kept.turn)


def _run_time(screen: Keyed[Any]) -> None:
    screen.office.run_time()


def _pace(screen: Keyed[Any], by: int) -> None:
    screen.office.change_pace(by)


def _branch(screen: Keyed[Any]) -> object:
    return screen.office.branch_off()


def _looks_back(screen: Keyed[Any]) -> bool:
    return screen.office.session.looking_back


def _why_no_earlier(screen: Keyed[Any]) -> str:
    game = screen.office.session.game
    return "" if game is not None and game.turn > 1 else _("This is the first turn.")


def _why_no_later(screen: Keyed[Any]) -> str:
    session = screen.office.session
    later = session.kept is not None and session.game is not None and session.game.turn < session.kept.turn
    return "" if later else _("This is the present.")


def _lesson(screen: Keyed[Any]) -> None:
    screen.office.open_screen("lesson:LessonScreen")


def _has_lesson(screen: Keyed[Any]) -> bool:
    game = screen.office.session.game
    return game is not None and game.lesson() is not None


def _final(screen: Keyed[Any]) -> None:
    screen.office.open_screen("final:FinalScreen")


def _is_over(screen: Keyed[Any]) -> bool:
    return screen.office.session.over


def _why(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.asking import figures_on

    if found := figures_on(screen):
        screen.office.why(found)
    else:
        screen.office.say(_("Nothing on this screen can be asked why."))


def _may_ask(screen: Keyed[Any]) -> bool:
    return screen.office.session.game is not None and not screen.is_asking


def _help(screen: Keyed[Any]) -> None:
    screen.office.open_screen("help:HelpScreen")


def _has_list(screen: Keyed[Any]) -> bool:
    return screen.has_list


async def _jump(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.jump import JumpScreen, places

    if not (found := places(screen)):
        screen.office.say(_("There is no place to jump to here."))
        return
    place = await screen.office.push_screen_wait(JumpScreen(found))
    if place is not None:
        found[place].focus()


def _picture(screen: Keyed[Any]) -> None:
    screen.office.keep_picture()


def _glossary(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.wording import texts_on

    screen.office.open_screen("glossary:GlossaryScreen", texts=texts_on(screen))


async def _palette(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.palette import ON, PaletteScreen

    name = await screen.office.ask(PaletteScreen, screen)
    if name is None:
        return
    page, on_page, of_page = name.partition(ON)
    if on_page:
        screen.office.open_page(page)
        screen.office.screen.call_after_refresh(screen.office.action_act, of_page)
    elif (action := screen.office.registry.named(screen, name)) is not None:
        screen.do(action)


def _class(screen: Keyed[Any]) -> None:
    if screen.office.oversight is not None:
        screen.office.leave_game()
    else:
        screen.office.open_screen("attending:ClassScreen")


def _team(screen: Keyed[Any]) -> None:
    screen.office.open_screen("team:TeamScreen")


def _in_team(screen: Keyed[Any]) -> bool:
    attendance = screen.office.attendance
    return attendance is not None and attendance.team is not None


def _in_class(screen: Keyed[Any]) -> bool:
    return screen.office.in_class


def _language(screen: Keyed[Any]) -> None:
    screen.office.next_language()


def _settings(screen: Keyed[Any]) -> None:
    screen.office.open_screen("settings:SettingsScreen")


def _quit(screen: Keyed[Any]) -> object:
    return screen.office.ask_quit()
