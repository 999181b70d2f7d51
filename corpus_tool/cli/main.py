"""Where every run begins, and the one place where errors become a sentence and an exit code.

What is heavy (typer, textual, polars, the tokenizers, SQLite) is imported where it is needed, so that the annotator,
`--help` and completion answer at once; `tests/architecture` holds that.
"""

import gc
import sys
from io import TextIOWrapper

from corpus_tool.cli import output
from corpus_tool.cli.front import asked_plainly
from corpus_tool.cli.opening import open_annotator
from corpus_tool.errors import CorpusToolError


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        if asked := asked_plainly(sys.argv[1:]):
            gc.disable()  # looking for garbage among what is being loaded takes 20 ms; `tui/app.py` begins it again
            open_annotator(asked)
        else:
            from corpus_tool.cli.program import run

            run(sys.argv[1:])
    except CorpusToolError as error:
        output.write_error(f"corpus-tool: {error}\n")
        sys.exit(error.exit_code)
    finally:
        output.flush()
