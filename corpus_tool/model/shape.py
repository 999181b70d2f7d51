"""What a line of an article is, by its own words and its place. Pure rules, in the order in which they are asked.

The phrases and shapes are those met in Arabic and Hebrew newsrooms' pages; all are compared folded.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpus_tool.model.regions import Region, RegionKind, lines_of
from corpus_tool.text.folding import fold_text

HEAD = 5
"""Lines at the start among which datelines and bylines stand."""
TAIL = 6
"""Lines at the end among which the paper speaks of itself."""
LAST = 3
"""Lines at the end among which a foreign headline may stand."""

SHORT = 80
LONGEST_LINE_APART = 160
"""Code points up to which a line may be anything but body."""
LONGEST_TITLE = 250


def _folded(*phrases: str) -> tuple[str, ...]:
    return tuple(fold_text(phrase) for phrase in phrases)


ANYWHERE = _folded("الأكثر قراءة", "إذا كنت تعتقد", "جميع الحقوق محفوظة", "كل الحقوق محفوظة", "טעינו?")
ANYWHERE += _folded("כל הזכויות שמורות", "לעדכונים נוספים", "לכל העדכונים", "©", "(وكالات)", "//")
"""How a line begins that is never the article's own."""

AT_THE_EDGES = _folded(
    "اشترك", "اشتركوا", "تابعنا", "تابعونا", "مشاركة :", "مشاركة:", "شارك:", "شارك :", "شارك الخبر", "شارك المقال"
)
AT_THE_EDGES += _folded(
    "اقرأ أيضا", "اقرأ ايضا", "اقرأ المزيد", "لمتابعة", "لقراءة المزيد", "حمل تطبيق", "المصدر:", "المصدر :"
)
AT_THE_EDGES += _folded(
    "للمزيد", "للاشتراك", "انضم إلى", "إذا وجدت خطأ", "الوسوم", "كلمات مفتاحية", "مواضيع ذات صلة", "عاجل الآن"
)
AT_THE_EDGES += _folded("עקבו אחרינו", "הצטרפו", "קראו עוד", "קראו גם", "לקריאה נוספת", "עוד בנושא", "שתפו", "תגיות")
AT_THE_EDGES += _folded("לפרטים נוספים", "מצאתם טעות", "להורדת האפליקציה", "הירשמו", "כתבות נוספות", "עוד באתר")
"""How a line begins that is not the article's own where it is short and stands near the start or the end."""

HEADINGS_OF_LISTS = _folded("الأكثر قراءة", "اقرأ أيضا", "مواضيع ذات صلة", "קראו גם", "עוד בנושא", "כתבות נוספות")
"""Under these stand headlines of other articles."""

CAPTIONS = _folded(
    "صورة:", "الصورة:", "صورة :", "تصوير:", "صورة أرشيفية", "(صورة", "تعليق الصورة", "צילום:", "(צילום", "| צילום"
)
CAPTIONS += _folded("בתמונה:", "photo:", "(photo", "📷")
"""How a caption or a photo credit begins."""

CREDIT_INSIDE = re.compile(
    r"\| ?צילום:|\(צילום:[^)]*\)$|\((?:رويترز|أ ف ب|فرانس برس|الأناضول)\)$|צילום: \S+(?: \S+){0,4}$"
)

BYLINES = _folded("كتب:", "كتبت:", "كتب ", "كتبت ", "بقلم", "إعداد:", "إعداد ", "تقرير:", "مراسل", "מאת", "by ")
"""How the author's line begins."""

MONTHS = "يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|كانون|شباط|آذار|نيسان|أيار"
MONTHS += "|حزيران|تموز|آب|أيلول|تشرين|ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר"
DATE = re.compile(rf"\d{{1,4}}[-/. ]\d{{1,2}}[-/. ]\d{{2,4}}|\d{{1,2}} ?ב?-?(?:{fold_text(MONTHS)})")

FULL_STOP = re.compile(r"[.!?؟…:؛][\s\"'»”’)\u200e\u200f]*$")
LETTER = re.compile(r"[^\W_]")


