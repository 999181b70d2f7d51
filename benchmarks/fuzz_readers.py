"""Feed every reader what a fuzzer makes of our own exports, and stop where one raises or yields what no layer can hold.

    python benchmarks/fuzz_readers.py [SECONDS] [FORMAT ...]

Needs atheris (3.0 or newer), which no part of the tool asks for. Each format has a process and so many seconds (10
without a number). What comes out is printed with the input that led to it, to be kept as a test of its reader.
A format of several files is fuzzed as one: its files stand one behind the other with a NUL between them.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import atheris
from msgspec.structs import replace

with atheris.instrument_imports(include=["corpus_tool.formats", "corpus_tool.model", "corpus_tool.text"]):
    from corpus_tool import languages
    from corpus_tool.formats import Format, Notice, Reading, Refusal, Writing, formats
    from corpus_tool.formats.jsonl import read as read_jsonl
    from corpus_tool.model.bundles import Bundle
    from corpus_tool.model.default_schema import default_schema
    from corpus_tool.model.references import missing_references
    from corpus_tool.model.rules import misplaced

    FOUND = formats()
    """Found here, so that the modules of the formats are instrumented too."""


FORMATS = [
    "jsonl",
    "brat",
    "webanno-tsv",
    "cas-xmi",
    "cas-json",
    "iob2",
    "bioes",
    "conllu",
    "csv",
    "table",
    "label-studio",
    "doccano",
    "prodigy",
    "pubannotation",
    "textee",
    "oneie",
    "dygie",
    "gliner",
    "nemo",
    "wojood",
    "plover",
    "hf",
]
SECONDS = 10
SAMPLE = Path(__file__).parents[1] / "sample_corpus"
OF_SEVERAL = ("brat", "webanno-tsv", "cas-xmi", "csv")
"""Formats whose files need those beside them."""
ONLY_READ = {
    "table": ('id;text;label;date\n1;"قصف ""الجيش""\nمواقع";ORG;2026-01-31\n2;שלום;PER;\n',),
    "nemo": ("ל B-ORG\nממשלת I-ORG\nה S-GPE I-ORG\n\nשלום O\n",),
    "wojood": ("محكمة B-ORG\nحكومة I-ORG B-ORG\nفلسطين I-ORG I-ORG B-GPE\n\nغزة B-GPE\n",),
    "hf": (
        '{"id":"7","text":"زار محمد حلب","url":"a","entities":[{"start":4,"end":8,"label":"PER","text":"محمد"}]}\n',
        '{"tokens":["زار","محمد"],"ner_tags":["O","B-PER"]}\n{"text":"حلب","spans":{"start":[0],"end":[3],"type":["GPE"]}}',
        '{"id":"k","text":"زار حلب","annotator":"noa","kind":"annotator","status":"done","metadata":"{}","entities":'
        '[{"id":"s1","label":"GPE","text":"حلب","fragments":[{"start":4,"end":7}],"attributes":"{}"}],"events":[{"id":'
        '"e1","type":"T","text":"زار","fragments":[{"start":0,"end":3}],"arguments":[{"role":"R","target":"s1"}]}],'
        '"relations":[{"id":"r1","type":"t","source":"s1","target":"s1"}]}\n',
    ),
    "plover": (
        '[{"_id":"5b52","text":"وقتل مسلحون ستة جنود","event_type":"ASSAULT","spans":[{"source_actor":["مسلحون"],'
        '"verb":["وقتل"],"target_actor":["جنود"],"source_role":{"main":"None"},"target_role":"UNKNOWN"}],'
        '"verb_gold":"وقتل"}]',
        '<Sentences><Sentence date="20080101" id="5b52" category="ASSAULT"><EventText eid="0" eventtext="وقتل" '
        'sourcetext="مسلحون" targettext="" /><EventCoding eid="0" plover="ASSAULT" sourcecode="None UAF" />'
        "<Text>\n وقتل مسلحون ستة جنود\n</Text></Sentence></Sentences>",
    ),
}
"""What formats are fuzzed with that we do not write, or write in bytes that a change only breaks."""
CHARACTERS = 240
"""Of each article that the seeds are made of: short ones mutate faster."""
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1,
    10**30,
    1e400,
    1.5,
    "",
    " ",
    "\ud800",
    "\u2028",
    "e1",
    "s1",
    [],
    {},
    [[]],
    [[1, 0]],
)


def articles() -> Iterator[Bundle]:
    """The beginnings of the articles that the sample corpus comes with, with the layers on them."""
    for path in sorted(SAMPLE.glob("*.jsonl")):
        for found in read_jsonl(path.read_bytes().split(b"\n")):
            if isinstance(found, Bundle) and found.layers:
                yield _begun(found)


def _begun(bundle: Bundle) -> Bundle:
    document = bundle.document
    text = document.text[:CHARACTERS]
    tokens = tuple(languages.tokenize(text, document.language))
    layers = []
    for layer in bundle.layers[:2]:
        kept = [one for one in layer.ordered if getattr(one, "fragments", ((0, 0),))[-1][1] <= CHARACTERS]
        while missing := {id for id, _ in missing_references(kept)}:
            kept = [one for one in kept if one.id not in missing]
        layers.append(type(layer).of(layer.name, layer.schema, kept, layer.status))
    return Bundle(replace(document, text=text, tokens=tokens), tuple(layers))


class Files(NamedTuple):
    """What the files of a format are called in an input."""

    stem: str
    beside: list[str]


def seeds(format: Format) -> tuple[list[bytes], Files]:
    """Some inputs, and what the files in them are called."""
    if format.name in ONLY_READ:
        return [seed.encode() for seed in ONLY_READ[format.name]], Files("x", [])
    found: list[bytes] = []
    called = Files("", [])
    for article in islice(articles(), 6):
        bundle = replace(article, document=replace(article.document, key="x"))
        kept, _ = format.restricted(bundle)
        files: dict[str, bytes] = {}
        for file, content in format.pieces([kept], Writing("gold", default_schema())):
            files[file] = files.get(file, b"") + (content.encode() if isinstance(content, str) else content)
        first = next(name for name in files if name.endswith(format.suffix))
        together = [name for name in files if name != first and Path(name).parent == Path(first).parent]
        others = together if format.name in OF_SEVERAL else []
        called = Files(Path(first).name.removesuffix(format.suffix), [Path(name).name for name in others])
        found.append(b"\0".join([files[name] for name in (first, *others)]))
    return found, called


def attempt(format: Format, called: Files, data: bytes) -> None:
    """Read some input; raises where the reader breaks its promise."""
    first, *others = data.split(b"\0") if called.beside else [data]
    files = dict(zip(called.beside, others, strict=False))
    reading = Reading(format.suffix, stem=called.stem, beside=files.get)
    for found in format.read(BytesIO(first), reading) if format.read else ():
        if isinstance(found, Bundle):
            _judge(found)
        elif not isinstance(found, Refusal | Notice):
            raise TypeError(f"{found!r} is neither a bundle nor a refusal")


def _judge(bundle: Bundle) -> None:
    """Raise where a bundle could not be a document with layers."""
    text = bundle.document.text
    f"{text}{bundle.document.key}{bundle.document.title}{bundle.document.metadata}".encode()
    for layer in bundle.layers:
        for one in layer.ordered:
            repr(one).encode()
            if wrong := misplaced(getattr(one, "fragments", ((0, len(text)),)), text) if text else None:
                raise ValueError(f"{one}: {wrong}")
        if missing := list(missing_references(list(layer.ordered))):
            raise ValueError(f"{missing} are not there")


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """Half of the time bytes, half of the time values of the JSON in it, where there is any."""
    chance = Random(seed)
    if chance.random() < 0.5:
        lines = data.split(b"\n")
        at = chance.randrange(len(lines))
        try:
            value = json.loads(lines[at] if len(lines) > 1 and lines[at].strip() else data)
        except (ValueError, RecursionError):
            return atheris.Mutate(data, most)
        told = json.dumps(_bent(value, chance), ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
        whole = b"\n".join([*lines[:at], told, *lines[at + 1 :]]) if len(lines) > 1 and lines[at].strip() else told
        return whole[:most]
    return atheris.Mutate(data, most)


def _bent(value: Any, chance: Random) -> Any:
    """A value with something in it that was not there."""
    if isinstance(value, dict | list) and value and chance.random() < 0.9:
        keys = list(value) if isinstance(value, dict) else range(len(value))
        key = chance.choice(list(keys))
        if chance.random() < 0.1:
            del value[key]
        elif chance.random() < 0.1 and isinstance(value, list):
            value.append(value[key])
        else:
            value[key] = _bent(value[key], chance)
        return value
    if isinstance(value, int) and chance.random() < 0.6:
        return value + chance.choice((-100, -1, 1, 2, 1000))
    return chance.choice(ODD)


def fuzz(name: str, folder: Path, seconds: int) -> None:
    """Fuzz one format in this process, which libFuzzer ends."""
    format = FOUND[name]
    inputs, called = seeds(format)
    for number, content in enumerate(inputs):
        (folder / f"seed{number}").write_bytes(content)
    options = [sys.argv[0], f"-max_total_time={seconds}", "-max_len=20000", f"-artifact_prefix={folder.parent}/{name}-"]
    atheris.Setup(
        [*options, "-timeout=10", "-print_final_stats=1", str(folder)],
        lambda data: attempt(format, called, data),
        custom_mutator=mutate,
    )
    atheris.Fuzz()


def main(words: list[str]) -> int:
    """Fuzz what is asked for, each format in a process of its own; how many broke their promise."""
    if words[:1] == ["--one"]:
        fuzz(words[1], Path(words[2]), int(words[3]))
    seconds = next((word for word in words if word.isdigit()), str(SECONDS))
    broken = 0
    for name in [word for word in words if word in FORMATS] or FORMATS:
        with TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus"
            corpus.mkdir()
            command = [sys.executable, __file__, "--one", name, str(corpus), seconds]
            done = subprocess.run(command, capture_output=True, check=False)
            said = done.stderr.decode(errors="replace")
            broken += done.returncode != 0
            runs = re.findall(r"number_of_executed_units: (\d+)|DONE +cov: (\d+)", said)
            print(f"{name}: {'as promised' if done.returncode == 0 else 'BROKEN'}; {runs}", flush=True)
            if done.returncode:
                print(done.stdout.decode(errors="replace")[-4000:], said[-1500:])
                for crash in Path(folder).glob(f"{name}-*"):
                    print(repr(crash.read_bytes()[:6000]))
    return broken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
