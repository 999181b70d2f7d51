"""Web pages: the article, its metadata, the encoding the page names."""

import pytest

pytest.importorskip("trafilatura")

from corpus_tool.formats import AS_IT_IS, Reading, Refusal
from corpus_tool.formats.html import read

BODY = "\n".join(
    f"<p>قصفت طائرات حربية مواقع في ريف حلب يوم {day} من الشهر، وفق ما أفاد به سكان محليون.</p>" for day in range(1, 6)
)
PAGE = f"""<!doctype html><html lang="ar"><head><meta charset="%s"><title>قصف حلب</title>
<meta name="author" content="ليلى منصور"></head>
<body><nav><a href="/">الرئيسية</a></nav>
<article><h1>قصف حلب</h1>{BODY}</article><footer>تابعنا</footer></body></html>"""


def test_the_article_comes_without_what_is_around_it():
    (found,) = read([(PAGE % "utf-8").encode()])
    document = found.document
    assert "يوم 3 من الشهر" in document.text
    assert "الرئيسية" not in document.text
    assert document.title == "قصف حلب"
    assert document.metadata["extracted_by"].startswith("trafilatura ")


@pytest.mark.parametrize(
    ("declared", "reading"), [("windows-1256", AS_IT_IS), ("utf-8", Reading(".html", "windows-1256"))]
)
def test_a_page_is_read_in_the_encoding_that_is_named(declared, reading):
    (found,) = read([(PAGE % declared).encode("windows-1256")], reading)
    assert "يوم 3 من الشهر" in found.document.text


@pytest.mark.parametrize("page", [b"", b"  ", b"<html><body></body></html>"])
def test_a_page_without_an_article_is_refused(page):
    assert list(read([page])) == [Refusal("", "no article was found in this page")]


def test_a_page_that_is_not_utf8_and_says_nothing_is_refused():
    (refused,) = read(["<p>قصف</p>".encode("windows-1256")])
    assert refused.where == "byte 3"
