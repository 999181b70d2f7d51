"""What programs of others find in our exports: each reader gives the marks of every layer, by the program's own means.

A mark is (label, where): its fragments in code points where the program knows them, else its letters without white
space, which is as much as columns of words tell. Documents are known by their text, or by the name the file gives.
"""

import html
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import unquote

Where: TypeAlias = tuple[tuple[int, int], ...] | str
Owner: TypeAlias = tuple[str, str]
"""Annotator and key."""


class Found:
    """The marks that a program finds."""

    def __init__(self) -> None:
        self.spans: dict[Owner, Counter[tuple[str, Where]]] = defaultdict(Counter)
        self.events: dict[Owner, Counter[tuple[str, Where]]] = defaultdict(Counter)


class Export(NamedTuple):
    """A folder with an export."""

    folder: Path
    keys: Mapping[str, str]
    """Text to key."""

    def files(self, ending: str) -> Iterator[tuple[str, Path]]:
        """Whose they are, and the files of that ending that lie in the folder itself."""
        for path in sorted(self.folder.glob(f"*{ending}")):
            if ".losses." not in path.name:
                yield path.name.removesuffix(ending), path

    def folders(self, ending: str) -> Iterator[tuple[str, Path]]:
        """The same of files in folders that are called after annotators."""
        for path in sorted(self.folder.rglob(f"*{ending}")):
            parts = path.relative_to(self.folder).parts
            if len(parts) > 1:
                yield parts[0], path


def squeezed(words: str | Iterable[str]) -> str:
    """Letters without white space."""
    return "".join("".join(words).split())


def placed(*fragments: Sequence[int]) -> Where:
    return tuple(sorted((start, end) for start, end in fragments))


def columns(ending: str, scheme: str) -> Callable[[Export], Found]:
    """Columns of tags, as seqeval reads them."""

    def read(export: Export) -> Found:
        from seqeval.scheme import IOB2, IOBES, Entities

        found = Found()
        for annotator, path in export.files(ending):
            key, rows = "", list[list[str]]()
            for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
                if named := re.match(r"-DOCSTART- \((.*)\)\t", line):
                    key = named[1]
                elif line:
                    rows.append(line.split("\t"))
                else:
                    for column in range(1, len(rows[0]) if rows else 0):
                        tags = [row[column] for row in rows]
                        for one in Entities([tags], {"iob2": IOB2, "bioes": IOBES}[scheme]).entities[0]:
                            words = squeezed(row[0] for row in rows[one.start : one.end])
                            found.spans[annotator, key][one.tag, words] += 1
                    rows = []
        return found

    return read


def hugging_face(configuration: str) -> Callable[[Export], Found]:
    """The configurations of a folder, as datasets loads them."""

    def read(export: Export) -> Found:
        from datasets import load_dataset

        cache = export.folder / "cache"
        found = Found()
        (folder,) = export.folder.glob("*.hf")
        data = load_dataset(str(folder), configuration, cache_dir=str(cache))["train"]
        (_marked if configuration == "spans" else _tagged)(data, found)
        return found

    return read


def _marked(data: Any, found: Found) -> None:
    label, type = data.features["entities"].feature["label"], data.features["events"].feature["type"]
    for row in data:
        owner = row["annotator"], row["id"]
        for one in row["entities"]:
            found.spans[owner][label.int2str(one["label"]), _pieces(one["fragments"])] += 1
        for one in row["events"]:
            found.events[owner][type.int2str(one["type"]), _pieces(one["fragments"])] += 1


def _pieces(fragments: Iterable[Mapping[str, int]], start: str = "start", end: str = "end") -> Where:
    return placed(*((one[start], one[end]) for one in fragments))


def _tagged(data: Any, found: Found) -> None:
    from seqeval.scheme import IOB2, Entities

    names = data.features["ner_tags"].feature.names
    for row in data:
        starts = row["starts"]
        for one in Entities([[names[tag] for tag in row["ner_tags"]]], IOB2).entities[0]:
            end = starts[one.end - 1] + len(row["tokens"][one.end - 1])
            found.spans[row["annotator"], row["id"]][one.tag, placed((starts[one.start], end))] += 1


def docbin(group: str) -> Callable[[Export], Found]:
    """spaCy's entities, or a group of spans."""

    def read(export: Export) -> Found:
        from spacy.tokens import DocBin
        from spacy.vocab import Vocab

        found = Found()
        for annotator, path in export.folders(".spacy"):
            for doc in DocBin().from_disk(path).get_docs(Vocab()):
                for one in doc.spans[group] if group else doc.ents:
                    owner = annotator, export.keys[doc.text]
                    found.spans[owner][one.label_, placed((one.start_char, one.end_char))] += 1
        return found

    return read


