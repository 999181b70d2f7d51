"""Arabic letters as they look in their word, for terminals that do not shape.

Each letter becomes one presentation form, so offsets stay what they were. The forms and, from them, the joining
behaviour come from the decompositions in `unicodedata` (U+FB50 to U+FEFC): a letter with an initial form joins both
ways, one with only a final form joins the letter before it. A letter without forms stays as it is, joins nothing, and
its neighbours do not reach out to it in vain.
"""

import unicodedata

from corpus_tool.text.lookup import Lookup

_DUAL, _RIGHT, _CAUSING, _TRANSPARENT, _NONE, _ALONE = "DRCTUA"
"""Joining types of ArabicShaping.txt; the last is ours, for a letter (hamza) whose only form joins nothing."""

_TATWEEL, _JOINER = 0x0640, 0x200D
# Format characters that break a word although others of their category do not: the non-joiner, signs that hold
# numbers, and isolates (ArabicShaping.txt).
_BREAKING_FORMATS = {0x200C, *range(0x0600, 0x0606), 0x06DD, 0x0890, 0x0891, 0x08E2, *range(0x2066, 0x206A)}


def _letter_forms() -> dict[str, dict[str, str]]:
    """Letter -> {"<isolated>": form, "<final>": form, ...}."""
    forms: dict[str, dict[str, str]] = {}
    for code_point in (*range(0xFB50, 0xFDFC), *range(0xFE70, 0xFEFD)):
        position, *letters = unicodedata.decomposition(chr(code_point)).split(" ")
        if len(letters) == 1:
            forms.setdefault(chr(int(letters[0], 16)), {}).setdefault(position, chr(code_point))
    return forms


def _contextual(forms: dict[str, dict[str, str]]) -> dict[str, str]:
    """Letter + joined to the one before (0, 1) + the one after can be joined (0, 1) -> form."""
    wanted = {
        "00": ("<isolated>",),
        "01": ("<initial>", "<isolated>"),
        "10": ("<final>", "<isolated>"),
        "11": ("<medial>", "<final>", "<isolated>"),
    }
    return {
        letter + context: next((own[position] for position in positions if position in own), letter)
        for letter, own in forms.items()
        for context, positions in wanted.items()
    }


def _joining(code_point: int) -> str:
    forms = _forms.get(chr(code_point), {})
    if code_point in (_TATWEEL, _JOINER):
        return _CAUSING
    if unicodedata.category(chr(code_point)) in ("Mn", "Me", "Cf") and code_point not in _BREAKING_FORMATS:
        return _TRANSPARENT
    return _DUAL if "<initial>" in forms else _RIGHT if "<final>" in forms else _ALONE if forms else _NONE


_forms = _letter_forms()
_form_in_context = _contextual(_forms)
_joinings = Lookup(_joining)
_REACHES_ON = str.maketrans("DRCUA", "10100")
_CAN_BE_REACHED = str.maketrans("DRCUA", "11100")


def shape(text: str) -> str:
    """Return `text` with every Arabic letter in the form its neighbours ask for; one code point for each."""
    joining = text.translate(_joinings)
    if not any(kind in joining for kind in (_DUAL, _RIGHT, _ALONE)):
        return text
    if _TRANSPARENT not in joining:
        return _shape_letters(text, joining)
    places = [at for at, kind in enumerate(joining) if kind != _TRANSPARENT]
    letters = "".join([text[place] for place in places])
    shaped = list(text)
    for place, form in zip(places, _shape_letters(letters, joining.replace(_TRANSPARENT, "")), strict=True):
        shaped[place] = form
    return "".join(shaped)


def _shape_letters(letters: str, joining: str) -> str:
    """Shape text that has no marks in it."""
    before = "0" + joining.translate(_REACHES_ON)[:-1]
    after = joining.translate(_CAN_BE_REACHED)[1:] + "0"
    contexts = zip(letters, before, after, strict=True)
    return "".join([_form_in_context.get(letter + left + right, letter) for letter, left, right in contexts])
