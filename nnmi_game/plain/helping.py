"""Help: how to play in plain text, what each word does, how orders read in one line."""

from __future__ import annotations

from nnmi_game.locale import gettext as _
from nnmi_game.plain import commands
from nnmi_game.plain.speech import heading


def general(playing: bool) -> list[str]:
    """How to play here."""
    lines = [
        heading(_("How to play in plain text")),
        _("Every line that you type is a number or a word, followed by Enter."),
        _(
            "Enter alone reads the menu. After a page, numbers mean the lines of that page; 0 goes back to the menu."
        ),
        _("The letters of the screens work too: c for competitions, x to end the turn, and so on."),
        _(
            "A word and a thing tell at once what you look for: institutes 2, members additive. It is enough to begin "
            "a name."
        ),
        _(
            "Orders are asked for question by question. Enter keeps what stands there, ? explains and says what the "
            "order costs, cancel leaves it."
        ),
        _("Numbers are typed as they read: 30 or 30M for thirty million dollars, 500K, 40%, 1.5:1."),
        _("An order can be typed in one line as well: help orders tells how."),
        _("In a script a line that begins with # is a remark."),
    ]
    if playing:
        lines.append(
            _(
                "A turn is half a year or a quarter of one. desk says what waits; give orders, then end the turn and "
                "hear what came of them."
            )
        )
    return lines


def of_word(word: str) -> list[str]:
    """What a word does; nothing if there is no such word."""
    found = commands.find(word, playing=True) or commands.find(word, playing=False)
    if found is not None:
        return [heading(_(found.title)), _(found.about)]
    from nnmi_game.plain.kinds import ORDERS
    from nnmi_game.plain.ordering import meant

    kind = next((kind for kind in ORDERS if kind.word == meant(word)), None)
    if kind is None:
        return []
    return [heading(_(kind.title)), _("{word} asks for it, question by question.").format(word=_(kind.word))]


def of_orders() -> list[str]:
    """All orders: the words that ask for them, and their one-line forms."""
    from nnmi_game.engine.orders import KINDS
    from nnmi_game.plain.kinds import ORDERS
    from nnmi_game.plain.order_line import example

    lines = [heading(_("Words that ask for an order, question by question"))]
    lines += [_("{word}: {title}.").format(word=_(kind.word), title=_(kind.title)) for kind in ORDERS]
    lines += [
        heading(_("Orders in one line")),
        _(
            "Bare numbers are thousand dollars and per mille, as in a saved game; 40%, 30M and 1.5:1 are understood. "
            "Names may be begun only; regions take commas, or all."
        ),
    ]
    return [*lines, *(example(kind) for kind in KINDS)]
