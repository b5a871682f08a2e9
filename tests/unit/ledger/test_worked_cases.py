"""A whole year on a benefit against a whole year in a job or on SU, rules and taxes of 2026.

The expected kroner were worked out by hand, by the year: 80 % municipal share from week 53 (60 % in
weeks 5–26), bundskat and kommuneskat above the allowances, and 22 % of disposable income back to
the state in indirect taxes.  The ledger counts 52 weeks in whole øre, so that a krone may be lost.
The cases state their rates of kontanthjælp themselves, and nobody in them gets the supplement for single people.
"""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.base.tables import Activities, Cell, Period
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.scenario.load import load_scenario

TABLE = load_price_table().at_stated_amounts()
PUBLIC = ("kommune", "andre_kommuner", "region", "stat")
RATES = {"assistance_education_basic_2026": 7_400, "assistance_cash_raised_30_up_2026": 13_340}
CLOSE = 2  # kroner: ten lines of 52 weeks, each rounded to half an øre a week, and the rounding by hand


def own_price(kroner: int) -> dict[str, object]:
    return {"value": kroner, "unit": "dkk_per_month", "source": "assumption", "low": kroner, "high": kroner + 1}


def year(cell: Cell, views: tuple[str, ...] = ("", "indirect_tax"), **prices: int) -> dict[str, float]:
    """Kroner that each payer spends on a year."""
    stated = {name: own_price(kroner) for name, kroner in (RATES | prices).items()}
    stated["single_share"] = {"value": 0, "unit": "share", "source": "assumption", "low": 0, "high": 1}
    fields = {"regime": "post_2025H2", "price_year": 2026, "prices": stated}
    draws = np.zeros(1, dtype=np.int64)
    counts = np.full((1, 1, 1, 1), 52, dtype=np.int32)
    activities = Activities(("control",), draws, draws, (Period("2026H1", 1),), (cell,), counts)
    ledger = price(load_scenario("tiny", fields).scenario, activities, TABLE)
    totals = dict.fromkeys(PUBLIC, 0.0)
    for line, ore in zip(ledger.lines, ledger.amount_ore[0, 0, 0].tolist(), strict=True):
        if line.view in views:
            totals[line.payer] = totals.get(line.payer, 0.0) + ore / 100
    return totals


def gain(before: dict[str, float], after: dict[str, float]) -> tuple[float, float, float]:
    """Kroner that kommune, stat and the public save."""
    saved = {payer: before[payer] - after[payer] for payer in PUBLIC}
    return saved["kommune"], saved["stat"], sum(saved.values())


def benefit(band: int = 4, readiness: str = "education_ready") -> Cell:
    facts = f"age=20-24;living=out;provider=no;readiness={readiness}"
    return Cell("education_benefit_week", "", band, "home", facts)


JOB = Cell("job_week", "", 0, "home", "age=20-24;hours=full")
PART = Cell("job_week", "", 0, "home", "age=20-24;hours=part")
RAISED = Cell("cash_benefit_week", "", 4, "home", "age=30_up;living=out;provider=no")
SU = Cell("education_week", "", 0, "home", "age=20-24;kind=vocational;living=out")
WITH_SUPPLEMENT = benefit(readiness="activity_ready")


@pytest.mark.parametrize(
    ("before", "after", "prices", "kommune", "stat", "public"),
    [
        (benefit(), JOB, {}, 106_497, 90_469, 196_965),
        (benefit(band=2), JOB, {}, 88_737, 108_229, 196_965),
        (benefit(), PART, {"wage_part": 12_250}, 77_978, 42_561, 120_539),
        (WITH_SUPPLEMENT, JOB, {"youth_supplement_under_25": 1_083}, 113_638, 89_707, 203_345),
        (RAISED, JOB, {}, 145_666, 86_294, 231_959),
    ],
)
def test_from_a_benefit_to_a_job(before, after, prices, kommune, stat, public):
    found = gain(year(before, **prices), year(after, **prices))
    assert found == pytest.approx((kommune, stat, public), abs=CLOSE)


def test_from_a_benefit_to_su_the_public_gains_nothing_before_teaching_and_pays_for_it_after():
    on_benefit, student = year(benefit(), views=("",)), year(SU, views=("",))
    kommune, stat, public = gain(on_benefit, student)
    teaching = 85_000
    assert kommune == pytest.approx(71_040, abs=100)  # about: SU is taxed as kontanthjælp of its size is
    assert stat + teaching == pytest.approx(-71_352, abs=100)
    assert public + teaching == pytest.approx(0, abs=400)
    assert public == pytest.approx(-85_000, abs=400)


def test_moved_people_save_another_municipality_the_same():
    there = Cell("education_benefit_week", "", 4, "moved", benefit().person_class)
    at_home, moved = year(benefit()), year(there)
    assert moved["andre_kommuner"] == at_home["kommune"]
    assert moved["kommune"] == 0
    assert moved["stat"] == at_home["stat"]
