"""The facts of a review as sentences, in the language in use: for the page and for screens alike."""

from nnmi_game.report.words.findings import about, evidence, title
from nnmi_game.report.words.names import lever, points, source, who
from nnmi_game.report.words.questions import question
from nnmi_game.report.words.short import in_short
from nnmi_game.report.words.turnings import change, choice, luck, when

__all__ = [
    "about", "change", "choice", "evidence", "in_short", "lever", "luck", "points", "question", "source", "title",
    "when", "who",
]  # fmt: skip
