"""What is said of the guesses of a run."""

from __future__ import annotations

from nnmi_game.game.guesses import SURE
from nnmi_game.locale import gettext as _
from nnmi_game.report.review import Review


def guess_summary(review: Review) -> str:
    """How many ranges held and to which side the others missed, or what guesses are good for."""
    if not review.outcomes:
        return _(
            "You noted none in this run. A guess before the end of a turn, with a range, shows "
            "afterwards how well you knew your network; without it, whatever comes looks as if it had "
            "been expected."
        )
    held = review.calibration
    return _(
        "{hits} of {guesses} ranges held, {share}%; you were asked to be sure at {asked}%. Figures above the "
        "range: {above}; below: {below}."
    ).format(
        hits=held.hits, guesses=held.guesses, share=held.share, asked=SURE, above=held.above, below=held.below
    )
