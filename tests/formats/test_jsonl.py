"""Our own JSONL: what a line must be, and what is said where it is not."""

import json

import pytest
from corpus_tool_testing.builders import document, layer, strike

from corpus_tool.formats import Reading, Refusal
from corpus_tool.formats.jsonl import line_of, read
from corpus_tool.model.bundles import Bundle

LINE = line_of(Bundle(document(), (layer(strike()),)))


def changed(**paths: object) -> bytes:
    """The line with values set; `layers__0__spans__1__text="x"` names a place inside. `...` takes a field away."""
    value = json.loads(LINE)
    for path, new in paths.items():
        *way, last = (int(step) if step.isdigit() else step for step in path.split("__"))
        place = value
        for step in way:
            place = place[step]
        if new is ...:
            del place[last]
        else:
            place[last] = new
    return json.dumps(value, ensure_ascii=False).encode()


def refusal(line: bytes) -> str:
    (found,) = list(read([line]))
    assert isinstance(found, Refusal), found
    assert found.where == "line 1"
    return found.reason


def test_fields_stand_in_the_documented_order():
    line = json.loads(LINE)
    assert list(line) == [
        "format",
        "key",
        "language",
        "direction",
        "title",
        "text",
        "text_sha256",
        "metadata",
        "layers",
    ]
    one = line["layers"][0]
    assert list(one) == ["annotator", "kind", "status", "schema", "spans", "events", "relations"]
    assert one["spans"][0] == {
        "id": "s1",
        "label": "ORG",
        "fragments": [[4, 16]],
        "text": "الجيش السوري",
        "attributes": {"subtype": "StateForces"},
        "link": None,
        "note": None,
    }
    assert list(one["events"][0]) == ["id", "type", "fragments", "text", "attributes", "arguments", "note"]
    assert one["events"][0]["arguments"] == [
        {"role": "Attacker", "target": "s1"},
        {"role": "Target", "target": "s3"},
    ]
    assert LINE.isascii() is False  # Arabic is written as Arabic


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"layers__0__spans__0__text": "الجيش"}, "s1: text is 'الجيش', but the document has 'الجيش السوري' at 4:16"),
        ({"layers__0__spans__0__fragments": [[4, 9999]]}, "s1: fragment [4, 9999] is not a range of a text of"),
        ({"layers__0__spans__0__fragments": [[16, 4]]}, "s1: fragment [16, 4] is not a range"),
        ({"layers__0__spans__0__fragments": [[-4, 4]]}, "s1: fragment [-4, 4] is not a range"),
        ({"layers__0__spans__0__fragments": []}, "s1: it has no fragment"),
        ({"layers__0__spans__0__fragments": [[4]]}, "$.layers[0].spans[0].fragments[0]"),
        ({"layers__0__spans__0__fragments": [[4.5, 16]]}, "Expected `int`, got `float`"),
        ({"layers__0__spans__0__label": ...}, "missing required field `label` - at `$.layers[0].spans[0]`"),
        ({"layers__0__spans__0__colour": "red"}, "unknown field `colour`"),
        ({"layers__0__spans__1__id": "s1"}, "id 's1' is given twice"),
        ({"layers__0__events__0__id": "s1"}, "id 's1' is given twice"),
        ({"layers__0__events__0__arguments__0__target": "s99"}, "e1 points at 's99', which is not in that layer"),
        ({"layers__0__events__0__text": "ضرب"}, "e1: text is 'ضرب', but the document has 'قصف'"),
        ({"layers__0__kind": "boss"}, "Invalid enum value 'boss'"),
        ({"layers__0__status": "finished"}, "Invalid enum value 'finished'"),
        ({"layers__0__annotator": " "}, "every layer needs a name"),
        ({"direction": "up"}, "Invalid enum value 'up'"),
        ({"key": ""}, "key is empty"),
        ({"format": "corpus-tool/2"}, "format is 'corpus-tool/2'; this program reads 'corpus-tool/1'"),
        ({"text_sha256": "0" * 64}, "but that of the text is"),
        ({"text": ...}, "missing required field `text`"),
    ],
)
def test_a_wrong_line_is_refused_with_the_place_and_the_reason(changes, sentence):
    assert sentence in refusal(changed(**changes))


def test_two_layers_of_one_annotator_are_refused():
    line = json.loads(LINE)
    line["layers"] *= 2
    assert "noa has two annotator layers" in refusal(json.dumps(line).encode())


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"not json", "not JSON"),
        (b"[1, 2]", "Expected `object`, got `array`"),
        (b'{"format": "\xff"}', "not UTF-8 at byte 12 of the file"),
        (b'{"format": "\\ud800"}', "not JSON"),
        (LINE.encode()[:200], "not "),
        (b'{"metadata": {"a": ' + b"[" * 100_000, "nested too deeply"),
    ],
)
def test_rubbish_is_refused(line, sentence):
    assert sentence in refusal(line)


def test_a_bad_line_does_not_take_the_others_with_it():
    good = LINE.encode() + b"\n"
    found = list(read([good, b"{}\n", b"\n", b'"\xfe"\n', good]))
    assert [type(one) for one in found] == [Bundle, Refusal, Refusal, Bundle]
    assert [one.where for one in found[1:3]] == ["line 2", "line 4"]
    assert f"at byte {len(good) + 5} of the file" in found[2].reason


def test_a_byte_order_mark_before_the_first_line_is_passed_over():
    assert isinstance(next(read([b"\xef\xbb\xbf" + LINE.encode()])), Bundle)


def test_an_article_a_line_is_read_like_a_table_and_its_fields_are_told():
    content = (
        '{"id": "a", "body": "قصف", "source": "سانا", "tags": ["x"]}\n\n{"body": "תקף", "more": 1}\n{"body": 5}\n[]\n'
    )
    notice, first, second, third, fourth = read(content.encode().splitlines(keepends=True))
    assert notice.words == (
        "an article a line; text from 'body', key from 'id', source from 'source'; metadata: tags."
        " --column text=NAME says otherwise."
    )
    assert (first.document.key, first.document.text) == ("a", "قصف")
    assert first.document.metadata == {"source": "سانا", "tags": ["x"], "row": 1}
    assert (second.document.text, second.document.metadata) == ("תקף", {"more": 1, "row": 3})
    assert third == Refusal("row 4", "there is no text in the column 'body'")
    assert fourth.where == "line 5"


def test_fields_of_an_article_can_be_named():
    line = b'{"text": "no", "words": "yes"}'
    _, found = read([line], Reading(columns={"text": "words"}))
    assert (found.document.text, found.document.metadata) == ("yes", {"text (column)": "no", "row": 1})
    (refused,) = read([b'{"a": "x"}'])
    assert "no plain article: no column looks like the text (there are: a)" in refused.reason


@pytest.mark.parametrize(
    "line", ['{"text": "x", "label": []}', '{"text": "x", "spans": [{"start": 0}]}', '{"text": "x", "layers": {}}']
)
def test_a_line_with_work_in_it_is_not_taken_for_a_mere_article(line):
    (refused,) = read([line.encode()])
    assert refused.reason.startswith("not corpus-tool/1: ")
