"""The pages of a game, told from the same tables, sheets and texts that fill the screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import evolve

from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext
from nnmi_game.plain.guessing import guess_line, note
from nnmi_game.plain.listing import Listing
from nnmi_game.plain.pictures import charts_page, map_page
from nnmi_game.plain.reports import outcome_line, report_lines
from nnmi_game.plain.speech import between, sentence, titled, without_number
from nnmi_game.plain.turns import turns_page
from nnmi_game.tui.views import (
    books,
    competitions,
    desk,
    events,
    final,
    guesses,
    institutes,
    lapsing,
    members,
    network,
    policy,
    portfolio,
    scorecard,
    tray,
    workforce,
)
from nnmi_game.tui.views.figures import local
from nnmi_game.tui.views.guided import institute_options
from nnmi_game.tui.views.header import header_parts
from nnmi_game.tui.views.lesson import lesson_parts
from nnmi_game.tui.views.sheet import Block
from nnmi_game.tui.views.table import Table

if TYPE_CHECKING:
    from nnmi_game.game.game import Game
    from nnmi_game.game.guesses import Guess
    from nnmi_game.plain.office import Office

#: Columns of a long table below this rank are told with the thing itself.
MAIN = 5


def where(game: Game) -> str:
    """Scenario, date, turn, attention, orders in a line."""
    said = header_parts(game)[:2]
    if not game.over:
        used, capacity = game.attention
        orders = ngettext("{count} order", "{count} orders", len(game.tray)).format(count=len(game.tray))
        said += [_("attention {used} of {capacity} used").format(used=used, capacity=capacity), orders]
    return sentence(between().join([local(game.scenario.title), *said]))


def desk_page(office: Office, _of: str) -> Listing:
    """What waits, the goals, the network in a sentence; the rest by number."""
    game = office.game
    page = Listing(_("Desk"))
    page.say(where(game))
    page.head(_("On your desk"))
    for item in desk.waiting(game):
        said = between().join(filter(None, (item.title, item.note)))
        page.choose(sentence(said), _opener(office, item.page, item.of))
    page.blocks([desk.goals(game, plain=True)])
    page.say(desk.phases_line(game))
    page.head(_("More"))
    for block in (desk.network(game), desk.agencies(game)):
        page.choose(block.title, _teller(office, Listing(block.title), block))
    return page


def _teller(office: Office, listing: Listing, *blocks: Block) -> Callable[[], None]:
    def tell() -> None:
        listing.blocks(blocks, leave_out=(desk.marks_explained(),))
        office.show(listing)

    return tell


def _opener(office: Office, page: str, of: str) -> Callable[[], None]:
    return lambda: office.open(page, of)


def institutes_page(office: Office, of: str) -> Listing:
    """The institutes; or the books of one, and the orders about it."""
    game = office.game
    if of:
        return _books(office, of)
    page = Listing(_("Institutes"))
    sorting = institutes.SORTINGS[office.sorting]
    table = institutes.institutes_table(game, sorting)
    title = _("Institutes, by {order}").format(order=_(sorting.title)) if table.rows else ""
    page.rows(title, table, lambda key: office.open("institutes", key), MAIN)
    if table.rows:
        page.say(institutes.columns_explained(wide=True))
        page.choose(_("Sort them in another way"), office.sort_institutes, "j")
        _institute_orders(office, page, "")
    return page


def _books(office: Office, of: str) -> Listing:
    game = office.game
    k = game.tables.technology[of]
    page = Listing(institutes.institute_name(game, k))
    if k not in institutes.there(game):
        return competitions_page(office, of)
    page.blocks(books.books(game, k))
    page.head(_("Orders about it"))
    _institute_orders(office, page, of)
    page.choose(_("Its members, and recruiting"), lambda: office.open("members", of))
    return page


def _institute_orders(office: Office, page: Listing, of: str) -> None:
    page.choose(_("Give money"), lambda: office.order("fund", of), "f")
    page.choose(_("Change the taper"), lambda: office.order("taper", of), "a")
    page.choose(_("Renew"), lambda: office.order("renew", of), "r")
    page.choose(_("Close it"), lambda: office.order("close", of), "y")


def competitions_page(office: Office, of: str) -> Listing:
    """The fields without an institute; or one of them, with its proposals, and the orders about it."""
    game = office.game
    if of and game.tables.technology[of] in institutes.there(game):
        return _books(office, of)
    if of:
        return _field(office, of)
    page = Listing(_("Competitions"))
    table = competitions.fields_table(game)
    page.rows(_("Fields without an institute"), table, lambda key: office.open("competitions", key), MAIN)
    _competition_orders(office, page, "")
    return page


def _field(office: Office, of: str) -> Listing:
    game = office.game
    k = game.tables.technology[of]
    page = Listing(local(game.scenario.technologies[k].name))
    offers = game.proposals(of)
    if offers:
        page.head(_("Proposals: {field}").format(field=page.name))
        for offer in offers:
            _proposal(page, competitions.offer_cells(game, k, offer))
        page.say(competitions.reading_text(game))
    page.blocks(competitions.field_blocks(game, k))
    page.head(_("Orders about it"))
    _competition_orders(office, page, of)
    return page


#: How many of the labels of a proposal, after its name, are told in one line: the money, then the partners.
IN_A_LINE = (1, 1, 2, 2, 1, 1, 1, 4, 1)


def _proposal(page: Listing, cells: list[str]) -> None:
    """One proposal; the screen has it beside the others."""
    page.head(_("Proposal of {bidder}").format(bidder=cells[0]))
    told = [
        _("{label}: {value}").format(label=label, value=cell)
        for label, cell in zip(competitions.offer_labels()[1:], cells[1:], strict=True)
    ]
    for count in IN_A_LINE:
        page.say(sentence(between().join(told[:count])))
        told = told[count:]


def _competition_orders(office: Office, page: Listing, of: str) -> None:
    phases = {institutes.phase_id(office.game, k) for k in competitions.fields(office.game)}
    if of:
        phases = {institutes.phase_id(office.game, office.game.tables.technology[of])}
    if phases & {"open", "closed"}:
        page.choose(_("Open a competition"), lambda: office.order("solicit", of), "r")
    if "proposed" in phases:
        page.choose(_("Award a proposal"), lambda: office.order("award", of), "a")
        page.choose(_("Turn all down"), lambda: office.order("decline", of), "j")


def members_page(office: Office, of: str) -> Listing:
    """The institutes with their members; or channels, regions and dues of one."""
    game = office.game
    page = Listing(_("Members"))
    if of and game.tables.technology[of] in institutes.there(game):
        k = game.tables.technology[of]
        page.name = institutes.institute_name(game, k)
        page.blocks(members.member_blocks(game, k))
        page.head(_("Orders about it"))
    else:
        of = ""
        table = members.members_table(game)
        page.rows(_("Members of the institutes"), table, lambda key: office.open("members", key))
        if not table.rows:
            return page
        page.say(members.columns_explained(game))
    page.choose(_("Recruit small firms"), lambda: office.order("recruit", of), "r")
    page.choose(_("Set dues"), lambda: office.order("dues", of), "f")
    page.choose(_("Set vouchers"), lambda: office.order("vouchers", of), "y")
    return page


def workforce_page(office: Office, of: str) -> Listing:
    """Programs, standing money, people in training, regions; or what one program is."""
    game = office.game
    page = Listing(_("Workforce"))
    if of:
        page.tell(workforce.program_about(game, of))
        page.choose(_("Pay for it"), lambda: office.order("train", of), "f")
        return page
    page.tell(workforce.summary(game))
    page.rows(_("Programs"), workforce.programs(game), lambda key: office.open("workforce", key))
    nothing = _("No money stands for any program.")
    page.table(_("Money that stands"), evolve(workforce.standing(game), empty=nothing))
    waiting = workforce.waiting(game)
    ends = {column.key: _in_turns(column.key) for column in waiting.columns if column.key.startswith("in-")}
    page.table(_("In training, by the turn in which they finish"), titled(waiting, ends))
    page.table(_("Regions"), workforce.regions(game))
    page.tell(workforce.dilemma(game))
    page.choose(_("Pay for a workforce program"), lambda: office.order("train", ""), "f")
    return page


def _in_turns(key: str) -> str:
    """When people finish, from the key of a column such as ``in-2``."""
    turns = int(key.removeprefix("in-"))
    text = ngettext("in {count} turn", "in {count} turns", turns)
    return text.format(count=turns) if turns else _("this turn")


def portfolio_page(office: Office, _of: str) -> Listing:
    """The pipeline of each institute, what the stages cost, the order for the mix."""
    game = office.game
    page = Listing(_("Portfolio"))
    page.rows(
        _("Projects under way; choose an institute to set its mix"), portfolio.institutes(game),
        lambda key: office.order("mix", key),
    )  # fmt: skip
    page.table(_("A project at each stage"), portfolio.stages(game))
    page.tell(portfolio.explanation(game))
    if institute_options(game):
        page.choose(_("Set the mix of new projects"), lambda: office.order("mix", ""), "f")
    return page


def network_page(office: Office, of: str) -> Listing:
    """What institutes know through links, and the links; or the partners of one."""
    game = office.game
    page = Listing(_("Network"))
    if of:
        name = institutes.institute_name(game, game.tables.technology[of])
        page.table(_("Partners for {field}, the best first").format(field=name), network.partners(game, of))
    else:
        page.rows(
            _("Institutes and what they know through links"), network.knowledge(game),
            lambda key: office.open("network", key),
        )  # fmt: skip
        page.table(_("Links"), network.links(game))
        page.tell(network.costs(game))
        page.choose(_("How far apart any two fields are"), lambda: office.show(_distances(game)))
    page.choose(_("Link two institutes, or cut their link"), lambda: office.order("link", ""), "f")
    return page


def _distances(game: Game) -> Listing:
    """The matrix with names where the screen has numbers; each pair is told once."""
    page = Listing(_("Network"))
    matrix = network.matrix(game)
    names = [row.cells[1] for row in matrix.rows]
    columns = [
        *matrix.columns[:2],
        *(evolve(c, title=name) for c, name in zip(matrix.columns[2:], names, strict=True)),
    ]
    rows = [
        evolve(row, cells=(*row.cells[:2], *("" if b <= a else row.cells[2 + b] for b in range(len(names)))))
        for a, row in enumerate(matrix.rows[:-1])
    ]
    page.table(_("How far apart any two fields are, in per cent"), Table(columns=columns, rows=rows))
    return page


def policy_page(office: Office, of: str) -> Listing:
    """Support, the agencies' money, appropriations, presence; or why one support moved."""
    game = office.game
    page = Listing(_("Politics"))
    if of:
        page.tell(policy.why(game, of))
    else:
        page.rows(_("Support"), policy.support(game), lambda key: office.open("policy", key))
        page.table(_("The agencies' money this turn"), policy.purses(game))
        page.tell([("", lapsing.sentence(game))])
        page.table(_("Appropriations as they came, and base money promised"), policy.years(game))
        page.table(_("Where the program is seen"), policy.presence(game))
    page.choose(_("Campaign for support"), lambda: office.order("campaign", ""), "f")
    return page


