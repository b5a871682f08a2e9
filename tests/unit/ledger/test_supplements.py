"""The six supplements to kontanthjælp since 1 July 2025: who gets which, and how much by hand."""

# ruff: noqa: E501 - one mistake a line reads best as a table

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import numpy as np
import pytest

from ungespor.base.errors import InputError
from ungespor.base.tables import Activities, Cell, Period
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.ledger.provenance import unsourced
from ungespor.results.tornado import _limits
from ungespor.scenario.load import load_scenario

SHIPPED = Path(__file__).resolve().parents[3] / "cost_tables"
TABLE = load_price_table().at_stated_amounts()
OUT = "living=out;provider=no"
MOTHER = "living=out;provider=yes"


def paid(facts: str, activity="education_benefit_week", half_year="2025H2", table=TABLE, **fields: object):
    """What the municipality pays out in 52 weeks, by price row, in kroner of 2025 a month."""
    draws, weeks = np.zeros(1, dtype=np.int64), np.full((1, 1, 1, 1), 52, dtype=np.int32)
    cell = Cell(activity, "", 4, "home", facts)
    activities = Activities(("one",), draws, draws, (Period(half_year, 1),), (cell,), weeks)
    scenario = load_scenario("tiny", {"price_year": 2025, "pricing": "dated"} | fields).scenario
    ledger = price(scenario, activities, table)
    return {
        line.price_id: round(ore / 1200)
        for line, ore in zip(ledger.lines, ledger.amount_ore[0, 0, 0], strict=True)
        if line.account == "benefits" and line.payer == "kommune"
    }


@pytest.mark.parametrize(
    ("facts", "kroner"),
    [
        (f"age=20-24;{OUT};readiness=education_ready", [7_205, 655]),
        (f"age=20-24;{OUT};readiness=activity_ready", [7_205, 1_036, 655]),
        (f"age=25-29;{OUT};readiness=activity_ready", [7_205, 2_590, 655, 622]),
        ("age=20-24;living=parents;provider=no;readiness=activity_ready", [3_015, 1_036]),
        (f"age=20-24;{MOTHER};readiness=education_ready", [7_205, 2_784, 1_147, 225]),
        (f"age=25-29;{MOTHER};readiness=education_ready", [7_205, 2_784, 1_147, 225]),
        ("age=20-24;living=parents;provider=yes;readiness=activity_ready", [7_205, 2_590, 2_784, 1_147, 225]),
    ],
)
def test_who_gets_which(facts, kroner):
    # 1,092 x 0.6 = 655; 1,638 x 0.7 = 1,147; 2,000 x 1.036 x 0.3 = 622
    assert sorted(paid(facts).values()) == sorted(kroner)


@pytest.mark.parametrize(
    ("facts", "kroner"),
    [
        (f"age=20-24;{OUT}", [7_205, 655]),
        (f"age=30_up;{OUT}", [12_498, 655]),
        (f"age=25-29;{MOTHER}", [7_205, 2_784, 1_147, 225]),
        (f"age=30_up;{MOTHER}", [12_498, 2_784, 225]),
    ],
)
def test_with_an_education_or_from_30(facts, kroner):
    assert sorted(paid(facts, "cash_benefit_week").values()) == sorted(kroner)


def test_the_minimum_rate_has_no_supplement_for_the_young_or_for_singles_without_children():
    not_met = {"circumstances": {"residence_requirement": "not_met"}}
    assert list(paid(f"age=20-24;{OUT};readiness=activity_ready", **not_met).values()) == [6_789]
    mother = paid(f"age=20-24;{MOTHER};readiness=activity_ready", **not_met)
    assert sorted(mother.values()) == [225, 1_147, 2_784, 6_789]


def test_the_raised_rate_has_no_supplement_for_the_young_or_for_single_providers():
    long = {"circumstances": {"work_history": "long"}}
    assert sorted(paid(f"age=25-29;{MOTHER};readiness=activity_ready", **long).values()) == [225, 2_784, 12_498]


