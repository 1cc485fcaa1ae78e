"""Forms for the orders of a competition: the call, the award, the refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.books import LEADS, planned, years_text
from nnmi_game.tui.views.competitions import sponsors, worth
from nnmi_game.tui.views.figures import local, money, percent, ratio
from nnmi_game.tui.views.fitted import Fitted
from nnmi_game.tui.views.form import Field, Number, Option, Pick, Value
from nnmi_game.tui.views.text import capital

if TYPE_CHECKING:
    from nnmi_game.engine.orders import Solicit
    from nnmi_game.game.game import Game

#: The seed moves in such steps, in thousand dollars.
STEP = 5000
#: The length of the agreement that the form begins with.
YEARS = 5


@define
class SolicitForm(Fitted):
    """A call for proposals."""

    k: int = field(kw_only=True)

    def wanted(self) -> Sequence[Field]:
        """Sponsor, seed, years, taper, match."""
        rules = self.game.scenario.coefficients.competition
        years = max(rules.years_low.value, min(YEARS, rules.years_high.value))
        taper = self.game.scenario.coefficients.defaults.taper.value
        options = [
            Option(agency.id, local(agency.name))
            for agency in (self.game.scenario.agencies[a] for a in sponsors(self.game, self.k))
        ]
        # The form begins with an order that would be accepted, if any sponsor can carry one.
        options.sort(key=lambda option: not can_carry(self.game, self.k, option.value, years, taper))
        seed = rules.seed_low.value
        if options:
            seed = affordable_seed(self.game, self.k, self.text("agency") or options[0].value, years, taper)
        return (
            Pick(name="agency", label=_("Agency that pays"), options=options),
            Number(
                name="seed", label=_("Seed money, in all"), low=rules.seed_low.value, high=rules.seed_high.value,
                unit_step=STEP, first=seed, write=money,
            ),
            Number(
                name="years", label=_("Years"), low=rules.years_low.value, high=rules.years_high.value, first=years
            ),
            Number(name="taper", label=_("Taper"), low=0, high=1000, unit_step=50, first=taper, write=percent),
            Number(
                name="match", label=_("Match asked for"), low=rules.match_low.value, high=rules.match_high.value,
                unit_step=100, write=ratio,
            ),
        )  # fmt: skip

    def notes(self) -> str:
        """What it would take of the agency, year by year, and what the numbers do."""
        agency = self.text("agency")
        if not agency:
            return _("No agency that may sponsor an institute cares for this field.")
        purse = self.game.money[agency]
        years = planned(
            self.game,
            plan=self.number("seed"),
            term=self.number("years") * self.game.tables.turns_per_year,
            taper=self.number("taper"),
            wait=1,
        )
        standard = self.game.scenario.coefficients.competition.seed_standard.value
        return _(
            "Paid: {years}. In the first twelve months the agency can carry {room}; a smaller seed, more years or a "
            "lower taper ask less of it.\n"
            "A small seed draws few bidders; above {standard} it crowds out private money. A high match "
            "deters bidders and makes those who come stronger."
        ).format(years=years_text(years), room=money(max(purse.room, 0)), standard=money(standard))


def can_carry(game: Game, k: int, agency: str, years: int, taper: int) -> bool:
    """Whether an agency could carry the first year of the smallest seed now."""
    from nnmi_game.engine.legality import Reason
    from nnmi_game.engine.orders import Solicit

    rules = game.scenario.coefficients.competition
    refusal = game.refusal(
        Solicit(
            technology=game.scenario.technologies[k].id, agency=agency, seed=rules.seed_low.value, years=years,
            taper=taper, match=rules.match_low.value,
        )
    )  # fmt: skip
    return refusal is None or refusal.reason is not Reason.NO_ROOM


def affordable_seed(game: Game, k: int, agency: str, years: int, taper: int) -> int:
    """The largest seed of common size that would be accepted now; the smallest one if none is."""
    from nnmi_game.engine.legality import Reason
    from nnmi_game.engine.orders import Solicit

    rules = game.scenario.coefficients.competition
    low, high = rules.seed_low.value, min(rules.seed_standard.value, rules.seed_high.value)
    order: Solicit = Solicit(
        technology=game.scenario.technologies[k].id, agency=agency, seed=low, years=years, taper=taper,
        match=rules.match_low.value,
    )  # fmt: skip
    for seed in range(high, low, -STEP):
        refusal = game.refusal(evolve(order, seed=seed))
        if refusal is None or refusal.reason is not Reason.NO_ROOM:
            return seed
    return low


def solicit_form(game: Game, k: int, values: dict[str, Value]) -> SolicitForm:
    """A call for proposals in a field."""
    technology = game.scenario.technologies[k]
    return SolicitForm(
        kind="solicit",
        title=_("Open a competition: {field}").format(field=local(technology.name)),
        fields=(),
        fixed={"technology": technology.id},
        values=values or _ordered(game, technology.id),
        game=game,
        k=k,
    )


def _ordered(game: Game, technology: str) -> dict[str, Value]:
    """The call for a field that stands in the tray, to be changed rather than filled in anew."""
    from nnmi_game.engine.orders import Solicit

    for order in game.tray:
        if isinstance(order, Solicit) and order.technology == technology:
            return {
                "agency": order.agency, "seed": order.seed, "years": order.years, "taper": order.taper,
                "match": order.match,
            }  # fmt: skip
    return {}


@define
class AwardForm(Fitted):
    """The choice among the proposals."""

    k: int = field(kw_only=True)

    def wanted(self) -> Sequence[Field]:
        """One of the bidders."""
        offers = self.game.proposals(self.game.scenario.technologies[self.k].id)
        options = [Option(offer.bidder.id, local(offer.bidder.name)) for offer in offers]
        return (Pick(name="bidder", label=_("Proposal"), options=options),)

    def notes(self) -> str:
        """Who they are and what their pledge is worth."""
        offers = self.game.proposals(self.game.scenario.technologies[self.k].id)
        offer = next((one for one in offers if one.bidder.id == self.text("bidder")), None)
        if offer is None:
            return ""
        return _(
            "{lead}, {city}. {about}\nPledge {pledge}; reviewers expect {percent} of it to be paid: {worth}."
        ).format(
            lead=capital(_(LEADS[offer.bidder.lead])),
            city=local(offer.bidder.city),
            about=local(offer.bidder.about),
            pledge=money(offer.pledge),
            percent=percent(offer.reading),
            worth=worth(self.game, self.k, offer),
        )


def award_form(game: Game, k: int, values: dict[str, Value]) -> AwardForm:
    """An award in a field."""
    technology = game.scenario.technologies[k]
    return AwardForm(
        kind="award",
        title=_("Award: {field}").format(field=local(technology.name)),
        fields=(),
        fixed={"technology": technology.id},
        values=values,
        game=game,
        k=k,
    )


@define
class DeclineForm(Fitted):
    """A refusal of all proposals in a field."""

    def notes(self) -> str:
        """What follows."""
        return _(
            "All proposals are turned down. The call stays open for a while: teams learn what was missing and may "
            "bid anew by the next turn, with promises that hold better."
        )


def decline_form(game: Game, k: int, values: dict[str, Value]) -> DeclineForm:
    """A refusal."""
    technology = game.scenario.technologies[k]
    return DeclineForm(
        kind="decline",
        title=_("Turn down all proposals: {field}").format(field=local(technology.name)),
        fields=(),
        fixed={"technology": technology.id},
        values=values,
        game=game,
    )
