"""Texts, tables and key lines fit the cells they are given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.widgets import Static

from nnmi_game.tui.painting import PaintedOnce
from nnmi_game.tui.views import keys, table, text
from nnmi_game.tui.views.meter import bar, meter
from nnmi_game.tui.views.table import Column, Row, Table

WORDS = st.text(st.sampled_from("ab c,.中文，。（）12"), max_size=80)


@given(WORDS, st.integers(4, 60))
def test_wrapped_lines_fit(words: str, cells: int) -> None:
    assert [line for line in text.wrap(words, cells) if text.width(line) > cells] == []


@given(WORDS, st.integers(4, 60))
def test_wrapping_loses_nothing_but_spaces(words: str, cells: int) -> None:
    assert "".join(text.wrap(words, cells)).replace(" ", "") == words.replace(" ", "")


@given(WORDS, st.integers(0, 60))
def test_a_cut_text_fits(words: str, cells: int) -> None:
    assert text.width(text.cut(words, cells)) <= cells


@pytest.mark.parametrize(
    ("words", "cells", "cut"),
    [("for $24.5M a year", 10, "for.."), ("出 7,000 万美元", 10, "出.."), ("in 14 turns", 8, "in 14..")],
)
def test_no_number_is_cut_in_two(words: str, cells: int, cut: str) -> None:
    assert text.cut(words, cells) == cut


def test_texts_that_would_be_cut_alike_show_where_they_differ() -> None:
    orders = [f"Solicit fibers: $70M over {years} years, match 1:1." for years in (4, 5)]

    assert text.told_apart([*orders, "Decline."], 26) == [
        "Solicit fib..4 years, ma..",
        "Solicit fib..5 years, ma..",
        "Decline.",
    ]


@given(st.lists(WORDS, max_size=6), st.integers(0, 30))
def test_texts_told_apart_fit(words: list[str], cells: int) -> None:
    assert [one for one in text.told_apart(words, cells) if text.width(one) > cells] == []


def test_wrapping_keeps_the_indent() -> None:
    assert text.wrap("  one two three", 9) == ["  one two", "  three"]


def test_a_closing_mark_does_not_begin_a_line() -> None:
    assert text.wrap("研究所，自立。", 6) == ["研究", "所，自", "立。"]


def test_an_opening_mark_does_not_end_a_line() -> None:
    assert text.wrap("项目组合（二）", 10) == ["项目组合", "（二）"]


def test_a_number_stays_with_what_it_counts() -> None:
    assert text.wrap("其中 4,557 万美元", 11) == ["其中", "4,557 万美", "元"]


FIGURES = Table(
    columns=(
        Column(key="name", title="Institute", least=6),
        Column(key="cash", title="Cash", number=True),
        Column(key="note", title="Note", least=8, rank=2),
    ),
    rows=(
        Row(key="a", cells=("增材制造创新研究所", "1,234,567", "stands alone next year")),
        Row(key="b", cells=("Photonics", "-5", "")),
    ),
)


@pytest.mark.parametrize("cells", [20, 30, 44, 80])
def test_numbers_are_never_cut(cells: int) -> None:
    head, first, second = table.lines(FIGURES, cells)

    assert "1,234,567" in first
    assert second.split()[1] == "-5"
    assert max(map(text.width, (head, first, second))) <= cells


def test_the_least_column_goes_first() -> None:
    assert table.lines(FIGURES, 24)[0].split() == ["Institute", "Cash"]


@given(st.integers(10, 120))
def test_a_line_of_keys_hides_nothing(cells: int) -> None:
    items = [keys.KeyText(k, f"Title of {k}", f"T{k}", k) for k in "abcdefgh"]

    assert [p.item.key for row in keys.lines(items, cells) for p in row] == list("abcdefgh")


@pytest.mark.parametrize("plain", [True, False])
@given(value=st.integers(-5, 50), cells=st.integers(1, 40))
def test_a_bar_fills_its_cells(plain: bool, value: int, cells: int) -> None:
    assert text.width(bar(value, 40, cells, plain)) == cells


def test_a_meter_names_its_number() -> None:
    assert meter(3, 6, 20, plain=True) == "[#######-------] 3/6"


class Overlaid(PaintedOnce[None]):
    """A line of wide signs over the edge between two columns."""

    DEFAULT_CSS = """
    Overlaid { layers: below above; layout: horizontal; }
    .half { width: 9; }
    #over { layer: above; position: absolute; width: 16; }
    """

    def compose(self) -> ComposeResult:
        yield Static("left", classes="half")
        yield Static("right", classes="half")
        yield Static("制造创新研究所", id="over")


class Lines(App[None]):
    """An application of that screen alone."""

    def get_default_screen(self) -> Overlaid:
        return Overlaid()


async def test_no_sign_is_lost_where_something_ends_behind_it() -> None:
    app = Lines()
    async with app.run_test(size=(18, 2)) as pilot:
        await pilot.pause()
        row = app.screen._compositor.render_strips()[0].text

    assert row.rstrip() == "制造创新研究所"
