"""Forms for the orders about members: recruiting, dues, vouchers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import define, field

from nnmi_game.game.words.numbers import apart, beside_money, dollars
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.figures import local, money, number, percent
from nnmi_game.tui.views.fitted import Fitted, bounds
from nnmi_game.tui.views.form import Field, Many, Number, Option, Pick, Value
from nnmi_game.tui.views.institutes import institute_name
from nnmi_game.tui.views.members import payer, standing, tiers

if TYPE_CHECKING:
    from nnmi_game.game.game import Game
    from nnmi_game.scenario.model import Channel

#: Recruiting money moves in such steps, in thousand dollars a year.
STEP = 50
#: Recruiting money that the form begins with.
FIRST = 300
#: Far out of every bound: the refusal says what would be accepted.
FAR = 10**9


@define
class RecruitForm(Fitted):
    """Standing money for a channel in some regions."""

    k: int = field(kw_only=True)
    shown: str = field(kw_only=True, default="")

    def wanted(self) -> Sequence[Field]:
        """Channel, regions, money a year; another channel begins with what is in force there."""
        options = [Option(one.id, local(one.name)) for one in self.game.scenario.channels]
        channel = self.text("channel") or options[0].value
        budget, where, ordered = standing(self.game, self.k, self.game.tables.channel[channel])
        if channel != self.shown:
            self.shown = channel
            self.values.pop("budget", None)
            if budget:
                self.values["regions"] = where
        most = max(self._reach(channel) + budget, FIRST)
        return (
            Pick(name="channel", label=_("Channel"), options=options),
            Many(
                name="regions", label=_("Regions"), everything=_("all regions"),
                options=[Option(one.id, local(one.name)) for one in self.game.scenario.regions],
            ),
            Number(
                name="budget", label=_("Budget a year"), low=0 if budget or ordered else STEP,
                high=most // STEP * STEP, unit_step=STEP, first=budget or FIRST, write=money,
            ),
        )  # fmt: skip

    def _channel(self) -> Channel:
        return next(one for one in self.game.scenario.channels if one.id == self.text("channel"))

    def _reach(self, wanted: str) -> int:
        """The most that the payer could pay in a year."""
        channel = next(one for one in self.game.scenario.channels if one.id == wanted)
        year = self.game.tables.turns_per_year
        if channel.payer == "institute":
            return max(int(self.game.state.cash[0, self.k]), 0) * year
        agency = channel.payer
        if agency == "sponsor":
            agency = self.game.scenario.agencies[int(self.game.state.agency[0, self.k])].id
        return max(self.game.money[agency].free, 0) * year

    def notes(self) -> str:
        """Whom the money would reach, and at what price by need."""
        channel, state = self._channel(), self.game.state
        chosen = self.values.get("regions")
        names = chosen if isinstance(chosen, tuple) else ()
        places = [r for r, one in enumerate(self.game.scenario.regions) if one.id in names]
        unaware = sum(int(state.unaware[0, self.k, r]) for r in places)
        aware = sum(int(state.aware[0, self.k, r]) for r in places)
        contacts = self.number("budget") * 1000 // max(channel.contact_cost, 1)
        return _(
            "{about}\nPaid by {payer}. In these regions {unaware} small firms have not heard of it and {aware} have. "
            "{contacts} contacts a year at {cost}, with {reach} of the firms at most; {share} leave a firm "
            "interested. Their need: {need}. It goes on until you change it; 0 stops it."
        ).format(
            about=local(channel.about),
            payer=payer(self.game, self.k, channel),
            unaware=number(unaware),
            aware=number(aware),
            cost=dollars(channel.contact_cost),
            contacts=number(contacts),
            reach=percent(channel.reach),
            share=percent(channel.awareness),
            need=percent(channel.need),
        )


def recruit_form(game: Game, k: int, values: dict[str, Value]) -> RecruitForm:
    """Recruiting for an institute."""
    return RecruitForm(
        kind="recruit",
        title=apart(_("Recruit small firms for {institute}").format(institute=institute_name(game, k))),
        fields=(),
        fixed={"technology": game.scenario.technologies[k].id},
        values=values,
        game=game,
        k=k,
        shown=str(values.get("channel", "")),
    )


@define
class DuesForm(Fitted):
    """The dues of a tier."""

    k: int = field(kw_only=True)
    shown: str = field(kw_only=True, default="")

    def wanted(self) -> Sequence[Field]:
        """Tier and amount; another tier begins with its present dues."""
        from nnmi_game.engine.orders import Dues

        game = self.game
        options = [Option(tier.id, local(tier.name)) for tier in game.scenario.tiers]
        tier = self.text("tier") or options[0].value
        if tier != self.shown:
            self.shown = tier
            self.values.pop("amount", None)
        low, high = bounds(
            game, Dues(technology=game.scenario.technologies[self.k].id, tier=tier, amount=FAR)
        )
        now = int(game.state.dues[0, self.k, self._place(tier)])
        return (
            Pick(name="tier", label=_("Tier"), options=options),
            Number(
                name="amount", label=_("Dues a year"), low=low, high=high, unit_step=5 if high > 100 else 1,
                first=now, write=money,
            ),
        )  # fmt: skip

    def _place(self, wanted: str) -> int:
        return [tier.id for tier in self.game.scenario.tiers].index(wanted)

    def notes(self) -> str:
        """What the dues bring, now and then."""
        place = self._place(self.text("tier"))
        tier = self.game.scenario.tiers[place]
        count = tiers(self.game, self.k)[place]
        now = int(self.game.state.dues[0, self.k, place])
        return _(
            "{count} members of this tier pay {now} a year each. If all stayed: {income} a year instead of {before}. "
            "Higher dues: fewer join and more leave; serving one costs {service} a year."
        ).format(
            count=number(count),
            now=money(now),
            income=money(count * self.number("amount")),
            before=money(count * now),
            service=beside_money(tier.service_cost),
        )


def dues_form(game: Game, k: int, values: dict[str, Value]) -> DuesForm:
    """Dues of an institute."""
    return DuesForm(
        kind="dues",
        title=_("Dues of {institute}").format(institute=institute_name(game, k)),
        fields=(),
        fixed={"technology": game.scenario.technologies[k].id},
        values=values,
        game=game,
        k=k,
        shown=str(values.get("tier", "")),
    )


@define
class VouchersForm(Fitted):
    """What the institute pays of a new small member's first costs."""

    k: int = field(kw_only=True)

    def wanted(self) -> Sequence[Field]:
        """One amount."""
        from nnmi_game.engine.orders import Vouchers

        technology = self.game.scenario.technologies[self.k].id
        low, high = bounds(self.game, Vouchers(technology=technology, amount=FAR))
        now = int(self.game.state.voucher[0, self.k])
        return (
            Number(
                name="amount",
                label=_("Voucher"),
                low=low,
                high=high,
                unit_step=1,
                first=now or 5,
                write=money,
            ),
        )

    def notes(self) -> str:
        """What it does and who pays."""
        return _(
            "Paid out of the institute's cash ({cash} now) for each small firm that joins. It brings firms that "
            "could not afford it otherwise, and those need it most. 0 stops it. It is {now} now."
        ).format(
            cash=money(int(self.game.state.cash[0, self.k])),
            now=money(int(self.game.state.voucher[0, self.k])),
        )


def vouchers_form(game: Game, k: int, values: dict[str, Value]) -> VouchersForm:
    """Vouchers of an institute."""
    return VouchersForm(
        kind="vouchers",
        title=_("Vouchers of {institute}").format(institute=institute_name(game, k)),
        fields=(),
        fixed={"technology": game.scenario.technologies[k].id},
        values=values,
        game=game,
        k=k,
    )
