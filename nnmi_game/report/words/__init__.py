"""The facts of a review as sentences, in the language in use: for the page and for screens alike."""

from nnmi_game.report.words.findings import about, evidence, title
from nnmi_game.report.words.grids import Grid, end_grid, lever_grid, turn_grid
from nnmi_game.report.words.guesses import guess_summary
from nnmi_game.report.words.names import lever, points, source, told, who
from nnmi_game.report.words.questions import question
from nnmi_game.report.words.short import in_short
from nnmi_game.report.words.turnings import change, choice, company, decision, luck, when, worth

__all__ = [
    "Grid", "about", "change", "choice", "company", "decision", "end_grid", "evidence", "guess_summary", "in_short",
    "lever", "lever_grid", "luck", "points", "question", "source", "title", "told", "turn_grid", "when", "who", "worth",
]  # fmt: skip
