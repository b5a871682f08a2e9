"""Are columns made from arrays the same as pyarrow's own, and made without pandas?"""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from ungespor.base.columns import number_column, shared_columns, whole_table, word_column
from ungespor.base.tables import Activities, Cell, Period


@pytest.mark.parametrize("kind", [np.int8, np.int32, np.int64, np.float64])
def test_numbers_keep_value_and_kind(kind):
    values = np.arange(7, dtype=kind)[::2]
    column = number_column(values)
    assert column.to_pylist() == values.tolist()
    assert column.type.to_pandas_dtype() is kind


def test_words_are_stored_once_each():
    column = word_column(np.array([2, 0, 1, 1], dtype=np.int32), ["ø", "", "ø"])
    assert column.to_pylist() == ["ø", "ø", "", ""]
    assert column.dictionary.to_pylist() == ["ø", ""]


def test_no_rows_and_no_words():
    assert word_column(np.array([], dtype=np.int32), []).to_pylist() == []
    assert number_column(np.array([], dtype=np.int64)).to_pylist() == []


def test_a_whole_table_says_that_nothing_is_missing():
    table = whole_table({"word": word_column(np.array([1, 0]), ["a", "b"]), "number": number_column(np.array([3, 4]))})
    assert table.to_pydict() == {"word": ["b", "a"], "number": [3, 4]}
    assert not any(field.nullable for field in table.schema)


def test_every_number_keeps_its_world_arm_and_period():
    """Two worlds of the draws 7 and 9 and the replications 3 and 4; a cell is a thousand times its place."""
    place = np.arange(2 * 2 * 3 * 2)
    counts = np.where(place % 5 == 0, 0, 1_000 * place).astype(np.int32).reshape(2, 2, 3, 2)
    periods = (Period("2022H1", 1), Period("2022H2", 1), Period("2022H2", 2))
    cells = (Cell("job_week", "", 0, "home", ""), Cell("fgu_week", "", 0, "home", ""))
    table = Activities(("control", "intervention"), np.array([7, 9]), np.array([3, 4]), periods, cells, counts)
    columns, kind, at = shared_columns(table, counts != 0)
    rows = list(zip(*(columns[name].to_pylist() for name in columns), kind.tolist(), at.tolist(), strict=True))
    expected = [
        (draw, replication, arm, period.half_year, period.follow_up_year, cell, number)
        for number, (draw, replication, arm, period, cell) in enumerate(
            (draw, replication, arm, period, cell)
            for draw, replication in ((7, 3), (9, 4))
            for arm in ("control", "intervention")
            for period in periods
            for cell in range(2)
        )
        if number % 5
    ]
    assert list(columns) == ["draw", "replication", "arm", "half_year", "follow_up_year"]
    assert rows == expected


def test_pandas_stays_asleep():
    code = (
        "import sys, numpy as np, pyarrow as pa, pyarrow.parquet;"
        "from ungespor.base.columns import number_column, word_column;"
        "a = np.arange(3); pa.table({'n': number_column(a), 'w': word_column(a, 'xyz')});"
        "print('pandas' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"
