"""One list of the tables of a corpus: what of each travels by a hub and in a bundle, or why it stays at home.

A test holds it against the tables there are. To let something new travel: a kind in `hub/things.py`, its packing in
`hub/packing.py` or `hub/luggage.py`, a function in `luggage.py`, and its line here.
"""

from typing import NamedTuple

from corpus_tool.hub.things import Kind


class Way(NamedTuple):
    """How what a table holds gets elsewhere."""

    kinds: tuple[Kind, ...] = ()
    """The things by which it travels to a hub and from there."""
    in_bundles: bool = True
    why: str = ""
    """Where it travels by no hub: what it follows from, or why it stays."""


def _by(*kinds: Kind) -> Way:
    return Way(kinds)


def _hub_alone(*kinds: Kind) -> Way:
    return Way(kinds, in_bundles=False)


def _follows(of: str) -> Way:
    return Way(why=f"follows from {of}")


def _stays(why: str) -> Way:
    return Way(in_bundles=False, why=why)


_LOG, _DECISIONS, _TEXT = "the log", "decisions", "the document"

TABLES: dict[str, Way] = {
    "schemas": _by(Kind.SCHEMA),
    "guidelines": _by(Kind.GUIDELINE),
    "splits": _by(Kind.SPLITTING),
    "documents": _by(Kind.DOCUMENT),
    "texts": _by(Kind.DOCUMENT),
    "repairs": _by(Kind.DOCUMENT),
    "findings": _by(Kind.DOCUMENT),
    "revisions": _by(Kind.REVISION),
    "layers": _follows(_LOG),
    "spans": _follows(_LOG),
    "events": _follows(_LOG),
    "arguments": _follows(_LOG),
    "relations": _follows(_LOG),
    "sides": _follows(_LOG),
    "twins": _follows(_LOG),
    "rulings": _follows(_LOG),
    "decisions": _by(Kind.ASSIGNMENT, Kind.LOCK, Kind.REGION, Kind.DELETION),
    "assignments": _follows(_DECISIONS),
    "locks": _follows(_DECISIONS),
    "regions": _by(Kind.REGION, Kind.FACTS),
    "comments": _by(Kind.COMMENT, Kind.RESOLUTION),
    "sightings": _by(Kind.SIGHTING),
    "verdicts": _by(Kind.VERDICT),
    "near_duplicates": _by(Kind.PAIR),
    "stories": _follows("near-duplicates"),
    "told_twice": _by(Kind.FACTS),
    "signatures": Way(why="made again by `duplicates`, and half as large as an article"),
    "listing": _follows(_TEXT),
    "word_index": _follows(_TEXT),
    "word_index_recipe": _follows(_TEXT),
    "choices": _hub_alone(Kind.SETTING),  # those of the corpus: an annotator's own view stays hers
    "sittings": _hub_alone(Kind.SITTING),  # where she asks for it; between files by `merge --with-time`
    "data_splits": _hub_alone(Kind.SPLIT),
    "data_split_documents": _hub_alone(Kind.PART),
    "releases": _hub_alone(Kind.RELEASE),  # that it was made; it lies in the corpus that made it
    "release_documents": _stays("a release is rebuilt from the corpus that made it"),
    "release_layers": _stays("a release is rebuilt from the corpus that made it"),
    "told_documents": _stays("a release is rebuilt from the corpus that made it"),
    "pseudonyms": _stays("who is A3 is for nobody else to know"),
    "imports": _stays("the names of files on one machine"),
    "housekeeping": _stays("what was done to one file"),
    "flags": _stays("her own bookmarks"),
    "places": _stays("where she was when she left"),
    "tours": _stays("how far her tour went"),
    "models": _stays("learned anew from the work that is there"),
    "reckoned": _stays("reckoned anew from the work that is there"),
    "gains": _stays("reckoned anew from the work that is there"),
    "found_right": _stays("what whoever looks a second time in this file has dealt with"),
    "hub": _stays("which hub this file belongs to"),
    "hub_shelves": _stays("how far this file has read its hub"),
}
"""Table to how what it holds travels."""
