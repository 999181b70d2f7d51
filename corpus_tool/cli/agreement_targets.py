"""Where figures of agreement go: to the terminal, a table, a page, or a script."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from corpus_tool.agreement.study import Study
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.agreement.measuring import Agreement


class Targets(NamedTuple):
    """Where the figures go."""

    csv: Path | None
    html: Path | None
    json: bool

    def check(self) -> None:
        """Refuse what cannot be written before anything is worked out, which may take minutes."""
        from corpus_tool.errors import UsageError

        if self.json and self.csv is not None and str(self.csv) == "-":
            raise UsageError("--json and --csv - both write to stdout: give --csv a file.")
        if self.html is not None and str(self.html) == "-":
            raise UsageError("--html writes a file, which `-` is not: give it a name, as agreement.html.")
        for path in (self.csv, self.html):
            if path is not None and path.is_dir():
                raise UsageError(f"{path} is a folder: name a file in it.")
            if path is not None and not path.parent.is_dir():
                raise UsageError(f"{path} cannot be written: there is no folder {path.parent}.")

    def write(self, found: "Agreement", *, by_label: bool) -> None:
        """Write the figures, and print them where that is wanted."""
        from corpus_tool.cli.agreement_printing import as_json, print_agreement
        from corpus_tool.cli.console import say_json

        if self.csv is not None:
            _write_csv(found, self.csv)
        if self.json:
            say_json(as_json(found))
        elif self.csv is None:
            print_agreement(found, by_label=by_label)


def write_page(store: "Store", found: "Agreement", study: "Study", path: Path, interface: str | None) -> None:
    """The page about them, in the language that is asked for, else that of the interface."""
    from corpus_tool.cli.console import progress_bar, talk
    from corpus_tool.cli.interface import spoken_in
    from corpus_tool.cli.looks import known_looks
    from corpus_tool.saying.counting import counted
    from corpus_tool.workbench.agreement import page

    with progress_bar("writing the page") as tell, store.reading(), spoken_in(interface, known_looks().look.interface):
        listed = page.write_page(store, found, study, path, tell=tell)
    talk(f"Wrote {counted(listed, 'disagreement')}, each in its sentence, to {path}.")


def _write_csv(found: "Agreement", path: Path) -> None:
    import csv
    from io import StringIO

    from corpus_tool.cli.agreement_printing import csv_rows
    from corpus_tool.cli.console import say_as_it_is, talk
    from corpus_tool.errors import UsageError
    from corpus_tool.saying.counting import counted

    written = StringIO()
    csv.writer(written, lineterminator="\n").writerows(csv_rows(found.figures))
    if str(path) == "-":
        say_as_it_is(written.getvalue().removesuffix("\n"))
        return
    try:
        path.write_text(written.getvalue(), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from None
    talk(f"Wrote {counted(len(found.figures), 'figure')} to {path}.")