class Line(NamedTuple):
    """What the rules look at."""

    text: str
    """Folded."""
    number: int
    """From the start, 0 the first; blank lines are not counted."""
    from_end: int
    """0 the last."""
    author: str
    """Folded; empty where nobody knows."""

    @property
    def ends_a_sentence(self) -> bool:
        """Whether it ends like a sentence."""
        return FULL_STOP.search(self.text) is not None

    @property
    def near_an_edge(self) -> bool:
        """Whether it stands where the paper speaks of itself."""
        return self.number < 2 or self.from_end < TAIL


def regions_of(text: str, author: str = "") -> tuple[Region, ...]:
    """What each line of `text` is. `author` is the name that came with the document, if one did."""
    places = lines_of(text)
    known_author = fold_text(author).strip()
    lines = [
        Line(fold_text(text[start:end]), number, len(places) - 1 - number, known_author)
        for number, (start, end) in enumerate(places)
    ]
    kinds = [_kind(line) for line in lines]
    _find_title(lines, kinds)
    _find_lists(lines, kinds)
    return tuple(Region(start, end, kind) for (start, end), kind in zip(places, kinds, strict=True))


def _kind(line: Line) -> RegionKind:
    return next((kind for kind, is_one in RULES if is_one(line)), RegionKind.BODY)


def _is_empty_of_words(line: Line) -> bool:
    return not LETTER.search(line.text)


def _is_boilerplate(line: Line) -> bool:
    if len(line.text) > LONGEST_LINE_APART:
        return False
    return line.text.startswith(ANYWHERE) or (line.near_an_edge and line.text.startswith(AT_THE_EDGES))


def _is_caption(line: Line) -> bool:
    if len(line.text) > LONGEST_LINE_APART or line.number == 0:
        return False
    return line.text.startswith(CAPTIONS) or CREDIT_INSIDE.search(line.text) is not None


def _is_dateline(line: Line) -> bool:
    short = len(line.text) <= SHORT and 0 < line.number < HEAD
    return short and not line.ends_a_sentence and DATE.search(line.text) is not None


def _is_byline(line: Line) -> bool:
    if not (0 < line.number < HEAD or line.from_end < LAST) or len(line.text) > SHORT or line.ends_a_sentence:
        return False
    return line.text.startswith(BYLINES) or (line.author != "" and line.text == line.author)


def _is_foreign_headline(line: Line) -> bool:
    """A line among the last that ends like a headline, in an article long enough to have a body before it."""
    late = line.from_end < LAST and line.number > LAST
    return late and len(line.text) <= LONGEST_LINE_APART and not line.ends_a_sentence


RULES: tuple[tuple[RegionKind, Callable[[Line], bool]], ...] = (
    (RegionKind.BOILERPLATE, _is_empty_of_words),
    (RegionKind.CAPTION, _is_caption),
    (RegionKind.BOILERPLATE, _is_boilerplate),
    (RegionKind.DATELINE, _is_dateline),
    (RegionKind.BYLINE, _is_byline),
    (RegionKind.BOILERPLATE, _is_foreign_headline),
)
"""Asked in this order; what none knows is body."""


def _find_title(lines: Sequence[Line], kinds: list[RegionKind]) -> None:
    """Make the first line of the article's own the title where it looks like a headline."""
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind is RegionKind.BOILERPLATE or len(lines) == 1:
            continue
        if len(line.text) <= LONGEST_TITLE and not line.text.rstrip("»”\"' ").endswith("."):
            kinds[number] = RegionKind.TITLE
        return


def _find_lists(lines: Sequence[Line], kinds: list[RegionKind]) -> None:
    """Make boilerplate of the short lines under a heading such as «most read», near the end."""
    listing = False
    for number, line in enumerate(lines):
        short = len(line.text) <= LONGEST_LINE_APART and line.from_end < TAIL
        listing = short and (listing or line.text.startswith(HEADINGS_OF_LISTS))
        if listing:
            kinds[number] = RegionKind.BOILERPLATE
