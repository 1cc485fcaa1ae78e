from pathlib import Path

from nnmi_game.scenario.bibliography import cited


def test_a_note_is_followed_to_the_titles_it_names():
    found = cited("ace_2021, fy21_rtc; cost and yields are estimates")

    assert [source.id for source in found] == ["ace_2021", "fy21_rtc"]
    assert all(source.title and source.url.startswith("http") for source in found)


def test_words_that_are_no_sources_name_nothing():
    assert cited("an estimate, as most bodies are") == []


def test_a_file_that_cannot_be_read_is_passed_over(tmp_path: Path):
    record = tmp_path / "one" / "record"
    record.mkdir(parents=True)
    (record / "broken.toml").write_text("[sources.a\n", encoding="utf-8")
    (record / "whole.toml").write_text('[sources.b]\ntitle = "B"\n', encoding="utf-8")

    assert [source.title for source in cited("a, b", tmp_path)] == ["B"]
