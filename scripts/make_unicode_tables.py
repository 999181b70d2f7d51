"""Write corpus_tool/text/unicode_tables.py from the files of the Unicode Character Database.

    python scripts/make_unicode_tables.py [folder]

The folder is /usr/share/unicode unless told otherwise (Debian's package `unicode-data`). Python's `unicodedata` knows
the rest of what the text folder needs; these three properties it lacks.
"""

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parents[1] / "corpus_tool" / "text" / "unicode_tables.py"
SHORT_CLASS = {"Left_To_Right": "L", "Right_To_Left": "R", "Arabic_Letter": "AL", "European_Terminator": "ET"}
CHARACTERS_A_LINE = 16

HEAD = '''"""Properties of characters that `unicodedata` lacks, written by scripts/make_unicode_tables.py: do not edit.

Made from {brackets}, {mirroring} and {classes}.
"""
'''


def fields(path: Path, mark: str = "") -> Iterator[list[str]]:
    """Yield the fields of every line that holds data, or of every comment that starts with `mark`."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        data = line.removeprefix(mark) if mark and line.startswith(mark) else "" if mark else line.split("#")[0]
        if data.strip():
            yield [field.strip() for field in data.split(";")]


def version(path: Path) -> str:
    """Return the name with its version, which every file gives in its first line."""
    with path.open(encoding="utf-8") as lines:
        return lines.readline().lstrip("# ").strip()


def bracket_pairs(path: Path) -> list[str]:
    """Return each opening bracket with the closing one that ends it (UAX #9, BD14 to BD16)."""
    return [chr(int(row[0], 16)) + chr(int(row[1], 16)) for row in fields(path) if row[2] == "o"]


def mirror_pairs(path: Path) -> list[str]:
    """Return each character whose glyph is another one turned round, with that other (UAX #9, L4)."""
    return [chr(int(row[0], 16)) + chr(int(row[1], 16)) for row in fields(path)]


def class_ranges(path: Path) -> list[tuple[int, int, str]]:
    """Return (first, last, class) for code points that are not assigned; the first that fits holds.

    Noncharacters and reserved invisible characters are listed in the file as unassigned (Cn) with class BN; the rest
    of what is unassigned follows the block, in the `@missing` lines, of which a later one overrules an earlier one.
    """
    reserved = [row for row in fields(path) if row[1] == "BN" and unicodedata.category(chr(first_of(row))) == "Cn"]
    blocks = list(fields(path, mark="# @missing:"))
    rows = reserved + blocks[::-1]
    return [(first_of(row), int(row[0].split("..")[-1], 16), SHORT_CLASS.get(row[1], row[1])) for row in rows]


def first_of(row: list[str]) -> int:
    """Return the first code point of a range such as `0590..05FF`."""
    return int(row[0].split("..")[0], 16)


def escaped(text: str) -> str:
    """Return `text` as escapes of its code points."""
    return "".join(f"\\U{ord(c):08x}" if ord(c) > 0xFFFF else f"\\u{ord(c):04x}" for c in text)


def string_table(why: str, pairs: list[str], names: tuple[str, str]) -> str:
    """Return the source of two strings of one length: the first characters of the pairs and the second ones."""
    columns = ["".join(column) for column in zip(*pairs, strict=True)]
    return f"\n# {why}\n" + "".join(string(name, column) for name, column in zip(names, columns, strict=True))


def string(name: str, value: str) -> str:
    """Return the source of one long string."""
    rows = [value[at : at + CHARACTERS_A_LINE] for at in range(0, len(value), CHARACTERS_A_LINE)]
    return f"{name} = (\n" + "".join(f'    "{escaped(row)}"\n' for row in rows) + ")\n"


def main(folder: Path) -> None:
    """Write the table module."""
    brackets, mirroring = folder / "BidiBrackets.txt", folder / "BidiMirroring.txt"
    classes = folder / "extracted" / "DerivedBidiClass.txt"
    ranges = "".join(f'    (0x{first:04X}, 0x{last:04X}, "{name}"),\n' for first, last, name in class_ranges(classes))
    parts = [
        HEAD.format(brackets=version(brackets), mirroring=version(mirroring), classes=version(classes)),
        string_table("Brackets that make a pair.", bracket_pairs(brackets), ("OPENING_BRACKETS", "CLOSING_BRACKETS")),
        string_table(
            "Characters and what each looks like turned round.", mirror_pairs(mirroring), ("MIRRORED", "IMAGES")
        ),
        "\n# Bidirectional class of code points without a character: first, last, class. The first that fits holds.\n",
        f"UNASSIGNED_CLASSES = (\n{ranges})\n",
    ]
    TARGET.write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("/usr/share/unicode"))
