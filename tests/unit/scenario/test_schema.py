"""The schema can be asked about each of its fields."""

import pytest

from ungespor.scenario.quantity import Quantity
from ungespor.scenario.schema import example_at, keys_at, names_allowed_at, type_at

HAZARD = ("baseline", "transitions", "any", "hazard_per_week")


def test_types_and_keys_on_the_way_down():
    assert type_at(HAZARD) is Quantity
    assert keys_at(HAZARD[:-1])[:3] == ["from", "to", "hazard_per_week"]
    assert keys_at(("offers", "any", "funnel"))[0] == "assessed"
    assert keys_at(("offers",)) == []
    assert type_at(("people",)) is int
    assert type_at(("nowhere", "at", "all")) is None


@pytest.mark.parametrize(
    ("location", "unit"),
    [
        (HAZARD, "per_week"),
        (("discount_rate",), "share_per_year"),
        (("baseline", "transitions", "any", "duration_ratios", "0"), "ratio"),
        (("population", "history", "weeks_in_state", "job"), "weeks"),
        (("prices", "any"), "…"),
    ],
)
def test_how_a_number_is_written(location, unit):
    assert example_at(location) == f"{{value: …, unit: {unit}, source: …}}"


def test_what_is_no_number_has_no_example():
    assert example_at(("people",)) is None


def test_names_that_may_stand_as_value_and_as_key():
    assert "job" in names_allowed_at(("baseline", "transitions", "any", "to"), is_key=False)
    assert names_allowed_at(("population", "history", "weeks_in_state", "jbo"), is_key=True)[0] == "school"
    assert names_allowed_at(("people",), is_key=False) == []
