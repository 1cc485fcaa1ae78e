"""Figures that can be asked *why?*, and the answers as tables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nnmi_game.game import figures
from nnmi_game.game.game import Game
from nnmi_game.locale import set_language
from nnmi_game.tui.views import (
    asked,
    books,
    charts,
    competitions,
    desk,
    final,
    institutes,
    members,
    network,
    policy,
    portfolio,
    scorecard,
    why,
    workforce,
)  # fmt: skip
from nnmi_game.tui.views import map as map_view
from nnmi_game.tui.views.asked import AboutFigure, AboutLine, AboutMany, AboutTouch
from nnmi_game.tui.views.chart_asks import figures_of
from nnmi_game.tui.views.figures import money, number, percent
from nnmi_game.tui.views.sheet import Block
from nnmi_game.tui.views.table import Table

from .grown import grown

#: Columns that show something reckoned from the figure that they lead to.
DERIVED = {"need", "ready", "lost", "phase", "state", "drift"}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.fixture(scope="module")
def game() -> Game:
    return grown()


def of_blocks(blocks: list[Block]) -> Iterator[Table]:
    for block in blocks:
        yield from (part for part in block.parts if isinstance(part, Table))


def tables(game: Game) -> Iterator[Table]:
    k = institutes.there(game)[0]
    yield institutes.institutes_table(game)
    yield members.members_table(game)
    yield from of_blocks(members.member_blocks(game, k))
    yield from of_blocks(books.books(game, k))
    yield from of_blocks(desk.standing_blocks(game, True))
    yield from (portfolio.institutes(game), portfolio.stages(game), scorecard.table(game))
    yield from (network.links(game), network.knowledge(game), policy.support(game), policy.purses(game))
    yield from (policy.presence(game), workforce.regions(game), workforce.waiting(game))
    yield from (map_view.table(game), competitions.fields_table(game))
    yield from of_blocks(map_view.sheet(game, 0))
    yield from (final.goal_table(game, None), final.record_table(game, None))


def test_cells_show_the_figure_that_they_say_they_show(game: Game):
    """A cell that leads to another figure than it shows would explain the wrong thing."""
    wrong, seen = [], 0
    for table in tables(game):
        places = {column.key: place for place, column in enumerate(table.columns)}
        for row in table.rows:
            for key, figure in row.asks.items():
                amount = figures.value(figure, game.state, game.tables)
                cell, seen = row.cells[places[key]].rstrip("*"), seen + 1
                written = {write(amount) for write in (money, number, percent, str)} | {"-"}
                if key not in DERIVED and cell not in written:
                    wrong.append((key, figure, cell, amount))
    assert wrong == []
    assert seen > 150


def test_every_chart_draws_figures_that_can_be_asked_about(game: Game):
    for kind in charts.KINDS:
        for option in kind.subjects(game):
            found = figures_of(game, kind.id, option.value)
            assert found
            assert all(why.answer(AboutFigure(one, len(game.past)), game).table.rows for one in found)


def test_every_answer_leads_on_or_ends_well(game: Game):
    """From every figure of the desk three steps along every first way: always an answer with rows."""
    found = [
        f
        for block in of_blocks(desk.standing_blocks(game, True))
        for r in block.rows
        for f in r.asks.values()
    ]
    question: asked.Asked
    for figure in dict.fromkeys(found):
        question = AboutFigure(figure, len(game.past))
        for _step in range(4):
            told = why.answer(question, game)
            assert told.table.rows
            assert all(len(row.cells) == len(told.table.columns) for row in told.table.rows)
            assert asked.heading(question, game)
            ways = [
                way for way in told.ways.values() if not isinstance(way, AboutFigure) or way.figure != figure
            ]
            if not ways:
                break
            question = ways[-1]


def test_the_account_of_a_figure_reads_from_before_to_after(game: Game):
    told = why.answer(AboutFigure(figures.state("support_congress"), len(game.past)), game)

    assert told.table.rows[0].cells[1] == "before the turn"
    assert "after the turn" in [row.cells[1] for row in told.table.rows]
    assert any(isinstance(way, AboutLine) for way in told.ways.values())


def test_several_figures_are_asked_about_by_a_list(game: Game):
    asks = (figures.state("cash", K=0), figures.measure("coverage"))

    told = why.answer(AboutMany(asks, len(game.past)), game)

    assert [way.figure for way in told.ways.values() if isinstance(way, AboutFigure)] == list(asks)


def test_what_a_figure_touches_leads_to_other_figures(game: Game):
    told = why.answer(AboutTouch(figures.state("skilled", R=0), len(game.past)), game)

    assert told.title.startswith("What does this touch?")
    assert any(row.cells[1].startswith("Domestic capability") for row in told.table.rows)


def test_another_turn_of_the_same_question(game: Game):
    about = AboutFigure(figures.state("cash", K=0), 3)

    assert asked.of_turn(about, 2) == AboutFigure(figures.state("cash", K=0), 2)
    assert why.answer(asked.of_turn(about, 0), game).table.rows[0].cells[1] == "at the start"


@pytest.mark.parametrize(
    "figure", [figures.state("sme", K=3, R=1), figures.measure("coverage"), figures.goal("workforce")]
)
def test_a_figure_can_be_written_as_one_word(figure: figures.Figure):
    assert figures.from_code(figures.code(figure)) == figure
