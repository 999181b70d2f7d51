"""Times and numbers as Hebrew newspapers write them."""

from corpus_tool.text.amounts import DIGITS, ENDS, NUMBER, form, one_of

_MONTH = one_of("ינואר פברואר מרץ מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר")
_DAY = one_of("ראשון שני שלישי רביעי חמישי שישי שבת")
_WORDED = one_of(
    "שני שתי שלושה שלוש שלושת ארבעה ארבע ארבעת חמישה חמש חמשת שישה שש ששת שבעה שבע שמונה תשעה תשע עשרה עשר"
    " עשרים שלושים ארבעים חמישים מאה מאתיים מאות עשרות אלפי"
)
_MANY = one_of("אלף מיליון מיליארד")
_SPAN = one_of("שניות דקה דקות שעה שעות יום ימים שבוע שבועות חודש חודשים שנה שנים עשורים")
_LENGTH = one_of('ק"מ ק״מ קילומטר קילומטרים מטר מטרים מייל טון טונות ק"ג קילוגרם קילו דונם מעלות')
_COIN = one_of('דולר דולרים שקל שקלים ש"ח אירו יורו רובל לירות')
_NUMBER = rf"(?:{NUMBER}|{_WORDED})"
_BEHIND = r"(?<![0-9./:,])(?:(?<=[בלמכהוש]-)|(?<=[בלמכהוש]\u05be)|(?<![\w\-]))"
"""A number may stand behind a proclitic and a hyphen: כ-500."""
_WORD = r"(?<![\w\-])"

AMOUNTS = (
    form("percent", "Percent", rf"{_BEHIND}{NUMBER}\s?%", rf"{_BEHIND}{_NUMBER}\s+אחוזים?(?!\w)"),
    form("date", "Date", rf"(?<=\(){_DAY},\s+{DIGITS}{{1,2}}[-/.]{DIGITS}{{1,2}}[-/.]{DIGITS}{{2,4}}(?=\))",
         rf"{_BEHIND}{DIGITS}{{1,4}}([-/.]){DIGITS}{{1,2}}\1{DIGITS}{{1,4}}(?!\w)"),
    form("day and month", "Date", rf"{_BEHIND}{DIGITS}{{1,2}}\s+ב?{_MONTH}(?:\s+{DIGITS}{{4}})?(?!\w)"),
    form("month", "Date", rf"(?<!\w)(?:(?<=ב)|(?<=ל)|(?<=מ))?{_MONTH}\s+{DIGITS}{{4}}(?!\w)"),
    form("weekday", "Date", rf"(?:(?<=\bב)|(?<=\bמ)|(?<!\w))יום\s+{_DAY}(?!\w)", rf"(?<=\(){_DAY}(?=[,)])"),
    form("year", "Date", rf"{_BEHIND}(?:19|20)[0-9]{{2}}{ENDS}"),
    form("clock", "Clock", rf"{_BEHIND}{DIGITS}{{1,2}}:{DIGITS}{{2}}(?!\w)"),
    form("age", "Measure", rf"(?:(?<=\bבן )|(?<=\bבת )){DIGITS}{{1,3}}(?!\w)"),
    form("length of time", "Duration", rf"(?:{_BEHIND}{NUMBER}|(?:(?<=\bכ)|(?<=\bב)|{_WORD}){_WORDED})\s+{_SPAN}(?!\w)",
         rf"{_WORD}{one_of('שעתיים יומיים שבועיים חודשיים שנתיים')}(?!\w)"),
    form("money", "Money", rf"{_BEHIND}{_NUMBER}\s+(?:{_MANY}\s+)?{_COIN}(?!\w)"),
    form("measure", "Measure", rf"{_BEHIND}{_NUMBER}\s+(?:{_MANY}\s+)?{_LENGTH}(?!\w)"),
    form("counted", "Count", rf"{_BEHIND}{NUMBER}(?:\s+{_MANY})?\s+(?:בני אדם|[^\W\d_]{{3,}}ים|[^\W\d_]{{3,}}ות)(?!\w)",
         rf"{_WORD}{_WORDED}(?:\s+{_MANY})?\s+(?:בני אדם|[^\W\d_]{{3,}}ים|[^\W\d_]{{3,}}ות)(?!\w)", belief=0.6),
    form("count", "Count", rf"{_BEHIND}{NUMBER}{ENDS}", belief=0.6),
)  # fmt: skip
"""The longest forms first."""
