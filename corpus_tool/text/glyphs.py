"""What is sent to the terminal for each cluster of a paragraph: a sign in its form and direction, and its marks."""

import re

from corpus_tool.text.bidi import Paragraph, mirrored
from corpus_tool.text.clusters import ALEFS, Clusters
from corpus_tool.text.shaping import shape
from corpus_tool.text.terminal import Terminal
from corpus_tool.text.unicode_tables import MIRRORED
from corpus_tool.text.width import INVISIBLE, MARK, NO_BASE, sign_of_invisible, signs_of

LEFT_TO_RIGHT_MARK = "\u200e"

_MIRRORABLE = re.compile(f"[{re.escape(MIRRORED)}]")
_LIGATURES = {
    lam + alef: chr(0xFEF5 + 2 * number + joined)
    for number, alefs in enumerate(("\ufe82", "\ufe84", "\ufe88", "\ufe8e"))
    for alef in alefs
    for joined, lam in enumerate(("\ufedf", "\ufee0"))
}


def glyphs_of(text: str, clusters: Clusters, paragraph: Paragraph, terminal: Terminal) -> list[str]:
    """Return one glyph per cluster: never a control, never a character of doubtful width.

    Marks follow their base, so a glyph has to reach the terminal in one piece.
    """
    signs = _signs(text, clusters.kinds, paragraph, terminal)
    if clusters.are_characters:
        glyphs = signs
    else:
        glyphs = [
            _with_marks(text, signs, clusters.kinds, place, terminal)
            for place in zip(clusters.starts, clusters.ends, clusters.bases, strict=True)
        ]
    if terminal.mode == "visual+lrm":
        return _guarded(glyphs, clusters, paragraph)
    return glyphs


def _signs(text: str, kinds: str, paragraph: Paragraph, terminal: Terminal) -> list[str]:
    """One sign per code point, shaped and mirrored where that is ours to do (UAX #9, L4)."""
    signs = list(signs_of(shape(text) if terminal.is_visual else text))
    if terminal.is_visual:
        for found in _MIRRORABLE.finditer(text):
            if (paragraph.levels[found.start()] or 0) % 2:
                signs[found.start()] = mirrored(found[0])
    if terminal.show_invisible and INVISIBLE in kinds:
        for found in re.finditer(INVISIBLE, kinds):
            signs[found.start()] = sign_of_invisible(text[found.start()])
    return signs


def _with_marks(text: str, signs: list[str], kinds: str, place: tuple[int, int, int], terminal: Terminal) -> str:
    start, end, base = place
    if end - start == 1 and base >= 0:
        return signs[base]
    sign = signs[base] if base >= 0 else NO_BASE
    after = base + 1 if base >= 0 else start
    if terminal.ligates:
        sign = _ligature(text, signs, sign, range(after, end))
    return sign + "".join([signs[at] for at in range(after, end) if kinds[at] == MARK]) if terminal.show_marks else sign


def _ligature(text: str, signs: list[str], lam: str, others: range) -> str:
    """The one form of a lam with the alef that shares its cluster, if there is one."""
    return next((_LIGATURES.get(lam + signs[at], lam) for at in others if text[at] in ALEFS), lam)


def _guarded(glyphs: list[str], clusters: Clusters, paragraph: Paragraph) -> list[str]:
    """Follow each right-to-left cell by a left-to-right mark, so that a terminal behind us finds nothing to turn."""
    return [
        glyph + LEFT_TO_RIGHT_MARK if base >= 0 and paragraph.classes[base] in "RAN" else glyph
        for glyph, base in zip(glyphs, clusters.bases, strict=True)
    ]
