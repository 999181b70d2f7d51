"""What holds for any text whatever, tried on texts that go wrong elsewhere."""

from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.text.clusters import cut, is_border
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
