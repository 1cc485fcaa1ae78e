"""What the pages of orders say, without a screen."""

from pathlib import Path

import pytest

from nnmi_game.engine.orders import Campaign, Link, Portfolio, Respond, Train
from nnmi_game.game.game import Game
from nnmi_game.scenario.vocabulary import LEVERS, LINK_KINDS
from nnmi_game.tui.views import events, levers, network, policy, portfolio, scorecard, workforce
from nnmi_game.tui.views.table import Table, fit
from nnmi_game.tui.views.text import width

from .grown import grown, tiny


@pytest.fixture
def game() -> Game:
    return grown()


@pytest.fixture
def new_game() -> Game:
    return Game.new(tiny(), 7)


def tables(game: Game) -> list[Table]:
    return [
        workforce.programs(game), workforce.regions(game), workforce.waiting(game), workforce.standing(game),
        portfolio.institutes(game), portfolio.stages(game),
        network.links(game), network.partners(game, "additive"), network.knowledge(game), network.matrix(game),
        policy.support(game), policy.presence(game), policy.purses(game), policy.years(game),
        events.waiting(game), events.chronicle(game), events.lasting(game),
        scorecard.table(game),
    ]  # fmt: skip


def cells(table: Table, key: str) -> tuple[str, ...]:
    return next(row.cells for row in table.rows if row.key == key)


@pytest.mark.parametrize("turns", [0, 1, 3, 4, 8])
def test_every_table_is_whole_at_any_time(turns: int) -> None:
    for table in tables(grown(turns)):
        assert table.rows or table.empty
        keys = [row.key for row in table.rows]
        assert len(set(keys)) == len(keys)
        assert all(len(row.cells) == len(table.columns) for row in table.rows)


def test_what_must_be_seen_fits_a_narrow_screen(game: Game) -> None:
    for table in tables(game):
        if not table.rows:
            continue
        shown = fit(table, 73)
        assert sum(shown.widths) + 2 * (len(shown.places) - 1) <= 73
        for place, cells_wide in zip(shown.places, shown.widths, strict=True):
            if table.columns[place].number:
                assert all(width(row.cells[place]) <= cells_wide for row in table.rows)


# --- workforce


def test_programs_show_what_a_placed_person_costs(game: Game) -> None:
    apprentice = cells(workforce.programs(game), "apprentice")
    # 6000 dollars, 75% finish, 85% of these can be placed
    assert "$9,411" in apprentice
    outreach = cells(workforce.programs(game), "outreach")
    assert "$40" in outreach
    assert "reach" in outreach


def test_standing_money_names_place_and_payer(game: Game) -> None:
    table = workforce.standing(game)
    assert cells(table, "outreach/region:north") == (
        "School outreach", "North", "$500K", "Department of Defense",
    )  # fmt: skip
    assert cells(table, "apprentice/institute:additive")[1:] == (
        "Additive Institute", "$1.0M", "Department of Defense",
    )  # fmt: skip


def test_people_in_training_add_up(game: Game) -> None:
    row = cells(workforce.waiting(game), "apprentice")
    numbers = [int(cell.replace(",", "")) for cell in row[1:]]
    assert sum(numbers[:-1]) == numbers[-1] == int(game.state.training.sum()) > 0


def test_train_form_begins_at_what_stands_and_makes_the_order(game: Game) -> None:
    form = workforce.form(game, {"program": "apprentice", "where": "institute:additive"})
    form.settle()
    assert form.values["budget"] == 1000
    form.values["budget"] = 1500
    assert not form.settle()
    assert form.order() == Train(program="apprentice", at="institute", place="additive", budget=1500)
    assert "250 people" in form.notes()
    form.values["where"] = "region:south"
    assert form.settle()
    assert form.order() == Train(program="apprentice", at="region", place="south", budget=1500)


# --- portfolio


def test_pipeline_counts_the_projects(game: Game) -> None:
    row = cells(portfolio.institutes(game), "additive")
    assert [int(cell) for cell in row[1:5]] == game.state.projects[0, 0].tolist()
    backlog, use = int(game.state.backlog[0, 0]), game.tables.c.projects.backlog_use.value
    assert portfolio.late_starts(game, 0) == backlog // use


def test_mix_form_keeps_its_fields_in_step(game: Game) -> None:
    form = portfolio.form(game, {})
    assert form is not None
    assert form.settle()
    assert form.shares() == tuple(game.state.portfolio[0, 0].tolist())
    form.values["preset"] = "harvest"
    assert form.settle()
    assert form.shares() == (50, 150, 350, 450)
    form.values["mrl7"] = 400
    assert form.settle()
    assert form.values["preset"] == portfolio.OWN
    assert "5%" in form.notes()
    assert game.refusal(form.order()) is not None
    form.fill_up()
    assert sum(form.shares()) == 1000
    assert form.order() == Portfolio(
        technology="additive", mrl4=50, mrl5=150, mrl6=350, mrl7=450, bottom_up=form.number("bottom_up")
    )
    assert game.refusal(form.order()) is None


@pytest.mark.parametrize("shares", [(0, 0, 0, 0), (1000, 1000, 1000, 1000), (333, 333, 333, 0), (0, 0, 5, 0)])
def test_filling_up_ends_at_the_whole(game: Game, shares: tuple[int, ...]) -> None:
    form = portfolio.form(game, {})
    assert form is not None
    form.settle()
    form.values.update(zip(portfolio.SHARES, shares, strict=True))
    form.fill_up()
    assert sum(form.shares()) == 1000
    assert min(form.shares()) >= 0


