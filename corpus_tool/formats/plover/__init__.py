"""PLOVER gold records, as in arabic_event_gsr: sentences with the event, its actors and their codes, in JSON or XML.

https://github.com/openeventdata/arabic_event_gsr has such files for Arabic. Of the JSON, `assault_spans.json` and
`protest_spans.json`, each entry of `spans` is what one coder marked, so a sentence gets a layer for each: ANNOTATOR-1,
ANNOTATOR-2 and on. The verb is the trigger of an event of the type that `event_type` names, `source_actor` and
`target_actor` are spans of the label ACTOR in the roles of these names, with the codes `main` and `role` as attributes.
The XML, `protest_gsr.xml`, has what all coders have in common, which makes the layer ANNOTATOR-common; `EventText` says
the words and `EventCoding` their codes.

A document is called by its `source` where most records of a file have one of their own, as in the assault file, whose
sources are the numbers of sentences; else by its `_id`, as in the protest file, whose sources are newspapers. The other
one is kept as metadata. Sentences come in once, whichever of the files bring them: the tables `assault_gsr.csv` and
`protest_gsr.csv` bring those as well that tell of no event.

Words are listed there without their places; they are found again in the sentence as near to each other as they can
be, and make several fragments where they do not stand together (two fifths of the protest triggers). What all coders
have in common (`verb_gold` and its like) becomes metadata.
"""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from itertools import chain

from corpus_tool.formats import AS_IT_IS, Format, Notice, Reading, Refusal
from corpus_tool.formats.plover import records, sentences
from corpus_tool.model.bundles import Bundle


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """A bundle for each sentence."""
    left = iter(lines)
    blank = []
    for line in left:
        blank.append(line)
        if beginning := line.removeprefix(BOM_UTF8).strip():
            is_xml = beginning.startswith(b"<") or reading.suffix == ".xml"
            yield from (sentences if is_xml else records).read(chain(blank, left), reading)
            return
    yield from records.read(blank, reading)


FORMAT = Format(
    name="plover",
    title="PLOVER gold records in JSON or XML (arabic_event_gsr)",
    suffix=".json",
    more_suffixes=(".xml",),
    read=read,
    by_name_only=True,
)
