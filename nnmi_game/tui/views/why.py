"""*Why?* as data for the screen: the answer to each question, and where its rows lead on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from nnmi_game.engine.causes import EVENT
from nnmi_game.engine.state import AXES
from nnmi_game.game import figures, touches
from nnmi_game.game.accounts import flows
from nnmi_game.game.figures import Figure
from nnmi_game.game.fortune import fortune
from nnmi_game.game.game import Game
from nnmi_game.game.leads import Happened, Leads, Number, Ordered, leads
from nnmi_game.game.touches import Touched
from nnmi_game.game.why import NOMINAL, Account, Part, explain
from nnmi_game.game.words import figures as words
from nnmi_game.game.words import luck, names, numbers
from nnmi_game.game.words import order as order_in_words
from nnmi_game.locale import gettext as _
from nnmi_game.locale import pgettext
from nnmi_game.scenario.bibliography import cited
from nnmi_game.scenario.vocabulary import MEASURES
from nnmi_game.tui.views.asked import (
    AboutEvent,
    AboutFigure,
    AboutLine,
    AboutMany,
    AboutNumber,
    AboutOrder,
    AboutTouch,
    Asked,
)
from nnmi_game.tui.views.table import Column, Row, Table


@frozen
class Answer:
    """What the screen shows: a title, remarks (style, text), a table, and the questions that its rows lead to."""

    title: str
    notes: tuple[tuple[str, str], ...]
    table: Table
    ways: dict[str, Asked]


@frozen
class Entry:
    """A row: an amount or value, what it is, its change, and where it leads."""

    value: str
    what: str
    change: str = ""
    way: Asked | None = None
    tone: str = ""


def answer(asked: Asked, game: Game) -> Answer:
    """The answer to a question."""
    match asked:
        case AboutFigure():
            return _figure(asked, game)
        case AboutLine():
            return _line(asked, game)
        case AboutNumber():
            return _number(asked, game)
        case AboutOrder():
            return _order(asked, game)
        case AboutEvent():
            return _event(asked, game)
        case AboutTouch():
            return _touch(asked, game)
        case _:
            return _many(asked, game)


# --- answers ---


def _figure(asked: AboutFigure, game: Game) -> Answer:
    account = explain(game, asked.figure, asked.turn)
    figure, scenario = asked.figure, game.scenario
    unit = figures.unit(figure)
    nominal = figure.name.removeprefix("institute_") in NOMINAL
    entries = []
    if asked.turn:
        earlier = AboutFigure(figure, asked.turn - 1)
        before = words.value(figure, account.before, scenario)
        entries.append(Entry(before, _("before the turn"), way=earlier, tone="quiet"))
    for line in account.lines:
        amount = "" if nominal else words.signed(line.amount, unit)
        said = words.line(line.name, line.cause, figure, scenario)
        entries.append(Entry(amount, said, way=AboutLine(figure, line, asked.turn)))
    if asked.turn and not account.lines:
        entries.append(Entry("", _("nothing moved it in this turn"), tone="quiet"))
    after = words.value(figure, account.after, scenario)
    entries.append(Entry(after, _("after the turn") if asked.turn else _("at the start"), tone="good"))
    if account.parts:
        entries.append(Entry("", _("It is made of:"), tone="quiet"))
        entries += [_part(part, game, asked.turn) for part in account.parts]
    return _answered(words.full_title(figure, scenario), _remarks(account), entries)


def _remarks(account: Account) -> list[tuple[str, str]]:
    said = [words.formula(account.figure)]
    if account.split:
        said.append(
            _(
                "Each line is what changed when this one thing moved, one after the other as in the turn; together "
                "they are the whole change."
            )
        )
    text = numbers.sentences(said)
    return [("quiet", text)] if text else []


def _part(part: Part, game: Game, turn: int) -> Entry:
    unit = figures.unit(part.figure)
    nominal = part.figure.name.removeprefix("institute_") in NOMINAL
    change = "" if nominal or part.before == part.after else words.signed(part.after - part.before, unit)
    return Entry(
        words.value(part.figure, part.after, game.scenario),
        words.full_title(part.figure, game.scenario),
        change,
        AboutFigure(part.figure, turn),
    )


def _line(asked: AboutLine, game: Game) -> Answer:
    found = leads(game, asked.figure, asked.line, asked.turn)
    scenario, turn = game.scenario, asked.turn
    entries: list[Entry] = []
    for head, group in (
        (_("Orders behind it:"), [_order_entry(one, game, turn) for one in found.orders]),
        (_("Events behind it:"), [_event_entry(one, game, turn) for one in found.events]),
        (_("It depends on:"), [_part(part, game, turn) for part in found.figures]),
        (_("Numbers of the scenario:"), [_number_entry(one, game, turn) for one in found.numbers]),
    ):
        if group:
            entries += [Entry("", head, tone="quiet"), *group]
    if not entries:
        entries = [Entry("", _("Nothing else stands behind it."), tone="quiet")]
    unit = figures.unit(asked.figure)
    title = _("{amount}  {cause}").format(
        amount=words.signed(asked.line.amount, unit),
        cause=words.line(asked.line.name, asked.line.cause, asked.figure, scenario),
    )
    return _answered(title, [("quiet", _about_line(asked, found, game))], entries)


def _about_line(asked: AboutLine, found: Leads, game: Game) -> str:
    """Where in the turn it happens, and what luck did to it."""
    phases = numbers.listed(_(words.PHASES_OF_TURN[phase]) for phase in found.phases)
    said = [_("Part of the turn: {phases}.").format(phases=phases)] if phases else []
    if found.luck:
        decides = numbers.listed(_(words.LUCK[group]) for group in found.luck)
        said.append(_("Luck decides here: {what}.").format(what=decides))
    at = {axis: number for axis, number in asked.figure.at if axis in AXES[asked.line.name]}
    stock = Figure(figures.STATE, asked.line.name, at)
    if found.luck and figures.is_stock(stock):
        drawn = fortune(game, stock, asked.line.cause, found.luck, asked.turn)
        said.append(luck.told(drawn, stock.name, figures.unit(stock)))
    return numbers.sentences(said)


def _order_entry(ordered: Ordered, game: Game, turn: int) -> Entry:
    said = order_in_words(ordered.order, game.scenario)
    return Entry(words.given(ordered.turn, turn), said, way=AboutOrder(ordered, turn))


def _event_entry(happened: Happened, game: Game, turn: int) -> Entry:
    name = names.name_of(game.scenario.events, happened.event)
    then = _("turn {turn}").format(turn=happened.turn)
    return Entry(then, name, way=AboutEvent(happened, turn))


def _number_entry(number: Number, game: Game, turn: int) -> Entry:
    return Entry(
        words.number_value(number), words.number_title(number, game.scenario), way=AboutNumber(number, turn)
    )


def _number(asked: AboutNumber, game: Game) -> Answer:
    number, scenario = asked.number, game.scenario
    notes = [("", _("It is {value} in this scenario.").format(value=words.number_value(number)))]
    if number.source:
        notes += _sources(number.source)
    elif number.assumed:
        notes.append(("", _("Not published; assumed: {reason}").format(reason=number.assumed)))
    else:
        notes.append(("quiet", _("Each entry of the scenario's table has a source of its own.")))
    entries = _touched(touches.of_number(number.name), {}, asked.turn, game)
    return _answered(words.number_title(number, scenario), notes, entries)


def _sources(note: str) -> list[tuple[str, str]]:
    """A note on sources, and the titles and addresses of those that it names."""
    lines = [f"{source.title}  {source.url}" for source in cited(note)]
    return [("", _("Source: {source}").format(source=note)), ("quiet", "\n".join(lines))]


def _order(asked: AboutOrder, game: Game) -> Answer:
    ordered = asked.ordered
    notes = [
        ("", order_in_words(ordered.order, game.scenario)),
        ("quiet", _("You gave this order in turn {turn}.").format(turn=ordered.turn)),
    ]
    entries = _touched(touches.of_order(ordered.order.kind), {}, asked.turn, game)
    return _answered(_("An order of yours"), notes, entries)


def _event(asked: AboutEvent, game: Game) -> Answer:
    happened = asked.happened
    event = next(one for one in game.scenario.events if one.id == happened.event)
    notes = [("", numbers.local(event.about))]
    option = next((one for one in event.options if one.id == happened.option), None)
    if option is not None and len(event.options) > 1:
        notes.append(("", _("The response: {option}").format(option=numbers.local(option.name))))
    if event.source:
        notes += _sources(event.source)
    entries = [
        Entry(
            words.signed(amount, figures.unit(stock)),
            words.full_title(stock, game.scenario),
            way=AboutFigure(stock, turn),
        )
        for turn in range(happened.turn, min(happened.turn + 2, len(game.past) + 1))
        for stock, amount in _moved(game, EVENT + happened.event, turn)
    ]
    if entries:
        entries.insert(0, Entry("", _("At once it moved:"), tone="quiet"))
    else:
        entries = [Entry("", _("It moved no figure at once."), tone="quiet")]
    return _answered(numbers.local(event.name), notes, entries)


def _moved(game: Game, cause: str, turn: int) -> Iterator[tuple[Figure, int]]:
    ledger = game.past[turn - 1].ledger
    for stock in dict.fromkeys(flow.stock for flow in ledger.flows if flow.cause == cause):
        amount = dict(flows(ledger, stock)).get(cause, 0)
        if amount:
            yield Figure(figures.STATE, stock), amount


def _touch(asked: AboutTouch, game: Game) -> Answer:
    found = touches.of_figure(asked.figure, game.tables)
    entries = _touched(found, dict(asked.figure.at), asked.turn, game)
    title = _("What does this touch? {figure}").format(figure=words.full_title(asked.figure, game.scenario))
    return _answered(title, [], entries)


def _touched(found: Touched, at: dict[str, int], turn: int, game: Game) -> list[Entry]:
    entries: list[Entry] = []
    if found.states:
        entries.append(Entry("", _("It touches:"), tone="quiet"))
    for touch in found.states:
        if touch.name in NOMINAL:
            entries.append(Entry("", words.state_name(touch.name)))
            continue
        place = {axis: number for axis, number in at.items() if axis in AXES[touch.name]}
        figure = Figure(figures.STATE, touch.name, place)
        said = numbers.listed(words.cause_of(touch.name, cause, game.scenario) for cause in touch.causes)
        title = words.full_title(figure, game.scenario)
        text = _("{figure} ({causes})").format(figure=title, causes=said) if said else title
        entries.append(Entry("", text, way=AboutFigure(figure, turn)))
    if found.measures:
        entries.append(Entry("", _("Figures reckoned from it:"), tone="quiet"))
        entries += [
            Entry("", names.measure(name), way=_measure_way(name, at, turn)) for name in found.measures
        ]
    if found.goals:
        entries.append(Entry("", _("Goals it counts for:"), tone="quiet"))
        entries += [
            Entry("", names.goal(name), way=AboutFigure(figures.goal(name), turn)) for name in found.goals
        ]
    return entries or [Entry("", _("It touches nothing in the rules."), tone="quiet")]


def _measure_way(name: str, at: dict[str, int], turn: int) -> Asked | None:
    axis = {"technology": "K", "agency": "A"}.get(MEASURES[name].scope)
    if axis is not None and axis not in at:
        return None
    return AboutFigure(figures.measure(name, at[axis] if axis else None), turn)


def _many(asked: AboutMany, game: Game) -> Answer:
    now, before = game.state_after(asked.turn), game.state_after(max(asked.turn - 1, 0))
    parts = [
        Part(one, *(figures.value(one, state, game.tables) for state in (before, now)))
        for one in asked.figures
    ]
    notes = [("", _("Choose a figure. The amount is that of now, the change that of the last turn."))]
    return _answered(_("Why? Which figure?"), notes, [_part(part, game, asked.turn) for part in parts])


def _answered(title: str, notes: Iterable[tuple[str, str]], entries: Iterable[Entry]) -> Answer:
    rows, ways = [], {}
    for number, entry in enumerate(entries):
        key = str(number)
        sign = ">" if entry.way is not None else ""
        rows.append(Row(key=key, cells=(entry.value, entry.what, entry.change, sign), tone=entry.tone))
        if entry.way is not None:
            ways[key] = entry.way
    table = Table(columns=_columns(), rows=rows)
    return Answer(title, tuple((style, text) for style, text in notes if text), table, ways)


def _columns() -> tuple[Column, ...]:
    return (
        Column(key="value", title=_("Amount"), number=True),
        Column(key="what", title=pgettext("of a figure", "What"), least=20, most=90),
        Column(key="change", title=_("Change"), number=True, rank=5),
        Column(key="way", title="", least=1, most=1),
    )
