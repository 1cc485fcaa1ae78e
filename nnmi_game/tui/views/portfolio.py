"""The portfolio page: the pipeline of each institute, the mix of its new projects, and the order for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from nnmi_game.locale import N_, ngettext
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views import asks
from nnmi_game.tui.views.figures import local, money, number, percent
from nnmi_game.tui.views.form import Number, Option, Pick, Value
from nnmi_game.tui.views.guided import Guided, institute_options
from nnmi_game.tui.views.table import Column, Row, Table

if TYPE_CHECKING:
    from nnmi_game.game.game import Game
    from nnmi_game.scenario.model import Stage

SHARES = ("mrl4", "mrl5", "mrl6", "mrl7")
WHOLE = 1000
STEP = 50
OWN = "own"
#: Mixes to begin with, per mille for MRL 4 to 7.
PRESETS = {
    "seed": (N_("Sow: early stages first"), (500, 300, 150, 50)),
    "even": (N_("Even: a quarter each"), (250, 250, 250, 250)),
    "bridge": (N_("Bridge: the middle first"), (150, 350, 350, 150)),
    "harvest": (N_("Harvest: late stages first"), (50, 150, 350, 450)),
}


def institutes(game: Game) -> Table:
    """The pipeline of each institute."""
    from nnmi_game.engine.context import alive

    state, tables = game.state, game.tables
    there = alive(state)[0]
    rows = []
    for k, field in enumerate(game.scenario.technologies):
        if not there[k]:
            continue
        mix = "/".join(str(int(share) // 10) for share in state.portfolio[0, k])
        starts = late_starts(game, k)
        rows.append(
            Row(
                key=field.id,
                cells=(
                    local(field.institute),
                    *(number(int(n)) for n in state.projects[0, k]),
                    number(int(state.transitions[0, k])),
                    number(given_up(game, k)),
                    "-" if starts is None else number(starts),
                    mix,
                    percent(int(state.bottom_up[0, k])),
                    money(members_paid(game, field.id)),
                    money(institute_paid(game, field.id)),
                ),
                asks={
                    **{name: asks.stock("projects", K=k, S=s) for s, name in enumerate(SHARES)},
                    "done": asks.stock("transitions", K=k),
                    "lost": asks.stock("projects", K=k),
                    "ready": asks.stock("backlog", K=k),
                    "below": asks.stock("bottom_up", K=k),
                },
                tone="warn" if starts == 0 and tables.c.projects.backlog_use.value else "",
            )
        )
    return Table(
        columns=(
            Column(key="field", title=_("Institute"), least=22, most=40),
            *(
                Column(key=name, title=_("MRL{level}").format(level=4 + s), number=True)
                for s, name in enumerate(SHARES)
            ),
            Column(key="done", title=_("Past 7"), number=True),
            Column(key="lost", title=_("Given up"), number=True, rank=6),
            Column(key="ready", title=_("Late starts"), number=True, rank=8),
            Column(key="mix", title=_("Mix %"), number=True, rank=7),
            Column(key="below", title=_("Bottom-up"), number=True, rank=5),
            Column(key="members", title=_("Members paid"), number=True, rank=4),
            Column(key="own", title=_("It paid"), number=True, rank=3),
        ),
        rows=rows,
        empty=_("No institute is at work yet. Open a competition and award it first."),
    )


def late_starts(game: Game, k: int) -> int | None:
    """How many starts at MRL 6 and 7 the proven concepts still feed; None where they need none."""
    use = game.tables.c.projects.backlog_use.value
    return max(int(game.state.backlog[0, k]), 0) // use if use else None


def given_up(game: Game, k: int) -> int:
    """Projects given up last turn."""
    if not game.past:
        return 0
    return -sum(amount for cause, amount in game.flows("projects", (k,)) if cause == "given up")


def members_paid(game: Game, field: str) -> int:
    """What members and partners put into the institute's projects last turn, in money and in kind."""
    if not game.past:
        return 0
    given = game.institute_statement(field).in_kind
    return sum(
        line.amount for line in given if line.cause in ("members' share of projects", "project work in kind")
    )


def institute_paid(game: Game, field: str) -> int:
    """What the institute put into projects out of its own cash last turn."""
    if not game.past:
        return 0
    return sum(line.amount for line in game.institute_statement(field).cost if line.account == "projects")


def explanation(game: Game) -> list[tuple[str, str]]:
    """What the columns mean."""
    text = _(
        "A project enters at the readiness level that the mix says and moves up to MRL 7; what leaves there "
        "is a technology carried across. Each start at MRL 6 or 7 uses up proven concepts; successes at "
        "MRL 4 and 5 leave new ones. Late starts: how many the concepts still feed. Bottom-up: the share of "
        "projects that members propose; they pay more for these, late ones advance faster and early ones "
        "slower, and the agencies thank you less for them. Paid and given up: last turn. Up and lost: shares of a "
        "stage's projects in a turn with enough money, people and machines."
    )
    return [("quiet", text)]