def events_page(office: Office, of: str) -> Listing:
    """What waits for a response, what is at work, what has happened; or one event."""
    game = office.game
    page = Listing(_("Events"))
    waiting = {event.id for event, _options in game.pending_events()}
    if of in waiting:
        _waiting_event(office, page, of)
        return page
    if of:
        page.tell(events.about(game, of))
        return page
    page.rows(_("Waiting for your response"), events.waiting(game), lambda key: office.open("events", key))
    page.table(_("Still at work"), events.lasting(game))
    page.rows(
        _("What has happened, the latest first"),
        events.chronicle(game),
        lambda key: office.open("events", key),
    )
    return page


def _waiting_event(office: Office, page: Listing, of: str) -> None:
    """What happened, and the ways to respond; a way is chosen by its number."""
    game = office.game
    event, options = next(one for one in game.pending_events() if one[0].id == of)
    page.tell([("heading", local(event.name)), ("", local(event.about))])
    for place, option in enumerate(options, start=1):
        title, *more = events.option_lines(game, option, place)
        page.choose(sentence(without_number(place, title)), _responder(office, of, option.id))
        page.tell(("", line) for line in more)
    page.say(
        _("If you give no answer this turn, the first stands: {option}.").format(
            option=local(options[0].name)
        )
    )


