"""Cut the committed samples of Unicode's bidi test files from the full ones.

    python scripts/sample_bidi_tests.py [folder]

The tests run the full files wherever the folder (/usr/share/unicode unless told otherwise) has them, and the samples
everywhere: the hand-written cases at the head of BidiCharacterTest.txt and evenly spaced cases of the rest.
"""

import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "tests" / "text" / "data"
NOTICE_LINES = 4
"""How many lines at the head of each file name it, its date and its terms."""
WRITTEN_BY_HAND = 600
# Strides without small factors, since the cases were generated in nested loops.
CLASS_STRIDE = 331
CHARACTER_STRIDE = 97


def sampled_characters(lines: list[str]) -> list[str]:
    """Keep all cases near the head and every 97th of the others."""
    cases = [line for line in lines if line and not line.startswith("#")]
    return lines[:NOTICE_LINES] + cases[:WRITTEN_BY_HAND] + cases[WRITTEN_BY_HAND::CHARACTER_STRIDE]


def sampled_classes(lines: list[str]) -> list[str]:
    """Keep every 331st case, each after the levels and the order that are expected of it."""
    kept, expected, pending = lines[:NOTICE_LINES], dict[str, str](), dict[str, str]()
    number = 0
    for line in lines:
        if line.startswith("@"):
            pending[line.split(":")[0]] = line
        elif line and not line.startswith("#"):
            number += 1
            if number % CLASS_STRIDE == 0:
                kept += [value for name, value in pending.items() if expected.get(name) != value]
                expected |= pending
                kept.append(line)
    return kept


def main(folder: Path) -> None:
    """Write both samples."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, sample in (("BidiCharacterTest", sampled_characters), ("BidiTest", sampled_classes)):
        lines = (folder / f"{name}.txt").read_text(encoding="utf-8").split("\n")
        (TARGET / f"{name}.sample.txt").write_text("\n".join(sample(lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("/usr/share/unicode"))
