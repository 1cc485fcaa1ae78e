"""The events page: what waits for a response, what has happened, and what is still at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from nnmi_game.engine.orders import Respond
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext
from nnmi_game.scenario.vocabulary import LEVERS
from nnmi_game.tui.views.competitions import short_agency
from nnmi_game.tui.views.figures import local, period
from nnmi_game.tui.views.form import Option as Choice
from nnmi_game.tui.views.form import Pick, Value
from nnmi_game.tui.views.guided import Guided
from nnmi_game.tui.views.levers import aim_text, amount_text, effect_text, lever_name
from nnmi_game.tui.views.table import Column, Row, Table

if TYPE_CHECKING:
    from nnmi_game.engine.tables import TimedEffect
    from nnmi_game.game.game import Game
    from nnmi_game.scenario.model import Event, Option


def waiting(game: Game) -> Table:
    """The events that wait, with the answer that is in the tray."""
    answers = tray_answers(game)
    rows = []
    for event, options in game.pending_events():
        given = next((one for one in options if one.id == answers.get(event.id)), None)
        rows.append(
            Row(
                key=event.id,
                cells=(
                    local(event.name),
                    local(given.name)
                    if given
                    else _("none yet; else: {option}").format(option=local(options[0].name)),
                ),
                tone="" if given else "warn",
            )
        )
    return Table(
        columns=(
            Column(key="event", title=_("Event"), least=20, most=50),
            Column(key="answer", title=_("Your answer"), least=16, most=60),
        ),
        rows=rows,
        empty=_("Nothing waits for a response."),
    )


def tray_answers(game: Game) -> dict[str, str]:
    """The options chosen in this turn's orders, by event."""
    return {order.event: order.option for order in game.tray if isinstance(order, Respond)}


def story(game: Game, event_id: str | None) -> list[tuple[str, str]]:
    """What happened, and each way to respond with what it is said to do."""
    found = next(((e, o) for e, o in game.pending_events() if e.id == event_id), None)
    if found is None:
        return []
    event, options = found
    parts = [("heading", local(event.name)), ("", local(event.about))]
    for place, option in enumerate(options, start=1):
        parts.append(("", "\n".join(option_lines(game, option, place))))
    default = _("If you give no answer this turn, the first stands: {option}.").format(
        option=local(options[0].name)
    )
    parts.append(("quiet", default))
    return parts


def option_lines(game: Game, option: Option, place: int) -> list[str]:
    """One way to respond: its name, what may come of it, its cost and its effects."""
    head = f"{place}. {local(option.name)}"
    if option.attention:
        cost = ngettext("({count} point of attention)", "({count} points of attention)", option.attention)
        head += " " + cost.format(count=option.attention)
    lines = [head]
    if local(option.about):
        lines.append("   " + local(option.about))
    lines += ["   " + effect_text(game.scenario, effect) for effect in option.effects]
    if not option.effects:
        lines.append("   " + _("Nothing changes at once."))
    return lines


@define
class AnswerForm(Guided):
    """The response to one event."""

    def settle(self) -> bool:
        """Another event has other options."""
        event = self.text("event")
        if self.values.get("shown") == event:
            return False
        self.values["shown"] = event
        options = self.options()
        self.fields = (self.fields[0], Pick(name="option", label=_("Answer"), options=options))
        chosen = tray_answers(self.game).get(event, options[0].value)
        self.values["option"] = chosen
        return True

    def options(self) -> list[Choice]:
        """The ways to respond to the event."""
        event = self.text("event")
        found = next((options for e, options in self.game.pending_events() if e.id == event), ())
        return [Choice(one.id, f"{place}. {local(one.name)}") for place, one in enumerate(found, start=1)]

    def notes(self) -> str:
        """What the chosen option is said to do."""
        event, chosen = self.text("event"), self.text("option")
        options = next((options for e, options in self.game.pending_events() if e.id == event), ())
        option = next((one for one in options if one.id == chosen), None)
        if option is None:
            return ""
        lines = [effect_text(self.game.scenario, effect) for effect in option.effects]
        return "\n".join(lines or [_("Nothing changes at once.")])


