"""What the commands do that are no pages: the turn, the advisors, forecasts, guesses, going back, help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from nnmi_game.locale import LANGUAGES, N_, language, match_language, set_language
from nnmi_game.locale import gettext as _
from nnmi_game.plain.amounts import folded
from nnmi_game.plain.listing import Listing
from nnmi_game.plain.matching import near, number
from nnmi_game.plain.opening import (
    begin,
    continue_last,
    delete_game,
    open_recorded,
    open_saved,
    watch_recorded,
)
from nnmi_game.plain.questions import is_word
from nnmi_game.plain.speech import heading, paragraph_lines
from nnmi_game.tui.views.figures import local
from nnmi_game.tui.views.form import Option

if TYPE_CHECKING:
    from nnmi_game.analysis.coach import Suggestion
    from nnmi_game.plain.office import Office
    from nnmi_game.report.review import Review

#: Words behind a command. The translations are understood as well.
# i18n: words that the player types, in small letters
NOW, KEEP, ORDERS = N_("now"), N_("keep"), N_("orders")


def give(office: Office, rest: str) -> None:
    """Ask which order, then for the order; or take it from the line."""
    from nnmi_game.game.words.numbers import listed
    from nnmi_game.plain import kinds, ordering

    word, _space, more = rest.partition(" ")
    if rest:
        if not ordering.from_line(office, rest, word, more.strip()):
            nearest = near(word, ordering.shown())
            office.talk.wrong(
                _("There is no order {order!r}: did you mean {near}?").format(order=word[:60], near=nearest)
                if nearest
                else _("There is no order {order!r}; there are {known}.").format(
                    order=word[:60], known=listed(ordering.shown())
                )
            )
        return
    if ordering.over(office):
        return
    options = [Option(kind.word, _(kind.title)) for kind in kinds.ORDERS]
    ordering.ask(office, office.questions.one(_("Which order"), options))


def undo(office: Office, rest: str) -> None:
    """Take an order back."""
    tray = office.game.tray
    if not tray:
        office.talk.wrong(_("No order has been given this turn."))
        return
    place = number(rest) if rest else len(tray)
    if place is None or not 1 <= place <= len(tray):
        office.talk.wrong(
            _("There is no order {number!r}: choose from 1 to {count}.").format(
                number=rest[:60], count=len(tray)
            )
        )
        return
    from nnmi_game.game import words

    taken = tray[place - 1]
    office.session.take_back(place - 1)
    office.talk.say(_("Taken back: {order}").format(order=words.order(taken, office.game.scenario)))


def end(office: Office, rest: str) -> None:
    """Carry the orders out."""
    from nnmi_game.tui.views.turn import doubts

    game = office.game
    if office.session.looking_back:
        _branch_off(office)
        return
    if game.over:
        office.talk.wrong(_("The game is over."))
        return
    questions = doubts(game)
    if questions and not is_word(rest, NOW):
        office.talk.say(*questions)
        if not office.questions.yes(_("End the turn?")):
            office.talk.say(_("The turn has not been ended."))
            return
    office.session.end_turn()
    office.talk.pause()
    office.talk.say(_("Turn {turn} has been played.").format(turn=len(game.past)))
    office.open("report")
    office.page = None
    office.talk.pause()
    stand(office)


def _branch_off(office: Office) -> None:
    """Play on from the turn that is looked at, if that is meant."""
    question = _(
        "Play on from turn {turn}? A new game begins here, with the orders of this turn in the tray. The game you "
        "leave is kept as it is."
    ).format(turn=office.game.turn)
    if office.questions.yes(question):
        office.session.branch_off()
        office.tell_turn()


def look(office: Office, rest: str) -> None:
    """Look back at a turn, or return to the present."""
    from nnmi_game.plain.turns import look as look_at

    whole = office.session.kept or office.game
    turn = whole.turn if is_word(rest, NOW) else number(rest)
    if not rest:
        office.open("time")
    elif turn is None or not 1 <= turn <= whole.turn:
        office.talk.wrong(
            _("{word!r} is no turn to look at: type a number from 1 to {last}, or now.").format(
                word=rest[:60], last=whole.turn
            )
        )
    else:
        look_at(office, turn)


def earlier(office: Office, _rest: str) -> None:
    """Look at the turn before."""
    from nnmi_game.plain.turns import look as look_at

    if office.game.turn == 1:
        office.talk.wrong(_("There is no earlier turn."))
    else:
        look_at(office, office.game.turn - 1)


def later(office: Office, _rest: str) -> None:
    """Look at the turn after."""
    from nnmi_game.plain.turns import look as look_at

    whole = office.session.kept or office.game
    if office.game.turn >= whole.turn:
        office.talk.wrong(_("There is no later turn yet."))
    else:
        look_at(office, office.game.turn + 1)


def stand(office: Office) -> None:
    """What is told when a turn begins: the lesson if there is one, and where the game stands."""
    if office.game.over:
        office.open("final")
        office.page = None
        return
    if office.game.lesson() is not None:
        office.open("lesson")
        office.page = None
    office.tell_turn()


def advisors(office: Office, _rest: str) -> None:
    """What each advisor has to say."""
    from nnmi_game.plain.pages import PAGES
    from nnmi_game.tui.views.advisors import said

    page = Listing(_("Advisors"))
    for one in said(office.game):
        text = _("{advisor}, who wants {wants}: {text}").format(
            advisor=one.who, wants=one.wants, text=one.text
        )
        if one.page in PAGES:
            page.choose(text, _opens(office, one.page, one.of))
        else:
            page.say(text)
    office.show(page)


def coach(office: Office, _rest: str) -> None:
    """What could be ordered this turn, and what each order would be worth at the end."""
    from nnmi_game.plain.working import stop, stoppable

    if office.game.over:
        office.talk.wrong(_("The game is over."))
        return
    from nnmi_game.analysis.coach import suggest

    office.talk.say(_("Playing the futures; this takes some seconds, and Ctrl+C stops it."))
    with stoppable(office):
        _tell_suggestions(office, suggest(office.game, stop=stop(office)))


def _tell_suggestions(office: Office, found: Sequence[Suggestion]) -> None:
    from nnmi_game.tui.views import coach as view

    page = Listing(_("What the coach would look at this turn"))
    for one in found[: view.SHOWN]:
        worth = _("{points} points, in 8 of 10 futures {low} to {high}").format(
            points=f"{one.total.middle:+d}", low=f"{one.total.low:+d}", high=f"{one.total.high:+d}"
        )
        page.say(_("{worth}: {order}").format(worth=worth, order=view.what(one, office.game.scenario)))
        page.tell([("", line) for line in view.why(one, office.game)[1:]])
    if not found:
        page.say(_("The coach finds nothing that would better this turn."))
    office.show(page)


def review(office: Office, rest: str) -> None:
    """What was decided in this game and what it did, or the same as a page in a file."""
    from nnmi_game.plain.working import stop, stoppable
    from nnmi_game.report.facts import review as look_back

    session = office.session
    game = session.kept or session.playing
    if not game.past:
        office.talk.wrong(_("No turn has been played yet."))
        return
    office.talk.say(_("Playing the game again; this takes some seconds, and Ctrl+C stops it."))
    run = session.slot.path.stem if session.slot is not None else ""
    with stoppable(office):
        found = look_back(game, run, stop=stop(office))
        if rest:
            _write_review(office, found)
        else:
            _tell_review(office, found)


def _write_review(office: Office, found: Review) -> None:
    try:
        office.talk.say(_("Written: {file}").format(file=office.session.shelf.keep_review(found)))
    except OSError as error:
        reason = error.strerror or error
        office.talk.wrong(_("The page cannot be written: {reason}.").format(reason=reason))


def _tell_review(office: Office, found: Review) -> None:
    from nnmi_game.tui.views.review import CHAPTERS

    page = Listing(_("Looking back on this game"))
    for chapter in CHAPTERS:
        page.blocks(chapter.blocks(found))
    office.show(page)


def glossary(office: Office, rest: str) -> None:
    """What a word of the field means, or all the words there are."""
    from nnmi_game.scenario.glossary import glossary as words_of
    from nnmi_game.tui.views.glossary import term_parts

    known = words_of(language(), office.session.game.scenario if office.session.game is not None else None)
    found = known.search(rest) if rest else list(known.terms)
    if not found:
        office.talk.wrong(
            _("There is no word {word!r} in the glossary; type glossary alone for all of them.").format(
                word=rest[:60]
            )
        )
        return
    page = Listing(_("Glossary"))
    if rest:
        page.tell(term_parts(found[0], known, numbered=False))
        found = found[1:]
    for term in found:
        page.say(_("{term}: {meaning}").format(term=local(term.name), meaning=local(term.about)))
    office.show(page)


def _opens(office: Office, page: str, of: str) -> Callable[[], None]:
    return lambda: office.open(page, of)


def forecast(office: Office, rest: str) -> None:
    """What is likely to come of the tray, of one of its orders, or of an order that has not been given."""
    from nnmi_game.plain.working import stoppable

    with stoppable(office):
        _forecast(office, rest)


def _forecast(office: Office, rest: str) -> None:
    from nnmi_game.plain.forecasts import order_outlook, tray_outlook
    from nnmi_game.plain.ordering import read
    from nnmi_game.plain.working import stop

    game = office.game
    if not rest:
        office.talk.say(*tray_outlook(game, stop(office)))
        return
    place = number(rest)
    if place is not None and not game.tray:
        office.talk.wrong(_("No order has been given this turn."))
        return
    if place is not None:
        if not 1 <= place <= len(game.tray):
            office.talk.wrong(
                _("There is no order {number!r}: choose from 1 to {count}.").format(
                    number=rest[:60], count=len(game.tray)
                )
            )
            return
        office.talk.say(*order_outlook(game, game.tray[place - 1], stop(office)))
        return
    order = read(office, rest)
    if order is None:
        return
    if (refusal := game.refusal(order)) is not None:
        from nnmi_game.game import words

        office.talk.wrong(words.refusal(refusal, game.scenario))
        return
    office.talk.say(*order_outlook(game, order, stop(office)))


def compare(office: Office, rest: str) -> None:
    """Two of the games with this luck, curve by curve."""
    from nnmi_game.plain.turns import compare_two

    compare_two(office, rest)


def ending(office: Office, _rest: str) -> None:
    """How the game ended."""
    if office.session.over:
        office.open("final")
    else:
        office.talk.wrong(_("The game is not over yet."))


def check(office: Office, rest: str) -> None:
    """What an order would cost, or why it would be refused."""
    from nnmi_game.game import words
    from nnmi_game.plain.ordering import over, read
    from nnmi_game.tui.views.verdict import verdict

    if not rest:
        office.talk.wrong(_("Type an order behind check; help orders tells how orders read."))
        return
    if over(office):
        return
    order = read(office, rest)
    if order is None:
        return
    said = verdict(office.game, order)
    if said.accepted:
        office.talk.say(words.order(order, office.game.scenario))
    office.talk.say(*paragraph_lines(said.text))


def guess(office: Office, rest: str) -> None:
    """Note a guess."""
    from nnmi_game.plain.guessing import note

    note(office, rest)


def why(office: Office, rest: str) -> None:
    """What moved a figure."""
    from nnmi_game.plain.reasons import tell

    tell(office, rest, office.told)


def rewind(office: Office, rest: str) -> None:
    """Go on from an earlier turn, in a file of its own."""
    game = office.session.kept or office.game
    first, _space, more = rest.partition(" ")
    if not game.past:
        office.talk.wrong(_("No turn has been played yet."))
        return
    turn = number(first) if rest else _ask_turn(office)
    if turn is None or not 1 <= turn <= len(game.past):
        office.talk.wrong(
            _("{word!r} is no turn to go back to: type a number from 1 to {last}.").format(
                word=first[:60], last=len(game.past)
            )
        )
        return
    earlier = game.rewind(turn, keep_orders=is_word(more, KEEP))
    office.session.open(earlier, office.session.shelf.new_slot(earlier))
    office.talk.say(
        _("You are back before turn {turn}; what you do from here on is kept as a game of its own.").format(
            turn=turn
        )
    )
    stand(office)


def _ask_turn(office: Office) -> int:
    return office.questions.number(
        _("Back to before turn"), 1, len((office.session.kept or office.game).past), None, str, 1
    )


def save(office: Office, _rest: str) -> None:
    """Write the game once more, and say where."""
    office.session.store()
    slot = office.session.slot
    if slot is None:
        office.talk.say(_("The game is kept by no file."))
        return
    office.talk.say(
        _("The game is kept as {file} in {folder}. It is saved by itself after every order and turn.").format(
            file=slot.path.name, folder=slot.path.parent
        )
    )


def go_on(office: Office, _rest: str) -> None:
    """Go on with the last game."""
    continue_last(office)


def new(office: Office, rest: str) -> None:
    """Begin a game."""
    begin(office, rest)


def load(office: Office, rest: str) -> None:
    """Open one of the player's games."""
    open_saved(office, rest)


