"""What the lines of an article are, and what is left out with boilerplate."""

import json
from pathlib import Path

import pytest
from corpus_tool_testing.builders import document, event, layer, span
from corpus_tool_testing.strategies import bundle_parts, hostile_text
from hypothesis import given

from corpus_tool.model.annotations import Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.leaving_out import leave_out
from corpus_tool.model.losses import Reason
from corpus_tool.model.regions import Origin, Region, RegionKind, boilerplate, line_numbers, lines_of, overlaid, within
from corpus_tool.model.shape import regions_of

SAMPLES = Path(__file__).parents[2] / "sample_corpus"

ARTICLE = """اشترك مجانا بقناة الديار على يوتيوب
قصف يطال مواقع في ريف حلب
حلب - وكالة الميدان - 2026/1/14
بقلم: ليلى منصور

قصفت طائرات حربية، فجر الأربعاء، مواقع في ريف حلب وفق ما أفاد به سكان محليون.
شارك مئات الأشخاص في تشييع القتلى بعد ظهر اليوم نفسه.
——
تصوير: كريم الدالي
الأكثر قراءة
أيّ صفقة تنتظرنا؟
تابعنا على :
"""

HEBREW = """מטוסי קרב תקפו מטרות בסמוך לדמשק
מאת: נעמה ברזל

מטוסי קרב תקפו אמש מטרות בסמוך לדמשק, כך נמסר מגורמים במקום.
לפחות שלושה נפגעו, ואחד מהם במצב קשה.
ההרוגים פונו לבית החולים בעיר.
(צילום: רויטרס)
לעדכונים נוספים הצטרפו לערוץ שלנו
// סייעה בהכנת הידיעה: הדסק
"""


def kinds(text: str, author: str = "") -> list[str]:
    return [region.kind.value for region in regions_of(text, author)]


def test_the_lines_of_an_arabic_article_are_told_apart():
    assert kinds(ARTICLE) == [
        "boilerplate", "title", "dateline", "byline", "body", "body",
        "boilerplate", "caption", "boilerplate", "boilerplate", "boilerplate",
    ]  # fmt: skip


def test_the_lines_of_a_hebrew_article_are_told_apart():
    assert kinds(HEBREW) == [
        "title", "byline", "body", "body", "body", "caption", "boilerplate", "boilerplate",
    ]  # fmt: skip


def test_spelling_does_not_hide_a_phrase():
    assert kinds("ع.\nنص.\nنص.\nتـــابِعنا على تلغرام")[-1] == "boilerplate"


def test_the_authors_name_alone_is_a_byline():
    assert kinds("عنوان\nليلى منصور\nقصفت طائرات مواقع.", author="ليلى منصور")[1] == "byline"


@pytest.mark.parametrize("text", ["", "\n \n", "قصف", "قصف حلب.\nثم هدأ القصف."])
def test_short_texts_are_all_body_or_title(text):
    assert set(kinds(text)) <= {"body", "title"}


@given(hostile_text)
def test_every_line_is_one_region_without_white_space_around_it(text):
    found = regions_of(text)
    assert [(one.start, one.end) for one in found] == lines_of(text)
    assert len(found) == len(line_numbers(text)) == sum(bool(line.strip()) for line in text.split("\n"))
    for one in found:
        line = text[one.start : one.end]
        assert line and line == line.strip() and "\n" not in line


def test_no_body_of_the_sample_corpus_is_taken_for_boilerplate():
    for file in SAMPLES.glob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").split("\n"):
            if line:
                text = json.loads(line)["text"]
                for start, end in boilerplate(regions_of(text)):
                    assert end - start < 120, text[start:end]


def test_what_a_user_says_counts_most_and_lines_that_are_gone_count_nothing():
    found = regions_of("أ\nب.\nج.")
    said = [
        Region(2, 4, RegionKind.BODY, Origin.USER),
        Region(2, 4, RegionKind.BOILERPLATE, Origin.REPEATED),
        Region(5, 7, RegionKind.BOILERPLATE, Origin.REPEATED),
        Region(1, 3, RegionKind.CAPTION, Origin.USER),
    ]
    assert [(one.kind, one.origin) for one in overlaid(found, said)] == [
        (RegionKind.TITLE, Origin.SHAPE),
        (RegionKind.BODY, Origin.USER),
        (RegionKind.BOILERPLATE, Origin.REPEATED),
    ]


TEXT = "قصف حلب أمس.\nتابعنا على تلغرام"


def test_what_lies_in_boilerplate_can_be_left_out_and_is_told():
    annotations = [
        span("s1", TEXT, "حلب", "GPE"),
        span("s2", TEXT, "تلغرام"),
        event("e1", TEXT, "قصف", Target="s1", Means="s2"),
        Relation(id="r1", type="coreference", source="s1", target="s2"),
    ]
    bundle = Bundle(document(TEXT), (layer(annotations),))
    shorter, losses = leave_out(bundle, [(13, len(TEXT))])
    assert [TEXT[token.start : token.end] for token in shorter.document.tokens] == ["قصف", "حلب", "أمس", "."]
    assert [(loss.reason, loss.annotation) for loss in losses] == [
        (Reason.BOILERPLATE, "s2"),
        (Reason.BOILERPLATE, "r1"),
        (Reason.ARGUMENT, "e1"),
    ]
    assert [one.id for one in shorter.layers[0].ordered] == ["s1", "e1"]
    assert [argument.target for argument in shorter.layers[0]["e1"].arguments] == ["s1"]
    assert shorter.document.text == TEXT
    assert within(annotations, [(0, 12)]) == [annotations[0], annotations[2], annotations[3]]


def test_what_reaches_into_boilerplate_goes_where_its_words_do():
    around, edge = Span(id="s1", label="ORG", fragments=((4, 21),)), Span(id="s2", label="ORG", fragments=((4, 11),))
    ties = Relation(id="r1", type="coreference", source="s1", target="s2")
    bundle = Bundle(document(TEXT), (layer([around, edge, ties]),))
    shorter, losses = leave_out(bundle, [(13, len(TEXT))])
    assert [(loss.reason, loss.annotation) for loss in losses] == [
        (Reason.BOILERPLATE, "s1"),
        (Reason.BOILERPLATE, "r1"),
    ]
    assert [one.id for one in shorter.layers[0].ordered] == ["s2"]
    assert leave_out(bundle, [(13, len(TEXT))], tokens_too=False) == (bundle, [])


def test_pieces_that_lie_in_several_lines_of_boilerplate_lie_in_boilerplate():
    apart = Span(id="s1", label="ORG", fragments=((0, 3), (13, 20)))
    assert within([apart], [(0, 12), (13, 30)]) == [apart]
    assert within([apart], [(13, 30)]) == []


@given(bundle_parts())
def test_whatever_is_left_out_the_rest_is_a_bundle(parts):
    found, layers = parts
    bundle = Bundle(found, layers)
    assert leave_out(bundle, []) == (bundle, [])
    shorter, losses = leave_out(bundle, [(0, len(found.text))])
    placed = sum(len(one.spans) + len(one.events) + len(one.relations) for one in layers)
    assert len(losses) == placed
    assert all(not one.ordered for one in shorter.layers)
