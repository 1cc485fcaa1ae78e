"""What the desk and the pages of institutes, competitions and members say, without a screen."""

from collections.abc import Callable
from functools import partial

import pytest
from attrs import evolve
from rich.cells import cell_len

from nnmi_game.engine.context import FAILING
from nnmi_game.engine.legality import Reason
from nnmi_game.engine.orders import Award, Close, Dues, Order, Recruit, Solicit
from nnmi_game.game.game import Game
from nnmi_game.scenario.load import load
from nnmi_game.tui.views import (
    agreement_orders,
    books,
    competition_orders,
    competitions,
    desk,
    final,
    institutes,
    member_orders,
    members,
    report,
    tray,
)
from nnmi_game.tui.views import map as country
from nnmi_game.tui.views.figures import money, percent, ratio
from nnmi_game.tui.views.form import Number
from nnmi_game.tui.views.sheet import Block, block_lines, plain, sheet_lines, side_by_side
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.verdict import verdict

from .grown import grown, played, seed, tiny

ADDITIVE, DIGITAL = 0, 1
CALL = Solicit(technology="additive", agency="dod", seed=20_000, years=3, taper=0, match=1000)


@pytest.mark.parametrize(
    ("write", "value", "step", "scale"),
    [
        (money, 70_000, 5000, 1000), (money, 250, 250, 1), (money, 0, 5, 1), (money, 999_999, 250, 1000),
        (percent, 400, 50, 10), (percent, 0, 50, 10), (ratio, 1250, 100, 1000), (str, 5, 1, 1),
    ],
)  # fmt: skip
def test_a_typed_1_is_one_of_what_the_field_shows(
    write: Callable[[int], str], value: int, step: int, scale: int
) -> None:
    field = Number(name="n", label="N", low=0, high=10**6, unit_step=step, write=write)

    assert field.scale(value) == scale


def test_the_report_says_what_became_of_calls_and_institutes() -> None:
    assert "proposals have come in" in report.steps(played(seed(), 1))[0]
    assert any("has been founded" in step for step in report.steps(played(seed(), 2)))


def test_the_desk_tells_that_more_is_due_than_an_agency_has() -> None:
    game = grown()
    assert not any("more is due" in item.title for item in desk.waiting(game))

    game.state.budget[...] = -1_000_000

    item = next(item for item in desk.waiting(game) if "more is due" in item.title)
    assert item.page == "policy"
    assert "DOC" in item.note


def test_a_channel_whose_payer_has_as_much_begins_with_a_budget_too() -> None:
    game = grown()
    game.state.cash[0, 0] = game.money["doc"].free
    form = member_orders.recruit_form(game, 0, {})
    before = form.number("budget")

    form.values["channel"] = "workshops"

    assert form.settle()
    assert form.table()["budget"] == before


def test_an_order_in_place_of_another_costs_once() -> None:
    game = grown()
    order = Recruit(technology="additive", channel="extension", regions=("north",), budget=300)
    first = verdict(game, order)
    other = evolve(order, budget=400)
    game.give(other)

    assert verdict(game, order).text == first.text.replace(
        "left.", "left.\nIt takes the place of one you have given.", 1
    )
    assert verdict(game, other).text.split("\n")[1] == "You have given this order; it is in the tray."


def fresh() -> Game:
    return Game.new(tiny(), 7)


def with_proposals() -> Game:
    return played(seed(), 1)


def short_agreement(turns: int) -> Game:
    """One institute whose agreement runs for three years from turn 2."""
    game = Game.new(tiny(), seed())
    game.give(CALL)
    game.end_turn()
    game.give(Award(technology="additive", bidder="lakes"))
    for _ in range(turns - 1):
        game.end_turn()
    return game


def pages(game: Game) -> list[str]:
    return [item.page for item in desk.waiting(game)]


# --- the desk ---------------------------------------------------------------------------------------------------


def test_newcomer_is_told_to_open_a_competition() -> None:
    first = desk.waiting(fresh())[0]
    assert first.page == "competitions"
    assert "Competitions (c)" in first.title


def test_after_the_call_the_newcomer_is_told_to_end_the_turn() -> None:
    game = fresh()
    assert game.give(CALL) is None
    assert "(x)" in desk.waiting(game)[0].title


def test_proposals_wait_until_one_is_awarded_or_declined() -> None:
    game = with_proposals()
    waiting = [item for item in desk.waiting(game) if item.page == "competitions"]
    assert [item.of for item in waiting] == ["additive", "digital"]
    game.give(Award(technology="additive", bidder="lakes"))
    assert [item.of for item in desk.waiting(game) if item.page == "competitions"] == ["digital"]


