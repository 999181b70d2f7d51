"""What a notebook shows of a corpus: how much there is, and how far everybody has come."""

from collections.abc import Sequence
from html import escape

from corpus_tool.store.store import Store

MOST = 20
"""Rows of a table that are shown; the rest is counted."""


def summary(store: Store) -> str:
    """HTML: documents by language and source, layers by annotator. Names keep their direction and cannot be markup."""
    from corpus_tool.reports.statistics import tables

    found = tables(store, ["documents", "annotators"])
    head = f"<p><b>{_name(store.path.name)}</b>, schema {_name(store.schemas.current().name)}</p>"
    return head + "".join(_table(frame.columns, frame.rows()) for frame in found.values())


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    heads = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows[:MOST])
    if len(rows) > MOST:
        body += f'<tr><td colspan="{len(columns)}">and {len(rows) - MOST:,} more</td></tr>'
    return f'<table dir="ltr"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _cell(value: object) -> str:
    if isinstance(value, int):
        return f'<td style="text-align: right">{value:,}</td>'
    return f"<td>{_name(str(value))}</td>"


def _name(words: str) -> str:
    """Words in a direction of their own, so that an Arabic name does not turn its neighbours round."""
    return f"<bdi>{escape(words)}</bdi>"
