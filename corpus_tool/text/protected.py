"""What no tokenizer may take apart: addresses, tags, dates, times, numbers and codes such as F-16.

Every repetition is bounded or cannot fail once begun, so that no text makes the search slow.
"""

_NOT_IN_URL = r"""\s<>"\u00ab\u00bb\u201c\u201d\u060c\u061b"""
_NOT_LAST_IN_URL = _NOT_IN_URL + r""".,:;!?)\]}'\u061f\u2019\u2026"""
_URL_REST = f"[^{_NOT_IN_URL}]*[^{_NOT_LAST_IN_URL}]"
_DOMAINS = "com|net|org|info|gov|edu|mil|int|tv|co|me|io|il|ps|lb|sy|eg|sa|ae|qa|jo|iq|ir|tr|ru|uk|us"


def patterns(inner: str) -> dict[str, str]:
    """Kind -> regular expression, in the order to try them. All begin with a digit, an ASCII letter, `#` or `@`.

    `inner` is what may follow the first character of a tag beside letters and digits, as the inside of a `[...]`.
    """
    return {
        "url": (
            rf"(?:(?:https?|ftp)://|www\.){_URL_REST}"
            rf"|(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}\.){{1,5}}(?:{_DOMAINS})(?![\w-])(?:/{_URL_REST})?"
        ),
        "email": r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}",
        "hashtag": rf"\#[\w{inner}]+",
        "mention": rf"@[\w{inner}]+",
        "date": (
            r"(?:\d{4}-\d{2}-\d{2}|\d{4}/\d{1,2}/\d{1,2}"
            r"|\d{1,2}(?:\.\d{1,2}\.|/\d{1,2}/|-\d{1,2}-)(?:\d{4}|\d{2}))(?!\d|[./-]\d)"
        ),
        "time": r"\d{1,2}:\d{2}(?::\d{2})?(?!\d|:\d)",
        "code": (
            r"[A-Za-z]+[-\u2010\u2011]?[0-9][A-Za-z0-9]*(?:[-\u2010\u2011][0-9][A-Za-z0-9]*)*"
            r"|[0-9]+[A-Za-z][A-Za-z0-9]*"
        ),
        "number": r"\d+(?:[.,\u066b\u066c]\d+)*(?:/\d+)?",
    }
