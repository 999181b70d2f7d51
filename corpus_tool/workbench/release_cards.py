"""What a release says about itself to people: the data set card that Hugging Face reads, and a datasheet.

The headings are those of "Datasheets for Datasets" (Gebru et al. 2021), for what a corpus of annotated news knows.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus_tool.formats import writable
from corpus_tool.model.data_card import configurations_of
from corpus_tool.model.policies import Clitics
from corpus_tool.model.releases import UNKNOWN, FileFacts, Manifest
from corpus_tool.saying.counting import counted

SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
"""Documents up to which a data set is of a size, as Hugging Face calls it."""

LOADABLE = (".jsonl", ".parquet")
"""Ends of files that Hugging Face loads by itself."""

WITHOUT_ASSISTED = "Work that went on after seeing others' or suggestions, and gold decided from it, is left out."

NOT_STATED = "Not stated."

_CLITICS = {
    Clitics.DROP: "Spans with an edge inside a word are left out of formats of whole words.",
    Clitics.EXPAND: "Spans with an edge inside a word grow to whole words in formats of whole words.",
    Clitics.SPLIT: "Words are cut at the edges of spans in formats of whole words.",
}


def data_card(manifest: Manifest, cards: Mapping[str, str]) -> str:
    """README.md: the head for Hugging Face, what it is, and how to read it.

    `cards`: the folders in it that have a card of their own, with that. They are what is loaded then, since columns of
    JSON get their types from the lines that come first.
    """
    about = manifest.settings.about
    title = about.pretty_name or manifest.title
    return _joined(
        _head(manifest, title, cards),
        f"# {title}",
        about.summary,
        f"Release {manifest.title}, {manifest.released_at[:10]}: {counted(manifest.documents, 'article')} annotated"
        f" under the schema {manifest.schema.name} {manifest.schema.version}."
        " [DATASHEET.md](DATASHEET.md) says how it was made and what is missing; `manifest.json` says it to programs.",
        "## Contents",
        _sizes(manifest),
        "## Reading it",
        "Each folder is one format. The parts of the data are folders in it, or stand in the names of its files; tables"
        " of documents have them in the column `split`.",
        "\n".join(f"- `{name}/`: {writable(name).title}" for name in manifest.settings.formats),
        "Offsets are Unicode code points, half-open, unless a format says otherwise. `sha256sum -c CHECKSUMS` and"
        " `corpus-tool release verify` prove that nothing was changed.",
        *_section("Licence", _licences(manifest)),
        *_section("Citation", about.citation, when_empty=""),
        *_section("Contact", "\n\n".join(filter(None, (about.contact, about.homepage))), when_empty=""),
    )


def datasheet(manifest: Manifest) -> str:
    """DATASHEET.md."""
    about = manifest.settings.about
    return _joined(
        f"# Datasheet of {manifest.title}",
        *_section("Motivation", about.motivation),
        *_section("Composition", _composition(manifest)),
        *_section("Collection", about.collection),
        *_section("Annotation process", _process(manifest)),
        *_section("Agreement", _agreement(manifest)),
        *_section("Splits", _splits(manifest)),
        *_section("Losses by format", "\n".join(_losses(manifest))),
        *_section("Words and clitics", _CLITICS[manifest.settings.policy.clitics]),
        *_section(
            "Offsets",
            "Unicode code points, the end exclusive, in texts that were never changed or normalised; formats with"
            " another unit say so in their own files.",
        ),
        *_section("Known gaps", about.known_gaps),
        *_section("Licence", _licences(manifest)),
    )


def _joined(*blocks: str) -> str:
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"


def _section(title: str, text: str, when_empty: str = NOT_STATED) -> Iterator[str]:
    if text or when_empty:
        yield f"## {title}"
        yield text or when_empty


def _head(manifest: Manifest, title: str, cards: Mapping[str, str]) -> str:
    """The YAML head. Strings are written as JSON, which YAML reads."""
    about = manifest.settings.about
    lines = [
        "---",
        *_list("language", sorted(language for language in _total(manifest, "language") if len(language) == 2)),
        f"license: {json.dumps(about.annotation_licence)}",
        f"pretty_name: {json.dumps(title, ensure_ascii=False)}",
        *_list("size_categories", [_size(manifest.documents)]),
        *_list("task_categories", ["token-classification"]),
        *_list("task_ids", ["named-entity-recognition"]),
        *_list("annotations_creators", ["expert-generated"]),
        *_list("source_datasets", ["original"]),
        *_list("tags", ["event-extraction"] if _total(manifest, "type") else []),
        *(line for folder, card in cards.items() for line in configurations_of(card, folder)),
        *([] if cards else _configs(manifest)),
        "---",
    ]
    return "\n".join(lines)


def _list(name: str, values: Sequence[str]) -> list[str]:
    return [f"{name}:", *(f"- {json.dumps(value)}" for value in values)] if values else []


def _size(documents: int) -> str:
    return next((name for limit, name in SIZES if documents < limit), "n>1M")


def _configs(manifest: Manifest) -> Iterator[str]:
    """Which files are which part, for the formats that can be loaded without a program of their own."""
    found = [(name, files) for name in manifest.settings.formats if (files := _loadable(manifest, name))]
    if found:
        yield "configs:"
    for name, files in found:
        yield f"- config_name: {json.dumps(name)}"
        yield "  data_files:"
        for part in manifest.parts:
            paths = [one.path for one in files if _is_of(one.path, part)]
            if paths:
                yield f"  - split: {json.dumps(part)}"
                yield "    path:"
                yield from (f"    - {json.dumps(path)}" for path in paths)


def _is_of(path: str, part: str) -> bool:
    """Whether a file is of a part: it lies in its folder, or is called after it."""
    _, *folders, name = path.split("/")
    return part in folders or name.startswith((f"{part}.", f"{part}-"))


def _loadable(manifest: Manifest, format: str) -> list[FileFacts]:
    """The files of a format that Hugging Face loads; none unless all of its files are such."""
    files = [one for one in manifest.files if one.path.startswith(f"{format}/") and not one.path.endswith("losses.tsv")]
    told = all(one.path.endswith(LOADABLE) and any(_is_of(one.path, part) for part in manifest.parts) for one in files)
    return files if told else []


def _total(manifest: Manifest, kind: str) -> Counter[str]:
    """Name to how often it occurs in all parts."""
    return sum((Counter(part.counts.get(kind, {})) for part in manifest.parts.values()), Counter[str]())


def _sizes(manifest: Manifest) -> str:
    rows = [
        (
            name,
            part.documents,
            part.layers,
            *(sum(part.counts.get(kind, {}).values()) for kind in ("label", "type", "relation")),
        )
        for name, part in manifest.parts.items()
    ]
    return _table(("part", "articles", "layers", "spans", "events", "relations"), rows)


def _composition(manifest: Manifest) -> str:
    tables = [_sizes(manifest)]
    for kind in ("language", "source", "label", "type", "role", "relation"):
        total = _total(manifest, kind)
        rows = [
            (name or "(none)", *(part.counts.get(kind, {}).get(name, 0) for part in manifest.parts.values()))
            for name in sorted(total)
        ]
        if rows:
            tables.append(_table((kind, *manifest.parts), rows))
    text = (
        "The articles' texts are in the data." if manifest.settings.with_text else "The articles' texts are left out."
    )
    return "\n\n".join([text, *tables])


def _process(manifest: Manifest) -> str:
    statuses = sum((Counter(part.statuses) for part in manifest.parts.values()), Counter[str]())
    guided = "`guidelines.md` was in force." if manifest.schema.guidelines_sha256 else "There are no guidelines."
    facts = (
        f"Annotated with corpus-tool {manifest.program} under the schema {manifest.schema.name}"
        f" {manifest.schema.version} (`schema.json`). {guided}",
        *([WITHOUT_ASSISTED] if manifest.settings.without_assisted else []),
        f"Layers: `{manifest.settings.layers}`; "
        + ", ".join(f"{count} {status}" for status, count in sorted(statuses.items()))
        + ".",
        f"Annotators: {', '.join(manifest.annotators) or 'none in these layers'}. Gold layers are the work of"
        f" {', '.join(manifest.adjudicators) or 'nobody: there are none'}.",
    )
    return "\n\n".join(part for part in (manifest.settings.about.annotation, *facts) if part)


def _agreement(manifest: Manifest) -> str:
    if manifest.agreement is None:
        return "Not measured."
    agreement = manifest.agreement
    rows = [(key, *_told(score)) for key, score in agreement["figures"].items()]
    return (
        f"{counted(agreement['annotators'], 'annotator')}, {counted(agreement['documents'], 'document')} done by two"
        f" or more, {counted(agreement['positions'], 'position')} ({agreement['unit']}); intervals of 95 % from"
        f" {counted(agreement['resamples'], 'draw')} of documents.\n\n{_table(('measure', 'value', 'interval'), rows)}"
    )


def _told(score: Mapping[str, Any]) -> tuple[str, str]:
    if score["value"] is None:
        return f"n/a ({score['reason']})", ""
    interval = "" if score["low"] is None else f"{score['low']:.3f} to {score['high']:.3f}"
    return f"{score['value']:.3f}", interval


def _splits(manifest: Manifest) -> str:
    split = manifest.settings.split
    if split is None:
        return "The data is not split; all of it is called `train`."
    kept = {
        "story": "",
        "source": " No source is in two parts.",
        "date": " The parts follow one another in time, and a day is in one part.",
    }[split.mode]
    wanted = ", ".join(f"{part} {share:.0%}" for part, share in split.shares.items())
    return (
        f"Split `{split.name}`, seed {split.seed}: {wanted}. Articles that share half of their three-word runs with"
        " another (of the shorter one's), and articles from one page, are in one part; that was proved over the whole"
        f" corpus when this was released.{kept}"
    )


def _losses(manifest: Manifest) -> Iterator[str]:
    for name in manifest.settings.formats:
        lost = manifest.losses.get(name, {})
        listed = "; ".join(f"{reason}: {count}" for reason, count in lost.items())
        yield f"- {name}: {listed} (listed in `{name}/losses.tsv`)" if lost else f"- {name}: nothing"


def _licences(manifest: Manifest) -> str:
    about = manifest.settings.about
    said = f"Articles: {about.text_licence}. Annotations: {about.annotation_licence}."
    if UNKNOWN in (about.text_licence, about.annotation_licence):
        said += " Where it is unknown, ask before you pass it on."
    return said


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")
