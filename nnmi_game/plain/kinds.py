"""The kinds of orders: what each is called, about what it can be given now, and the form that asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attrs import frozen

from nnmi_game.game.game import Game
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _
from nnmi_game.plain.order_form import Maker
from nnmi_game.tui.views import (
    agreement_orders,
    competition_orders,
    member_orders,
    network,
    policy,
    portfolio,
)
from nnmi_game.tui.views import events as event_views
from nnmi_game.tui.views import workforce as workforce_views
from nnmi_game.tui.views.figures import local
from nnmi_game.tui.views.form import Form, Option, Value
from nnmi_game.tui.views.guided import institute_options
from nnmi_game.tui.views.institutes import nothing_yet, phase_id

Make = Callable[[Game, int, dict[str, Value]], Form]


@frozen(kw_only=True)
class Kind:
    """A kind of order, by its word, which is translated where it is read.

    ``subjects`` are the things that it can be about; ``none`` says why there are none. Kinds without ``subjects``
    ask for all in their form. ``fixed`` is the field that a subject fills in there.
    """

    word: str
    title: str
    make: Callable[[Game, str], Maker | None]
    subjects: Callable[[Game], list[Option]] | None = None
    what: str = ""
    none: Callable[[Game], str] = nothing_yet
    field: str = ""


def _field(make: Make) -> Callable[[Game, str], Maker]:
    """A form that is about one field or institute."""
    return lambda game, of: partial(make, game, game.tables.technology[of])


def _fields_in(*phases: str) -> Callable[[Game], list[Option]]:
    def found(game: Game) -> list[Option]:
        return [
            Option(one.id, local(one.name))
            for k, one in enumerate(game.scenario.technologies)
            if phase_id(game, k) in phases
        ]

    return found


def _whole(form: Callable[[Game, dict[str, Value]], Form | None]) -> Callable[[Game, str], Maker | None]:
    """A form that asks for its subject too; None where there is nothing to order."""

    def make(game: Game, _of: str) -> Maker | None:
        if form(game, {}) is None:
            return None

        def anew(values: dict[str, Value]) -> Form:
            made = form(game, values)
            assert made is not None
            return made

        return anew

    return make


def _no_free_field(game: Game) -> str:
    return _("No field is free: each has an institute, a call or proposals.")


def _no_proposals(game: Game) -> str:
    return _("There are no proposals in any field.")


def _no_event(game: Game) -> str:
    return _("Nothing waits for a response.")


def _too_few(game: Game) -> str:
    return _("It takes two institutes at work.")


def _waiting(game: Game) -> list[Option]:
    return [Option(event.id, local(event.name)) for event, _options in game.pending_events()]


def _programs(game: Game) -> list[Option]:
    return [Option(one.id, local(one.name)) for one in game.scenario.programs]


def _purpose(purpose: str) -> Callable[[Game, str], Maker]:
    def make(game: Game, of: str) -> Maker:
        k = game.tables.technology[of]
        return lambda values: agreement_orders.fund_form(game, k, purpose, values)

    return make


# i18n: the words of orders, in small letters, typed by the player; each unlike the others and the commands' words
#: In the order of the menu. ``fund`` stands for its three purposes, ``close`` is asked for in its own way.
ORDERS = (
    Kind(
        word=N_("solicit"), title=N_("Open a competition in a field"), subjects=_fields_in("open", "closed"),
        what=N_("Field"), none=_no_free_field, make=_field(competition_orders.solicit_form),
    ),
    Kind(
        word=N_("award"), title=N_("Award a proposal"), subjects=_fields_in("proposed"), what=N_("Field"),
        none=_no_proposals, make=_field(competition_orders.award_form),
    ),
    Kind(
        word=N_("decline"), title=N_("Turn down all proposals in a field"), subjects=_fields_in("proposed"),
        what=N_("Field"), none=_no_proposals, make=_field(competition_orders.decline_form),
    ),
    Kind(
        word=N_("recruit"), title=N_("Recruit small firms"), subjects=institute_options, what=N_("Institute"),
        make=_field(member_orders.recruit_form),
    ),
    Kind(
        word=N_("dues"), title=N_("Set dues"), subjects=institute_options, what=N_("Institute"),
        make=_field(member_orders.dues_form),
    ),
    Kind(
        word=N_("vouchers"), title=N_("Set vouchers"), subjects=institute_options, what=N_("Institute"),
        make=_field(member_orders.vouchers_form),
    ),
    Kind(
        word=N_("train"), title=N_("Pay for a workforce program"), subjects=_programs, what=N_("Program"),
        make=_whole(workforce_views.form), field="program",
    ),
    Kind(
        word=N_("mix"), title=N_("Set the mix of new projects"), subjects=institute_options, what=N_("Institute"),
        make=_whole(portfolio.form), field="technology",
    ),
    Kind(
        word=N_("link"), title=N_("Link two institutes, or cut their link"), make=_whole(network.form), none=_too_few,
    ),
    Kind(word=N_("campaign"), title=N_("Campaign for support"), make=_whole(policy.form)),
    Kind(
        word=N_("respond"), title=N_("Respond to an event"), subjects=_waiting, what=N_("Event"), none=_no_event,
        make=_whole(event_views.form), field="event",
    ),
    Kind(
        word=N_("equipment"), title=N_("Pay for equipment"), subjects=institute_options, what=N_("Institute"),
        make=_purpose("equipment"),
    ),
    Kind(
        word=N_("satellite"), title=N_("Pay for a satellite site"), subjects=institute_options, what=N_("Institute"),
        make=_purpose("satellite"),
    ),
    Kind(
        word=N_("rescue"), title=N_("Rescue an institute"), subjects=institute_options, what=N_("Institute"),
        make=_purpose("rescue"),
    ),
    Kind(
        word=N_("taper"), title=N_("Change the taper of an agreement"), subjects=institute_options,
        what=N_("Institute"), make=_field(agreement_orders.taper_form),
    ),
    Kind(
        word=N_("renew"), title=N_("Renew an agreement"), subjects=institute_options, what=N_("Institute"),
        make=_field(agreement_orders.renew_form),
    ),
    Kind(
        word=N_("close"), title=N_("Close an institute for good"), subjects=institute_options, what=N_("Institute"),
        make=lambda _game, _of: None,
    ),
)  # fmt: skip
