"""What holds for any text whatever, tried on texts that go wrong elsewhere."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from corpus_tool.text.bidi import Direction, resolve, visual_order
from corpus_tool.text.clusters import cut, is_border
from corpus_tool.text.inline import cells, fit, visual, visual_string
from corpus_tool.text.layout import Layout
from corpus_tool.text.lines import Line
from corpus_tool.text.shaping import shape
from corpus_tool.text.terminal import Terminal

HOSTILE = (
    "ab1 \t.,-+%$()[]<>\u00ab\u00bb\u060c"
    "\u05d0\u05d1\u05e9\u05b8\u05bc\u05f4\u05be"  # Hebrew letters, points, gershayim, maqaf
    "\u0627\u0628\u0644\u0622\u0645\u0651\u064e\u0640\u0661\u0662\u06dd\u0604"  # Arabic, marks, tatweel, number signs
    "\u0695\u06b5\u06cc"  # letters with and without presentation forms
    "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
    "\u0000\u001b\u007f\r\u000b\u000c\u0085\u2028\u2029\u00a0\u3000"
    "\u0301\u20dd\u0903\ufe0f\u4e2d\uff21\u1100\u1161\u2630\ufffd\ue000\ud800\u0378\u05ff"
    "\U0001f600\U0001f44d\U0001f3fb\U0001f1ee\U000e0041\U0001e900\U0010fffd"
)
paragraphs = st.text(alphabet=st.sampled_from(HOSTILE), max_size=40)
terminals = st.builds(
    Terminal,
    lam_alef=st.sampled_from(["two", "ligature"]),
    show_marks=st.booleans(),
    show_invisible=st.booleans(),
    mode=st.sampled_from(["visual", "visual+lrm", "words", "logical"]),
)


@given(paragraphs, terminals)
def test_clusters_tile_the_text(text: str, terminal: Terminal) -> None:
    clusters = cut(text, terminal)
    borders = list(zip(clusters.starts, clusters.ends, strict=True))
    assert "".join(text[start:end] for start, end in borders) == text
    assert all(start < end for start, end in borders)
    assert len(clusters.starts) == len(clusters.bases) == len(clusters.widths)


@given(paragraphs)
def test_every_cluster_starts_where_an_annotation_may(text: str) -> None:
    assert all(is_border(text, start) for start in cut(text).starts)


@given(paragraphs)
def test_shaping_changes_no_offset(text: str) -> None:
    assert len(shape(text)) == len(text)


documents = st.text(alphabet=st.sampled_from(HOSTILE + "\n\n\n"), max_size=80)
directions: st.SearchStrategy[Direction] = st.sampled_from(["auto", "ltr", "rtl"])
layouts = st.builds(Layout, documents, st.integers(0, 30), directions, terminals)


def rows_of(layout: Layout) -> list[Line]:
    return [layout.row(number) for number in range(layout.height)]


@given(layouts)
def test_the_lines_of_a_document_lose_nothing(layout: Layout) -> None:
    shown = ""
    for index in range(layout.text.count("\n") + 1):
        lines = [layout.row(number) for number in layout.paragraph_rows(index)]
        assert (lines[0].start, lines[-1].end) == layout.paragraph(index)
        shown += "".join(layout.text[line.start : line.end] for line in lines) + "\n"
    assert shown == layout.text.replace("\r\n", "\n") + "\n"


@given(layouts)
def test_every_row_is_a_permutation_of_its_clusters(layout: Layout) -> None:
    for line in rows_of(layout):
        parts = sorted((cluster.start, cluster.end) for cluster in line.clusters)
        if line.start < line.end:
            assert "".join(layout.text[start:end] for start, end in parts) == layout.text[line.start : line.end]
        else:
            assert [start for start, _ in parts] == [line.start]


@given(layouts)
def test_the_cells_of_a_row_follow_each_other_inside_the_screen(layout: Layout) -> None:
    for line in rows_of(layout):
        column = line.pad
        for cluster in line.clusters:
            assert cluster.column == column
            column += cluster.width
        assert 0 <= line.pad <= line.used == column <= layout.width


@given(layouts)
def test_a_glyph_takes_the_cells_it_claims_and_commands_nothing(layout: Layout) -> None:
    for cluster in (cluster for line in rows_of(layout) for cluster in line.clusters):
        assert cell_len(cluster.glyph) == cluster.width
        assert not {unicodedata.category(sign) for sign in cluster.glyph.replace("\u200e", "")} & {"Cc", "Cf", "Cs"}
        assert layout.terminal.mode == "visual+lrm" or "\u200e" not in cluster.glyph


@given(layouts)
def test_the_place_of_a_cluster_leads_back_to_it(layout: Layout) -> None:
    for number, line in enumerate(rows_of(layout)):
        for cluster in line.clusters:
            assert layout.place(cluster.start) == (number, cluster.column)
            assert layout.offset(*layout.place(cluster.start)) == cluster.start
            assert layout.offset(number, cluster.column + cluster.width - 1) == cluster.start


@given(layouts, st.integers(-3, 60), st.integers(-3, 60))
def test_every_cell_in_and_around_the_screen_leads_to_a_cluster(layout: Layout, row: int, column: int) -> None:
    offset = layout.offset(row, column)
    assert layout.cluster_at(offset).start == offset


@given(layouts)
def test_every_offset_has_a_place_on_the_screen(layout: Layout) -> None:
    for offset in range(len(layout.text) + 1):
        row, column = layout.place(offset)
        assert row in range(layout.height)
        assert row in layout.paragraph_rows(layout.paragraph_of(offset))
        assert 0 <= column < layout.width


@given(documents, st.integers(0, 30), directions, terminals)
def test_looking_at_the_end_first_changes_nothing(
    text: str, width: int, direction: Direction, terminal: Terminal
) -> None:
    forwards, backwards = (Layout(text, width, direction, terminal) for _ in range(2))
    height = backwards.height
    assert [backwards.row(number) for number in range(height - 1, -1, -1)][::-1] == rows_of(forwards)


@given(layouts, st.data())
def test_the_runs_of_a_range_are_the_cells_of_its_clusters(layout: Layout, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(layout.text)))
    end = data.draw(st.integers(start, len(layout.text)))
    painted = [(run.row, column) for run in layout.runs(start, end) for column in range(run.first, run.last)]
    expected = [
        (number, column)
        for number, line in enumerate(rows_of(layout))
        for cluster in line.clusters
        for column in range(cluster.column, cluster.column + cluster.width)
        if cluster.start < end and start < cluster.end and start < end
    ]
    assert painted == expected


@given(paragraphs.filter(lambda text: "\n" not in text), directions)
def test_a_row_is_ordered_as_the_bidi_rules_say(text: str, direction: Direction) -> None:
    paragraph = resolve(text, direction)
    bases = set(cut(text).bases)
    for line in rows_of(Layout(text, 12, direction)):
        if text:
            said = [at for at in visual_order(paragraph, line.start, line.end) if at in bases]
            found = [next((at for at in range(c.start, c.end) if at in bases), None) for c in line.clusters]
            assert [base for base in found if base in said] == said


@given(paragraphs, terminals, directions)
def test_one_line_of_text_takes_the_cells_it_says(text: str, terminal: Terminal, direction: Direction) -> None:
    assert cell_len(visual_string(text, terminal, direction)) == cells(text, terminal)
    assert sum(cluster.width for cluster in visual(text, terminal, direction)) == cells(text, terminal)


@given(paragraphs, st.integers(-1, 12), terminals)
def test_a_cut_text_fits_and_ends_between_clusters(text: str, width: int, terminal: Terminal) -> None:
    found = fit(text, width, terminal)
    assert cells(found, terminal) <= max(width, 0)
    if found != text and found:
        kept, ellipsis, mark = found.rpartition("\u2026")
        assert ellipsis and mark in {"", "\u200e", "\u200f"}
        assert len(kept) in {*cut(text, terminal).starts}
