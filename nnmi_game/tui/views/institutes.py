"""The institutes in a table, and what several pages say about one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import frozen

from nnmi_game.locale import N_, ngettext
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views import asks
from nnmi_game.tui.views.figures import local, money, number, percent
from nnmi_game.tui.views.table import Column, Row, Table

if TYPE_CHECKING:
    from nnmi_game.game.game import Game

#: A sign for each phase, so that it can be seen without colour.
MARKS = {
    "open": " ", "soliciting": "?", "proposed": "?", "ramp_up": "^", "operating": "+", "tapering": "~",
    "sustaining": "*", "failing": "!", "closed": "x",
}  # fmt: skip
#: The sign of an institute in trouble.
TROUBLE = MARKS["failing"]
TONES = {"sustaining": "good", "tapering": "warn", "failing": "bad", "closed": "quiet"}


@frozen
class Sorting:
    """An order of the table: its name, and what the rows are sorted by (smallest first)."""

    id: str
    title: str
    by: Callable[[Game, int], int]


def _figure(name: str, sign: int = 1) -> Callable[[Game, int], int]:
    return lambda game, k: sign * game.measure(name, game.scenario.technologies[k].id)


def _ending(game: Game, k: int) -> int:
    return turns_left(game, k)


SORTINGS = (
    Sorting("field", N_("field"), lambda game, k: k),
    Sorting("cash", N_("cash, least first"), _figure("institute_cash")),
    Sorting("ends", N_("end of the agreement, soonest first"), _ending),
    Sorting("members", N_("members, most first"), _figure("institute_members", -1)),
    Sorting("coverage", N_("cost covered, least first"), _figure("institute_coverage")),
    Sorting("drift", N_("contract work, most first"), _figure("institute_drift", -1)),
)


def there(game: Game) -> list[int]:
    """Places of the fields that have an institute."""
    from nnmi_game.engine.context import alive

    return [k for k, is_there in enumerate(alive(game.state)[0]) if is_there]


def phase_id(game: Game, k: int) -> str:
    """The phase of a field's institute, as the vocabulary names it."""
    from nnmi_game.scenario.vocabulary import PHASES

    return PHASES[int(game.state.phase[0, k])]


def in_breach(game: Game, k: int) -> bool:
    """Whether its consortium has come apart and the agreement still runs."""
    from nnmi_game.engine import legality

    return bool(legality.in_breach(game.state)[0, k])


def phase_text(game: Game, k: int) -> str:
    """The phase as a sign and a word; that a consortium came apart says more than most phases do."""
    from nnmi_game.game import words

    if in_breach(game, k) and phase_id(game, k) != "failing":
        return f"{TROUBLE} " + _("came apart")
    return f"{MARKS[phase_id(game, k)]} {words.phase(int(game.state.phase[0, k]))}"


def institute_name(game: Game, k: int) -> str:
    """The name of a field's institute."""
    return local(game.scenario.technologies[k].institute)


def agency_name(game: Game, a: int) -> str:
    """The name of an agency by its place."""
    return local(game.scenario.agencies[a].name)


def turns_left(game: Game, k: int) -> int:
    """Turns that the agreement still has to run; 0 or less when it has ended."""
    return int(game.state.term[0, k] - game.state.age[0, k])


def in_turns(turns: int) -> str:
    """A number of turns in words."""
    return ngettext("{count} turn", "{count} turns", turns).format(count=turns)


def fiscal_year_ahead(game: Game, turns: int) -> int:
    """The fiscal year of the turn that many turns after the current one."""
    return game.period(game.turn + turns).fy


def ends_text(game: Game, k: int) -> str:
    """When the agreement ends."""
    left = turns_left(game, k)
    if left <= 0:
        return _("ended")
    return _("FY{year}").format(year=fiscal_year_ahead(game, left - 1))


def institutes_table(game: Game, sorting: Sorting = SORTINGS[0]) -> Table:
    """All institutes; the keys are the ids of their fields."""

    def figure(name: str, k: int) -> int:
        return game.measure(name, game.scenario.technologies[k].id)

    rows = []
    for k in sorted(there(game), key=lambda k: (sorting.by(game, k), k)):
        rows.append(
            Row(
                key=game.scenario.technologies[k].id,
                tone="bad" if in_breach(game, k) else TONES.get(phase_id(game, k), ""),
                cells=(
                    institute_name(game, k),
                    phase_text(game, k),
                    money(figure("institute_cash", k)),
                    number(figure("institute_members", k)),
                    number(figure("institute_projects", k)),
                    percent(figure("institute_drift", k)),
                    percent(figure("institute_coverage", k)),
                    ends_text(game, k),
                    number(figure("institute_sme", k)),
                    money(figure("institute_base_left", k)),
                    number(int(game.state.staff[0, k])),
                    number(figure("institute_capability", k)),
                    number(figure("institute_reputation", k)),
                    number(figure("institute_transitions", k)),
                    local(game.scenario.technologies[k].name),
                ),
                asks={
                    **{column: asks.measure(f"institute_{name}", k) for column, name in _MEASURES.items()},
                    "staff": asks.stock("staff", K=k),
                },
            )
        )
    return Table(columns=_columns(), rows=rows, empty=nothing_yet(game))


#: The columns that show a measure of the institute.
_MEASURES = {
    "phase": "phase", "cash": "cash", "members": "members", "projects": "projects", "drift": "drift",
    "coverage": "coverage", "sme": "sme", "left": "base_left", "capability": "capability",
    "reputation": "reputation", "transitions": "transitions",
}  # fmt: skip


def _columns() -> tuple[Column, ...]:
    return (
        Column(key="name", title=_("Institute"), least=13, most=30),
        Column(key="phase", title=_("Phase"), least=14, most=20),
        Column(key="cash", title=_("Cash"), number=True),
        Column(key="members", title=_("Members"), number=True, rank=8),
        Column(key="projects", title=_("Projects"), number=True, rank=7),
        Column(key="drift", title=_("Drift"), number=True, rank=6),
        Column(key="coverage", title=_("Covers"), number=True, rank=5),
        Column(key="ends", title=_("Ends"), number=True, rank=6),
        Column(key="sme", title=_("SMEs"), number=True, rank=4),
        Column(key="left", title=_("To come"), number=True, rank=4),
        Column(key="staff", title=_("Staff"), number=True, rank=3),
        Column(key="capability", title=_("Capability"), number=True, rank=3),
        Column(key="reputation", title=_("Reputation"), number=True, rank=2),
        Column(key="transitions", title=_("Past MRL 7"), number=True, rank=2),
        Column(key="field", title=_("Field"), rank=1, most=34),
    )


def columns_explained(wide: bool) -> str:
    """What the less obvious columns mean."""
    if not wide:
        return _("Drift: share of effort in short contract work. Ends: last year of base money.")
    return _(
        "Drift: share of effort in short contract work. Covers: income without base money against cost. "
        "Ends: last year of base money. To come: base money still to be paid."
    )


def nothing_yet(game: Game) -> str:
    """What to say while there is no institute."""
    found = [int(phase) for phase in game.state.phase[0]]
    if any(phase_id(game, k) == "proposed" for k in range(len(found))):
        return _("No institute yet; proposals are in: see the page Competitions (c).")
    called = any(order.kind == "solicit" for order in game.tray)
    if called or any(phase_id(game, k) == "soliciting" for k in range(len(found))):
        return _("No institute yet. Proposals come when the turn ends (x).")
    return _("No institute yet: open a competition on the page Competitions (c).")