def brat_by_bioc(export: Export) -> Found:
    from bioc import brat

    found = Found()
    for annotator, path in export.folders(".txt"):
        text = path.read_bytes().decode()
        lines = io.StringIO(path.with_name(path.name.removesuffix(".txt") + ".ann").read_bytes().decode(), newline="")
        read = brat.load(io.StringIO(text, newline=""), lines)
        events = [one for one in read.annotations if isinstance(one, brat.BratEvent)]
        marks = {one.id: one for one in read.annotations if isinstance(one, brat.BratEntity)}
        triggers = {one.trigger_id for one in events}
        owner = annotator, export.keys[text]
        for id, one in marks.items():
            where = placed(*((place.begin, place.end) for place in one.locations))
            kept = found.events if id in triggers else found.spans
            kept[owner][one.type.replace("__", "."), where] += 1
    return found


def brat_by_pybrat(export: Export) -> Found:
    from pybrat.parser import BratParser

    found = Found()
    for folder in {path.parent for _, path in export.folders(".ann")}:
        for one in BratParser(error="ignore").parse(folder):
            owner = folder.name, export.keys[one.text]
            triggers = {event.trigger.id for event in one.events}
            for mark in one.entities:
                where = placed(*((place.start, place.end) for place in mark.spans))
                kept = found.events if mark.id in triggers else found.spans
                kept[owner][mark.type.replace("__", "."), where] += 1
    return found


def cas(ending: str) -> Callable[[Export], Found]:
    """The first piece of each mark, as cassis selects them."""

    def read(export: Export) -> Found:
        import cassis

        found = Found()
        for annotator, path in export.folders(ending):
            if ending == ".xmi":
                types = cassis.load_typesystem(path.parent / "TypeSystem.xml")
                loaded = cassis.load_cas_from_xmi(path, typesystem=types)
            else:
                loaded = cassis.load_cas_from_json(path.read_text(encoding="utf-8"))
            owner = annotator, export.keys[loaded.sofa_string]
            for one in loaded.select("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"):
                found.spans[owner][one.value, placed((one.begin, one.end))] += 1
            for one in loaded.select("webanno.custom.Event"):
                found.events[owner][one.value, placed((one.begin, one.end))] += 1
        return found

    return read


def webanno(export: Export) -> Found:
    from web_anno_tsv import open_web_anno_tsv

    found = Found()
    for annotator, path in export.folders(".tsv"):
        about = json.loads(path.with_name(path.name.removesuffix(".tsv") + ".about.json").read_bytes())
        with open_web_anno_tsv(str(path)) as sentences:
            for sentence in sentences:
                for one in sentence.annotations:
                    found.spans[annotator, about["key"]][one.label, squeezed(one.text)] += 1
    return found


def entity_brackets(export: Export) -> Found:
    """`Entity=` as CorefUD has it, of the rows that the conllu package gives; parts of one mention joined."""
    import conllu

    found = Found()
    for annotator, path in export.files(".conllu"):
        key = ""
        for sentence in conllu.parse_incr(io.StringIO(path.read_bytes().decode(), newline="\n")):
            key = sentence.metadata.get("newdoc id", key)
            for label, words in _mentions(sentence):
                found.spans[annotator, key][label, words] += 1
    return found


def _mentions(sentence: Any) -> list[tuple[str, str]]:
    open_ones: dict[str, list[str]] = {}
    heads: dict[str, str] = {}
    parts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for token in sentence:
        said = re.findall(r"\(?[^()]+\)?", (token["misc"] or {}).get("Entity", ""))
        for one in said:
            if one.startswith("("):
                id = one.strip("()").split("-")[0]
                open_ones[id], heads[id] = [], one.strip("()")
        if isinstance(token["id"], int):
            for words in open_ones.values():
                words.append(token["form"])
        for one in said:
            if one.endswith(")"):
                id = one.strip("()").split("-")[0]
                parts[id.partition("[")[0], unquote(heads[id].split("-")[1])] += open_ones.pop(id)
    return [(label, squeezed(words)) for (_, label), words in parts.items()]


def windows(ending: str) -> Callable[[Export], Found]:
    """TextEE's and OneIE's numbers of tokens."""
    import srsly

    def read(export: Export) -> Found:
        found = Found()
        for annotator, path in export.files(ending):
            for window in srsly.read_jsonl(path):
                owner, tokens = (annotator, window["doc_id"]), window["tokens"]
                for one in window["entity_mentions"]:
                    words = squeezed(tokens[one["start"] : one["end"]])
                    found.spans[owner][one["entity_type"], words] += 1
                for one in window["event_mentions"]:
                    trigger = one["trigger"]
                    words = squeezed(tokens[trigger["start"] : trigger["end"]])
                    found.events[owner][one["event_type"], words] += 1
        return found

    return read


def label_studio(export: Export) -> Found:
    found = Found()
    for task in json.loads((export.folder / "all.json").read_bytes()):
        text = task["data"]["text"]
        for said in [*task.get("annotations", []), *task.get("predictions", [])]:
            whose = json.dumps(said, ensure_ascii=False)
            annotator = next(name for name in ("gold", "noa") if f'"annotator": "{name}"' in whose)
            for one in said["result"]:
                if one["type"] == "labels":
                    value = one["value"]
                    assert text[value["start"] : value["end"]] == value["text"]
                    kept = found.spans if one["from_name"] == "label" else found.events
                    where = placed((value["start"], value["end"]))
                    kept[annotator, export.keys[text]][value["labels"][0], where] += 1
    return found