def test_presets_make_a_whole() -> None:
    assert all(sum(mix) == portfolio.WHOLE for _title, mix in portfolio.PRESETS.values())


# --- network


def test_nearness_in_words() -> None:
    def words(distance: int) -> str:
        return network.nearness(distance, round(4 * distance * (1000 - distance) / 1000))

    assert [words(d) for d in (50, 250, 500, 750, 950)] == [
        "too near", "rather near", "about right", "rather far", "too far",
    ]  # fmt: skip


def test_links_and_their_cost(game: Game) -> None:
    row = cells(network.links(game), "additive/digital")
    assert "joint projects" in row
    assert "Links: 1." in network.costs(game)[0][1]
    assert set(LINK_KINDS) | {network.NONE} == set(network.KINDS) == set(network.BRINGS)


def test_link_form_takes_two_different_institutes(game: Game, new_game: Game) -> None:
    assert network.form(new_game, {}) is None
    form = network.form(game, {"a": "digital", "b": "digital", "by": "standards"})
    assert form is not None
    assert form.order() == Link(a="digital", b="additive", by="standards")
    assert "70%" in form.notes()


# --- politics


def test_support_changes_are_explained_to_the_last_point(game: Game) -> None:
    for key, _name, stock, index in policy.whose(game):
        before, after = game.past[-1].state, game.state
        change = int(getattr(after, stock)[(0, *index)]) - int(getattr(before, stock)[(0, *index)])
        assert cells(policy.support(game), key)[2] == f"{change:+}"


def test_promised_money_is_all_that_is_to_come(game: Game) -> None:
    promised = sum(sum(amounts) for _fy, amounts in policy.obligations(game))
    assert promised == int(game.state.base_left.sum())


def test_appropriations_of_past_years_come_from_the_ledger(game: Game) -> None:
    row = cells(policy.years(game), "came-2013")
    came = sum(
        amount
        for turn in (1, 2)
        for cause, amount in game.flows("budget", (), turn)
        if cause == "appropriated"
    )
    assert row[-1] == policy.money(came)


def test_campaign_form_tells_that_more_wins_less(game: Game) -> None:
    form = policy.form(game, {"audience": "agencies", "attention": 10})
    assert form.order() == Campaign(audience="agencies", attention=10)
    gains = [policy.gain(game, effort) for effort in (5, 10, 20)]
    assert gains[0] < gains[1] < gains[2] < 2 * gains[1]
    assert f"{gains[1]:+}" in form.notes()


# --- events


def test_every_lever_has_words() -> None:
    assert set(levers.LEVER_NAMES) == set(LEVERS)


def test_story_tells_options_costs_and_what_silence_means(game: Game) -> None:
    said = "\n".join(text for _kind, text in events.story(game, "shutdown"))
    assert "1. Wait it out" in said
    assert "2. Speak for the institutes (5 points of attention)" in said
    assert "-10  support in Congress" in said
    assert "-25%  scheduled payments of base money (every agency), for 1 turn" in said
    assert "the first stands: Wait it out" in said


def test_answer_form_follows_the_event(game: Game) -> None:
    form = events.form(game, {})
    assert form is not None
    assert form.order() == Respond(event="shutdown", option="wait")
    form.values["option"] = "speak"
    again = events.form(game, form.values)
    assert again is not None
    assert again.order() == Respond(event="shutdown", option="speak")


def test_chronicle_tells_answers_from_silence(game: Game) -> None:
    assert cells(events.chronicle(game), "shutdown")[2] == "waits for your answer"
    silent = grown(4)
    assert cells(events.chronicle(silent), "shutdown")[2] == "Wait it out (no answer was given)"
    assert game.give(Respond(event="shutdown", option="speak")) is None
    assert cells(events.waiting(game), "shutdown")[1] == "Speak for the institutes"
    game.end_turn()
    assert cells(events.chronicle(game), "shutdown")[2] == "Speak for the institutes"
    assert events.form(game, {}) is None


# --- scorecard


def test_scorecard_shows_goals_parts_and_changes(game: Game) -> None:
    table = scorecard.table(game)
    for goal, points in game.goals().items():
        assert cells(table, goal)[1] == str(points)
    assert len(table.rows) == len(game.scenario.goals) + len(game.parts())
    assert "made up" in scorecard.details(game, "workforce/3")[1][1]


def test_figures_that_stay_give_the_same_points_at_the_end() -> None:
    game = grown(8)
    assert game.over
    assert scorecard.held(game) == game.goals()


def test_a_recorded_game_stands_beside(game: Game, tmp_path: Path) -> None:
    from nnmi_game.game.saves import save

    path = tmp_path / "history.toml"
    game.title = "As it was"
    save(game, path)
    track = scorecard.recorded(path, game.scenario)
    assert track is not None
    assert track.title == "As it was"
    assert track.goals[-1] == game.goals()
    assert cells(scorecard.table(game, track), "workforce")[-1] == str(game.goals()["workforce"])
    placed = cells(scorecard.table(game, track), "workforce/3")
    assert placed[-1] == placed[4]  # the figure itself, for it is the same game
    path.write_text("seed = 'x'")
    assert scorecard.recorded(path, game.scenario) is None
