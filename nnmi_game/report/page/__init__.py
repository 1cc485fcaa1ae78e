"""Reviews as one HTML file: no script, nothing from outside, readable on a screen and on paper."""

from nnmi_game.report.page.cohort import cohort_page
from nnmi_game.report.page.document import page

__all__ = ["cohort_page", "page"]