def _responder(office: Office, event: str, option: str) -> Callable[[], None]:
    return lambda: office.respond(event, option)


def scorecard_page(office: Office, of: str) -> Listing:
    """The goals and their parts; or what one of them is."""
    game = office.game
    page = Listing(_("Scorecard"))
    if of:
        page.tell(scorecard.details(game, of))
        return page
    track = office.track()
    titles = {
        "turn": _("since the turn before"),
        "year": _("since a year before"),
        "base": _("worth nothing at"),
        "target": _("worth full points at"),
        "held": _("at the end of the game if all stays as it is"),
        "history": _("in the record"),
    }
    table = titled(scorecard.table(game, track), titles)
    names = {goal.id: _("The goal {goal}").format(goal=local(goal.name)) for goal in game.scenario.goals}
    rows = [  # capitals would be spelled
        evolve(row, cells=(names[row.key], *row.cells[1:])) if row.key in names else row for row in table.rows
    ]
    page.rows(
        _("The four goals, 0 to 1000 each"),
        evolve(table, rows=rows),
        lambda key: office.open("scorecard", key),
    )
    if track is not None:
        page.say(_("Record: {title} at the same turn.").format(title=track.title))
    return page


def tray_page(office: Office, _of: str) -> Listing:
    """The orders of this turn with their costs, and the money that is left."""
    game = office.game
    page = Listing(_("Orders"))
    table = tray.tray_table(game)
    if table.rows:
        page.rows(_("This turn's orders; choose one to take it back"), table, office.take_back_key)
        page.choose(_("Take all back"), office.take_all_back, "a")
    else:
        page.say(_("No order has been given this turn."))
    page.head(_("Free to spend this turn"))
    page.say(*(_("{label}: {value}").format(label=name, value=free) for name, free in tray.money_lines(game)))
    page.say(*tray.attention_lines(game))
    return page


