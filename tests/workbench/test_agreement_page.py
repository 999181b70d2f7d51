"""The page about agreement of a corpus: whole, safe, and with every disagreement on it."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, counting_surroundings, document, layer, new_store, span, strike
from lxml import etree
from msgspec import msgpack
from msgspec.structs import replace

from corpus_tool.agreement.drawing import NO_INTERVALS
from corpus_tool.errors import StoreError
from corpus_tool.formats.jsonl import line_of
from corpus_tool.learning.curve import Point
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.disagreements import Collated
from corpus_tool.saying import speak
from corpus_tool.store.store import Store
from corpus_tool.workbench.agreement.disagreements import collations
from corpus_tool.workbench.agreement.measuring import Asked, measure_study
from corpus_tool.workbench.agreement.page import strict_by_document, write_page
from corpus_tool.workbench.agreement.rulers import Unit
from corpus_tool.workbench.agreement.studying import Filters, studied
from corpus_tool.workbench.choosing import Choice
from corpus_tool.workbench.demo import make_demo
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.learning.learning import state_of

MEASURES = ("f1_strict", "f1_bounds", "alpha", "label_percent", "ev_trig_cls")


def corpus(folder, *bundles):
    (folder / "a.jsonl").write_text("\n".join(line_of(bundle) for bundle in bundles), encoding="utf-8")
    store = new_store(folder)
    import_files(store, [folder / "a.jsonl"], counting_surroundings())
    return store


def page(store, folder, **asked):
    found = measure_study(store, Asked(names=MEASURES, resampling=NO_INTERVALS, **asked))
    count = write_page(store, *found, folder / "page.html", counting_surroundings())
    tree = etree.parse(folder / "page.html", etree.XMLParser(huge_tree=True)).getroot()
    return count, tree


def entries(tree):
    return [one for one in tree.iter("article") if one.get("class") == "one"]


def is_sound(tree):
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert {one.get("href") for one in tree.iter() if one.get("href")} <= {f"#{id}" for id in ids}
    assert not [one for one in tree.iter() if one.get("src") or one.get("style") or one.tag in {"script", "link"}]
    assert not [name for one in tree.iter() for name in one.attrib if name.startswith("on")]
    return True


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    make_demo(folder / "demo.db", counting_surroundings())
    with Store.open(folder / "demo.db") as store:
        yield store, *page(store, folder), folder


def test_every_disagreement_is_on_the_page_once_in_its_sentence(demo):
    store, count, tree, _ = demo
    rows = [(one, found) for one in collations(store) for found in one.disagreements]
    assert count == len(entries(tree)) == len(rows) > 200
    shown = {int(one.get("id")[1:]): one for one in entries(tree)}
    for number, (one, found) in enumerate(rows, 1):
        entry = shown[number]
        assert one.document.key in entry.find("p").xpath("string()")
        assert [kind.text for kind in entry.iter("span") if kind.get("class") == "kind"] == list(found.kinds)
        names = {
            name
            for who in entry.xpath(".//span[starts-with(@class, 'who')]")
            for name in who.xpath("string()").split(", ")
        }
        assert names == {"noa", "sami"}


def test_sentences_say_their_language_and_run_their_way(demo):
    _, _, tree, _ = demo
    sentences = [one for one in tree.iter("p") if one.get("class") == "sentence"]
    assert {(one.get("lang"), one.get("dir")) for one in sentences} == {("ar", "rtl"), ("he", "rtl")}
    assert all(one.findall("mark") for one in sentences)
    assert all(
        word.get("dir") == "rtl" for word in tree.iter("bdi") if word.get("class") == "words" and word.get("lang")
    )


def test_a_learning_curve_that_was_reckoned_stands_on_the_page(tmp_path):
    with corpus(tmp_path, Bundle(document(ARABIC), (layer([], "noa"), layer([], "sami")))) as store:
        _, tree = page(store, tmp_path)
        assert "learning" not in {one.get("id") for one in tree.iter("section")}
        with store.writing():
            points = [Point(2, 0.25, 0.2, 0.3), Point(4, 0.4, 0.35, 0.45)]
            store.models.keep_reckoned("curve", "noa", state_of(store, "noa"), msgpack.encode(points))
            store.models.keep_reckoned("curve", "sami", "", b"another version")
        _, tree = page(store, tmp_path)
        is_sound(tree)
        (part,) = (one for one in tree.iter("section") if one.get("id") == "learning")
        said = "".join(part.itertext())
        assert "From the work of: noa" in said and "sami" not in said
        assert "After 4 documents F1 is 0.40" in said and "More was done since" not in said


def test_the_page_needs_nothing_and_lets_nothing_run(demo):
    _, _, tree, folder = demo
    assert is_sound(tree)
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    digest = b64encode(sha256(tree.find("head/style").text.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    whole = (folder / "page.html").read_text(encoding="utf-8")
    assert whole.startswith("<!DOCTYPE html>\n<html lang=")
    assert not re.search(r"(src|href|url)\s*[=(]\s*[\"']?\s*(https?:|//)", whole)
    assert "@import" not in whole


def test_every_cell_of_a_heat_map_leads_to_what_it_counts(demo):
    _, _, tree, _ = demo
    cells = tree.xpath("//section[@id='confusion']//td/a")
    assert cells
    for cell in cells:
        group = tree.xpath(f"//*[@id='{cell.get('href')[1:]}']")[0]
        labels = set(group.find("summary/bdi").text.split(" \u00b7 "))
        assert set(cell.get("title").split(" against ")) <= labels
        assert len(list(group.iter("article"))) >= int(cell.text)


def test_a_bar_or_plot_has_its_words(demo):
    _, _, tree, _ = demo
    drawings = list(tree.iter("svg"))
    assert drawings
    assert all(one.get("role") == "img" and one.get("aria-label") == one.find("title").text for one in drawings)


HOSTILE = '<script>alert("1")</script> ]]> \u202eقصف\u202c & \'داعش\' <b dir="ltr">'


def test_a_hostile_text_stays_text(tmp_path):
    mark = span("a", HOSTILE, "داعش", attributes={"subtype": "<i>\u202e"}, link="javascript:alert(1)")
    of = replace(document(HOSTILE, "<b>\"'&"), title="</title><script>")
    script = span("b", HOSTILE, '<script>alert("1")', "PER")
    with corpus(tmp_path, Bundle(of, (layer([mark]), layer([script], "sami")))) as store:
        count, tree = page(store, tmp_path)
    assert count == 2 and is_sound(tree)
    marks = [one.text for one in tree.iter("mark")]
    assert sorted(marks) == sorted(['<script>alert("1")', "داعش"])
    assert "\u202e" not in "".join(tree.itertext())
    assert "U+202E" in "".join(entries(tree)[0].itertext())


def test_where_all_agree_and_where_nothing_was_marked_the_page_says_so(tmp_path):
    alike = Bundle(document(), (layer(strike()), layer(strike(), "sami")))
    with corpus(tmp_path, alike) as store:
        count, tree = page(store, tmp_path)
    assert count == 0 and entries(tree) == [] and is_sound(tree)
    assert "There is none." in "".join(tree.xpath("//section[@id='disagreements']")[0].itertext())


def test_a_figure_that_is_not_defined_stands_with_its_reason(tmp_path):
    with corpus(tmp_path, Bundle(document(), (layer([]), layer([], "sami")))) as store:
        count, tree = page(store, tmp_path)
    overview = "".join(tree.xpath("//section[@id='overview']")[0].itertext())
    assert count == 0 and is_sound(tree)
    assert "n/a" in overview and "nobody marked what the measure is about" in overview


def test_two_who_have_no_document_in_common_get_a_page_that_says_so(tmp_path):
    apart = Bundle(document(), (layer(strike()),)), Bundle(document(HEBREW, "he-0001"), (layer([], "sami"),))
    with corpus(tmp_path, *apart) as store:
        count, tree = page(store, tmp_path)
    said = "".join(tree.xpath("//section[@id='overview']")[0].itertext())
    assert count == 0 and is_sound(tree)
    assert "No document was finished by two of them yet." in said
    assert "no document was done by both" in said


def three(folder):
    said = {
        "noa": [span("a", ARABIC, "حلب", "GPE"), span("b", ARABIC, "الجيش")],
        "sami": [span("a", ARABIC, "حلب", "LOC"), span("b", ARABIC, "الجيش السوري")],
        "ziv": [span("b", ARABIC, "الجيش")],
    }
    return corpus(folder, Bundle(document(), tuple(layer(marks, name) for name, marks in said.items())))


def test_of_three_annotators_each_pair_has_its_figures_and_those_who_say_the_same_stand_together(tmp_path):
    with three(tmp_path) as store:
        count, tree = page(store, tmp_path)
    assert count == 2 and is_sound(tree)
    whole = {one.xpath("string()") for one in tree.xpath("//article//span[starts-with(@class, 'who')]")}
    assert whole == {"noa", "sami", "ziv", "noa, ziv"}
    heat = tree.xpath("//section[@id='pairs']//table")
    assert heat and len(heat[0].findall("tbody/tr")) == 3
    links = {cell.get("href") for cell in tree.xpath("//section[@id='pairs']//td/a")}
    assert links == {"#pair1", "#pair2", "#pair3"}
    summaries = [one.xpath("string()") for one in tree.xpath("//section[@id='confusion']//summary")]
    assert summaries == ["noa and sami", "noa and ziv", "sami and ziv"]


def test_the_list_is_of_the_same_work_as_the_figures(tmp_path):
    both = (layer([span("a", ARABIC, "حلب", "GPE")]), layer([], "sami"))
    others = tuple(layer(marks, name) for name, marks in (("noa", [span("a", HEBREW, "לדמשק")]), ("sami", [])))
    with corpus(tmp_path, Bundle(document(), both), Bundle(document(HEBREW, "he-0001"), others)) as store:
        assert page(store, tmp_path)[0] == 2
        assert page(store, tmp_path, filters=Filters(choice=Choice(languages=("he",))))[0] == 1
        count, tree = page(store, tmp_path, filters=Filters(choice=Choice(labels=("GPE",))))
        assert count == 1 and "Labels: GPE." in "".join(tree.xpath("//section[@id='about']")[0].itertext())


def test_each_document_has_the_strict_f1_of_its_pairs(tmp_path):
    with three(tmp_path) as store:
        found = strict_by_document(studied(store, unit=Unit.CHARACTERS).independent, ("noa", "sami", "ziv"))
    assert found == {"ar-0001": pytest.approx((0 + 2 / 3 + 0) / 3)}


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path, demo):
    store, *_ = demo
    (tmp_path / "file").write_text("")
    found = measure_study(store, Asked(names=["f1_strict"], resampling=NO_INTERVALS))
    with pytest.raises(StoreError, match="cannot be written"):
        write_page(store, *found, tmp_path / "file" / "page.html")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_twenty_thousand_disagreements_are_all_there(tmp_path, monkeypatch):
    of = document(ARABIC, "many")
    words = [(token.start, token.end) for token in of.tokens]
    marks = [span(f"s{n}", ARABIC, ARABIC[slice(*words[n % len(words)])]) for n in range(10)]
    with corpus(tmp_path, Bundle(of, (layer(marks), layer([], "sami")))) as store:
        (one,) = collations(store)
        repeated: list[Collated] = [one] * (20_000 // len(one.disagreements))
        monkeypatch.setattr("corpus_tool.workbench.agreement.page.collations", lambda *_: iter(repeated))
        found = measure_study(store, Asked(names=["f1_strict"], resampling=NO_INTERVALS))
        count = write_page(store, *found, tmp_path / "page.html")
    numbers = set()
    with (tmp_path / "page.html").open(encoding="utf-8") as file:
        for line in file:
            numbers.update(map(int, re.findall(r'class="one" id="d(\d+)"', line)))
    assert count == len(numbers) == max(numbers)
    assert count >= 19_990


@pytest.mark.parametrize(("language", "heading"), [("ar", "كل خلاف"), ("he", "כל אי־הסכמה")])
def test_the_page_is_in_the_language_that_is_spoken_and_runs_its_way(demo, tmp_path, language, heading):
    store, *_ = demo
    speak(language)
    try:
        _, tree = page(store, tmp_path)
    finally:
        speak("en")
    assert (tree.get("lang"), tree.get("dir")) == (language, "rtl")
    assert heading in [one.text for one in tree.iter("h2")]
    assert is_sound(tree)
    sentences = [one for one in tree.iter("p") if one.get("class") == "sentence"]
    assert {one.get("dir") for one in sentences} == {"rtl"}


def test_the_list_ignores_marks_where_the_figures_do(tmp_path):
    marked = "حلبُ والقدس"
    said = [layer([span("a", marked, words, "GPE")], name) for words, name in (("حلب", "noa"), ("حلبُ", "sami"))]
    with corpus(tmp_path, Bundle(document(marked), tuple(said))) as store:
        assert page(store, tmp_path)[0] == 1
        assert page(store, tmp_path, filters=Filters(ignore_marks=True))[0] == 0
