"""What an instructor does in a class: the actions of the dashboard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import frozen

from nnmi_game.classroom.teams import joined_up
from nnmi_game.locale import N_, ngettext
from nnmi_game.locale import gettext as _
from nnmi_game.tui.actions import Action
from nnmi_game.tui.views import dashboard as view
from nnmi_game.tui.views.attending import clock
from nnmi_game.tui.views.form import Option
from nnmi_game.tui.views.team import ROLES

if TYPE_CHECKING:
    from nnmi_game.tui.frame import Keyed
    from nnmi_game.tui.overseeing import Oversight

#: Seconds that a turn can be made longer by, at a stroke.
MORE_TIME = (60, 120, 300, 600, -60)
#: Pacings, and the seconds of turns that are timed.
PACES = (
    ("own", 600), ("instructor", 600), ("timed", 120), ("timed", 300), ("timed", 600), ("timed", 900),
    ("timed", 86400),
)  # fmt: skip
NEW_OFFICE = "0"


@frozen
class Whom:
    """Whom something is for: an office, or with None the whole class."""

    office: int | None


def _class(screen: Keyed[Any]) -> Oversight:
    """The class; there is no dashboard without one."""
    found = screen.office.oversight
    if found is None:
        raise LookupError("no class is looked after")
    return found


async def _act(screen: Keyed[Any], request: Mapping[str, Any], done: Callable[[dict[str, Any]], str]) -> None:
    """Do something, and say what came of it."""
    answer, reason = await _class(screen).act(request)
    if answer is None:
        screen.office.say(reason, bad=True)
    else:
        screen.office.say(done(answer))


async def _whom(screen: Keyed[Any], question: str, whole_class: str) -> Whom | None:
    """The whole class or the office under the cursor; None for neither."""
    from nnmi_game.tui.screens.dialogs import Choose

    oversight = _class(screen)
    seat = oversight.seat
    answers = [("c", "class", whole_class)]
    office = 0
    if seat is not None and seat["office"] and seat["state"] == "in":
        office = int(seat["office"])
        name = view.office_name(oversight.at, office)
        answers.append(("o", "office", _("{name} only").format(name=name)))
    answers.append(("n", "no", _("Not now")))
    answer = await screen.office.ask(Choose, question, answers)
    return {"class": Whom(None), "office": Whom(office)}.get(answer)


async def _is_sure(screen: Keyed[Any], question: str, yes: str) -> bool:
    from nnmi_game.tui.screens.dialogs import Choose

    return await screen.office.ask(Choose, question, [("y", "yes", yes), ("n", "no", _("Not now"))]) == "yes"


def _offices(answer: dict[str, Any]) -> int:
    return len(answer.get("offices", ()))


# --- why not ---


def _why_not_act(screen: Keyed[Any]) -> str:
    chair = _class(screen).chair
    return "" if chair.is_connected else _("The server cannot be reached.")


def _session(screen: Keyed[Any], name: str) -> Any:
    return _class(screen).chair.session.get(name)


def _why_not_pause(screen: Keyed[Any]) -> str:
    return _why_not_act(screen) or (
        "" if _session(screen, "state") == "open" else _("The class is not running.")
    )


def _why_not_resume(screen: Keyed[Any]) -> str:
    return _why_not_act(screen) or ("" if _session(screen, "state") != "open" else _("The class is running."))


def _why_not_end(screen: Keyed[Any]) -> str:
    ended = _session(screen, "state") == "ended"
    return _why_not_act(screen) or (_("The class has ended already.") if ended else "")


def _why_not_next(screen: Keyed[Any]) -> str:
    if reason := _why_not_act(screen):
        return reason
    if _session(screen, "pacing") == "own":
        return _("Everyone plays at their own pace; c changes that, a plays for the slowest.")
    if _session(screen, "open_turn") >= _session(screen, "turns"):
        return _("The last turn is open already.")
    return ""


def _why_not_extend(screen: Keyed[Any]) -> str:
    timed = _session(screen, "left") is not None
    return _why_not_act(screen) or (
        "" if timed else _("The turns of this class are not timed; c changes that.")
    )


def _why_no_seat(screen: Keyed[Any], state: str = "") -> str:
    if reason := _why_not_act(screen):
        return reason
    seat = _class(screen).seat
    if seat is None:
        return _("There is no seat under the cursor.")
    if state == "in" and seat["state"] != "in":
        return _("Nobody sits there.")
    if state == "removed" and seat["state"] == "expected":
        return _("This student has not joined yet.")
    return ""


def _why_not_open(screen: Keyed[Any]) -> str:
    if reason := _why_no_seat(screen):
        return reason
    seat = _class(screen).seat
    return "" if seat is not None and seat["office"] else _("This seat has no game yet.")


# --- looking ---


async def _open(screen: Keyed[Any]) -> None:
    seat = _class(screen).seat
    if seat is not None and seat["office"]:
        await screen.office.look_into(seat["office"])


def _join(screen: Keyed[Any]) -> None:
    screen.office.open_screen("dashboard_pages:JoinScreen")


def _debrief(screen: Keyed[Any]) -> None:
    screen.office.open_screen("debrief:DebriefScreen")


def _why_not_debrief(screen: Keyed[Any]) -> str:
    if screen.office.debriefing is not None:
        return ""
    return _("The class is kept on another machine; there, nnmi class debrief shows the debrief.")


def _inbox(screen: Keyed[Any]) -> None:
    screen.office.open_screen("dashboard_pages:InboxScreen")


async def _sort(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import PickOne

    oversight = _class(screen)
    options = [Option(one.id, _(one.title)) for one in view.ORDERS]
    if chosen := await screen.office.ask(PickOne, _("Sort by"), options, oversight.order):
        oversight.order = chosen
        screen.fill_all()


async def _filter(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import PickOne

    oversight = _class(screen)
    options = [Option(one.id, _(one.title)) for one in view.FILTERS]
    if chosen := await screen.office.ask(PickOne, _("Show"), options, oversight.shown):
        oversight.shown = chosen
        screen.fill_all()


# --- time ---


async def _pause(screen: Keyed[Any]) -> None:
    await _act(screen, {"type": "pause"}, lambda answer: _("Paused: no turns are taken until you resume."))


async def _resume(screen: Keyed[Any]) -> None:
    if _session(screen, "state") == "ended" and not await _is_sure(
        screen, _("The class has ended. Open it again?"), _("Open it again")
    ):
        return
    await _act(screen, {"type": "resume"}, lambda answer: _("The class goes on."))


async def _end(screen: Keyed[Any]) -> None:
    if await _is_sure(
        screen,
        _("End the class? No more turns are taken, for the debrief. What was played stays."),
        _("End the class"),
    ):
        await _act(screen, {"type": "end"}, lambda answer: _("The class has ended."))


async def _extend(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import PickOne

    options = [Option(str(seconds), view.more_time(seconds)) for seconds in MORE_TIME]
    chosen = await screen.office.ask(
        PickOne, _("How much longer is this turn to be?"), options, options[0].value
    )
    if chosen:
        await _act(
            screen,
            {"type": "extend", "seconds": int(chosen)},
            lambda answer: _("{left} left in this turn.").format(left=clock(answer["left"])),
        )


async def _next(screen: Keyed[Any]) -> None:
    at = _class(screen).at
    behind = sum(at.is_behind(seat) for seat in at.seats.values())
    if behind and not await _is_sure(
        screen,
        ngettext(
            "{count} seat has not played the open turn. Open the next one for all? Who is behind plays on from where "
            "they are.",
            "{count} seats have not played the open turn. Open the next one for all? Who is behind plays on from "
            "where they are.",
            behind,
        ).format(count=behind),
        _("Open the next turn"),
    ):
        return
    await _act(
        screen, {"type": "next"}, lambda answer: _("Turn {turn} is open.").format(turn=answer["open_turn"])
    )


async def _advance(screen: Keyed[Any]) -> None:
    own = _session(screen, "pacing") == "own"
    whom = await _whom(
        screen,
        _(
            "Play a turn for whom? Unsent orders are played as far as they are legal; students see that it was done."
        ),
        _("All that have played the fewest turns") if own else _("All that have not played the open turn"),
    )
    if whom is not None:
        await _act(
            screen,
            {"type": "advance", "office": whom.office},
            lambda answer: ngettext(
                "A turn was played for {count} office.",
                "A turn was played for {count} offices.",
                _offices(answer),
            ).format(count=_offices(answer)),
        )


async def _pace(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import PickOne

    options = [Option(f"{pacing} {seconds}", view.pacing(pacing, seconds)) for pacing, seconds in PACES]
    now = next((one.value for one in options if one.value.startswith(str(_session(screen, "pacing")))), "")
    if chosen := await screen.office.ask(PickOne, _("Pacing from the open turn on"), options, now):
        pacing, _space, seconds = chosen.partition(" ")
        await _act(
            screen,
            {"type": "pace", "pacing": pacing, "turn_seconds": int(seconds)},
            lambda answer: view.pacing(pacing, int(seconds)),
        )


# --- games ---


async def _back(screen: Keyed[Any]) -> None:
    whom = await _whom(
        screen,
        _(
            "Take back the last turn? Whoever played it stands before it again; the record keeps what was played."
        ),
        _("The class: the last turn that anybody has played"),
    )
    if whom is None:
        return
    request: dict[str, Any] = {"type": "roll-back", "office": whom.office}
    await _act(
        screen,
        request,
        lambda answer: ngettext(
            "{count} office stands before turn {turn} again.",
            "{count} offices stand before turn {turn} again.",
            _offices(answer),
        ).format(count=_offices(answer), turn=answer["turn"]),
    )


async def _event(screen: Keyed[Any]) -> None:
    from nnmi_game.game.words.numbers import local
    from nnmi_game.tui.screens.dialogs import PickOne

    scenario = await _class(screen).scenario()
    if scenario is None:
        screen.office.say(_("The server cannot be reached."), bad=True)
        return
    options = [Option(event.id, local(event.name)) for event in scenario.events]
    if not options:
        screen.office.say(_("This scenario has no events."))
        return
    event = await screen.office.ask(PickOne, _("Which event is to happen?"), options, options[0].value)
    if not event:
        return
    title = next(option.label for option in options if option.value == event)
    whom = await _whom(
        screen, _("Let this happen: {event}. It cannot be taken back.").format(event=title), _("In all games")
    )
    if whom is not None:
        await _act(
            screen,
            {"type": "happen", "event": event, "office": whom.office},
            _happens,
        )


def _happens(answer: dict[str, Any]) -> str:
    count = _offices(answer)
    if count < answer.get("of", count):
        return _(
            "It happens in {count} of {games} games; in the others it has happened already, or no turn has been played."
        ).format(count=count, games=answer["of"])
    return ngettext("It happens in {count} game.", "It happens in {count} games.", count).format(count=count)


# --- people ---


async def _note(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import Write

    whom = await _whom(screen, _("A note to whom?"), _("To all"))
    if whom is None:
        return
    text = await screen.office.ask(Write, _("Your note"))
    if text:
        await _act(
            screen,
            {"type": "note", "text": text, "office": whom.office},
            lambda answer: _("The note has been sent."),
        )


async def _move(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import PickOne

    seat, at = _class(screen).seat, _class(screen).at
    if seat is None:
        return
    offices = sorted({one["office"] for one in at.seats.values() if one["office"] and one["state"] == "in"})
    options = [Option(NEW_OFFICE, _("A new office of their own"))]
    options += [Option(str(office), view.office_title(at, office)) for office in offices]
    name = view.shown_name(seat)
    title = _("Where is {name} to sit?").format(name=name)
    office = await screen.office.ask(PickOne, title, options, str(seat["office"]))
    if office is None:
        return
    role = "director"
    if at.in_teams and office != NEW_OFFICE:
        roles = [Option(role, _(title)) for role, title in ROLES.items()]
        chosen = await screen.office.ask(PickOne, _("In which role?"), roles, seat["role"])
        if chosen is None:
            return
        role = chosen
    elif office != NEW_OFFICE and office != str(seat["office"]):
        # Where everyone plays alone, whoever comes to another's office watches.
        role = "observer"
    await _act(
        screen,
        {"type": "move", "seat": seat["seat"], "office": int(office), "role": role},
        lambda answer: _("{name} sits there now.").format(name=name),
    )


def _in_teams(screen: Keyed[Any]) -> bool:
    return screen.office.oversight is not None and screen.office.oversight.at.in_teams


def _members(screen: Keyed[Any]) -> dict[int, list[tuple[int, str]]]:
    """The seats and roles of each office."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for seat in _class(screen).chair.seats.values():
        if seat["state"] == "in" and seat["office"]:
            found[seat["office"]].append((seat["seat"], seat["role"]))
    return found


