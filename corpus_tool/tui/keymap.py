"""From what a terminal sends to a stroke, under any keyboard layout.

With an Arabic or Hebrew layout active the key `a` arrives as ش or ש; a stroke is always named as on a Latin
keyboard, so that nobody has to switch layouts to mark what she reads.
"""

ARABIC_101 = dict(
    zip(
        "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ\u064e\u064b\u064f\u064c\u0625\u0650\u064d\u0623\u0640\u060c\u0652\u0622\u2018\u2019\u061b\u00d7\u00f7\ufefb\ufef9\ufef7\ufef5",
        "qwertyuiop[]asdfghjkl;'zxcvnm,./`QWERYASHJKXNUMPOIbTGB",
        strict=True,
    )
)
"""What the Arabic (101) layout sends, to the Latin key in its place. The lam-alef keys send one ligature on X11."""

HEBREW_SI_1452 = dict(zip("קראטוןםפשדגכעיחךלףזסבהנמצתץ", "ertyuiopasdfghjkl;zxcvbnm,.", strict=True))
"""What the Hebrew (SI-1452) layout sends, to the Latin key in its place.

Its q and w send / and ', which a Latin layout sends as well: see `AMBIGUOUS`.
"""

AMBIGUOUS = {"/": "q", "'": "w"}
"""What the Hebrew layout's q and w send. Read so only where the stroke itself means nothing."""

LATIN = HEBREW_SI_1452 | ARABIC_101

NAMES = {" ": "space"}


def stroke(key: str, character: str | None) -> str:
    """The name of a key press: the Latin character where it is printable, else the terminal library's key name."""
    if character is None or not character.isprintable():
        return key
    return NAMES.get(character) or LATIN.get(character, character)
