"""Widths are those of real terminals, and never in doubt."""

import sys
import unicodedata

import pytest
from rich.cells import cell_len

from corpus_tool.text.width import INVISIBLE, MARK, ONE, SPACE, TWO, kinds_of, sign_of_invisible, signs_of

CELLS = {ONE: 1, SPACE: 1, TWO: 2, MARK: 0}


@pytest.mark.parametrize(
    ("character", "kind", "sign"),
    [
        ("a", ONE, "a"),
        ("\u0628", ONE, "\u0628"),
        ("\u0640", ONE, "\u0640"),
        ("\u0651", MARK, "\u0651"),
        ("\u05b8", MARK, "\u05b8"),
        ("\u200c", INVISIBLE, "\u200c"),
        ("\u202e", INVISIBLE, "\u202e"),
        ("\u00ad", INVISIBLE, "\u00ad"),
        ("\ufe0f", INVISIBLE, "\ufe0f"),
        ("\u00a0", ONE, " "),
        ("\u2003", SPACE, " "),
        ("\t", SPACE, " "),
        ("\r", ONE, "\u240d"),
        ("\x1b", ONE, "\u241b"),
        ("\x7f", ONE, "\u2421"),
        ("\x9b", ONE, "\ufffd"),
        ("\x0c", SPACE, "\u240c"),
        ("\x85", SPACE, "\u2424"),
        ("\u2028", SPACE, "\u21b5"),
        ("\u2029", SPACE, "\u00b6"),
        ("\u06dd", ONE, "\u06de"),
        ("\u0600", ONE, "\ufffd"),
        ("\u2630", ONE, "\ufffd"),
        ("\ufffd", ONE, "\ufffd"),
        ("\ud800", ONE, "\ufffd"),
        ("\u0378", ONE, "\ufffd"),
        ("\u4e2d", TWO, "\u4e2d"),
        ("\U0001f600", TWO, "\U0001f600"),
    ],
)
def test_a_character_has_its_cells_and_what_is_sent_for_it(character: str, kind: str, sign: str) -> None:
    assert (kinds_of(character), signs_of(character)) == (kind, sign)


def test_rich_counts_the_same_cells_for_whatever_is_sent() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    wrong = [
        hex(ord(character))
        for character, kind, sign in zip(everything, kinds_of(everything), signs_of(everything), strict=True)
        if kind != INVISIBLE and cell_len(sign) != CELLS[kind]
    ]
    assert wrong == []


def test_nothing_that_is_sent_commands_the_terminal() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    sent = {sign for kind, sign in zip(kinds_of(everything), signs_of(everything), strict=True) if kind != INVISIBLE}
    assert {unicodedata.category(sign) for sign in sent} & {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"} == set()


def test_an_invisible_character_made_visible_takes_one_cell() -> None:
    signs = [sign_of_invisible(character) for character in "\u200c\u200d\u200e\u200f\u2069\u00ad\ufeff\U000e0041"]
    assert [cell_len(sign) for sign in signs] == [1] * len(signs)
