"""Places of a name as lists show them: what is marked there already, and what was done, in words."""

from collections import Counter

from corpus_tool.saying import tr, tr_later, tr_many
from corpus_tool.workbench.concordance import Line
from corpus_tool.workbench.suggestions.name_places import CLOSED_WORDS, Closed, Found, State
from corpus_tool.workbench.suggestions.propagating import Batch, TakenBack

SIGNS = {State.FREE: " ", State.MARKED: "\u2713", State.OTHER: "\u2260", State.INSIDE: "\u2286", State.ACROSS: "\u00d7"}
"""What the layer says of a place: nothing yet, the same, another label, inside a longer mark, across a mark."""

STATES = {
    State.FREE: tr_later("not marked"),
    State.MARKED: tr_later("marked already"),
    State.OTHER: tr_later("marked as something else"),
    State.INSIDE: tr_later("inside a longer mark"),
    State.ACROSS: tr_later("across a mark"),
}


def line_of(one: Found) -> Line:
    """A place as a line of a concordance."""
    return Line(one.document, *one.range, one.before, one.text, one.after)


def told_count(proposed: int, name: str) -> str:
    """How many there are, and of what."""
    return tr_many("{count} more place: {name}", "{count} more places: {name}", proposed, name=name)


def told_passed_over(passed_over: Counter[Closed]) -> str:
    """`; passed over: 3 done, 1 locked`: documents; nothing where there are none."""
    said = ", ".join(f"{count:,} {tr(CLOSED_WORDS[why])}" for why, count in sorted(passed_over.items()))
    return tr("; documents passed over: {said}", said=said) if said else ""


def told_batch(batch: Batch) -> str:
    """What was marked, and where it was refused."""
    said = tr_many("Marked: {count} place", "Marked: {count} places", batch.places) + "."
    if batch.documents > 1:
        said += " " + tr("In {documents} documents; u takes it all back.", documents=batch.documents)
    if batch.refused:
        said += " " + tr("Not in {document}: {why}", document=batch.refused[0].document, why=batch.refused[0].why)
    if len(batch.refused) > 1:
        said += " " + tr("(and {count} more)", count=len(batch.refused) - 1)
    return said


def told_taken_back(done: TakenBack) -> str:
    """What was taken back, and what was not."""
    if not done.documents and not done.kept:
        return tr("There is no batch that stands.")
    said = tr_many("Taken back in {count} document.", "Taken back in {count} documents.", done.documents)
    if done.kept:
        said += " " + tr_many(
            "In {count} document something was done since: it stands there.",
            "In {count} documents something was done since: it stands there.",
            done.kept,
        )
    return said
