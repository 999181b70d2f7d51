"""The sample corpus holds what it promises: every trap of the two languages, and layers worth comparing."""

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations

import pytest
from corpus_tool_testing.builders import new_store

from corpus_tool.formats.jsonl import read
from corpus_tool.model.annotations import Event, surface
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import Layer
from corpus_tool.model.rules import violations
from corpus_tool.workbench.demo import SAMPLE_FILES, sample_folder
from corpus_tool.workbench.import_report import Outcome
from corpus_tool.workbench.importing import import_files

LONG_READ = "ar-0010"

ARABIC_TRAPS = [
    ("a proclitic on a name", "ar-0001", r"لداعش"),
    ("a proclitic on a name with its article", "ar-0001", r"بالجيش"),
    ("two proclitics on a name", "ar-0003", r"وببيروت"),
    ("a proclitic before a quote mark", "ar-0002", r"ل«كتائب الوادي»"),
    ("a proclitic with tatweel before a quote mark", "ar-0001", r"ل\u0640«لواء"),
    ("a proclitic before a curly quote mark", "ar-0003", r"ل“لجنة الجسور”"),
    ("a proclitic before an ASCII quote mark", "ar-0001", r'ب"رد'),
    ("lam and article contracted", "ar-0002", r"للأمم المتحدة"),
    ("lam and article contracted, elsewhere", "ar-0004", r"للمجلس"),
    ("guillemets", "ar-0002", r"«[^»]+»"),
    ("curly quotes", "ar-0004", r"“[^”]+”"),
    ("ASCII quotes", "ar-0009", r'"[^"]+"'),
    ("tatweel inside a name", "ar-0001", r"لواء الفج\u0640{2,}ر"),
    ("tatweel inside several words of a name", "ar-0003", r"ص\u0640لاح الدي\u0640ن"),
    ("vowel marks", "ar-0001", r"مُحَمَّد"),
    ("codes of aircraft", "ar-0001", r"MQ-9.*F-16.*A-10"),
    ("a date with slashes", "ar-0002", r"2026/1/14"),
    ("a date with hyphens", "ar-0001", r"31-01-2026"),
    ("a pair of month names", "ar-0001", r"نوفمبر/ تشرين الثاني"),
    ("a percent sign of Arabic", "ar-0001", r"٪15"),
    ("a percentage with a point", "ar-0003", r"15\.5%"),
    ("Arabic-Indic digits", "ar-0003", r"٢٤٠"),
    ("no space after a full stop", "ar-0004", r"\w\.وأضرم"),
    ("no space after a full stop, in one long line", "ar-0008", r"\w\.ودارت"),
    ("a no-break space", "ar-0004", r"\u00a0"),
    ("an emoji", "ar-0001", r"\U0001f534"),
    ("another emoji", "ar-0009", r"\U0001f4f7"),
    ("a right-to-left mark", "ar-0004", r"\u200f"),
    ("a zero-width non-joiner inside a name", "ar-0003", r"عبد\u200cالرحمن"),
    ("a photo credit", "ar-0001", r"(?m)^تصوير: "),
    ("a follow-us line", "ar-0001", r"(?m)^تابعنا على "),
    ("a subscribe line", "ar-0002", r"(?m)^اشترك في "),
    ("a share line", "ar-0003", r"(?m)^شارك: "),
    ("a correction form", "ar-0004", r"(?m)^إذا وجدت خطأ"),
    ("a line of dashes", "ar-0009", r"(?m)^-{5,}$"),
    ("a Latin name in parentheses", "ar-0003", r"\(Henrik Solberg\)"),
    ("an article in one single line", "ar-0008", r"\A[^\n]{1000,}\Z"),
]