def stages(game: Game) -> Table:
    """What a project of each stage costs and how it fares."""
    rows = [
        Row(
            key=str(stage.mrl),
            cells=(
                stage_name(stage),
                money(stage.cost),
                percent(stage.member_share),
                *map(percent, in_a_turn(game, stage)),
                number(int(game.state.projects[0, :, place].sum())),
            ),
            asks={"now": asks.stock("projects", S=place)},
        )
        for place, stage in enumerate(game.scenario.stages)
    ]
    return Table(
        columns=(
            Column(key="stage", title=_("Stage"), least=24, most=40),
            Column(key="cost", title=_("A year"), number=True),
            Column(key="share", title=_("Members"), number=True),
            Column(key="advance", title=_("Up/turn"), number=True),
            Column(key="fail", title=_("Lost/turn"), number=True),
            Column(key="now", title=_("Now"), number=True),
        ),
        rows=rows,
    )


def in_a_turn(game: Game, stage: Stage) -> tuple[int, int]:
    """Per mille of a stage's projects that move up and that are given up in a plain turn; the rest stay.

    A year's figures are rates: they may add up to more than the whole, and these can't. Only what does not
    move up can be given up.
    """
    turns = game.tables.turns_per_year
    up = min(stage.advance // turns, 900)
    return up, (1000 - up) * (stage.fail // turns) // 1000


def stage_name(stage: Stage) -> str:
    """The stage with its level, which its name may have already."""
    name = local(stage.name)
    return name if "MRL" in name else _("MRL {level}: {name}").format(level=stage.mrl, name=name)


@define
class MixForm(Guided):
    """Four shares that make a whole, and the share that members propose."""

    def table(self) -> dict[str, Any]:
        """The preset is only a help."""
        table = super().table()
        del table["preset"]
        return table

    def settle(self) -> bool:
        """An institute brings its own mix, a preset its shares; a share moved by hand ends the preset."""
        field, preset = self.text("technology"), self.text("preset")
        if field != self.values.get("shown field"):
            self.values |= {"shown field": field, "shown preset": OWN, "preset": OWN}
            self._take(self.standing())
            self.values["bottom_up"] = int(self.game.state.bottom_up[0, self._k()])
            return True
        if preset != self.values.get("shown preset"):
            self.values["shown preset"] = preset
            self._take(PRESETS[preset][1] if preset in PRESETS else self.standing())
            return True
        if preset in PRESETS and self.shares() != PRESETS[preset][1]:
            self.values |= {"shown preset": OWN, "preset": OWN}
            return True
        return False

    def fill_up(self) -> None:
        """Bring the sum to the whole: the rest goes to the share that is largest."""
        shares = list(self.shares())
        rest = WHOLE - sum(shares)
        while rest:
            place = shares.index(max(shares))
            moved = max(rest, -shares[place])
            shares[place] += moved
            rest -= moved
        self._take(tuple(shares))

    def shares(self) -> tuple[int, ...]:
        """The four shares as they are set."""
        return tuple(self.number(name) for name in SHARES)

    def standing(self) -> tuple[int, ...]:
        """The mix that the institute has now."""
        return tuple(int(share) for share in self.game.state.portfolio[0, self._k()])

    def notes(self) -> str:
        """The sum, and what is missing."""
        total = sum(self.shares())
        if total == WHOLE:
            lines = [_("The four shares add up to {total}.").format(total=percent(total))]
        elif total < WHOLE:
            lines = [
                _("The four shares add up to {total}: {rest} still to give out (v does it).").format(
                    total=percent(total), rest=percent(WHOLE - total)
                )
            ]
        else:
            lines = [
                _("The four shares add up to {total}: {rest} too much (v takes it away).").format(
                    total=percent(total), rest=percent(total - WHOLE)
                )
            ]
        starts = late_starts(self.game, self._k())
        if starts is not None:
            text = ngettext(
                "Its proven concepts feed {count} more start at MRL 6 or 7.",
                "Its proven concepts feed {count} more starts at MRL 6 or 7.",
                starts,
            )
            lines.append(text.format(count=number(starts)))
        return "\n".join(lines)

    def _take(self, shares: tuple[int, ...]) -> None:
        self.values |= dict(zip(SHARES, shares, strict=True))

    def _k(self) -> int:
        return self.game.tables.technology[self.text("technology")]


def form(game: Game, values: dict[str, Value]) -> MixForm | None:
    """The order for a mix; None while no institute is at work."""
    options = institute_options(game)
    if not options:
        return None
    presets = [
        Option(OWN, _("By hand")),
        *(Option(name, _(title)) for name, (title, _mix) in PRESETS.items()),
    ]
    return MixForm(
        kind="portfolio",
        title=_("Order: the mix of new projects"),
        fields=(
            Pick(name="technology", label=_("Institute"), options=options),
            Pick(name="preset", label=_("Begin with"), options=presets),
            *(
                Number(
                    name=name, label=_("Share at MRL {level}").format(level=4 + s), low=0, high=WHOLE,
                    unit_step=STEP, write=percent,
                )
                for s, name in enumerate(SHARES)
            ),
            Number(
                name="bottom_up", label=_("Bottom-up"), low=0, high=WHOLE, unit_step=STEP, write=percent
            ),
        ),
        values=values,
        game=game,
    )  # fmt: skip
