"""Forms for the orders about an institute's money: grants, a satellite, a rescue, taper, renewal; and its closure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import define, field

from nnmi_game.game.words import apart, sentences
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.books import planned, schedule, years_text
from nnmi_game.tui.views.figures import local, money, number, percent
from nnmi_game.tui.views.fitted import Fitted, payers
from nnmi_game.tui.views.form import Field, Number, Option, Pick, Value
from nnmi_game.tui.views.institutes import agency_name, in_breach, institute_name, turns_left

if TYPE_CHECKING:
    from nnmi_game.game.game import Game

#: Money moves in such steps, in thousand dollars.
STEP = 500


@define
class FundForm(Fitted):
    """Discretionary money for one purpose."""

    k: int = field(kw_only=True)
    purpose: str = field(kw_only=True)

    def wanted(self) -> Sequence[Field]:
        """Who pays, how much, and for a satellite where."""
        options = payers(self.game, self.k)
        payer = self.text("agency") or (options[0].value if options else "")
        free = self.game.money[payer].free if payer else 0
        fields: list[Field] = [Pick(name="agency", label=_("Agency that pays"), options=options)]
        if self.purpose == "satellite":
            fields.append(Pick(name="region", label=_("Region"), options=free_regions(self.game, self.k)))
        fields.append(
            Number(
                name="amount", label=_("Amount"), low=STEP, high=max(free, STEP), unit_step=STEP,
                first=min(3000, free), write=money,
            )
        )  # fmt: skip
        return fields

    def notes(self) -> str:
        """What the money does, and what it breeds."""
        state, rules = self.game.state, self.game.scenario.coefficients.funding
        amount = self.number("amount")
        match self.purpose:
            case "equipment":
                return _(
                    "All of it buys equipment, which is worth {now} now. Equipment helps only where there are "
                    "engineers to run it ({staff} now), and it must be kept up."
                ).format(
                    now=money(int(state.equipment[0, self.k])), staff=number(int(state.staff[0, self.k]))
                )
            case "satellite":
                r = self.game.tables.region.get(self.text("region"), 0)
                return _(
                    "A site brings the institute near to the firms of a region: there {firms} small firms are "
                    "not members. {share} of the money becomes equipment."
                ).format(
                    firms=number(int(state.unaware[0, self.k, r] + state.aware[0, self.k, r])),
                    share=percent(rules.satellite_share.value),
                )
            case _:
                return _(
                    "Its cash would be {cash}; a turn costs it {cost}. Each million breeds {points} points of "
                    "dependence (now {now} of 1000): it seeks less money of its own. Congress dislikes rescues."
                ).format(
                    cash=money(int(state.cash[0, self.k]) + amount),
                    cost=money(int(state.cost[0, self.k])),
                    points=rules.rescue_dependence.value,
                    now=int(state.dependence[0, self.k]),
                )


def free_regions(game: Game, k: int) -> list[Option]:
    """Regions in which an institute has no site."""
    state = game.state
    bits = int(state.satellites[0, k])
    return [
        Option(region.id, local(region.name))
        for r, region in enumerate(game.scenario.regions)
        if r != int(state.hub[0, k]) and not bits >> r & 1
    ]


def fund_form(game: Game, k: int, purpose: str, values: dict[str, Value]) -> FundForm:
    """Money for an institute."""
    titles = {
        "equipment": _("Equipment for {institute}"),
        "satellite": _("A satellite site of {institute}"),
        "rescue": _("Rescue {institute}"),
    }
    return FundForm(
        kind="fund",
        title=apart(titles[purpose].format(institute=institute_name(game, k))),
        fields=(),
        fixed={"technology": game.scenario.technologies[k].id, "purpose": purpose},
        values=values,
        game=game,
        k=k,
        purpose=purpose,
    )


@define
class TaperForm(Fitted):
    """How steeply the rest of the base money falls."""

    k: int = field(kw_only=True)

    def wanted(self) -> Sequence[Field]:
        """One share."""
        return (
            Number(
                name="taper", label=_("Taper"), low=0, high=1000, unit_step=50,
                first=int(self.game.state.taper[0, self.k]), write=percent,
            ),
        )  # fmt: skip

    def notes(self) -> str:
        """The years before and after."""
        from nnmi_game.engine.standing import tapered

        state, k = self.game.state, self.k
        kept = tapered(state, 0 * state.taper + self.number("taper"))
        new = planned(
            self.game,
            plan=int(kept[0, k]),
            term=turns_left(self.game, k),
            taper=self.number("taper"),
        )
        return _(
            "The next payment stays as it is, and the last is lower by this share; what that cuts is free for others. "
            "Cut early and the institute lives on short contract work; cut late and it has got used to base money, "
            "and there is none for new ones.\nAs it is: {old}.\nWith this order: {new}."
        ).format(old=years_text(schedule(self.game, k)), new=years_text(new))


def taper_form(game: Game, k: int, values: dict[str, Value]) -> TaperForm:
    """A change of the taper."""
    return TaperForm(
        kind="taper",
        title=_("Taper of {institute}").format(institute=institute_name(game, k)),
        fields=(),
        fixed={"technology": game.scenario.technologies[k].id},
        values=values,
        game=game,
        k=k,
    )


@define
class RenewForm(Fitted):
    """A new agreement for an institute whose base money is ending."""

    k: int = field(kw_only=True)

    def wanted(self) -> Sequence[Field]:
        """Seed and years."""
        rules = self.game.scenario.coefficients.competition
        room = self._room()
        return (
            Number(
                name="seed", label=_("New seed money"), low=1000, high=rules.seed_high.value, unit_step=1000,
                first=max(1000, min(3 * room, rules.seed_low.value) // 1000 * 1000), write=money,
            ),
            Number(name="years", label=_("Years"), low=1, high=rules.renewal_years_high.value, first=3),
        )  # fmt: skip

    def _room(self) -> int:
        return self.game.money[self._sponsor()].room

    def _sponsor(self) -> str:
        return self.game.scenario.agencies[int(self.game.state.agency[0, self.k])].id

    def notes(self) -> str:
        """What is paid when, what the sponsor can carry, what the partners bring."""
        state, k = self.game.state, self.k
        new = planned(
            self.game,
            plan=int(state.base_left[0, k]) + self.number("seed"),
            term=self.number("years") * self.game.tables.turns_per_year,
            taper=0,
        )
        return _(
            "Paid level: {years}. {agency} can carry {room} more in a year. The partners pledge anew, the more "
            "of them there are; match asked for: as before."
        ).format(
            years=years_text(new),
            agency=agency_name(self.game, int(state.agency[0, k])),
            room=money(max(self._room(), 0)),
        )


def renew_form(game: Game, k: int, values: dict[str, Value]) -> RenewForm:
    """A renewal."""
    return RenewForm(
        kind="renew",
        title=apart(_("Renew the agreement of {institute}").format(institute=institute_name(game, k))),
        fields=(),
        fixed={"technology": game.scenario.technologies[k].id},
        values=values,
        game=game,
        k=k,
    )


def close_question(game: Game, k: int) -> str:
    """What closing an institute does and costs, to be confirmed."""
    said = _(
        "Close {institute} for good? Its members go home, its money goes back to the sponsor, its equipment is "
        "lost to the program, and it costs {points} points of support in Congress."
    ).format(institute=institute_name(game, k), points=closing_support(game, k))
    if in_breach(game, k):
        said = sentences([said, _("Few mourn partners who did not pay what they promised.")])
    return apart(said)


def closing_support(game: Game, k: int) -> int:
    """Points of support in Congress that closing it now would cost."""
    from nnmi_game.engine.standing import closing_blame

    blame = closing_blame(game.state, game.tables)[0, k]
    return int(min(blame, game.state.support_congress[0]))