HEBREW_TRAPS = [
    ("a proclitic on a name", "he-0001", r"לדמשק"),
    ("two proclitics on an acronym", "he-0003", r'שמארה"ב'),
    ("a proclitic and a conjunction on a name", "he-0003", r"ובביירות"),
    ("a proclitic before a quote mark", "he-0001", r'ל"מגזין הלבנט"'),
    ("a proclitic before another quote mark", "he-0003", r'ל"הארץ החדשה"'),
    ("gershayim as an ASCII quote mark", "he-0001", r'צה"ל'),
    ("gershayim of their own", "he-0003", r"צה\u05f4ל"),
    ("an acronym with gershayim", "he-0001", r'דאע"ש'),
    ("the same acronym without", "he-0001", r"דאעש"),
    ("geresh as an apostrophe", "he-0004", r"ג'נין"),
    ("geresh of its own", "he-0004", r"ג\u05f3נין"),
    ("an acronym with points", "he-0003", r"אי\.אן\.סי"),
    ("maqaf", "he-0003", r"איראני\u05beטורקי"),
    ("a number behind a hyphen", "he-0001", r"בכ-500"),
    ("another number behind a hyphen", "he-0002", r"ל-48\sשעות"),
    ("niqqud", "he-0003", r"אַלְבֵּידַר"),
    ("codes of aircraft", "he-0001", r"F-16[\s\S]*MQ-9"),
    ("another code of aircraft", "he-0005", r"F-35"),
    ("a date with slashes", "he-0002", r"14/01/2026"),
    ("a date with points", "he-0001", r"9\.1\.2026"),
    ("a date with hyphens", "he-0003", r"22-01-2026"),
    ("a percentage with a point", "he-0002", r"15\.5%"),
    ("a time of day", "he-0001", r"20:30"),
    ("no space after a full stop", "he-0001", r"\.הוא"),
    ("no space after a full stop, elsewhere", "he-0007", r"\.החקירה"),
    ("a no-break space", "he-0002", r"\u00a0"),
    ("an emoji", "he-0001", r"\U0001f534"),
    ("an emoji with a variation selector", "he-0007", r"\U0001f54a\ufe0f"),
    ("a right-to-left mark", "he-0001", r"\u200f"),
    ("a left-to-right mark", "he-0005", r"\u200e"),
    ("a photo credit", "he-0001", r"(?m)^\(צילום: "),
    ("a follow-us line", "he-0001", r"(?m)^עקבו אחרינו"),
    ("a share line", "he-0007", r"(?m)^שתפו את הכתבה"),
    ("a correction form", "he-0004", r"מצאתם טעות\?"),
    ("two slashes", "he-0002", r"(?m)^// "),
    ("curly quotes", "he-0003", r"“[^”]+”"),
    ("low and high quotes", "he-0003", r"„[^”]+”"),
    ("Arabic inside Hebrew", "he-0002", r"«كتائب الوادي»"),
    ("a list", "he-0007", r"(?m)(^- .+\n+){3,}"),
    ("a paragraph that begins in Latin letters", "he-0001", r"(?m)^F-16 "),
    ("one long paragraph", "he-0006", r"(?m)^.{1000,}$"),
]

TRAPS = ARABIC_TRAPS + HEBREW_TRAPS


@pytest.fixture(scope="module")
def corpus() -> dict[str, Bundle]:
    """Key to document and layers."""
    lines = [line for name in SAMPLE_FILES for line in (sample_folder() / name).read_bytes().split(b"\n")]
    found = list(read(lines))
    assert all(isinstance(bundle, Bundle) for bundle in found), found
    return {bundle.document.key: bundle for bundle in found if isinstance(bundle, Bundle)}


@pytest.fixture(scope="module")
def compared(corpus) -> dict[str, dict[str, Layer]]:
    """Key to annotator to layer, for the documents that have a gold layer."""
    layers = {key: {layer.name.annotator: layer for layer in bundle.layers} for key, bundle in corpus.items()}
    return {key: found for key, found in layers.items() if "gold" in found}


def marks(layer: Layer) -> set[tuple[str, object]]:
    """Label and place of every span."""
    return {(span.label, span.fragments) for span in layer.spans}


def f1(one: Layer, other: Layer) -> float:
    """How much two annotators agree on spans: exact place and label."""
    return 2 * len(marks(one) & marks(other)) / (len(marks(one)) + len(marks(other)))


@pytest.mark.parametrize(
    ("key", "pattern"), [trap[1:] for trap in TRAPS], ids=[f"{key} {what}" for what, key, _ in TRAPS]
)
def test_the_trap_is_there(corpus, key, pattern):
    assert re.search(pattern, corpus[key].document.text)


def test_there_are_enough_articles_in_both_languages(corpus):
    counts = Counter(bundle.document.language for bundle in corpus.values())
    assert set(counts) == {"ar", "he"}
    assert min(counts.values()) >= 8


def test_articles_are_as_long_as_agency_news_and_one_is_very_long(corpus):
    words = {key: len(bundle.document.text.split()) for key, bundle in corpus.items()}
    assert words.pop(LONG_READ) >= 5000
    assert {key: count for key, count in words.items() if not 150 <= count <= 500} == {}


