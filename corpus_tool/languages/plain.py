"""Any other language: words by script, nothing known about its grammar."""

from corpus_tool.languages import Language
from corpus_tool.text.runs import runs

LANGUAGE = Language(code="other", name="Other", propose=runs)
