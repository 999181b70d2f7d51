"""A cluster is what a reader sees as one character."""

import pytest

from corpus_tool.text.clusters import around, cut, is_border
from corpus_tool.text.terminal import PLAIN, Terminal


def pieces(text: str, terminal: Terminal = PLAIN, edges: tuple[int, ...] = ()) -> list[str]:
    clusters = cut(text, terminal, edges)
    return [text[start:end] for start, end in zip(clusters.starts, clusters.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u0645\u064f\u062d\u064e\u0651", ["\u0645\u064f", "\u062d\u064e\u0651"]),
        ("\u05e9\u05c1\u05b8a", ["\u05e9\u05c1\u05b8", "a"]),
        ("\u0647\u200d a", ["\u0647\u200d", " ", "a"]),
        ("\u200fab", ["\u200fa", "b"]),
        ("\u0651ab", ["\u0651", "a", "b"]),
        ("\u200f\u0651a", ["\u200f\u0651", "a"]),
        ("\u200f\u200e", ["\u200f\u200e"]),
        ("\U0001f44d\U0001f3fb\U0001f44d", ["\U0001f44d\U0001f3fb", "\U0001f44d"]),
        ("\u0644\u0627", ["\u0644", "\u0627"]),
        ("", []),
    ],
)
def test_a_base_keeps_its_marks_and_the_invisible_characters_after_it(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_lam_and_alef_share_a_cluster_when_asked_unless_an_edge_falls_between() -> None:
    ligating = Terminal(lam_alef="ligature")
    assert pieces("\u0644\u064e\u0627\u0644\u0622", ligating) == ["\u0644\u064e\u0627", "\u0644\u0622"]
    assert pieces("\u0644\u0627", ligating, edges=(1,)) == ["\u0644", "\u0627"]
    assert pieces("\u0644\u200c\u0627", ligating) == ["\u0644\u200c", "\u0627"]
    assert pieces("\u0644\u0627", Terminal(lam_alef="ligature", mode="logical")) == ["\u0644", "\u0627"]


def test_invisible_characters_stand_alone_for_a_reader_who_wants_to_see_them() -> None:
    assert pieces("\u0628\u200c\u0651a", Terminal(show_invisible=True)) == ["\u0628", "\u200c\u0651", "a"]


def test_an_annotation_may_not_begin_between_a_letter_and_its_mark() -> None:
    text = "\u0628\u0651\u0628\n\u0651"
    assert [offset for offset in range(-1, len(text) + 2) if is_border(text, offset)] == [0, 2, 3, 4, 5]


def test_what_is_picked_up_at_an_offset_is_a_base_with_what_belongs_to_it() -> None:
    text = "a\u05e9\u05c1\u05b8\u200f\nb"
    assert [tuple(around(text, offset)) for offset in (0, 1, 3, 4, 5, 6)] == [
        (0, 1),
        (1, 5),
        (1, 5),
        (1, 5),
        (5, 6),
        (6, 7),
    ]
