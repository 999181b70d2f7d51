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
    glyphs = signs if clusters.are_characters else _joined(text, signs, clusters, terminal)
    return _guarded(glyphs, clusters, paragraph) if terminal.mode == "visual+lrm" else glyphs


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


def _joined(text: str, signs: list[str], clusters: Clusters, terminal: Terminal) -> list[str]:
    """The signs of each cluster in one string, its base first, those that are not sent left out."""
    kinds = clusters.kinds
    glyphs = [signs[base] for base in clusters.bases]
    if clusters.headless:
        glyphs[0] = NO_BASE + (signs[0] if kinds[0] == MARK and terminal.show_marks else "")
    for index, (start, end) in enumerate(zip(clusters.starts, clusters.ends, strict=True)):
        if end - start == 1:
            continue
        others = range(clusters.bases[index] + 1, end)
        if terminal.ligates:
            glyphs[index] = _ligature(text, signs, glyphs[index], others)
        if terminal.show_marks:
            glyphs[index] += "".join([signs[at] for at in others if kinds[at] == MARK])
    return glyphs


def _ligature(text: str, signs: list[str], lam: str, others: range) -> str:
    """The one form of a lam with the alef that shares its cluster, if there is one."""
    return next((_LIGATURES.get(lam + signs[at], lam) for at in others if text[at] in ALEFS), lam)


def _guarded(glyphs: list[str], clusters: Clusters, paragraph: Paragraph) -> list[str]:
    """Follow each right-to-left cell by a left-to-right mark, so that a terminal behind us finds nothing to turn."""
    return [
        glyph + LEFT_TO_RIGHT_MARK if paragraph.classes[base] in "RAN" else glyph
        for glyph, base in zip(glyphs, clusters.bases, strict=True)
    ]
