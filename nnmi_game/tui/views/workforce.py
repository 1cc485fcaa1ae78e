"""The workforce page: programs, people on their way, skilled people, standing money, and the order for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attrs import define

from nnmi_game.game.words import sentences
from nnmi_game.game.words.numbers import dollars
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views import asks
from nnmi_game.tui.views.figures import local, money, number, percent
from nnmi_game.tui.views.fitted import Fitted
from nnmi_game.tui.views.form import Field, Number, Option, Pick, Value
from nnmi_game.tui.views.guided import institute_options
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.text import signed

if TYPE_CHECKING:
    from nnmi_game.game.game import Game
    from nnmi_game.scenario.model import Program

KINDS = {"reach": N_("reach"), "train": N_("train")}
REGION, INSTITUTE = "region", "institute"
#: Money for a program moves in such steps and begins with so much, in thousand dollars a year.
STEP, FIRST = 250, 1000


def summary(game: Game) -> list[tuple[str, str]]:
    """People reached, trained, placed and on their way."""
    state, start = game.state, game.tables.skilled
    on_way = state.training[0].sum(axis=(0, 1))
    skilled = int(state.skilled[0].sum())
    played = len(game.past)
    ended = played > 0 and played % game.tables.turns_per_year == 0
    title = _("Last fiscal year") if ended else _("This fiscal year so far")
    lines = [
        _("{when}: {reached} reached, {trained} trained.").format(
            when=title, reached=number(game.measure("reached")), trained=number(game.measure("trained"))
        ),
        _("In all: {reached} reached, {trained} trained, {placed} of them placed in a job.").format(
            reached=number(game.measure("reached_total")),
            trained=number(game.measure("trained_total")),
            placed=number(game.measure("placed")),
        ),
        _("In training: {people}; {next} of them come to the end this turn.").format(
            people=number(int(on_way.sum())), next=number(int(on_way[0]))
        ),
        _("Skilled people: {people} ({change} since the start).").format(
            people=number(skilled), change=signed(skilled - int(start.sum()))
        ),
    ]
    return [("", "\n".join(lines))]


def dilemma(game: Game) -> list[tuple[str, str]]:
    """What the figures ask of the player."""
    text = _(
        "Reaching is wide and cheap, but it places nobody: it wakes the interest that fills the places of "
        "the programs that train. Training is narrow, slow and dear. Graduates find work where small firms "
        "are members, and projects and small firms go nowhere without skilled people."
    )
    return [("quiet", text)]


def programs(game: Game) -> Table:
    """Each program with what it costs and brings."""
    colleges = int(game.tables.colleges.sum())
    rows = []
    for p, program in enumerate(game.scenario.programs):
        standing = int(game.state.train_region[0, p].sum() + game.state.train_institute[0, p].sum())
        rows.append(
            Row(
                key=program.id,
                cells=(
                    local(program.name),
                    _(KINDS[program.kind]),
                    dollars(program.cost),
                    _cost_of_a_job(program),
                    number(program.delay) if program.kind == "train" else "-",
                    percent(program.completion) if program.kind == "train" else "-",
                    percent(program.placement) if program.kind == "train" else "-",
                    number(program.capacity * colleges),
                    _or_dash(standing),
                    local(game.scenario.agencies[int(game.tables.program_payer[p])].name),
                ),
            )
        )
    return Table(
        columns=(
            Column(key="program", title=_("Program"), least=24, most=44),
            Column(key="kind", title=_("Kind"), least=5, rank=8),
            Column(key="cost", title=_("A head"), number=True),
            Column(key="job", title=_("Per job"), number=True, rank=7),
            Column(key="delay", title=_("Months"), number=True, rank=6),
            Column(key="completion", title=_("Finish"), number=True, rank=3),
            Column(key="placement", title=_("Placed"), number=True, rank=3),
            Column(key="places", title=_("Places/yr"), number=True, rank=4),
            Column(key="standing", title=_("Now/yr"), number=True),
            Column(key="payer", title=_("Paid by"), least=10, most=30, rank=2),
        ),
        rows=rows,
    )


def program_about(game: Game, program_id: str) -> list[tuple[str, str]]:
    """What one program is, with its figures in a sentence."""
    program = next((one for one in game.scenario.programs if one.id == program_id), None)
    if program is None:
        return []
    parts = [local(program.about), _figures(program, game)]
    return [("", sentences(parts))]


def _figures(program: Program, game: Game) -> str:
    payer = local(game.scenario.agencies[game.tables.agency[program.payer]].name)
    if program.kind == "reach":
        return _(
            "{cost} a head; {interest} of those reached stay interested. In a region {payer} pays, at an "
            "institute its sponsor."
        ).format(cost=dollars(program.cost), interest=percent(program.interest), payer=payer)
    return _(
        "{cost} a head, {months} months; {completion} finish, and {placement} of these can be placed where "
        "firms want them. In a region {payer} pays, at an institute its sponsor."
    ).format(
        cost=dollars(program.cost),
        months=program.delay,
        completion=percent(program.completion),
        placement=percent(program.placement),
        payer=payer,
    )


def regions(game: Game) -> Table:
    """Skilled people, interest, colleges and members of each region."""
    state, tables = game.state, game.tables
    rows = []
    for r, region in enumerate(game.scenario.regions):
        skilled = int(state.skilled[0, r])
        change = skilled - int(tables.skilled[r])
        rows.append(
            Row(
                key=region.id,
                cells=(
                    local(region.name),
                    number(skilled),
                    signed(change),
                    number(int(state.interest[0, r])),
                    number(int(state.training[0, :, r].sum())),
                    number(int(state.sme[0, :, r].sum())),
                    number(region.colleges),
                    _or_dash(int(state.train_region[0, :, r].sum())),
                ),
                tone="warn" if change < 0 else "",
                asks={
                    "skilled": asks.stock("skilled", R=r),
                    "interest": asks.stock("interest", R=r),
                    "training": asks.stock("training", R=r),
                    "members": asks.stock("sme", R=r),
                    "standing": asks.stock("train_region", R=r),
                },
            )
        )
    return Table(
        columns=(
            Column(key="region", title=_("Region"), least=14, most=40),
            Column(key="skilled", title=_("Skilled"), number=True),
            Column(key="change", title=_("Since start"), number=True),
            Column(key="interest", title=_("Interested"), number=True, rank=6),
            Column(key="training", title=_("In training"), number=True, rank=7),
            Column(key="members", title=_("SMEs"), number=True, rank=5),
            Column(key="colleges", title=_("Colleges"), number=True, rank=3),
            Column(key="standing", title=_("Now/yr"), number=True),
        ),
        rows=rows,
    )


def waiting(game: Game) -> Table:
    """People in training by the turn in which they come to the end."""
    training = game.state.training[0].sum(axis=1)
    turns = [t for t in range(training.shape[1]) if int(training[:, t].sum()) > 0]
    rows = [
        Row(
            key=program.id,
            cells=(
                local(program.name),
                *(number(int(training[p, t])) for t in turns),
                number(int(training[p].sum())),
            ),
            asks={"all": asks.stock("training", P=p)},
        )
        for p, program in enumerate(game.scenario.programs)
        if int(training[p].sum()) > 0
    ]
    ends = [
        Column(
            key=f"in-{t}",
            title=_("This turn") if t == 0 else _("In {turns}").format(turns=t),
            number=True,
            rank=max(1, 8 - t),
        )
        for t in turns
    ]
    return Table(
        columns=(
            Column(key="program", title=_("Program"), least=24, most=44),
            *ends,
            Column(key="all", title=_("Together"), number=True),
        ),
        rows=rows,
        empty=_("Nobody is in training."),
    )


def standing(game: Game) -> Table:
    """The standing orders: who teaches what where, for how much a year."""
    rows = []
    for p, program in enumerate(game.scenario.programs):
        payer = local(game.scenario.agencies[int(game.tables.program_payer[p])].name)
        for r, region in enumerate(game.scenario.regions):
            amount = int(game.state.train_region[0, p, r])
            if amount:
                rows.append(
                    _standing_row(program, f"{REGION}:{region.id}", local(region.name), amount, payer)
                )
        for k, field in enumerate(game.scenario.technologies):
            amount = int(game.state.train_institute[0, p, k])
            if amount:
                sponsor = int(game.state.agency[0, k])
                named = local(game.scenario.agencies[sponsor].name) if sponsor >= 0 else "-"
                rows.append(
                    _standing_row(program, f"{INSTITUTE}:{field.id}", local(field.institute), amount, named)
                )
    return Table(
        columns=(
            Column(key="program", title=_("Program"), least=24, most=44),
            Column(key="place", title=_("Where"), least=12, most=40),
            Column(key="amount", title=_("A year"), number=True),
            Column(key="payer", title=_("Paid by"), least=10, most=30, rank=5),
        ),
        rows=rows,
        empty=_("No money stands for any program. Choose one above and press Enter."),
    )


def _standing_row(program: Program, where: str, place: str, amount: int, payer: str) -> Row:
    return Row(key=f"{program.id}/{where}", cells=(local(program.name), place, money(amount), payer))


@define
class TrainForm(Fitted):
    """Standing money for a program in a region or at an institute."""

    def wanted(self) -> Sequence[Field]:
        """Program, place, money a year; where money stands already, the budget begins at it."""
        programs = [Option(one.id, local(one.name)) for one in self.game.scenario.programs]
        places = [Option(f"{REGION}:{one.id}", local(one.name)) for one in self.game.scenario.regions]
        places += [
            Option(f"{INSTITUTE}:{one.value}", _("Institute: {field}").format(field=one.label))
            for one in institute_options(self.game)
        ]
        for name, options in (("program", programs), ("where", places)):
            if self.text(name) not in {one.value for one in options}:
                self.values[name] = options[0 if name == "program" else self._home()].value
        about, now = f"{self.text('program')}/{self.text('where')}", self.now()
        if self.values.get("about") != about:
            self.values["about"] = about
            if now:
                self.values["budget"] = now
        return (
            Pick(name="program", label=_("Program"), options=programs),
            Pick(name="where", label=_("Where"), options=places),
            Number(
                name="budget", label=_("A year"), low=0 if now or self._ordered() is not None else STEP,
                high=max(self._most(), STEP), unit_step=STEP, first=FIRST, write=money,
            ),
        )  # fmt: skip

    def _home(self) -> int:
        """The region with the most small members: who is trained elsewhere hardly finds work."""
        return int(self.game.state.sme[0].sum(axis=0).argmax())

    def table(self) -> dict[str, Any]:
        """The place is two words in the order."""
        at, _colon, place = self.text("where").partition(":")
        return {
            "order": self.kind, "program": self.text("program"), "at": at, "place": place,
            "budget": self.number("budget"),
        }  # fmt: skip

    def now(self) -> int:
        """Thousand dollars a year that stand there now."""
        tables, state = self.game.tables, self.game.state
        at, _colon, place = self.text("where").partition(":")
        p = tables.program[self.text("program")]
        if at == REGION:
            return int(state.train_region[0, p, tables.region[place]])
        return int(state.train_institute[0, p, tables.technology[place]])

    def _most(self) -> int:
        """Thousand dollars a year that the payer could promise now, beside what stands."""
        game = self.game
        at, _colon, place = self.text("where").partition(":")
        if at == REGION:
            payer = int(game.tables.program_payer[game.tables.program[self.text("program")]])
        else:
            payer = int(game.state.agency[0, game.tables.technology[place]])
        free = max(game.money[game.scenario.agencies[payer].id].free, 0)
        return max(self.now(), self._ordered() or 0) + free * game.tables.turns_per_year

    def _ordered(self) -> int | None:
        """Thousand dollars a year that an order of this turn gives there, which another order would replace."""
        from nnmi_game.engine.orders import Train

        at, _colon, place = self.text("where").partition(":")
        for order in self.game.tray:
            if isinstance(order, Train) and (order.program, order.at, order.place) == (
                self.text("program"), at, place,
            ):  # fmt: skip
                return order.budget
        return None

    def notes(self) -> str:
        """How many people the money pays for, and how many the place can take."""
        tables = self.game.tables
        p = tables.program[self.text("program")]
        program = self.game.scenario.programs[p]
        at, _colon, place = self.text("where").partition(":")
        r = tables.region[place] if at == REGION else int(self.game.state.hub[0, tables.technology[place]])
        region = self.game.scenario.regions[r]
        lines = [
            _("Standing there now: {amount} a year. 0 stops it.").format(amount=money(self.now()))
            if self.now()
            else _("No money stands there now."),
            _("{amount} a year pays for about {people} people; {region} has {places} places a year.").format(
                amount=money(self.number("budget")),
                people=number(self.number("budget") * 1000 // program.cost),
                region=local(region.name),
                places=number(program.capacity * region.colleges),
            ),
        ]
        if program.kind == "train":
            members = int(self.game.state.sme[0, :, r].sum())
            lines.append(
                _("Small firms there that are members and may take them on: {members}.").format(
                    members=number(members)
                )
            )
        return "\n".join(lines)


def form(game: Game, values: dict[str, Value]) -> TrainForm:
    """The order for workforce money."""
    return TrainForm(
        kind="train",
        title=_("Order: money for a program, until you change it"),
        fields=(),
        values=values,
        game=game,
    )


def _or_dash(thousands: int) -> str:
    return money(thousands) if thousands else "-"


def _cost_of_a_job(program: Program) -> str:
    """What one placed person costs at best; reaching places nobody."""
    share = program.completion * program.placement
    return dollars(program.cost * 1_000_000 // share) if share else "-"
