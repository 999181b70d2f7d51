"""Looking for words in all documents of a hub, without bringing them: the server says which hold them, and where in a
document they stand is found here, by the same folding, proclitics and phrases as in a corpus file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.hub.catalogue import Card, Wanted
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.things import Kind, Mark, Shelf, Thing
from corpus_tool.store.decisions import ALL_OF_IT, Decision
from corpus_tool.store.exchange import Arrival
from corpus_tool.text.queries import RECIPE, Phrase, find, index_words
from corpus_tool.workbench.concordance import Line, lines_in, phrases_of
from corpus_tool.workbench.hub_packing import arrival_in, refuse_unlike, unpacked
from corpus_tool.workbench.merging import refuse_torn

AT_ONCE = 20
"""Documents that are fetched together."""


class Found(Struct, frozen=True):
    """Where words stand in the documents of a hub."""

    lines: list[Line]
    has_more: bool
    unlisted: int
    """Documents in which could not be looked, since no lead's program listed their words as this one folds them."""


def search(hub: Hub, query: str, *, proclitics: bool = True, limit: int = 100) -> Found:
    """Find the words of `query` as `concordance.search` does. Raises UsageError for a query without a word."""
    phrases = phrases_of(query, proclitics=proclitics)
    if not phrases:
        raise UsageError("There is no word in this query: give letters or digits.")
    found = list(islice(_lines(hub, phrases), limit + 1))
    return Found(found[:limit], len(found) > limit, hub.catalogue.unlisted(RECIPE))


def digests_called(hub: Hub, keys: Sequence[str]) -> set[str]:
    """The documents that are called so where they were brought in. Raises NotFoundError for a key of none."""
    found = hub.catalogue.called(keys)
    if missing := [key for key in keys if key not in found]:
        raise NotFoundError(
            f"The hub lists no document {', '.join(missing)}; `corpus-tool hub search WORDS` finds some."
        )
    return {digest for digests in found.values() for digest in digests}


def list_words(hub: Hub, things: Iterable[Thing]) -> None:
    """Put the documents among these things into the hub's catalogue that are not there yet. Only a lead can."""
    documents = {thing.shelf.document: thing for thing in things if thing.kind is Kind.DOCUMENT}
    lacking = hub.catalogue.lacking(documents, RECIPE) if documents else []
    if lacking:
        hub.catalogue.add((_card(documents[digest]) for digest in lacking), RECIPE)


def settled_at(hub: Hub, documents: Mapping[str, str]) -> set[str]:
    """Those of these documents (digest to the uid of what brings it) of which the hub lacks nothing, words or text."""
    return hub.catalogue.settled(documents, RECIPE)


def _card(thing: Thing) -> Card:
    arrival = arrival_in(thing)
    return Card(thing.shelf.document, arrival.wanted_key, frozenset(index_words(arrival.document.text).split()))


def _lines(hub: Hub, phrases: Sequence[Phrase]) -> Iterator[Line]:
    candidates = hub.catalogue.holding([word for phrase in phrases for word in _words(phrase)], RECIPE)
    while some := list(islice(candidates, AT_ONCE)):
        came = hub.after([(Shelf(digest), Mark(number, 0), 0) for digest, number in some]).things
        for digest, _ in some:
            arrival = _shown(digest, [thing for _, thing in came if thing.shelf.document == digest])
            if arrival is not None and all(find(arrival.document.text, [phrase]) for phrase in phrases):
                yield from lines_in(arrival.wanted_key, arrival.document.text, phrases)


def _words(phrase: Phrase) -> Iterator[Wanted]:
    """What a document must have where the phrase may stand; whether the words stand in a row is seen in its text."""
    forms = [phrase.heads, *((word,) for word in phrase.tail)]
    for number, heads in enumerate(forms, 1):
        yield Wanted(heads, phrase.is_prefix and number == len(forms))


def _shown(digest: str, things: Sequence[Thing]) -> Arrival | None:
    """The document as copies take it; None for one that is deleted. Raises RefusedError for one that is not genuine."""
    arrivals = []
    for thing in things:
        if thing.kind is Kind.DOCUMENT:
            arrivals.append(arrival_in(thing))
            refuse_unlike(thing, arrivals[-1].document.text_sha256 == digest)
            refuse_torn(arrivals[-1])
    said = [unpacked(thing, Decision) for thing in things if thing.kind is Kind.DELETION]
    deletions = [one for one in said if one.subject == ALL_OF_IT]
    last = max(deletions, key=lambda one: (one.at, one.turn, one.uid(digest)), default=None)
    return min(arrivals, key=lambda one: one.rank) if arrivals and not (last and last.says) else None
