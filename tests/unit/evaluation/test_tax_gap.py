"""Tax by the week and by the year, measured on a panel."""

from __future__ import annotations

import pytest

from ungespor.evaluation.tax_gap import tax_gap


@pytest.fixture(scope="module")
def found():
    return tax_gap("tiny", people=9, replications=2)


def test_unused_allowances_make_the_year_cheaper_and_never_dearer_by_much(found):
    assert found["person_years"] > 0
    for payer in ("stat", "kommune"):
        by_week, by_year = found["by_week"][payer], found["by_year"][payer]
        assert 0 < by_year < by_week < 1.15 * by_year


def test_the_gap_is_the_same_in_the_net_as_between_the_arms(found):
    assert set(found["net_by_week"]) == set(found["net_by_year"]) == {"stat", "kommune"}
    assert found["net_by_week"] != found["net_by_year"]
