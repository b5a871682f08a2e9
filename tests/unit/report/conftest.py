"""A run of the smallest scenario and its workbook, for the tests of the workbook."""

from __future__ import annotations

import pytest

import ungespor
from ungespor.report.run_folder import write_run_folder
from ungespor.report.workbook.write import workbook_bytes
from ungespor.results.workbook.numbers import workbook_numbers

# So wide that the tax of a week bends within the range.
WIDE_WAGE = {
    "distribution": "lognormal",
    "unit": "dkk_per_month",
    "source": "assumption",
    "low": 2000.0,
    "high": 32000.0,
}


@pytest.fixture(scope="session")
def tiny_run():
    """Return a run with a price that the scenario states itself."""
    return ungespor.run("tiny", replications=6, prices={"wage_part": WIDE_WAGE})


@pytest.fixture(scope="session")
def tiny_folder(tiny_run, tmp_path_factory):
    parts = (tiny_run.loaded, tiny_run.trajectories, tiny_run.ledger, tiny_run.price_origins, tiny_run.result)
    return write_run_folder(tmp_path_factory.mktemp("runs") / "tiny", *parts)


@pytest.fixture(scope="session")
def written(tiny_run, tmp_path_factory):
    path = tmp_path_factory.mktemp("workbook") / "workbook.xlsx"
    numbers = workbook_numbers(tiny_run.loaded.scenario, tiny_run.trajectories, tiny_run.table)
    path.write_bytes(workbook_bytes(numbers, tiny_run.result, tiny_run.loaded.origins, "da"))
    return path


@pytest.fixture(scope="session")
def find():
    """Return a function that finds the first row of a sheet with a text in a column."""

    def row_of(sheet, text, column=1):
        rows = (row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == text)
        found = next(rows, None)
        assert found is not None, f"{sheet.title} has no '{text}'"
        return found

    return row_of
