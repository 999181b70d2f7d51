"""What metadata say of an article without repeating it."""

import pytest

from corpus_tool.model.quoting import without_quotes

TEXT = "هاجم تنظيم داعش مدينة تلعفر صباح اليوم.\nوقال عمر الجبوري إن الهجوم فشل."


@pytest.mark.parametrize(
    "said",
    [
        TEXT,
        "هاجم تنظيم داعش مدينة تلعفر",
        "<p>هاجم تنظيم داعش مدينة تلعفر صباح اليوم.</p><p>وقال</p>",
        {"page": ["…", {"lead": "قال: هاجم تنظيم داعش مدينة تلعفر"}]},
        {"هاجم تنظيم داعش مدينة تلعفر": 1},
    ],
)
def test_a_field_with_a_piece_of_the_article_is_left_out(said):
    assert without_quotes({"source": "x", "found": said}, TEXT) == {"source": "x"}


@pytest.mark.parametrize(
    "said",
    [
        "عمر الجبوري",
        "مدينة تلعفر صباح اليوم",
        "كل شيء هنا قاله رجل آخر تماما ولا يوجد في المقال",
        "https://example.org/هاجم-تنظيم-داعش-مدينة-تلعفر-صباح",
        7,
        None,
        [],
    ],
)
def test_names_other_words_and_addresses_stay(said):
    assert without_quotes({"found": said}, TEXT) == {"found": said}