def form(game: Game, values: dict[str, Value]) -> AnswerForm | None:
    """The order for a response; None if nothing waits."""
    pending = game.pending_events()
    if not pending:
        return None
    known = [event.id for event, _options in pending]
    values = {} if values.get("event") not in known else dict(values)
    values.pop("shown", None)  # the fields are built anew, in another language perhaps
    wished = values.get("option")
    made = AnswerForm(
        kind="respond",
        title=_("Order: respond to an event"),
        fields=(
            Pick(
                name="event",
                label=_("Event"),
                options=[Choice(e.id, local(e.name)) for e, _options in pending],
            ),
            Pick(name="option", label=_("Answer"), options=()),
        ),
        values=values,
        game=game,
    )
    made.settle()
    if wished in {option.value for option in made.options()}:
        made.values["option"] = str(wished)
    return made


def chronicle(game: Game) -> Table:
    """What has happened so far, the newest first, and what was answered."""
    rows = []
    waits = {event.id for event, _options in game.pending_events()}
    happened = [
        (int(game.state.event_turn[0, place]), place, event)
        for place, event in enumerate(game.scenario.events)
        if int(game.state.event_turn[0, place]) > 0
    ]
    for turn, place, event in sorted(happened, key=lambda item: (-item[0], item[1])):
        rows.append(
            Row(
                key=event.id,
                cells=(_date(game, turn), local(event.name), _answer(game, event, place, turn, waits)),
            )
        )
    return Table(
        columns=(
            Column(key="when", title=_("When"), least=18, most=22, rank=9),
            Column(key="event", title=_("What happened"), least=26, most=50),
            Column(key="answer", title=_("What was done"), least=14, most=60),
        ),
        rows=rows,
        empty=_("Nothing has happened yet."),
    )


def _answer(game: Game, event: Event, place: int, turn: int, waits: set[str]) -> str:
    if event.id in waits:
        return _("waits for your answer")
    option = event.options[max(int(game.state.event_option[0, place]), 0)]
    if len(event.options) == 1:
        return local(option.name)
    answered = turn < len(game.past) + 1 and any(
        isinstance(order, Respond) and order.event == event.id for order in game.past[turn].orders
    )
    if answered:
        return local(option.name)
    return _("{option} (no answer was given)").format(option=local(option.name))


def about(game: Game, event_id: str | None) -> list[tuple[str, str]]:
    """What an event of the chronicle was."""
    event = next((one for one in game.scenario.events if one.id == event_id), None)
    return [("quiet", local(event.about))] if event is not None else []


def lasting(game: Game) -> Table:
    """The effects that are at work this turn, and the last turn of each."""
    from nnmi_game.engine.context import at_work

    tables, state = game.tables, game.state
    active = at_work(state, tables, game.turn)[0]
    rows = []
    for number, effect in enumerate(tables.timed):
        if not active[number]:
            continue
        event = game.scenario.events[effect.event]
        last = int(state.event_turn[0, effect.event]) + effect.turns
        rows.append(
            Row(
                key=str(number),
                cells=(
                    lever_name(effect.lever),
                    amount_text(effect.lever, effect.amount),
                    _whom(game, effect),
                    _date(game, last),
                    local(event.name),
                ),
            )
        )
    return Table(
        columns=(
            Column(key="what", title=_("What"), least=26, most=40),
            Column(key="amount", title=_("By"), number=True),
            Column(key="whom", title=_("Where"), least=12, most=36),
            Column(key="until", title=_("Until the end of"), least=18, most=22),
            Column(key="why", title=_("Because of"), least=20, most=40, rank=5),
        ),
        rows=rows,
        empty=_("No lasting effect is at work."),
    )


def _whom(game: Game, effect: TimedEffect) -> str:
    """At whom an effect is aimed, an agency by its abbreviation: its name would be cut in a table."""
    if LEVERS[effect.lever].scope == "agency" and effect.index >= 0:
        return short_agency(game, effect.index)
    return aim_text(game.scenario, effect.lever, _aim(game, effect)) or _("the whole network")


def _aim(game: Game, effect: TimedEffect) -> str:
    """The id of the agency or technology that an effect is aimed at."""
    if effect.index < 0:
        return ""
    if LEVERS[effect.lever].scope == "agency":
        return game.scenario.agencies[effect.index].id
    return game.scenario.technologies[effect.index].id


def _date(game: Game, turn: int) -> str:
    date = game.period(turn)
    return period(date.fy, date.part, game.scenario.calendar.turns_per_year)