def test_every_article_says_where_it_is_from(corpus):
    for bundle in corpus.values():
        metadata = bundle.document.metadata
        assert all(metadata[name] for name in ("source", "date", "url", "author")), bundle.document.key
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", metadata["date"])
        assert metadata["url"].startswith("https://example.org/"), "no address of a real newspaper"


def test_a_wire_story_comes_twice_with_light_edits(corpus):
    one, other = (corpus[key].document.text for key in ("ar-0006", "ar-0007"))
    alike = SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
    assert 0.8 < alike < 1


def test_one_story_comes_in_both_languages(corpus):
    arabic, hebrew = (corpus[key].document for key in ("ar-0002", "he-0002"))
    assert "معبر تل الريحان" in arabic.text
    assert "معبر تل الريحان" in hebrew.text
    assert abs(int(arabic.metadata["date"][-2:]) - int(hebrew.metadata["date"][-2:])) <= 1


def test_two_annotators_and_gold_are_on_at_least_six_articles_of_both_languages(compared):
    assert len(compared) >= 6
    assert {key[:2] for key in compared} == {"ar", "he"}
    for layers in compared.values():
        assert len(layers) == 3
        assert all(layer.spans and layer.events for layer in layers.values())


def test_annotators_disagree_honestly(compared):
    for key, layers in compared.items():
        noa, sami = (layer for name, layer in layers.items() if name != "gold")
        assert 0.6 < f1(noa, sami) < 0.95, key
        assert min(f1(noa, layers["gold"]), f1(sami, layers["gold"])) > f1(noa, sami), key


def test_annotators_disagree_about_events_too(compared):
    assert any(
        {(event.type, event.fragments) for event in one.events}
        != {(event.type, event.fragments) for event in other.events}
        for layers in compared.values()
        for one, other in combinations([layer for name, layer in layers.items() if name != "gold"], 2)
    )


def test_gold_breaks_no_rule(corpus, compared):
    for key, layers in compared.items():
        assert violations(layers["gold"], default_schema(), corpus[key].document) == []


def test_gold_uses_what_the_schema_offers(compared):
    gold = [layers["gold"] for layers in compared.values()]
    spans = [span for layer in gold for span in layer.spans]
    events = [event for layer in gold for event in layer.events]
    assert {label.id for label in default_schema().labels} == {span.label for span in spans}
    assert len({event.type for event in events}) >= 15
    assert any("canonical" in span.attributes for span in spans)
    assert any(span.link for span in spans)
    assert any("polarity" in event.attributes for event in events)
    assert any(layer.relations for layer in gold)


@pytest.mark.parametrize("key", ["ar-0001", "ar-0002", "ar-0003", "ar-0004"])
def test_spans_are_nested(compared, key):
    places = [span.fragments[0] for span in compared[key]["gold"].spans]
    assert any(outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1] for outer in places for inner in places)


@pytest.mark.parametrize("key", ["ar-0002", "ar-0004", "he-0003", "he-0004"])
def test_a_trigger_has_two_fragments(compared, key):
    assert any(len(event.fragments) > 1 for layer in compared[key].values() for event in layer.events)


@pytest.mark.parametrize("key", ["ar-0001", "ar-0002", "ar-0003", "ar-0004"])
def test_an_event_plays_a_role_in_another(compared, key):
    gold = compared[key]["gold"]
    targets = [argument.target for event in gold.events for argument in event.arguments]
    assert any(isinstance(gold[target], Event) for target in targets)


def test_tatweel_stands_inside_a_span_and_the_canonical_form_is_without(corpus, compared):
    text = corpus["ar-0001"].document.text
    canonical = {
        surface(text, span.fragments): span.attributes["canonical"]
        for span in compared["ar-0001"]["gold"].spans
        if "canonical" in span.attributes
    }
    assert canonical["لواء الفج\u0640\u0640\u0640ر"] == "لواء الفجر"


def test_it_comes_in_without_a_refusal_or_a_repair(corpus, tmp_path):
    with new_store(tmp_path) as store:
        report = import_files(store, [sample_folder() / name for name in SAMPLE_FILES])
    assert report.count(Outcome.IMPORTED) == len(corpus)
    assert report.count(Outcome.REFUSED) == 0
    assert [entry for entry in report.entries if entry.repairs] == []


def test_its_readme_says_whose_it_is():
    readme = (sample_folder() / "README.md").read_text(encoding="utf-8")
    assert "CC0" in readme
