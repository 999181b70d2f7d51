"""Guidelines have a section for each label."""

import re

import pytest

from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.guidelines import sections, unexplained, whole
from corpus_tool.saying import RIGHT_TO_LEFT, speak

SCRIPTS = {"ar": re.compile("[\u0600-\u06ff]"), "he": re.compile("[\u0590-\u05ff]")}

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


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_what_the_schema_says_of_itself_is_said_in_the_readers_language(language):
    speak(language)
    told = whole(default_schema(), "", language)
    own_words = [line for line in told.split("\n") if line and not line.startswith("#")]
    assert [line for line in own_words if not SCRIPTS[language].search(line)] == []
    english = whole(default_schema(), "")
    assert set(own_words).isdisjoint(line for line in english.split("\n") if line)


def test_each_label_and_attribute_is_found_under_its_id_in_the_schemas_own_words():
    schema = default_schema()
    found = sections(whole(schema, "", "he"))
    known = (*schema.label_by_id, *schema.event_by_id, *schema.relation_by_id, *(one.id for one in schema.attributes))
    assert [id for id in known if not found.get(id)] == []


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_everything_of_the_schema_that_is_shown_has_a_name_in_the_language(language):
    schema = default_schema()
    named = (*schema.labels, *schema.events, *schema.relations, *schema.attributes, *schema.common_roles)
    parts = (one for owner in named for one in (*getattr(owner, "subtypes", ()), *getattr(owner, "roles", ())))
    assert [one.id for one in (*named, *parts) if language not in one.names] == []
    assert [
        one.id
        for one in (*schema.labels, *schema.events, *schema.relations, *schema.attributes)
        if language not in one.definitions
    ] == []
    assert [family for event in schema.events if language not in schema.families[family := event.family]] == []
    assert [topic for topic in schema.guidelines if language not in schema.topics[topic]] == []
    values = [(one, value) for one in schema.attributes for value in one.values]
    assert [(one.id, value) for one, value in values if language not in one.value_names.get(value, {})] == []
