"""The prime contractor: projects near production, and the concepts that feed them."""

from __future__ import annotations

from collections.abc import Iterator

from nnmi_game.game.advice.seen import Seen, field_id, field_name, institutes, moved
from nnmi_game.game.game import Game
from nnmi_game.game.words.numbers import percent
from nnmi_game.locale import gettext as _


def shelf(game: Game) -> Iterator[Seen]:
    """A mix of late projects that uses up the proven concepts."""
    state, use = game.state, game.tables.c.projects.backlog_use.value
    if not use:
        return
    for k in institutes(game):
        late = int(state.portfolio[0, k, 2] + state.portfolio[0, k, 3])
        ready = int(state.backlog[0, k]) // use
        if late >= 500 and ready <= 3:
            text = _(
                "{late} of new projects in {field} start at MRL 6 and 7, which is what I pay for, but the "
                "shelf holds {ready} proven concepts. Without early projects there will be nothing left to finish."
            )
            yield Seen(
                "shelf",
                48 + late / 40 - 6 * ready,
                text.format(field=field_name(game, k), late=percent(late), ready=ready),
                "portfolio",
                field_id(game, k),
            )


def too_early(game: Game) -> Iterator[Seen]:
    """Much proven and little carried on."""
    state, use = game.state, game.tables.c.projects.backlog_use.value
    if not use:
        return
    for k in institutes(game):
        early = int(state.portfolio[0, k, 0] + state.portfolio[0, k, 1])
        ready = int(state.backlog[0, k]) // use
        if early >= 500 and ready >= 12:
            text = _(
                "In {field} {ready} proven concepts lie on the shelf, and {early} of new projects still start "
                "at MRL 4 and 5. My engineers wait for something that they can put on a line."
            )
            yield Seen(
                "too early",
                35 + early / 40 + min(ready, 30) / 2,
                text.format(field=field_name(game, k), early=percent(early), ready=ready),
                "portfolio",
                field_id(game, k),
            )


def given_up(game: Game) -> Iterator[Seen]:
    """Projects that were given up."""
    for k in institutes(game):
        failed, done = -moved(game, "projects", "given up", k), moved(game, "transitions", "past MRL 7", k)
        if failed >= 3 and failed > 2 * done:
            text = _(
                "{field} gave up {failed} projects last turn and carried {done} past MRL 7. Half-funded "
                "projects fail quietly: fewer at a time would finish more."
            )
            yield Seen(
                "given up",
                30 + 3 * min(failed, 12),
                text.format(field=field_name(game, k), failed=failed, done=done),
                "portfolio",
                field_id(game, k),
            )


def done(game: Game) -> Iterator[Seen]:
    """Technologies that crossed over."""
    for k in institutes(game):
        crossed, every = moved(game, "transitions", "past MRL 7", k), int(game.state.transitions[0, k])
        if crossed:
            text = _(
                "{field} carried {crossed} past MRL 7 last turn, {every} in all. That is what my dues are for. "
                "We are taking them into production."
            )
            yield Seen(
                "done",
                18 + 4 * min(crossed, 8),
                text.format(field=field_name(game, k), crossed=crossed, every=every),
                "portfolio",
                field_id(game, k),
            )


def capability(game: Game) -> Iterator[Seen]:
    """Machines without engineers, or engineers without machines."""
    state = game.state
    for k in institutes(game):
        staff, half = int(state.staff[0, k]), game.tables.c.operations.staff_half.value
        machines = int(state.equipment[0, k]) / float(game.tables.equipment_half[k])
        people = staff / half
        if machines < 0.5 * people and people > 0.3:
            text = _(
                "{field} has {staff} engineers and too few machines for them: its capability is {able} of "
                "1,000. I would sooner see a machine bought there than a third call opened elsewhere."
            )
        elif people < 0.5 * machines and machines > 0.3:
            text = _(
                "The machines in {field} stand idle for want of people: {staff} engineers, capability {able} "
                "of 1,000. Steady income hires engineers; grants for equipment do not."
            )
        else:
            continue
        able = game.measure("institute_capability", field_id(game, k))
        yield Seen(
            "capability",
            26 + 10 * abs(machines - people),
            text.format(field=field_name(game, k), staff=staff, able=able),
            "institutes",
            field_id(game, k),
        )


def rivals(game: Game) -> Iterator[Seen]:
    """Fields where the competition abroad is furthest ahead."""
    state = game.state
    fields = range(game.tables.dims.K)
    parity = {k: 1000 * int(state.domestic[0, k]) // max(int(state.foreign[0, k]), 1) for k in fields}
    k = min(parity, key=lambda k: parity[k])
    if parity[k] >= 900:
        return
    here = k in institutes(game)
    text = (
        _(
            "In {field} we stand at {parity} of what the competition abroad can do, and falling behind costs plants."
        )
        if here
        else _(
            "In {field} we stand at {parity} of what the competition abroad can do, and there is no institute for it."
        )
    )
    yield Seen(
        "rivals",
        14 + (900 - parity[k]) / 30,
        text.format(field=field_name(game, k), parity=percent(parity[k])),
        "institutes" if here else "competitions",
        field_id(game, k),
    )


OBSERVATIONS = (shelf, too_early, given_up, done, capability, rivals)
