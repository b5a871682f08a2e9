"""The budget view of a ledger that fits on a page; every sum is done by hand."""

from __future__ import annotations

import pytest

from ungespor.ledger.view_tables import load_view_tables
from ungespor.results.bookings import change_of
from ungespor.results.budget import describe_budget


@pytest.fixture(scope="module")
def described(views_toolbox):
    line, ledger = views_toolbox.line, views_toolbox.ledger
    made = ledger(
        (line("kommune", "benefits"), (100, 80, 60), (50, 80, 20)),  # 50 + 0 + 40 = 90 saved
        (line("kommune", "refusion"), (-40, -30, -20), (-20, -30, 0)),  # 20 + 0 + 20 = 40 lost
        (line("stat", "refusion"), (40, 30, 20), (20, 30, 0)),
        (line("borger", "benefits"), (-100, -80, -60), (-50, -80, -20)),
        (line("kommune", "tax", price_id="tax"), (-10, 0, 0), (-4, 0, -5)),  # −6 + 5
        (line("kommune", "activation", "resource", "casework_week", "casework"), (9, 9, 9), (9, 2, 0)),  # 7 + 9
        (line("kommune", "programme", "resource", "care_manager_hour", "care"), (0, 0, 0), (30, 0, 0)),
        (line("kommune", "social", "resource", "education_week", "stu"), (0, 8, 0), (0, 0, 0)),
        (
            line("kommune", "programme", "resource", "care_manager_hour", "care", "financing:as_run"),
            (9, 9, 9),
            (0, 0, 0),
        ),
        (line("kommune", "social", "resource", "gone", "gone"), (3, 0, 0), (0, 0, 0)),
        worlds=2,
    )
    return describe_budget(change_of(made), 2, views_toolbox.TABLE, load_view_tables())


def municipal(described):
    return {(row["function"], row["committee"]): row for row in described["municipal"] if row["payer"] == "kommune"}


def test_gross_expenditure_and_refusion_stand_apart_before_net(described):
    row = municipal(described)["5.57.73", "employment"]
    assert (row["operating_dkk"], row["refusion_dkk"], row["financing_dkk"], row["net_dkk"]) == (90, -40, 0, 50)


def test_tax_on_a_benefit_is_no_benefit(described):
    row = municipal(described)["7.68.90", "none"]
    assert (row["operating_dkk"], row["refusion_dkk"], row["financing_dkk"], row["net_dkk"]) == (0, 0, -1, -1)


def test_the_function_of_the_activity_comes_before_that_of_its_account(described):
    assert municipal(described)["6.45.53", "employment"]["operating_dkk"] == 16
    assert municipal(described)["5.68.98", "employment"]["operating_dkk"] == -30


def test_what_has_no_function_is_shown_without_one(described):
    assert municipal(described)[None, "children_and_youth"]["net_dkk"] == 8
    assert municipal(described)[None, "none"]["net_dkk"] == 3


def test_functions_carry_their_names(described):
    assert municipal(described)["5.57.73", "employment"]["label_da"] == "Kontant- og uddannelseshjælp"


def test_committees_by_year(described):
    committees = {
        name: [year["net_dkk"] for year in entry["by_follow_up_year"]]
        for name, entry in described["committees"].items()
    }
    # Employment: year 1 is 50 − 20 + 7 − 30 = 7, year 2 is 40 − 20 + 9 = 29.
    assert committees == {"employment": [7, 29], "children_and_youth": [8, 0], "none": [-6 + 3, 5]}


def test_years_are_undiscounted_and_follow_both_calendars(described):
    payer = described["payers"]["kommune"]
    assert described["basis"] == "price_year_kroner_undiscounted"
    # By period: 50 − 20 − 6 − 30 + 3 = −3, then 7 + 8 = 15, then 40 − 20 + 5 + 9 = 34.
    assert payer["by_follow_up_year"] == [{"year": 1, "net_dkk": 12}, {"year": 2, "net_dkk": 34}]
    assert payer["by_calendar_year"] == [{"year": 2022, "net_dkk": -3}, {"year": 2023, "net_dkk": 49}]
    assert payer["total_dkk"] == {"mean": 46, "mcse": 0, "low": 46, "high": 46}
    assert payer["by_account"]["benefits"] == 90


def test_public_is_the_sum_of_its_payers(described):
    assert described["payers"]["stat"]["total_dkk"]["mean"] == 40
    assert described["payers"]["public"]["total_dkk"]["mean"] == 86


def test_what_can_be_cashed_comes_when_its_lag_is_over(described):
    found = {(entry["cashable"], entry["lag_years"]): entry for entry in described["payers"]["kommune"]["cashable"]}
    assert {key: entry["net_dkk"] for key, entry in found.items()} == {("yes", 0): 27, ("partly", 1): 16, ("no", 0): 3}
    late = found["partly", 1]["by_follow_up_year"]
    assert late == [{"year": 1, "net_dkk": 0}, {"year": 2, "net_dkk": 7}, {"year": 3, "net_dkk": 9}]