def recorded(office: Office, rest: str) -> None:
    """Open a copy of a recorded game."""
    open_recorded(office, rest)


def watch(office: Office, rest: str) -> None:
    """Look at a recorded game from its first turn on."""
    watch_recorded(office, rest)


def delete(office: Office, rest: str) -> None:
    """Delete one of the player's games."""
    delete_game(office, rest)


def title(office: Office, _rest: str) -> None:
    """Leave the game for the title."""
    office.session.close()
    office.talk.say(_("The game is kept. You are at the title."))


def quit_(office: Office, _rest: str) -> None:
    """Leave the program."""
    if office.session.game is not None:
        office.talk.say(_("Your game and this turn's orders are saved."))
    office.done = True


def change_language(wish: str) -> bool:
    """Speak another language: the one that is wished for, or the next; False if there is none like this."""
    codes = list(LANGUAGES)
    code = match_language(wish) if wish else codes[(codes.index(language()) + 1) % len(codes)]
    if code is None:
        by_name = {folded(name): code for code, name in LANGUAGES.items()}
        code = by_name.get(folded(wish))
    if code is None:
        return False
    set_language(code)
    return True


def language_(office: Office, rest: str) -> None:
    """Speak another language."""
    if not change_language(rest):
        office.talk.wrong(
            _("{word!r} is no language here: there are {known}.").format(
                word=rest[:60], known=", ".join(LANGUAGES)
            )
        )
        return
    office.talk.say(_("Language: {language}.").format(language=LANGUAGES[language()]))
    if office.session.game is not None:
        office.tell_turn()


def menu(office: Office, _rest: str) -> None:
    """Read the menu."""
    office.tell_menu()


def help_(office: Office, rest: str) -> None:
    """How to play here, what a word does, or how orders read."""
    from nnmi_game.plain.helping import general, of_orders, of_word

    if not rest:
        office.talk.say(*general(office.session.game is not None))
        return
    if is_word(rest, ORDERS):
        office.talk.say(*of_orders())
        return
    lines = of_word(rest)
    if lines:
        office.talk.say(*lines)
    else:
        office.talk.wrong(
            _("There is no help on {word!r}: menu reads the words, help orders the orders.").format(
                word=rest[:60]
            )
        )


def welcome(office: Office) -> None:
    """What is said first."""
    from nnmi_game import __version__

    office.talk.say(
        heading(_("NNMI: The Program Office")),
        _(
            "Carry technology from the laboratory to the factory floor, with other people's laboratories, other "
            "people's factories and a little seed money."
        ),
        _("version {version}").format(version=__version__),
        hint(),
    )


def hint() -> str:
    """How to begin."""
    return _("Type a number or a word, then Enter. Enter alone reads the menu; help explains.")
