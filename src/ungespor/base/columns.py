"""Columns of long tables, made from arrays.

Made from their buffers, because pyarrow's own way from an array loads pandas, which takes longer
than writing a small run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from ungespor.base.tables import Activities, Ledger


def number_column(values: NDArray[np.generic]) -> pa.Array:
    """Return numbers as a column.

    Parameters
    ----------
    values : ndarray, shape (rows,)
        Of integers or floats.

    Returns
    -------
    pyarrow.Array
    """
    import pyarrow as pa

    values = np.ascontiguousarray(values)
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [None, pa.py_buffer(values)])


def word_column(codes: NDArray[np.integer], words: Sequence[str]) -> pa.DictionaryArray:
    """Return ``words[codes]`` as a column that stores each distinct word once.

    Parameters
    ----------
    codes : ndarray of int, shape (rows,)
    words : sequence of str
        May hold the same word several times.

    Returns
    -------
    pyarrow.DictionaryArray
    """
    import pyarrow as pa

    distinct = list(dict.fromkeys(words))
    place = {word: number for number, word in enumerate(distinct)}
    numbers = np.asarray([place[word] for word in words], dtype=np.int32)
    texts = [word.encode() for word in distinct]
    ends = np.cumsum([0, *(len(text) for text in texts)], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(texts))]
    dictionary = pa.Array.from_buffers(pa.string(), len(texts), buffers)
    # Not checked again: the numbers are places in the dictionary by their making.
    return pa.DictionaryArray.from_arrays(number_column(numbers.take(codes)), dictionary, safe=False)


def whole_table(columns: Mapping[str, pa.Array]) -> pa.Table:
    """Return columns in which nothing is missing as a table that says so.

    A column that might lack something takes half as long again to encode.

    Parameters
    ----------
    columns : dict of pyarrow.Array

    Returns
    -------
    pyarrow.Table
    """
    import pyarrow as pa

    fields = [pa.field(name, column.type, nullable=False) for name, column in columns.items()]
    return pa.Table.from_arrays(list(columns.values()), schema=pa.schema(fields))


def shared_columns(
    table: Activities | Ledger, counted: NDArray[np.bool_]
) -> tuple[dict[str, pa.Array], NDArray[np.intp], NDArray[np.intp]]:
    """Return what the long forms of activities and of a ledger have in common.

    Parameters
    ----------
    table : Activities or Ledger
    counted : ndarray of bool, shape (worlds, arms, periods, kinds)
        What becomes a row.

    Returns
    -------
    columns : dict of pyarrow.Array
        `draw`, `replication`, `arm`, `half_year` and `follow_up_year`.
    kind, place : ndarray of int, shape (rows,)
        Place of each row on the last axis of `counted`, and in the flattened `counted`.
    """
    worlds, arms, periods, kinds = counted.shape
    place = np.flatnonzero(counted)
    # Rows lie in blocks of the same world, arm and period, which is all that these columns tell.
    world, arm, period = np.indices((worlds, arms, periods)).reshape(3, -1)
    starts = np.arange(len(world) + 1) * kinds
    rows = np.diff(np.searchsorted(place, starts))
    kind = place - np.repeat(starts[:-1], rows)
    years = np.asarray([item.follow_up_year for item in table.periods], dtype=np.int32)
    columns = {
        "draw": number_column(np.repeat(table.draws[world], rows)),
        "replication": number_column(np.repeat(table.replications[world], rows)),
        "arm": word_column(np.repeat(arm, rows), table.arms),
        "half_year": word_column(np.repeat(period, rows), [item.half_year for item in table.periods]),
        "follow_up_year": number_column(np.repeat(years[period], rows)),
    }
    return columns, kind, place
