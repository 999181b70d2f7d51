"""What is odd about a text: said at import, shown on demand, in JSON for scripts."""

import json

from corpus_tool_testing.builders import ARABIC

ODD = f"\u0627\ufe8e {ARABIC}\u200f 15\u0662"


def test_import_names_the_documents_to_look_at_and_counts_what_it_found(folder, well):
    well("new")
    (folder / "odd.txt").write_text(ODD, encoding="utf-8")
    (folder / "plain.txt").write_text(ARABIC, encoding="utf-8")
    out = well("import", "odd.txt", "plain.txt").out.split("\n")
    assert "look at: odd: presentation form 1" in out
    assert not [line for line in out if line.startswith("look at: plain")]
    assert (
        "Audit: presentation form in 1, invisible character in 1, mixed digits in 1."
        " `corpus-tool show DOCUMENT --audit` says where." in out
    )


def test_import_says_nothing_where_nothing_is_odd(folder, well):
    well("new")
    (folder / "plain.txt").write_text(ARABIC, encoding="utf-8")
    assert "udit" not in well("import", "plain.txt").out


def test_show_tells_the_findings_in_brief_and_in_full(folder, well):
    well("new")
    (folder / "odd.txt").write_text(ODD, encoding="utf-8")
    well("import", "odd.txt")
    assert "audit:     presentation form 1, invisible character 1, mixed digits 1" in well("show", "odd").out
    heading, first, second, third, _ = well("show", "odd", "--audit").out.split("\n")
    assert heading.split() == ["count", "first", "kind", "detail", "there"]
    assert first.split()[:5] == ["1", "1", "presentation", "form", "Arabic"]
    assert "U+200F RIGHT-TO-LEFT MARK" in second
    assert third.rstrip().endswith("\u200f 15\u0662")


def test_show_says_that_nothing_is_odd(folder, well):
    well("new")
    (folder / "plain.txt").write_text(ARABIC, encoding="utf-8")
    well("import", "plain.txt")
    assert "Nothing odd" in well("show", "plain", "--audit").out
    assert "nothing odd" in well("show", "plain").out


def test_findings_are_told_as_json(folder, well):
    well("new")
    (folder / "odd.txt").write_text(ODD, encoding="utf-8")
    (entry,) = json.loads(well("import", "--json", "odd.txt").out)
    expected = {"kind": "presentation form", "count": 1, "first_offset": 1, "detail": "Arabic"}
    assert entry["findings"][0] == expected
    assert json.loads(well("show", "odd", "--audit", "--json").out)[0] == expected
    assert json.loads(well("documents", "--json").out)[0]["findings"][0] == expected