def test_events_come_first_and_leave_when_answered() -> None:
    game = grown()
    assert desk.waiting(game)[0].id == "events:shutdown"
    from nnmi_game.engine.orders import Respond

    game.give(Respond(event="shutdown", option="speak"))
    assert "events" not in pages(game)


def test_money_that_lapses_is_told_in_the_last_turn_of_the_year() -> None:
    assert "policy" not in pages(fresh())
    item = next(item for item in desk.waiting(with_proposals()) if item.page == "policy")
    assert "lapses" in item.title
    assert "DOD" in item.note


def test_last_year_of_an_agreement_waits_on_the_desk() -> None:
    assert not any("ends in" in item.title for item in desk.waiting(short_agreement(4)))
    ends = [item for item in desk.waiting(short_agreement(5)) if "ends in" in item.title]
    assert [item.of for item in ends] == ["additive"]


def test_failing_and_short_institutes_wait_on_the_desk() -> None:
    game = grown()
    game.state.cash[0, ADDITIVE] = -500
    game.state.phase[0, ADDITIVE] = FAILING
    game.state.failing[0, ADDITIVE] = 1
    game.state.cash[0, DIGITAL] = 1
    titles = [item.title for item in desk.waiting(game) if item.page == "institutes"]
    assert any("failing" in title for title in titles)
    assert any("short of cash" in title for title in titles)


def test_held_back_money_says_why() -> None:
    game = grown()
    game.state.arrears[0, ADDITIVE] = 700
    game.state.paid_match[0, ADDITIVE] = 0
    notes = [item.note for item in desk.waiting(game) if "held back" in item.title]
    assert notes == ["the match is behind"]
    assert any("match catches up" in text for _style, text in books.warnings(game, ADDITIVE))
    game.state.paid_match[0, ADDITIVE] = 10**6
    assert any("next payment" in text for _style, text in books.warnings(game, ADDITIVE))


def broken() -> Game:
    """Two institutes; the consortium of one has come apart, and its match is behind."""
    game = grown()
    game.state.credibility[0, ADDITIVE] = 0
    game.state.paid_match[0, ADDITIVE] = 0
    game.state.arrears[0, ADDITIVE] = 700
    return game


def test_the_report_says_whose_consortium_came_apart() -> None:
    told = "Additive Institute: its consortium has come apart."

    assert told not in report.steps(grown())
    assert told in report.steps(broken())


def test_a_consortium_that_came_apart_waits_on_the_desk_until_it_is_closed() -> None:
    game = broken()
    item = next(item for item in desk.waiting(game) if "came apart" in item.title)
    assert item.id == "institutes:additive"
    assert item.note == "close it, or it takes 3 attention a turn"
    assert "institutes in trouble 3" in "\n".join(tray.attention_lines(game))

    game.give(Close(technology="additive"))

    assert not any("came apart" in item.title for item in desk.waiting(game))


def test_nobody_is_told_to_wait_for_the_match_of_a_consortium_that_came_apart() -> None:
    game = broken()
    said = "\n".join(text for _style, text in books.warnings(game, ADDITIVE))
    notes = [item.note for item in desk.waiting(game) if "held back" in item.title]

    assert "Its consortium came apart" in said
    assert "no match will come to free it" in said
    assert "catches up" not in said
    assert notes == ["no match is to come"]
    agreement = " ".join(plain(block_lines(books.agreement(game, ADDITIVE), 200)))
    assert "The schedule no longer holds" in agreement


def test_table_and_map_mark_an_institute_whose_consortium_came_apart() -> None:
    game = broken()
    rows = {row.key: row for row in institutes.institutes_table(game).rows}

    assert (rows["additive"].cells[1], rows["additive"].tone) == ("! came apart", "bad")
    assert "!" not in rows["digital"].cells[1]
    assert country.mark(game, ADDITIVE).endswith("!")
    assert country.tone(game, ADDITIVE) == "bad"


def test_who_asks_to_close_an_institute_is_told_the_support_it_costs() -> None:
    game = broken()
    support = game.measure("support_congress")
    costs = game.scenario.coefficients.politics

    asked = agreement_orders.close_question(game, ADDITIVE)
    other = agreement_orders.close_question(game, DIGITAL)

    assert f"costs {costs.closure_breach.value} points of support in Congress" in asked
    assert f"costs {costs.closure.value} points of support in Congress" in other
    assert (game.measure("support_congress"), game.tray) == (support, [])


