"""What is said to a player who types something wrong, stops in the midst, or speaks another language."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnmi_game.engine.orders import text
from nnmi_game.plain import commands, run
from nnmi_game.plain.ordering import WORDS, shown

from .conftest import TINY, Play
from .test_whole_games import check_speakable, drawing

CALL = "solicit technology={field} agency=dod seed=30M years=5 taper=40% match=1:1"


def call(play: Play) -> str:
    """A call that holds in the small scenario."""
    from nnmi_game.game.saves import new_game

    technology = new_game(str(TINY), 5).scenario.technologies[0].id
    return CALL.format(field=technology)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("institues", "'institues' is not understood: did you mean institutes?"),
        ("xyzzy", "'xyzzy' is not understood: menu reads what there is, help explains."),
        ("99", "There is no number 99: choose from 1 to"),
        ("solicit technology=robots", "solicit lacks agency, seed, years, taper, match. It could read:"),
        ("solicit tecnology=robots", "did you mean technology?"),
        ("train program=apprenticeship at=region place=north budget=many", "budget takes a whole number"),
        ("dues technology=nowhere tier=sme amount=3", "technology cannot be 'nowhere'; it can be"),
        ("recruit channel", "No institute yet"),
        ("rewind 3", "No turn has been played yet."),
        ("undo", "No order has been given this turn."),
        ("language tlh", "'tlh' is no language here: there are en, zh."),
        ("forecast solicit", "solicit lacks technology"),
        ("competitions zzz", "'zzz' is not there"),
        ("why", "A number from 1 to"),
        ("guess members 5 9 1", "A guess lies within its range"),
        ("look 9", "'9' is no turn to look at"),
        ("give nothing", "There is no order 'nothing'"),
    ],
)
def test_a_mistake_is_told_with_what_would_be_right(play: Play, line: str, says: str) -> None:
    assert says in play([line]).text


def test_a_mistake_in_a_script_names_its_line_and_the_script_goes_on(play: Play) -> None:
    said = play(["# a remark", "desk", "", "dsek", "end now"])

    assert [line for line in said.lines if "Line 4" in line] == [
        "Line 4: 'dsek' is not understood: did you mean desk?"
    ]
    assert (said.code, len(said.digests())) == (0, 1)


def test_a_strict_script_stops_at_its_first_mistake(play: Play) -> None:
    said = play(["dsek", "end now"], strict=True)

    assert (said.code, said.digests()) == (1, [])


def test_a_refused_order_says_what_would_be_accepted(play: Play) -> None:
    said = play([call(play).replace("years=5", "years=50")])

    assert said.mistakes == ["Line 1: The agreement must run for 3 to 7 years."]


def test_the_end_of_the_script_keeps_the_tray_but_no_half_order(play: Play) -> None:
    line = call(play)

    said = play([line, "campaign", "1"])

    assert said.code == 0
    assert [order.kind for order in said.record().tray] == ["solicit"]
    assert said.lines[-1] == "The game is kept in tiny-5.toml."


def test_a_command_leaves_a_question(play: Play) -> None:
    said = play(["campaign", "tray"])

    assert said.after("tray").startswith("Left; nothing was done.\nNo order has been given this turn.")


def test_a_form_asks_with_bounds_and_defaults(play: Play) -> None:
    said = play(["campaign", "", "500", "3", "yes", "tray", "1"])

    assert "Attention, from 1 to 100; Enter keeps 5: 500" in said.lines
    assert "500 is out of bounds: from 1 to 100 is allowed." in said.mistakes[0]
    assert "The order is in your tray; it is carried out when you end the turn." in said.lines
    assert said.record().tray == ()


def test_a_mix_is_made_to_add_up(play: Play) -> None:
    field = call(play).split()[1].removeprefix("technology=")
    start = [call(play), "end now", f"award {field}", "", "yes", "end now"]

    said = play([*start, f"mix {field}", "1", "10", "20", "30", "10", "50", "yes", "yes"])

    order = next(iter(said.record().tray))
    assert text(order).split(" ", 2)[2] == "mrl4=100 mrl5=200 mrl6=600 mrl7=100 bottom_up=500"


def test_an_event_is_answered_by_the_number_of_the_way(play: Play) -> None:
    script = ["end now"] * 4 + ["events 1", "2", "yes", "tray"]

    said = play(script, "nnmi-2012", 2013)

    assert said.mistakes == []
    assert "2. Keep a skeleton on duty." in said.lines
    assert text(said.record().tray[0]).startswith("respond event=shutdown_2013")


def test_games_are_opened_again(play: Play) -> None:
    play([call(play), "quit"])

    said = play(["continue", "tray", "title", "load 1", "recorded youngstown-idle", "look 2", "later"], None)

    assert "1. Solicit" in said.text
    assert said.mistakes == []
    assert "You look back." in said.text


def test_going_back_makes_a_game_of_its_own(play: Play) -> None:
    said = play([call(play), "end now", "end now", "rewind 2 keep", "look 1", "end", "yes", "tray"])

    assert {path.name for path in said.saves.glob("*.toml")} == {
        "tiny-5.toml",
        "tiny-5-2.toml",
        "tiny-5-3.toml",
    }
    assert "1. Solicit" in said.after("tray")


def test_guesses_are_kept_and_told_about(play: Play) -> None:
    said = play(["guess members 3 0 10", "guess institutes", "2", "1", "3", "end now"])

    assert "Members: 0, within your range of 0 to 10; you guessed 3." in said.lines
    assert "Institutes: 0, outside your range of 1 to 3; you guessed 2." in said.lines


def test_languages_change_at_any_time(play: Play) -> None:
    said = play(["language zh", "办公桌", "１", "语言 en", "desk"])

    assert "办公桌上：" in said.lines
    assert said.mistakes == []
    assert "On your desk:" in said.lines


def test_lines_are_broken_where_it_is_wished(play: Play) -> None:
    said = play(["briefing", "help", "menu"], width=40)

    assert max(map(len, said.lines)) <= 40 + len(": briefing")


def test_every_command_has_words_of_its_own(play: Play) -> None:
    for language in ("en", "zh"):
        play([], None, language=language)
        for on_title in (False, True):
            words = [word for one in commands.usable(not on_title) for word in one.words()]
            words += {*WORDS, *shown()}
            keys = [one.key for one in commands.listed(not on_title) if one.key]
            assert sorted(set(words)) == sorted(words)
            assert sorted(set(keys)) == sorted(keys)


def test_an_order_is_asked_for_by_its_word_in_the_language_in_use(play: Play) -> None:
    said = play([call(play), "招标 1", "取消", "solicit 1"], language="zh")

    assert said.text.count("发起招标") == 2


LINES = st.one_of(
    st.sampled_from([word for one in commands.COMMANDS for word in (one.word, *one.also) if word != "quit"]),
    st.sampled_from(WORDS),
    st.sampled_from(
        ["yes", "no", "1", "2", "3", "0", "", "?", "all", "cancel", "now", "v", "9" * 30, "-5", "²", "½"]
    ),
    st.builds(
        "{} {}".format,
        st.sampled_from(
            ["why", "look", "rewind", "guess", "forecast", "check", "charts", "members", "train", "help"]
        ),
        st.one_of(st.integers(0, 12).map(str), st.text(max_size=12)),
    ),
    st.text(max_size=30),
)


@pytest.mark.property
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines=st.lists(LINES, max_size=16), language=st.sampled_from(["en", "zh"]))
def test_any_lines_are_answered_without_signs_that_draw(
    lines: list[str], language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from nnmi_game.locale import set_language

    set_language(language)
    folder: Path = tmp_path_factory.mktemp("saves")
    out = io.StringIO()
    script = "end now\n" + "\n".join(line.replace("\n", " ") for line in lines)

    code = run(str(TINY), 5, folder, source=io.StringIO(script), out=out)

    assert code == 0
    assert drawing(out.getvalue()) == []


def test_pages_are_speakable(play: Play) -> None:
    words = [
        one.word for one in commands.COMMANDS if one.group in (commands.TURN, commands.PAGE, commands.THINK)
    ]
    script = [
        call(play),
        "end now",
        "award 1",
        "",
        "yes",
        "end now",
        *words,
        "institutes 1",
        "members 1",
        "help orders",
    ]
    for language in ("en", "zh"):
        said = play([line for line in script if line != "end"], language=language)
        check_speakable(said.text)
