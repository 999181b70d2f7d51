"""The learning curve: how good the recommender is with how many documents, and what more of them would bring.

Each size is learned several times from documents drawn by chance, and told to stories it has not seen; the interval is
that of the articles drawn again and again (the percentile bootstrap of Efron 1979).
"""

from collections.abc import Sequence
from math import log2
from random import Random
from typing import NamedTuple

from corpus_tool.learning.articles import Example
from corpus_tool.learning.judging import Tally, folds, place_of, places_of, together
from corpus_tool.learning.parts import fitted
from corpus_tool.learning.sight import Known
from corpus_tool.learning.telling import Teller
from corpus_tool.saying import tr

PARTS = 4
DRAWS = 400
SEED = 8
ENOUGH = 0.01
"""A doubling that brings less is not worth it."""
WIDTH = 40
TALL, WIDE = 200, 360


class Point(NamedTuple):
    """How good it is after so many documents."""

    documents: int
    f1: float
    low: float
    """Of 95 of 100 such samples the F1 lies between this"""
    high: float
    """and this."""


def curve_of(examples: Sequence[Example], listed: Known | None = None) -> list[Point]:
    """One point for each size, doubling from two up to all that are not held out; none where all are one story."""
    parts = folds(sorted(examples, key=lambda one: one.article.id), PARTS)
    if len(parts) < 2:
        return []
    chance = Random(SEED)  # noqa: S311 - no secret
    most = len(examples) - max(map(len, parts))
    return [_point(parts, size, chance, listed) for size in _sizes(most)]


def _sizes(most: int) -> list[int]:
    """2, 4, 8 ... and the last, where that is not next to one of them."""
    sizes = [2**power for power in range(1, most.bit_length()) if 2**power <= most]
    return sizes if sizes and most < sizes[-1] * 5 / 4 else [*sizes, most]


def _point(parts: Sequence[Sequence[Example]], size: int, chance: Random, listed: Known | None) -> Point:
    told: list[Tally] = []
    for number, part in enumerate(parts):
        others = [one for other, some in enumerate(parts) if other != number for one in some]
        teller = Teller(fitted(chance.sample(others, min(size, len(others))), listed))
        told += [_tally(teller, one) for one in part]
    drawn_again = sorted(together(chance.choices(told, k=len(told))).f1 for _ in range(DRAWS))
    return Point(size, together(told).f1, drawn_again[DRAWS // 40], drawn_again[-DRAWS // 40])


def _tally(teller: Teller, one: Example) -> Tally:
    right = places_of((*one.spans, *one.events))
    said = {place_of(guess) for guess in teller.guesses(one.article)}
    return Tally(len(said & right), len(said), len(right))


def gain(points: Sequence[Point]) -> float:
    """What twice as many documents are expected to bring: the slope of the last three points over doublings."""
    last = [(log2(one.documents), one.f1) for one in points[-3:]]
    if len(last) < 2:
        return 0.0
    middle, level = sum(x for x, _ in last) / len(last), sum(y for _, y in last) / len(last)
    spread = sum((x - middle) ** 2 for x, _ in last)
    return sum((x - middle) * (y - level) for x, y in last) / spread if spread else 0.0


def sentence(points: Sequence[Point]) -> str:
    """Whether there is enough, in plain words."""
    if len(points) < 2:
        return tr("There are too few stories done to tell how it goes on; two that are not one story are needed.")
    now, more = points[-1], gain(points)
    said = tr(
        "After {count} documents F1 is {f1} ({low} to {high}).",
        count=now.documents,
        f1=f"{now.f1:.2f}",
        low=f"{now.low:.2f}",
        high=f"{now.high:.2f}",
    )
    if more < ENOUGH:
        return f"{said} {tr('Twice as many are not expected to help: the curve is flat. Other stories may.')}"
    expected = tr("Twice as many are expected to bring about {more} more: it is not enough yet.", more=f"{more:.2f}")
    unsure = more < (now.high - now.low) / 2
    return " ".join([said, expected, *([tr("This is less than the sample can tell apart.")] if unsure else [])])


def drawn(points: Sequence[Point]) -> list[str]:
    """The curve in lines of text: a bar for each size, and where it may end."""
    if not points:
        return []
    lines = [f"{'documents':>9}  0{'F1':^{WIDTH - 2}}1"]
    for documents, f1, low, high in points:
        full, first, last = (round(value * WIDTH) for value in (f1, low, high))
        bar = "".join(
            "█" if at < min(full, first) else "▓" if at < full else "░" if at < last else " " for at in range(WIDTH)
        )
        lines.append(f"{documents:9}  {bar}  {f1:.2f} ({low:.2f}-{high:.2f})")
    return lines


def svg(points: Sequence[Point]) -> str:
    """The curve as a picture that can stand in a page: the interval as a band, sizes at doublings."""
    if len(points) < 2:
        return ""
    first, last = log2(points[0].documents), log2(points[-1].documents)

    def at(documents: int, value: float) -> str:
        return (
            f"{40 + (WIDE - 60) * (log2(documents) - first) / (last - first):.1f},{TALL - 30 - (TALL - 50) * value:.1f}"
        )

    upper, lower = ([at(one.documents, one.high) for one in points], [at(one.documents, one.low) for one in points])
    line = " ".join(at(one.documents, one.f1) for one in points)
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="3"><title>'
        f"{one.documents}: {one.f1:.2f} ({one.low:.2f}-{one.high:.2f})</title></circle>"
        f'<text x="{x}" y="{TALL - 10}" text-anchor="middle" font-size="11">{one.documents}</text>'
        for one in points
        for x, y in (at(one.documents, one.f1).split(","),)
    )
    rules = "".join(
        f'<line x1="40" x2="{WIDE - 20}" y1="{y}" y2="{y}" stroke="currentColor" stroke-opacity=".2"/>'
        f'<text x="34" y="{y}" text-anchor="end" font-size="11">{value}</text>'
        for value in (0.0, 0.5, 1.0)
        for y in (at(points[0].documents, value).split(",")[1],)
    )
    return (
        f'<svg viewBox="0 0 {WIDE} {TALL}" role="img" fill="currentColor"><title>F1 by documents</title>{rules}'
        f'<polygon points="{" ".join((*upper, *reversed(lower)))}" fill-opacity=".15"/>'
        f'<polyline points="{line}" fill="none" stroke="currentColor"/>{dots}</svg>'
    )
