"""IOB2 columns."""

from corpus_tool_testing.builders import ARABIC, document, layer, span, strike

from corpus_tool.formats import Writing, formats
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import LayerKind
from corpus_tool.model.losses import Reason

IOB2 = formats()["iob2"]
WRITING = Writing("x", default_schema())


def test_columns_are_token_tab_tag_with_blank_lines_between_sentences():
    whole = [span("s1", ARABIC, "الجيش السوري"), span("s2", ARABIC, "15", "NUM")]
    (piece,) = IOB2.pieces([Bundle(document(), (layer(whole),))], WRITING)
    assert piece.file == "noa.iob2"
    lines = piece.content.split("\n")
    assert lines[:6] == ["-DOCSTART-\tO", "", "قصف\tO", "الجيش\tB-ORG", "السوري\tI-ORG", "مواقع\tO"]
    assert "15\tB-NUM" in lines
    assert lines[lines.index("وقالت\tO") - 1] == ""
    assert piece.content.endswith("\tO\n\n")


def test_each_layer_has_a_file_of_its_own():
    two = (layer([]), layer([], "sami"), layer([], "gold", LayerKind.GOLD), layer([], "noa", LayerKind.SUGGESTION))
    files = [piece.file for piece in IOB2.pieces([Bundle(document(), two)], WRITING)]
    assert files == ["noa.iob2", "sami.iob2", "gold.iob2", "noa.suggestion.iob2"]


def test_everything_that_is_lost_is_told():
    found = {(loss.annotation, loss.reason) for loss in IOB2.restricted(Bundle(document(), (layer(strike()),)))[1]}
    assert found == {
        ("s1", Reason.ATTRIBUTES),
        ("s2", Reason.NESTED),
        ("s3", Reason.PART_OF_WORD),
        ("e1", Reason.EVENT),
    }
