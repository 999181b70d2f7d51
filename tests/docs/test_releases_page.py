"""The page about releases: its example can be used, and names all that may be told."""

import re
from pathlib import Path

from corpus_tool.model.releases import About
from corpus_tool.workbench.releases.releasing import read_about

PAGE = Path(__file__).parents[2] / "docs" / "releases.md"


def test_the_example_of_what_people_tell_names_every_field_and_is_read(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "about.toml").write_text(example, encoding="utf-8")
    assert read_about(tmp_path / "about.toml").annotation_licence == "cc-by-4.0"
    assert re.findall(r"^(\w+) =", example, re.MULTILINE) == list(About.__struct_fields__)
