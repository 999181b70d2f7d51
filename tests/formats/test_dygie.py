"""DyGIE++: files from elsewhere, and what is said of those that cannot be taken in."""

import json

import pytest

from corpus_tool.formats import Refusal
from corpus_tool.formats.dygie import read

FOREIGN = {
    "doc_key": "D",
    "dataset": "ace-event",
    "sentences": [["Seattle", "won", "."], ["It", "attacked", "Baghdad", "."]],
    "ner": [[[0, 0, "ORG"]], [[3, 3, "ORG"], [5, 5, "GPE"]]],
    "relations": [[], [[3, 3, 5, 5, "near"]]],
    "events": [[], [[[4, "Conflict.Attack"], [3, 3, "Attacker"], [5, 5, "Target"]]]],
    "clusters": [[[0, 0], [3, 3]]],
}


def refusal_or_bundle(**fields):
    (found,) = read([json.dumps(FOREIGN | fields).encode()])
    return found


def test_a_file_from_elsewhere_comes_in_with_its_words_laid_out():
    found = refusal_or_bundle()
    text = found.document.text
    assert text == "Seattle won .\nIt attacked Baghdad ."
    (back,) = found.layers
    assert [(one.label, text[slice(*one.fragments[0])]) for one in back.spans] == [
        ("ORG", "Seattle"),
        ("ORG", "It"),
        ("GPE", "Baghdad"),
    ]
    (event,), (relation,) = back.events, back.relations
    assert text[slice(*event.fragments[0])] == "attacked"
    names = {one.id: text[slice(*one.fragments[0])] for one in back.spans}
    assert [(one.role, names[one.target]) for one in event.arguments] == [("Attacker", "It"), ("Target", "Baghdad")]
    assert (relation.type, names[relation.source], names[relation.target]) == ("near", "It", "Baghdad")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"doc_key": " "}, "doc_key is empty"),
        ({"ner": [[]]}, "ner has 1 list for 2 sentences"),
        ({"ner": [[[0, 9, "ORG"]], []], "events": [], "relations": []}, "s1 is on the words 0 to 10, but there are 3"),
        ({"ner": [[[2, 0, "ORG"]], []], "events": [], "relations": []}, "s1 is on the words 2 to 1"),
        ({"ner": [[[0, "ORG", "x"]], []], "events": []}, "sentence 1: [0, 'ORG', 'x'] has no word number at place 1"),
        ({"ner": [[[0, 0]], []], "events": [], "relations": []}, "[0, 0] has no name at place 2"),
        ({"ner": []}, "sentence 2: no entity is on the words 3 to 3, which play a part"),
        ({"events": [[], [[]]]}, "sentence 2: an event without a trigger"),
        ({"sentences": [["Seattle", "", "."], FOREIGN["sentences"][1]]}, "window 1: word 2 is empty"),
        ({"_corpus_tool": []}, None),
        ({"_corpus_tool": [{"text": "Seattle won .", "around": {}}]}, "_corpus_tool tells of 1 sentence"),
    ],
)
def test_what_cannot_be_taken_in_is_told(fields, reason):
    found = refusal_or_bundle(**fields)
    assert isinstance(found, Refusal) == (reason is not None), found
    assert reason is None or (found.where == f"line 1, document {FOREIGN['doc_key']}" or " " in found.where)
    assert reason is None or reason in found.reason


def test_predictions_with_scores_behind_the_names_are_read():
    ner = [[[0, 0, "ORG", 7.25, 0.99]], [[3, 3, "ORG", 1.0, 0.5], [5, 5, "GPE", 1.0, 0.5]]]
    assert len(refusal_or_bundle(ner=ner).layers[0].spans) == 3