def _why_not_join_up(screen: Keyed[Any]) -> str:
    if reason := _why_not_act(screen):
        return reason
    if not _class(screen).at.in_teams:
        return _("Everyone plays alone in this class.")
    if not joined_up(_members(screen), mirror=False):
        return _("Nobody is alone in a team, or there is no other team to come to.")
    return ""


async def _absent(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import PickOne

    options = [
        Option("others", _("To the others of the team")),
        Option("policy", _("To a policy that proposes orders, until they are back")),
    ]
    title = _("To whom does the part of a member fall who is not there?")
    if chosen := await screen.office.ask(PickOne, title, options, str(_session(screen, "absent"))):
        labels = {one.value: one.label for one in options}
        await _act(screen, {"type": "absent", "part": chosen}, lambda answer: labels[chosen])


async def _join_up(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import Choose

    count = len(joined_up(_members(screen), mirror=False))
    question = ngettext(
        "{count} student is alone in a team. Put them into the smallest other teams?",
        "{count} students are alone in a team. Put them into the smallest other teams?",
        count,
    ).format(count=count)
    answers = [
        ("o", "observer", _("As observers")),
        ("m", "mirror", _("As a second member in a role that is taken")),
        ("n", "no", _("Not now")),
    ]
    answer = await screen.office.ask(Choose, question, answers)
    if answer == "no":
        return
    for one in joined_up(_members(screen), mirror=answer == "mirror"):
        await _act(
            screen,
            {"type": "move", "seat": one.seat, "office": one.office, "role": one.role},
            lambda answer: _("Everyone has a team now."),
        )


async def _remove(screen: Keyed[Any]) -> None:
    seat = _class(screen).seat
    if seat is None:
        return
    name = view.shown_name(seat)
    if await _is_sure(
        screen,
        _("Remove {name} from the class? Their game stays, and y readmits them.").format(name=name),
        _("Remove"),
    ):
        await _act(
            screen,
            {"type": "remove", "seat": seat["seat"]},
            lambda answer: _("{name} is not in the class any more.").format(name=name),
        )


async def _readmit(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import Choose

    seat = _class(screen).seat
    if seat is None:
        return
    name = view.shown_name(seat)
    answers = [("n", "no", _("Not now"))]
    if seat["state"] == "removed":
        answers.insert(0, ("y", "old", _("Let them in again with the key that they have")))
    answers.insert(-1, ("w", "new", _("Give them a new key; the old one ends")))
    choice = await screen.office.ask(Choose, _("Readmit {name}?").format(name=name), answers)
    if choice == "no":
        return
    oversight = _class(screen)
    answer, reason = await oversight.act(
        {"type": "readmit", "seat": seat["seat"], "new_key": choice == "new"}
    )
    if answer is None:
        screen.office.say(reason, bad=True)
    elif "key" in answer:
        text = _("{name} comes in with: {command}\nIt asks for the key of the seat:\n{key}").format(
            name=name,
            command=f"nnmi join --key {oversight.address} {oversight.chair.code}",
            key=answer["key"],
        )
        await screen.office.ask(Choose, text, [("o", "ok", _("OK"))])
    else:
        screen.office.say(_("{name} is in the class again.").format(name=name))


async def _show(screen: Keyed[Any]) -> None:
    shows = bool(_session(screen, "leaderboard"))
    if not shows and not await _is_sure(
        screen,
        _("Show all students who leads? Competition changes how people learn."),
        _("Show the leaderboard"),
    ):
        return
    await _act(
        screen,
        {"type": "show", "leaderboard": not shows},
        lambda answer: _("The leaderboard is hidden.") if shows else _("The leaderboard is shown."),
    )


async def _project(screen: Keyed[Any]) -> None:
    from nnmi_game.tui.screens.dialogs import Choose

    oversight = _class(screen)
    answer, reason = await oversight.act({"type": "project"})
    if answer is None:
        screen.office.say(reason, bad=True)
        return
    page, key = f"{oversight.address}/projector", answer["key"]
    text = _(
        "The class for a projector, to look at only: open {address} and give it this key, which holds for twelve "
        "hours:\n{key}\nNames stay hidden until you show them with N."
    ).format(address=page, key=key)
    answers = [("b", "open", _("Open it in this machine's browser")), ("c", "close", _("Close"))]
    if await screen.office.ask(Choose, text, answers) == "open":
        screen.office.open_url(f"{page}#{key}")


async def _names(screen: Keyed[Any]) -> None:
    shows = bool(_session(screen, "projector_names"))
    await _act(
        screen,
        {"type": "reveal", "names": not shows},
        lambda answer: _("The projector hides names.") if shows else _("The projector shows names."),
    )


OPEN = Action(
    id="class.open", title=N_("Open the game"), brief=N_("Open"), key="o", run=_open, why_not=_why_not_open
)
_IN = partial(_why_no_seat, state="in")
_NOT_EXPECTED = partial(_why_no_seat, state="removed")

ACTIONS = (
    OPEN,
    Action(id="class.sort", title=N_("Sort"), key="s", run=_sort),
    Action(id="class.filter", title=N_("Filter"), key="f", run=_filter),
    Action(id="class.join", title=N_("Join code"), brief=N_("Code"), key="j", run=_join),
    Action(id="class.inbox", title=N_("Questions"), brief=N_("Asked"), key="i", run=_inbox),
    Action(
        id="class.pause", title=N_("Pause"), key="p", run=_pause, why_not=_why_not_pause, group="turn"
    ),
    Action(
        id="class.resume", title=N_("Resume"), key="r", run=_resume, why_not=_why_not_resume, group="turn"
    ),
    Action(
        id="class.next", title=N_("Next turn for all"), brief=N_("Next"), key="n", run=_next, why_not=_why_not_next,
        group="turn",
    ),
    Action(
        id="class.extend", title=N_("Extend"), key="plus", run=_extend, why_not=_why_not_extend, group="turn",
    ),
    Action(
        id="class.advance", title=N_("Play for who is behind"), brief=N_("Advance"), key="a", run=_advance,
        why_not=_why_not_act, group="turn",
    ),
    Action(
        id="class.back", title=N_("Take a turn back"), brief=N_("Undo"), key="b", run=_back, why_not=_why_not_act,
        group="turn",
    ),
    Action(
        id="class.event", title=N_("Event"), key="e", run=_event, why_not=_why_not_act, group="turn",
    ),
    Action(id="class.pace", title=N_("Pacing"), key="c", run=_pace, why_not=_why_not_act, group="turn"),
    Action(id="class.end", title=N_("End the class"), brief=N_("End"), key="X", run=_end, why_not=_why_not_end,
           group="turn"),
    Action(id="class.note", title=N_("Note"), key="m", run=_note, why_not=_why_not_act),
    Action(id="class.move", title=N_("Move"), key="v", run=_move, why_not=_IN),
    Action(
        id="class.absent", title=N_("Absent members"), brief=N_("Absent"), key="t", run=_absent,
        why_not=_why_not_act, shown=_in_teams,
    ),
    Action(
        id="class.join_up", title=N_("Join up those alone"), brief=N_("Join up"), key="u", run=_join_up,
        why_not=_why_not_join_up, shown=_in_teams,
    ),
    Action(id="class.remove", title=N_("Remove"), key="d", run=_remove, why_not=_IN),
    Action(id="class.readmit", title=N_("Readmit"), key="y", run=_readmit, why_not=_NOT_EXPECTED),
    Action(id="class.project", title=N_("Projector"), key="P", run=_project, why_not=_why_not_act),
    Action(
        id="class.names", title=N_("Names on the projector"), brief=N_("Names"), key="N", run=_names,
        why_not=_why_not_act,
    ),
    Action(id="class.debrief", title=N_("Debrief"), key="D", run=_debrief, why_not=_why_not_debrief),
    Action(
        id="class.show", title=N_("Leaderboard"), brief=N_("Ranks"), key="l", run=_show, why_not=_why_not_act,
    ),
)  # fmt: skip
