"""The report of the last turn as sentences, and what became of guesses."""

from __future__ import annotations

from nnmi_game.game.game import Game
from nnmi_game.game.guesses import SURE, Outcome, calibration
from nnmi_game.locale import gettext as _
from nnmi_game.plain.forecasts import figure_name, unit_of
from nnmi_game.plain.speech import between, heading, paragraph_lines, part_lines
from nnmi_game.tui.views.figures import figure, signed_figure
from nnmi_game.tui.views.report import NAMED, Change, changes, event_lines, most_telling, steps


def report_lines(game: Game) -> list[str]:
    """Events, what became of calls and institutes, what changed and why, what became of guesses."""
    if not game.past:
        return [_("No turn has been played yet.")]
    lines = []
    for headline, about in event_lines(game):
        lines += part_lines(
            [("heading", _("It happened: {headline}").format(headline=headline)), ("", about)]
        )
    if found := steps(game):
        lines += [heading(_("Calls and institutes")), *found]
    if told := most_telling(game):
        lines += [heading(_("What mattered most")), *(said for one in told for said in paragraph_lines(one))]
    lines.append(heading(_("What changed, and why")))
    moved = sorted(changes(game), key=lambda c: -abs(c.difference) / max(abs(c.before), abs(c.after), 1))
    lines += [change_line(change) for change in moved]
    if outcomes := game.outcomes(len(game.past)):
        lines += [heading(_("Your guesses")), *(outcome_line(game, one) for one in outcomes)]
    return lines


def change_line(change: Change) -> str:
    """A stock in a line: from what to what, and the largest causes."""
    said = _("{title}: {before} to {after}, {difference}.").format(
        title=change.title,
        before=figure(change.before, change.unit),
        after=figure(change.after, change.unit),
        difference=signed_figure(change.difference, change.unit),
    )
    causes = [(cause.words, cause.amount) for cause in change.causes[:NAMED]]
    if rest := change.causes[NAMED:]:
        causes.append((_("everything else"), sum(cause.amount for cause in rest)))
    if not causes:
        return said
    named = between().join(
        _("{amount} {cause}").format(amount=signed_figure(amount, change.unit), cause=words)
        for words, amount in causes
    )
    return _("{change} Why: {causes}.").format(change=said, causes=named)


def outcome_line(game: Game, one: Outcome) -> str:
    """What was guessed and what came of it."""
    guess, unit = one.guess, unit_of(one.guess.measure)
    text = (
        _("{figure}: {actual}, within your range of {low} to {high}; you guessed {value}.")
        if one.hit
        else _("{figure}: {actual}, outside your range of {low} to {high}; you guessed {value}.")
    )
    return text.format(
        figure=figure_name(game, guess.measure, guess.of),
        actual=figure(one.actual, unit),
        low=figure(guess.low, unit),
        high=figure(guess.high, unit),
        value=figure(guess.value, unit),
    )


def guess_record(game: Game) -> list[str]:
    """How good the guesses have been so far."""
    found = calibration(game.outcomes())
    if not found.guesses:
        return []
    return [
        _(
            "Ranges that held so far: {hits} of {guesses}, {share}%; {sure}% would be right. Figures above the range: "
            "{above}; below: {below}."
        ).format(
            hits=found.hits,
            guesses=found.guesses,
            share=found.share,
            sure=SURE,
            above=found.above,
            below=found.below,
        )
    ]
