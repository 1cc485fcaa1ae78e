"""Charts as rows of text: what is drawn is what the numbers say, in every size, in Chinese and in ASCII."""

from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from nnmi_game.tui.draw import marks
from nnmi_game.tui.draw.canvas import DOWN, GRID, Canvas
from nnmi_game.tui.draw.chart import BARS, Axis, Band, Chart, Level, Series
from nnmi_game.tui.draw.legend import entries, legend
from nnmi_game.tui.draw.picture import Picture
from nnmi_game.tui.draw.plot import Axes, dots_high, draw
from nnmi_game.tui.draw.spark import spark
from nnmi_game.tui.draw.ticks import ticks
from nnmi_game.tui.draw.words import described, numbers
from nnmi_game.tui.views.sheet import Line, plain

SIZES = [(56, 14), (96, 28), (190, 52)]
AXIS = Axis(
    tuple(f"FY{2012 + n // 2} {n % 2 + 1}" for n in range(12)),
    tuple(str(2012 + n // 2) if n % 2 == 0 else "" for n in range(12)),
)
LINES = Chart(
    title="Members",
    axis=AXIS,
    series=[
        Series(name="Your game", values=[0, 10, 40, 90, 130, 180, 210]),
        Series(name="中小企业", values=[0, 5, 20, 40, 70, 100, 150]),
    ],
    dotted=[Series(name="A recorded game", values=[0, 20, 60, 120, 160, 190, 220, 240, 260])],
    points=[Series(name="What really happened", values=[None, None, 65, None, 140])],
    bands=[
        Band(of=0, low=[None] * 6 + [210, 220, 225], high=[None] * 6 + [210, 250, 300]),
    ],
    band_name="8 of 10 futures",
    levels=[Level(name="Target", value=280)],
)
STACK = Chart(
    title="Money",
    kind=BARS,
    axis=AXIS,
    series=[
        Series(name="Federal base money", values=[10, 20, 30, 40, 40, 30]),
        Series(name="配套资金", values=[5, 10, 30, 40, 60, 80]),
        Series(name="Members", values=[0, 1, 5, 10, 20, 40]),
    ],
    written=lambda value: f"${value:.0f}M",
)
VALUES = st.lists(st.integers(0, 5000), min_size=1, max_size=30)


def texts(lines: list[Line]) -> list[str]:
    return plain(lines)


@pytest.mark.snapshot
@pytest.mark.parametrize("ascii_only", [False, True], ids=["dots", "ascii"])
@pytest.mark.parametrize("name", ["lines", "stack"])
def test_charts(name: str, ascii_only: bool, snapshot: SnapshotAssertion) -> None:
    chart = {"lines": LINES, "stack": STACK}[name]
    for size in SIZES[:2]:
        rows = "\n".join(texts(draw(chart, *size, plain=ascii_only))) + "\n"
        assert rows == snapshot(name=f"{size[0]}x{size[1]}")


@pytest.mark.parametrize("chart", [LINES, STACK], ids=lambda chart: chart.title)
@pytest.mark.parametrize("ascii_only", [False, True], ids=["dots", "ascii"])
@given(cells=st.integers(24, 200), rows=st.integers(6, 60))
def test_a_chart_keeps_to_its_room(chart: Chart, ascii_only: bool, cells: int, rows: int) -> None:
    drawn = texts(draw(chart, cells, rows, ascii_only))

    assert len(drawn) <= rows
    assert max(cell_len(row) for row in drawn) <= cells


def test_ascii_charts_have_nothing_but_ascii_and_the_names() -> None:
    names = {sign for one in (*LINES.series, *STACK.series) for sign in one.name}
    signs = {sign for chart in (LINES, STACK) for row in texts(draw(chart, 70, 20, True)) for sign in row}

    assert {sign for sign in signs - names if not sign.isascii()} == set()


@given(st.lists(st.lists(st.integers(0, 999), min_size=4, max_size=4), min_size=1, max_size=6))
def test_the_parts_of_a_stack_add_up_to_the_height_of_the_whole(parts: list[list[int]]) -> None:
    chart = Chart(
        title="",
        kind=BARS,
        axis=Axis(("",) * 4, ("",) * 4),
        series=[Series(name="", values=row) for row in parts],
    )
    axes = Axes(left=0, cells=16, rows=10, low=0, high=5000, steps=4, bars=True)
    for step, total in enumerate(chart.totals()):
        heights = [
            dots_high(axes, sum(row[step] for row in parts[:number])) for number in range(len(parts) + 1)
        ]

        assert heights == sorted(heights)
        assert heights[-1] == dots_high(axes, total or 0)


def test_the_tallest_bar_is_as_high_as_its_value() -> None:
    chart = Chart(
        title="", kind=BARS, axis=Axis(("a", "b"), ("a", "b")), series=[Series(name="x", values=[50, 100])]
    )
    rows = texts(draw(chart, 40, 12))
    full = marks.area_sample(marks.pattern(0), 1)
    heights = [sum(row[place : place + 1] == full for row in rows) for place in range(40)]
    columns = sorted({height for height in heights if height > 1})

    assert columns == [5, 10]


def test_bars_differ_by_pattern_and_lines_by_dash_and_letter() -> None:
    patterns = [marks.area_sample(marks.pattern(number)) for number in range(len(marks.PATTERNS))]
    dashes = [marks.line_sample(marks.dash(number), 8) for number in range(len(marks.DASHES))]
    shown = "\n".join(texts(draw(LINES, 96, 28)))

    assert len(set(patterns)) == len(patterns)
    assert len(set(dashes)) == len(dashes)
    assert all(sign in shown for sign in ("A ", "B ", " o"))


@pytest.mark.parametrize("ascii_only", [False, True], ids=["dots", "ascii"])
def test_several_dotted_lines_have_letters(ascii_only: bool) -> None:
    past = Series(name="History", values=[0, 10, 20, 30, 40])
    chart = evolve(LINES, dotted=[*LINES.dotted, past], bands=[])
    shown = "\n".join(texts(draw(chart, 96, 28, plain=ascii_only)))

    assert all(shown.count(sign) > 1 for sign in ("C", "D"))  # in the plot and in the legend
    assert [entry.mark[:1] for entry in entries(chart, ascii_only)][2:4] == ["C", "D"]


@pytest.mark.parametrize("cells", [30, 44, 60, 90])
def test_a_legend_fits_and_its_columns_line_up(cells: int) -> None:
    rows = texts(legend(STACK, cells, plain=False, most=3))

    assert max(cell_len(row) for row in rows) <= cells
    assert len(rows) <= 3
    if len(rows) == 3:
        assert len({cell_len(row) for row in rows}) == 1


def test_a_legend_counts_what_it_leaves_out() -> None:
    many = Chart(
        title="",
        kind=BARS,
        axis=AXIS,
        series=[Series(name=f"Series number {n}", values=[1]) for n in range(9)],
    )

    assert texts(legend(many, 40, plain=False, most=2))[-1].endswith("more")


def test_the_words_and_the_numbers_say_what_the_picture_shows() -> None:
    said = described(LINES)

    assert said[0] == "A  Your game: from 0 (FY2012 1) to 210 (FY2015 1)."
    assert "Target: 280." in said
    assert "What really happened: 140 (FY2014 1)." in said
    assert "Your game may come to lie between 225 and 300." in said
    assert numbers(STACK).rows[0].cells == ("FY2014 2", "$30M", "$80M", "$40M", "$150M")


def test_an_empty_chart_says_so() -> None:
    empty = Chart(title="Members", axis=AXIS, empty="There are no members yet.")

    assert texts(draw(empty, 60, 20)) == ["There are no members yet."]
    assert described(empty) == ["There are no members yet."]


@given(st.integers(-10_000, 10_000), st.integers(1, 1_000_000), st.integers(2, 12))
def test_ticks_are_few_even_and_around_the_values(low: int, span: int, most: int) -> None:
    found = ticks(low, low + span, most)
    steps = {round(b - a, 6) for a, b in pairwise(found)}

    assert 2 <= len(found) <= max(most, 3)
    assert found[0] <= low + 1e-6
    assert found[-1] >= low + span - 1e-6
    assert len(steps) == 1
    assert str(int(min(steps))).strip("0") in {"1", "2", "5"}


@given(st.integers(1, 60), st.integers(1, 30))
def test_a_canvas_has_as_many_cells_as_it_was_made_with(cells: int, rows: int) -> None:
    text = Canvas(cells, rows).text()

    assert [cell_len(row) for row in text] == [cells] * rows


@given(*[st.floats(-50, 150) for _ in range(4)])
def test_a_line_joins_its_ends_without_a_gap(x0: float, y0: float, x1: float, y1: float) -> None:
    canvas = Canvas(30, 20)
    canvas.path([x0, x1], [y0, y1], 1)
    for x, y in ((x0, y0), (x1, y1)):
        if 0 <= round(x) < canvas.width and 0 <= round(y) < canvas.height:
            assert canvas.dots[round(y), round(x)]
    rows, columns = canvas.dots.nonzero()
    if len(rows):
        # Along the longer way there is a dot on every row or column between the ends that are on the canvas.
        longer = columns if abs(round(x1) - round(x0)) >= abs(round(y1) - round(y0)) else rows
        assert len(set(longer.tolist())) == longer.max() - longer.min() + 1


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_a_rectangle_fills_its_dots(x0: int, y0: int, wide: int, high: int) -> None:
    canvas = Canvas(20, 10)
    canvas.rectangle(x0, y0, x0 + wide, y0 + high, 3)

    assert canvas.dots.sum() == min(wide, canvas.width - x0) * min(high, canvas.height - y0)


def test_the_grid_lies_under_everything() -> None:
    canvas = Canvas(1, 1)
    canvas.row(0, 1, GRID)
    canvas.dot(0, DOWN - 1, 2)

    assert canvas.inks().tolist() == [[2]]


@given(
    st.lists(st.tuples(st.integers(-2, 20), st.integers(0, 3), st.text("ab研究 ", max_size=8)), max_size=12)
)
def test_wide_characters_never_break_a_row(puts: list[tuple[int, int, str]]) -> None:
    picture = Picture(18, 4)
    for x, y, text in puts:
        picture.put(x, y, text, f"style-{len(text)}")

    for row, line in enumerate(picture.lines()):
        assert cell_len("".join(text for _style, text in line)) <= 18, row


@given(VALUES, st.integers(1, 12), st.booleans())
def test_a_spark_line_fills_its_cells(values: list[int], cells: int, ascii_only: bool) -> None:
    assert cell_len(spark(values, cells, ascii_only)) == cells
