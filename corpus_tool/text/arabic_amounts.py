"""Times and numbers as Arabic newspapers write them."""

from corpus_tool.text.amounts import ALONE, DIGITS, ENDS, NUMBER, form, one_of

_MONTH = (
    "(?:"
    + one_of(
        "يناير فبراير مارس أبريل إبريل نيسان مايو أيار يونيو حزيران يوليو تموز أغسطس آب سبتمبر أيلول أكتوبر نوفمبر"
        " ديسمبر شباط آذار"
    )
    + "|كانون الثاني|كانون الأول|تشرين الأول|تشرين الثاني)"
)
_MONTHS = rf"{_MONTH}(?:\s*[/\\]\s*{_MONTH})?"
_DAY = one_of("الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت")
_PART = one_of("فجر صباح ظهر عصر مساء ليل ليلة يوم")
_LAST = one_of("الماضي الماضية المقبل المقبلة القادم القادمة الجاري الحالي المنصرم الفائت")
_WORDED = one_of(
    "ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثماني ثمانية ثمان تسع تسعة عشر عشرة عشرون عشرين ثلاثون ثلاثين"
    " أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين مئة مائة مئتي مئتين مئات عشرات آلاف"
)
_FEW = one_of("بضع بضعة عدة")
_MANY = one_of("ألف آلاف مليون ملايين مليار")
_ENDING = "[\u064b-\u0652]*ا?[\u064b-\u0652]*"
_SPAN = one_of("ثانية ثوان دقيقة دقائق ساعة ساعات يوم أيام أسبوع أسابيع شهر أشهر شهور سنة سنوات سنين عام أعوام عقود")
_LENGTH = one_of("كيلومتر كيلومترات كيلو كم متر أمتار ميل أميال طن أطنان كيلوغرام كيلوغرامات هكتار درجة درجات ليتر لتر")
_COIN = one_of("دولار دولارات يورو ليرة دينار ريال جنيه روبل درهم")
_NUMBER = rf"(?:{NUMBER}|{_WORDED})"

AMOUNTS = (
    form("percent", "Percent", rf"[\u066a%]\s?{NUMBER}", rf"{ALONE}{NUMBER}\s?[\u066a%]",
         rf"{ALONE}{_NUMBER}\s+(?:في|ب)\s?الم[ئا]ئ?ة"),
    form("date", "Date", rf"{ALONE}{DIGITS}{{1,4}}([-/.]){DIGITS}{{1,2}}\1{DIGITS}{{1,4}}(?!\w)"),
    form("day and month", "Date", rf"{ALONE}{DIGITS}{{1,2}}\s+(?:من\s+)?{_MONTHS}(?:\s+{DIGITS}{{4}})?(?!\w)"),
    form("month", "Date", rf"(?<!\w){_MONTHS}\s+(?:{_LAST}|{DIGITS}{{4}})(?!\w)"),
    form("weekday", "Date", rf"(?:(?<!\w){_PART}\s+)?(?<!\w){_DAY}(?:\s+{_LAST})?(?!\w)"),
    form("year", "Date", rf"(?<!\w)(?:عام|العام|سنة)\s+{DIGITS}{{4}}(?!\w)", rf"{ALONE}(?:19|20)[0-9]{{2}}{ENDS}"),
    form("clock", "Clock", rf"(?:(?<!\w)الساعة\s+)?{ALONE}{DIGITS}{{1,2}}:{DIGITS}{{2}}"
         rf"(?:\s+{one_of('صباح مساء فجر ظهر ليل')}{_ENDING}ء?{_ENDING}(?!\w))?", r"(?<!\w)الساعة\s+(?:ال)\w+(?!\w)"),
    form("age", "Measure", rf"(?<=\(){DIGITS}{{1,3}}\s+(?:عام|سنة){_ENDING}(?=\))"),
    form("length of time", "Duration", rf"(?<!\w)(?:{_NUMBER}|{_FEW})\s+{_SPAN}{_ENDING}(?!\w)",
         rf"(?<!\w){one_of('ساعتين يومين أسبوعين شهرين عامين سنتين دقيقتين ساعتان يومان')}(?!\w)"),
    form("money", "Money", rf"{ALONE}{_NUMBER}\s+(?:{_MANY}\s+)?{_COIN}{_ENDING}(?!\w)"),
    form("measure", "Measure", rf"{ALONE}{_NUMBER}\s+(?:{_MANY}\s+)?{_LENGTH}{_ENDING}(?!\w)"),
    form("counted", "Count", rf"{ALONE}{_NUMBER}(?:\s+{_MANY})?\s+[^\W\d_]{{3,}}(?!\w)", belief=0.35),
    form("count", "Count", rf"{ALONE}{NUMBER}{ENDS}", rf"(?<!\w){_WORDED}(?!\w)", belief=0.7),
)  # fmt: skip
"""The longest forms first."""
