"""The long tables of a run folder, written piece by piece: the caller lays out, a thread encodes."""

from __future__ import annotations

import dataclasses
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ungespor.ledger.view_tables import load_view_tables
from ungespor.report.files import activities_table
from ungespor.results.view_rows import posted_views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pyarrow as pa
    import pyarrow.parquet as pq

    from ungespor.base.tables import Activities, Ledger

SMALL_STEPS: Final = frozenset({"quantity", "amount_ore", "net_ore"})
"""Whole numbers that repeat too seldom for a dictionary, but differ by few bits from one row to the next."""
NEVER_REPEATED: Final = SMALL_STEPS | {"present_value_dkk"}
BY_WORLD: Final = {
    "ledger": ("draws", "replications", "quantity", "amount_ore"),
    "activities": ("draws", "replications", "quantity"),
}
WORLDS_AT_ONCE: Final = 50
PIECES_AHEAD: Final = 10
"""Pieces that wait for the thread at most, so that a long table never lies in memory whole."""


def ledger_pieces(ledger: Ledger) -> Iterator[pa.Table]:
    """Lay out a ledger, and what lies beside it, for some worlds at a time."""
    from ungespor.ledger.long import to_arrow

    views = load_view_tables()
    for worlds in _pieces(len(ledger.draws)):
        parts = {name: getattr(ledger, name)[worlds] for name in BY_WORLD["ledger"]}
        piece = dataclasses.replace(ledger, **parts)
        yield to_arrow(piece)
        for posted in posted_views(piece, views):
            yield to_arrow(posted)


def activity_pieces(activities: Activities) -> Iterator[pa.Table]:
    """Lay out the activities for some worlds at a time."""
    for worlds in _pieces(len(activities.draws)):
        parts = {name: getattr(activities, name)[worlds] for name in BY_WORLD["activities"]}
        yield activities_table(dataclasses.replace(activities, **parts))


def _pieces(worlds: int) -> Iterator[slice]:
    for first in range(0, worlds, WORLDS_AT_ONCE):
        yield slice(first, first + WORLDS_AT_ONCE)


@contextmanager
def long_table(path: Path) -> Iterator[Callable[[pa.Table], None]]:
    """Give a function that adds a piece to a table; the table is whole when the context ends well.

    Encoding takes longest and needs no interpreter, so a thread does it while the caller goes on.
    Laying out is left to the caller: two threads that both need the interpreter are slower than one.
    """
    waiting: deque[Future[None]] = deque()
    thread = ThreadPoolExecutor(max_workers=1)
    writers: list[pq.ParquetWriter] = []

    def write(piece: pa.Table) -> None:
        if not writers:
            writers.append(_writer(path, piece.schema))
        writers[0].write_table(piece)

    def add(piece: pa.Table) -> None:
        if len(waiting) > PIECES_AHEAD:
            waiting.popleft().result()
        waiting.append(thread.submit(write, piece))

    try:
        yield add
        for job in waiting:
            job.result()
    finally:
        thread.shutdown(cancel_futures=True)
        for writer in writers:
            writer.close()


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    import pyarrow.parquet as pq

    return pq.ParquetWriter(
        path,
        schema,
        use_dictionary=[name for name in schema.names if name not in NEVER_REPEATED],
        column_encoding={name: "DELTA_BINARY_PACKED" for name in schema.names if name in SMALL_STEPS},
        write_statistics=False,
        write_page_checksum=True,
    )