def test_desk_never_lies_empty() -> None:
    game = grown()
    while not game.over:
        assert desk.waiting(game)
        game.end_turn()


def test_change_of_the_goals_is_that_of_the_last_turn() -> None:
    game = grown()
    table = next(part for part in desk.goals(game, True).parts if isinstance(part, Table))
    before = game.goals(len(game.past) - 1)
    for row, goal in zip(table.rows, game.scenario.goals, strict=False):
        assert int(row.cells[3]) == game.goals()[goal.id] - before[goal.id]


def test_agencies_figures_are_the_games() -> None:
    game = grown()
    table = next(part for part in desk.agencies(game).parts if isinstance(part, Table))
    assert [row.key for row in table.rows] == list(game.money)


# --- institutes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sorting", institutes.SORTINGS, ids=lambda sorting: sorting.id)
def test_every_sorting_shows_every_institute(sorting: institutes.Sorting) -> None:
    game = grown()
    keys = [row.key for row in institutes.institutes_table(game, sorting).rows]
    assert sorted(keys) == ["additive", "digital"]


def test_sorted_by_cash() -> None:
    game = grown()
    by_cash = next(one for one in institutes.SORTINGS if one.id == "cash")
    keys = [row.key for row in institutes.institutes_table(game, by_cash).rows]
    assert game.measure("institute_cash", keys[0]) <= game.measure("institute_cash", keys[1])


def test_schedule_is_what_the_agreement_still_brings() -> None:
    game = grown()
    for k in (ADDITIVE, DIGITAL):
        left = int(game.state.base_left[0, k]) - int(game.state.arrears[0, k])
        assert sum(amount for _year, amount in books.schedule(game, k)) == left


def test_books_tell_of_every_line_of_the_statement() -> None:
    game = grown()
    statement = game.institute_statement(ADDITIVE)
    text = "\n".join(plain(block_lines(books.money_block(game, ADDITIVE), 60)))
    assert text.count("\n") >= len(statement.income) + len(statement.cost) + 2


def test_taper_form_shows_both_schedules() -> None:
    form = agreement_orders.taper_form(grown(), ADDITIVE, {})
    form.values["taper"] = 1000
    assert form.notes().count("FY20") >= 6


def test_fund_form_names_only_agencies_that_care() -> None:
    form = agreement_orders.fund_form(grown(), ADDITIVE, "satellite", {})
    assert form.values["agency"] == "dod"
    assert form.values["region"] == "south"


# --- competitions -----------------------------------------------------------------------------------------------


def test_the_form_begins_with_a_call_that_is_accepted() -> None:
    game = fresh()
    for k in range(len(game.scenario.technologies)):
        assert game.refusal(competition_orders.solicit_form(game, k, {}).order()) is None


def test_fields_with_proposals_come_first() -> None:
    game = fresh()
    game.give(Solicit(technology="digital", agency="doc", seed=30_000, years=5, taper=500, match=1000))
    game.end_turn()
    assert competitions.fields_table(game).rows[0].key == "digital"


def test_proposals_are_told_with_what_reviewers_expect() -> None:
    game = with_proposals()
    offer = game.proposals("additive")[0]
    text = "\n".join(plain(competitions.proposal_lines(game, ADDITIVE, 100)))
    assert f"{offer.reading // 10}" in text
    assert "credibility" not in text
    game.state.match_rule[0, ADDITIVE] = 3000
    assert "too little" in competitions.worth(game, ADDITIVE, offer)


def test_no_proposals_no_comparison() -> None:
    assert competitions.proposal_lines(fresh(), ADDITIVE, 100) == []


# --- members ----------------------------------------------------------------------------------------------------


def test_members_table_agrees_with_the_measures() -> None:
    game = grown()
    for row in members.members_table(game).rows:
        assert int(row.cells[1].replace(",", "")) == game.measure("institute_members", row.key)


def test_recruiting_in_the_tray_is_shown() -> None:
    game = grown()
    order = Recruit(technology="additive", channel="extension", regions=("north",), budget=400)
    assert game.give(order) is None
    assert members.standing(game, ADDITIVE, 0) == (400, ("north",), True)
    assert members.recruiting(game, ADDITIVE) == 400
    assert any("North" in line for line in members.in_force(game, ADDITIVE))


def test_cheap_channel_costs_less_a_firm_and_not_so_much_less_by_need() -> None:
    extension, workshops = tiny().channels
    assert members.per_interested(workshops) < members.per_interested(extension)
    cheaper = members.per_interested(workshops) / members.per_interested(extension)
    assert members.per_need(workshops) / members.per_need(extension) > cheaper