def tables(export: Export) -> Found:
    import pandas

    found = Found()
    for kept, table, name in ((found.spans, "spans", "label"), (found.events, "events", "type")):
        rows = pandas.read_csv(
            export.folder / f"all.{table}.csv", encoding="utf-8-sig", keep_default_na=False, dtype=str
        )
        for row in rows.to_dict("records"):
            fragments = [map(int, place.split(":")) for place in row["fragments"].split()]
            kept[row["annotator"], row["document"].removeprefix("'")][row[name], placed(*map(tuple, fragments))] += 1
    return found


def denotations(export: Export) -> Found:
    found = Found()
    for annotator, path in export.folders(".json"):
        whole = json.loads(path.read_bytes())
        for one in whole["denotations"]:
            span = one["span"] if isinstance(one["span"], list) else [one["span"]]
            kept = found.events if "." in one["obj"] else found.spans
            kept[annotator, export.keys[whole["text"]]][one["obj"], _pieces(span, "begin", "end")] += 1
    return found


def ace(export: Export) -> Found:
    """Mentions of entities and anchors of events, as lxml finds them; places counted in the text without its tags."""
    from lxml import etree

    found = Found()
    for annotator, path in export.folders(".apf.xml"):
        sgm = path.with_name(path.name.removesuffix(".apf.xml") + ".sgm").read_bytes().decode()
        plain = re.sub("<[^>]*>", "", sgm)
        tree = etree.parse(str(path), etree.XMLParser(resolve_entities=False))
        owner = annotator, tree.find("document").get("DOCID")
        for one in tree.iter("entity", "event"):
            is_event = one.tag == "event"
            label = f"{one.get('TYPE')}.{one.get('SUBTYPE')}" if is_event else one.get("TYPE")
            for place in one.iterfind("event_mention/anchor/charseq" if is_event else "entity_mention/extent/charseq"):
                words = html.unescape(plain[int(place.get("START")) : int(place.get("END")) + 1])
                (found.events if is_event else found.spans)[owner][label, squeezed(words)] += 1
    return found


def doccano(export: Export) -> Found:
    """Its offsets count UTF-16 units, as the page that shows them does."""
    found = Found()
    for annotator, path in export.files(".jsonl"):
        for line in path.read_bytes().decode().split("\n")[:-1]:
            one = json.loads(line)
            units = one["text"].encode("utf-16-le")
            for mark in one["entities"]:
                edges = (len(units[: 2 * mark[edge]].decode("utf-16-le")) for edge in ("start_offset", "end_offset"))
                found.spans[annotator, export.keys[one["text"]]][mark["label"], placed(tuple(edges))] += 1
    return found


def prodigy(export: Export) -> Found:
    import srsly

    found = Found()
    for one in srsly.read_jsonl(export.folder / "all.jsonl"):
        tokens = {token["id"]: token for token in one["tokens"]}
        for mark in one["spans"]:
            place = mark["start"], mark["end"]
            assert place == (tokens[mark["token_start"]]["start"], tokens[mark["token_end"]]["end"])
            found.spans[one["_annotator_id"], export.keys[one["text"]]][mark["label"], placed(place)] += 1
    return found


def gliner(export: Export) -> Found:
    found = Found()
    for annotator, path in export.files(".gliner.json"):
        for one in json.loads(path.read_bytes()):
            for first, last, label in one["ner"]:
                words = squeezed(one["tokenized_text"][first : last + 1])
                found.spans[annotator, one["key"]][label, words] += 1
    return found


READERS: dict[str, list[tuple[str, Callable[[Export], Found]]]] = {
    "iob2": [("", columns(".iob2", "iob2"))],
    "bioes": [("", columns(".bioes", "bioes"))],
    "hf": [("", hugging_face("spans")), ("iob", hugging_face("iob"))],
    "spacy": [("", docbin("sc")), ("doc.ents", docbin(""))],
    "brat": [("", brat_by_bioc), ("", brat_by_pybrat)],
    "cas-xmi": [("", cas(".xmi"))],
    "cas-json": [("", cas(".json"))],
    "webanno-tsv": [("", webanno)],
    "conllu": [("", entity_brackets)],
    "textee": [("", windows(".textee.jsonl"))],
    "oneie": [("", windows(".oneie.json"))],
    "label-studio": [("", label_studio)],
    "csv": [("", tables)],
    "apf": [("", ace)],
    "doccano": [("", doccano)],
    "prodigy": [("", prodigy)],
    "gliner": [("", gliner)],
    "pubannotation": [("", denotations)],
}
"""Format to the part of it that is read (where the loss report tells of parts), and how."""
