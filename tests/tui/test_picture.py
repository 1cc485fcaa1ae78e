"""A picture of the screen, as a player keeps it."""

from __future__ import annotations

from nnmi_game.tui.picture import mended

PIECE = '<text textLength="{}" clip-path="url(#a)">{}</text>'


def test_chinese_takes_two_cells_and_nothing_is_loaded_from_elsewhere():
    face = "@font-face { font-family: 'Fira Code'; src: url('https://example.org/face.woff2'); }"
    svg = "<svg><style>" + face + "</style>" + PIECE.format("36.6", "ab&amp;") + PIECE.format("24.4", "会员")
    found = mended(svg)
    assert PIECE.format("36.6", "ab&amp;") in found
    assert PIECE.format("48.8", "会员") in found
    assert "example.org" not in found