def test_nobody_gets_them_before_and_the_adaptation_supplement_ends():
    facts = f"age=25-29;{OUT};readiness=activity_ready"
    assert (
        not {"single_supplement_education", "adaptation_supplement_education"} & paid(facts, half_year="2025H1").keys()
    )
    assert "adaptation_supplement_education" in paid(facts, half_year="2027H1")
    assert "adaptation_supplement_education" not in paid(facts, half_year="2027H2")


def test_a_share_can_be_stated():
    own = {"single_share": {"value": 1, "unit": "share", "source": "assumption", "low": 0, "high": 1}}
    assert paid(f"age=20-24;{OUT};readiness=education_ready", prices=own)["single_supplement_education"] == 1_092


def test_the_leisure_supplement_is_not_taxed():
    rules = TABLE.rulebook.payer_rules
    assert rules["clock_supplement_leisure"].income is None
    assert all(rules[f"clock_supplement_{name}"].income == "benefit" for name in ("child", "single", "adaptation"))


def test_an_assumed_share_is_told_with_the_supplement_it_cuts():
    cell = Cell("education_benefit_week", "", 4, "home", f"age=20-24;{OUT};readiness=education_ready")
    draws, weeks = np.zeros(1, dtype=np.int64), np.full((1, 1, 1, 1), 52, dtype=np.int32)
    activities = Activities(("one",), draws, draws, (Period("2026H1", 1),), (cell,), weeks)
    scenario = load_scenario("tiny", {"regime": "post_2025H2"}).scenario
    told = unsourced(TABLE, price(scenario, activities, TABLE))
    assert [row["price_id"] for row in told["assumed"]] == ["single_share"]
    assert "assistance_education_basic_2026" not in [row["price_id"] for row in told["from_memory"]]
    assert _limits(scenario, TABLE, TABLE.rows[TABLE.position["single_share"]]) == (0.3, 0.6, 0.85)


@pytest.fixture
def tables(tmp_path):
    folder = tmp_path / "cost_tables"
    shutil.copytree(SHIPPED, folder)
    return folder


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("\nsingle_share,", "\nsingles_share,", ["needs a price row 'single_share', and there is none.", "singles_share"]),
        ("0.85,uniform,parameter,parameter,none,2025-07-01,", "0.85,uniform,parameter,parameter,none,2026-01-01,",
         ["'single_share', and there is none in force before 2026-01-01"]),
        ("0.6,2025,0.3,0.85", "0.6,2025,0.3,85", ["The number is a share and cannot be above 1.", "Write 0.5 for 50 %."]),
    ],
)  # fmt: skip
def test_a_lost_or_impossible_share(tables, before, after, shown):
    path = tables / "benefits.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_price_table(tables)
    for part in (*shown, "benefits.csv:"):
        assert part in str(caught.value)


def test_a_share_is_that_of_the_time(tables):
    path = tables / "benefits.csv"
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("single_share,"))
    first = line.replace("2025-07-01,,", "2025-07-01,2025-12-31,")
    later = {"single_share,": "single_share_2026,", "0.6,2025": "0.5,2025", "2025-07": "2026-01"}
    second = line
    for before, after in later.items():
        second = second.replace(before, after)
    path.write_text(text.replace(line, f"{first}\n{second}"), encoding="utf-8")
    table = load_price_table(tables).at_stated_amounts()
    for half_year, kroner in (("2025H2", 655), ("2026H1", 546)):
        assert kroner in paid(f"age=20-24;{OUT};readiness=education_ready", half_year=half_year, table=table).values()


def test_a_share_may_end_with_the_supplement_it_is_for(tables):
    path = tables / "benefits.csv"
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("adaptation_share,"))
    for day, fine in (("2027-06-30", True), ("2027-05-31", False)):
        path.write_text(text.replace(line, line.replace("2025-07-01,,", f"2025-07-01,{day},")), encoding="utf-8")
        if fine:
            assert load_price_table(tables).in_role("adaptation_share", datetime.date(2027, 6, 30))
        else:
            with pytest.raises(InputError, match="there is none in force after 2027-05-31"):
                load_price_table(tables)
