"""Are columns made from arrays the same as pyarrow's own, and made without pandas?"""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from ungespor.base.columns import number_column, word_column


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


def test_pandas_stays_asleep():
    code = (
        "import sys, numpy as np, pyarrow as pa, pyarrow.parquet;"
        "from ungespor.base.columns import number_column, word_column;"
        "a = np.arange(3); pa.table({'n': number_column(a), 'w': word_column(a, 'xyz')});"
        "print('pandas' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"