def test_another_channel_begins_with_its_own_orders() -> None:
    game = grown()
    game.give(Recruit(technology="additive", channel="workshops", regions=("south",), budget=250))
    form = member_orders.recruit_form(game, ADDITIVE, {})
    assert form.values["channel"] == "extension"
    form.values["channel"] = "workshops"
    while form.settle():
        pass
    assert (form.values["budget"], form.values["regions"]) == (250, ("south",))


def test_another_tier_begins_with_its_dues_and_bounds() -> None:
    game = grown()
    form = member_orders.dues_form(game, ADDITIVE, {})
    assert form.values["amount"] == int(game.state.dues[0, ADDITIVE, 0])
    form.values["tier"] = "sme"
    while form.settle():
        pass
    order = form.order()
    assert isinstance(order, Dues)
    assert order.amount == int(game.state.dues[0, ADDITIVE, 1])
    assert game.refusal(Dues(technology="additive", tier="sme", amount=form.fields[1].high)) is None  # type: ignore[union-attr]


def every_form(game: Game) -> list[Order]:
    makers = [
        partial(agreement_orders.fund_form, game, ADDITIVE, "equipment"),
        partial(agreement_orders.fund_form, game, ADDITIVE, "satellite"),
        partial(agreement_orders.taper_form, game, ADDITIVE),
        partial(member_orders.recruit_form, game, ADDITIVE),
        partial(member_orders.dues_form, game, ADDITIVE),
        partial(member_orders.vouchers_form, game, ADDITIVE),
    ]
    return [make({}).order() for make in makers]


def test_every_form_begins_with_an_order_that_is_accepted() -> None:
    game = grown()
    for order in every_form(game):
        assert game.refusal(order) is None, order


def test_renewal_begins_with_an_order_that_is_accepted() -> None:
    game = short_agreement(5)
    assert game.refusal(agreement_orders.renew_form(game, ADDITIVE, {}).order()) is None


def test_renewed_agreements_may_run_longer_than_first_ones() -> None:
    game = Game.new(load("nnmi-2012"), 7)
    renewal = agreement_orders.renew_form(game, ADDITIVE, {"years": 7})
    call = competition_orders.solicit_form(game, ADDITIVE, {"years": 6})

    assert renewal.number("years") == 7
    assert call.number("years") == 5
    refused = game.refusal(evolve(call.order(), years=6))
    assert refused is not None
    assert refused.reason is Reason.OUT_OF_RANGE
    assert refused.high == 5


# --- sheets -----------------------------------------------------------------------------------------------------


def sheet() -> list[Block]:
    table = Table(
        columns=(
            Column(key="name", title="Name", least=6),
            Column(key="one", title="One", number=True),
            Column(key="two", title="Two", number=True, rank=3),
        ),
        rows=[Row(key=str(n), cells=(f"a rather long name {n}", "$12,345.6M", "99.9%")) for n in range(3)],
    )
    return [Block(f"Block {n}", [table, ("", "Some words about it. " * 4)]) for n in range(5)]


@pytest.mark.parametrize("cells", [30, 58, 76, 116, 136, 196])
def test_sheets_keep_to_their_width_and_cut_no_number(cells: int) -> None:
    lines = plain(sheet_lines(sheet(), cells))
    assert all(cell_len(line) <= cells for line in lines)
    assert sum(line.count("$12,345.6M") for line in lines) == 15


def test_wide_sheets_have_columns_in_reading_order() -> None:
    lines = plain(sheet_lines(sheet(), 140))
    assert lines[0].startswith("Block 0")
    assert "Block" in lines[0][60:]
    assert len(lines) < len(plain(sheet_lines(sheet(), 70)))


def test_compared_things_stand_under_each_other() -> None:
    lines = plain(side_by_side(["Name", "Pledge"], [["A long name of a team", "$1M"], ["B", "$2M"]], 40))
    assert all(cell_len(line) <= 40 for line in lines)
    last = lines[-1]
    assert last.index("$1M") == lines[0].index("A")
    assert last.index("$2M") == lines[0].index("B")


def test_an_institute_that_closed_is_told_at_the_end_though_another_took_its_place() -> None:
    game = grown(3)
    again = Solicit(technology="additive", agency="dod", seed=30_000, years=5, taper=500, match=1000)
    for order in (Close(technology="additive"), again):
        assert game.give(order) is None
        game.end_turn()

    assert game.measure("institutes_closed") == 0
    assert "closed on the way: 1." in final.ending_sentence(game)
