"""Pieces of which sections are made: captioned charts, tables, names of turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nnmi_game.game import words
from nnmi_game.report.charts import Mark
from nnmi_game.report.markup import Markup, safe, tag
from nnmi_game.report.review import Points, Review, Turning
from nnmi_game.report.words import Grid, points
from nnmi_game.scenario.model import Calendar


def section(id: str, title: str, *content: str) -> Markup:
    """A part of the report with its heading."""
    return tag("section", tag("h2", title), *content, id=id)


def chart(drawing: Markup, caption: str) -> Markup:
    """A chart with what it shows below it."""
    return tag("figure", drawing, tag("figcaption", caption))


def table(
    caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], numbers: int = 0, class_: str = ""
) -> Markup:
    """A table whose first column names the rows; the last ``numbers`` columns are set to the right."""
    first_number = len(head) - numbers

    def looks(column: int) -> str | None:
        return "number" if column >= first_number else None

    return tag(
        "table",
        tag("caption", caption),
        tag(
            "thead",
            tag("tr", *(tag("th", cell, scope="col", class_=looks(n)) for n, cell in enumerate(head))),
        ),
        tag(
            "tbody",
            *(
                tag(
                    "tr",
                    tag("th", row[0], scope="row"),
                    *(tag("td", cell, class_=looks(n)) for n, cell in enumerate(row[1:], start=1)),
                )
                for row in rows
            ),
        ),
        class_=class_ or None,
    )


def grid_table(caption: str, grid: Grid) -> Markup:
    """A grid of words as a table; all columns but the first are set to the right."""
    return table(caption, grid.head, grid.rows, len(grid.head) - 1)


def paragraphs(texts: Sequence[str]) -> Markup:
    """Sentences, each a paragraph of its own."""
    return Markup("".join(tag("p", text) for text in texts))


def turn_names(review: Review) -> Callable[[int], tuple[str, str]]:
    """For the axes of charts: the number of a turn, and below it the fiscal year that begins with it."""
    return named_turns(review.scenario.calendar)


def named_turns(calendar: Calendar) -> Callable[[int], tuple[str, str]]:
    """The same for any calendar."""

    def named(turn: int) -> tuple[str, str]:
        year, part = divmod(turn - 1, calendar.turns_per_year)
        starts = turn >= 1 and part == 0
        return str(turn), words.period(calendar.first_year + year, 1, 1) if starts else ""

    return named


def whole(value: float) -> str:
    """A number of an axis."""
    return f"{value:,.0f}"


def by_goal(change: Points) -> Markup:
    """What moved of the goals, each with its name."""
    moved = [(words.goal(goal), value) for goal, value in change.items() if value]
    return safe(words.listed(f"{name} {points(value)}" for name, value in moved))


def deed(total: int, order: str) -> Markup:
    """An order in a list, with its worth before it."""
    return tag("li", tag("b", points(total)), " ", order)


def signed(review: Review) -> list[tuple[str, Turning]]:
    """Turning points with the letters that charts and lists share: capitals for what carried the run."""
    carried = [(chr(ord("A") + n), one) for n, one in enumerate(review.carried)]
    return carried + [(chr(ord("a") + n), one) for n, one in enumerate(review.missed)]


def marks(review: Review) -> list[Mark]:
    """The letters of turning points, at their turns."""
    letters: dict[int, str] = {}
    for sign, one in signed(review):
        letters[one.point.turn] = letters.get(one.point.turn, "") + sign
    return [Mark(turn, sign) for turn, sign in letters.items()]