def briefing_page(office: Office, _of: str) -> Listing:
    """What the scenario is about."""
    scenario = office.game.scenario
    page = Listing(_("Briefing"))
    page.head(local(scenario.title))
    page.tell([("", local(scenario.briefing)), ("heading", _("What the law asks"))])
    page.say(
        *(
            _("{label}: {value}").format(label=local(one.name), value=local(one.about))
            for one in scenario.goals
        )
    )
    if notes := local(scenario.notes):
        page.tell([("heading", _("On sources and assumptions")), ("", notes)])
    return page


def guesses_page(office: Office, _of: str) -> Listing:
    """What is asked for, the guesses of this turn, what became of earlier ones, how good they are."""
    game = office.game
    page = Listing(_("Guesses"))
    page.say(*guesses.asked(game))
    if game.guesses:
        page.head(_("Guesses about this turn; choose one to take it back"))
    for one in game.guesses:
        page.choose(guess_line(game, one), _withdrawer(office, one))
    if earlier := game.outcomes():
        page.head(_("Earlier guesses, the last first"))
        page.say(
            *(
                _("Turn {turn}: {outcome}").format(turn=one.turn, outcome=outcome_line(game, one))
                for one in reversed(earlier)
            )
        )
    page.say(guesses.record(game))
    if not game.over:
        page.choose(_("Guess a figure of the coming turn"), lambda: note(office, ""))
    return page


def _withdrawer(office: Office, one: Guess) -> Callable[[], None]:
    def withdraw() -> None:
        office.session.withdraw(one.measure, one.of)
        office.open("guesses")

    return withdraw


def report_page(office: Office, _of: str) -> Listing:
    """What changed in the last turn, and why."""
    page = Listing(_("Last turn"))
    page.say(*report_lines(office.game))
    return page


def lesson_page(office: Office, _of: str) -> Listing:
    """The lesson of this turn, if there is one."""
    page = Listing(_("Lesson"))
    parts = lesson_parts(office.game)
    if not parts:
        page.say(_("There is no lesson for this turn."))
        return page
    page.tell(parts)
    if office.is_first("lesson"):
        page.say(_lesson_explained())
    return page


def _lesson_explained() -> str:
    return _(
        "The lesson speaks of the screens: type a letter that it names and press Enter, choose lines by their "
        "numbers, and pass over Enter, PgDn and the columns."
    )


def final_page(office: Office, _of: str) -> Listing:
    """The end of the game beside history's."""
    game = office.game
    page = Listing(_("The end of the game"))
    history = office.history()
    page.head(_("The end of the game"))
    page.say(final.ending_sentence(game), *final.verdict(game, history))
    page.table(_("The four goals, 0 to 1000 each"), final.goal_table(game, history, plain=True))
    page.table(_("The figures behind the goals"), final.record_table(game, history))
    return page


PAGES = {
    "desk": desk_page,
    "institutes": institutes_page,
    "competitions": competitions_page,
    "members": members_page,
    "workforce": workforce_page,
    "portfolio": portfolio_page,
    "network": network_page,
    "policy": policy_page,
    "events": events_page,
    "scorecard": scorecard_page,
    "tray": tray_page,
    "briefing": briefing_page,
    "map": map_page,
    "charts": charts_page,
    "time": turns_page,
    "report": report_page,
    "lesson": lesson_page,
    "guesses": guesses_page,
    "final": final_page,
}
