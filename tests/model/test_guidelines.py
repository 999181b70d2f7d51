"""Guidelines have a section for each label."""

import pytest

from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.guidelines import sections, unexplained

TEXT = """# All of it

## ORG: organisations

Armies too.

### ORG in headlines

Mark them.

## `GPE`

```sh
# PER is no heading here
```

#hashtag
"""


def test_a_section_goes_to_the_next_heading_that_is_not_deeper():
    found = sections(TEXT)
    assert found["ORG"].startswith("## ORG: organisations\n\nArmies")
    assert found["ORG"].endswith("Mark them.")
    assert found["GPE"].endswith("#hashtag")
    assert "PER" not in found


def test_what_no_section_explains_is_told():
    missing = unexplained(TEXT, default_schema())
    assert "PER" in missing
    assert not {"ORG", "GPE"} & set(missing)


@pytest.mark.parametrize("text", ["", "#", "# ", "## *\n", "no heading"])
def test_a_text_without_headings_has_no_sections(text):
    assert set(sections(text)) <= {""}
