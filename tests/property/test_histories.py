"""Ten thousand random lives of four years, priced by the program and by somebody who knows only the law.

The second calculation shares nothing with the program: it counts benefit weeks by looking back, and
has its own rates, thresholds, shares and payers, in fractions of a krone.  The lives run from 2024H2
to 2028H1 and are priced dated, in prices of 2026, so that the reform of 1 July 2025, the tax rules
of 2026 and a move to another municipality lie in the middle of them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from ungespor.base.tables import PAYERS, Activities, Cell, Period
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.ledger.refusion import state_share
from ungespor.scenario.load import load_scenario
from ungespor.trajectories.refusion import benefit_week_numbers

LIVES, AT_ONCE = 10_000, 1_000
HALF_YEARS = tuple(f"{year}H{half}" for year in range(2024, 2029) for half in (1, 2))[1:-1]
WEEKS = 26 * len(HALF_YEARS)
TABLE = load_price_table().at_stated_amounts()

# ---- What the law says, written down a second time -------------------------------------------

LEVEL = {2022: 19_351, 2023: 19_728, 2024: 20_359, 2025: 21_092, 2026: 22_041}
THRESHOLDS = Fraction(54_100, 48_000)
CLOCK, SELF, NEUTRAL = "clock", "self-support", "neutral"


@dataclass(frozen=True)
class State:
    """A way of living: what it counts as, its cell, and how many kroner a week it moves."""

    status: str
    activity: str
    facts: str = ""


AGE = "age=20-24"
STATES = (
    State(CLOCK, "education_benefit_week", f"{AGE};living=out;provider=no;readiness=education_ready"),
    State(CLOCK, "education_benefit_week", f"{AGE};living=out;provider=no;readiness=activity_ready"),
    State(CLOCK, "cash_benefit_week", f"{AGE};living=out;provider=no"),
    State(CLOCK, "sickness_benefit_week", AGE),
    State(CLOCK, "job_clarification_week", AGE),
    State(CLOCK, "resource_benefit_week", AGE),
    State(CLOCK, "rehabilitation_week", AGE),
    State(CLOCK, "unemployment_benefit_week", AGE),
    State(CLOCK, "wage_subsidy_week", AGE),
    State(CLOCK, "flex_job_week", f"{AGE};hours=part"),
    State(CLOCK, "flex_job_waiting_week", AGE),
    State(CLOCK, "disability_pension_week", AGE),
    State(SELF, "job_week", f"{AGE};hours=full"),
    State(SELF, "job_week", f"{AGE};hours=part"),
    State(SELF, "education_week", f"{AGE};kind=vocational;living=out"),
    State(SELF, "education_week", f"{AGE};kind=apprentice;living=out"),
    State(SELF, "self_support_week"),
    State(NEUTRAL, "fgu_week", f"{AGE};living=out"),
    State(NEUTRAL, "parental_benefit_week", AGE),
    State(NEUTRAL, "sickness_employer_week", AGE),
)


def monthly(kroner: int, read_in: int) -> Fraction:
    return Fraction(kroner * 12, 52) * Fraction(LEVEL[2026], LEVEL[read_in])


def weekly(kroner: int, read_in: int) -> Fraction:
    return kroner * Fraction(LEVEL[2026], LEVEL[read_in])


def benefit_of(state: State, half_year: str) -> list[Fraction]:
    """The benefit of a week, each rate by itself, in kroner of 2026."""
    old, new = half_year < "2025H2", half_year >= "2026H1"
    assistance = monthly(7_529, 2026) if new else monthly(7_205, 2025)
    last_year = half_year < "2025H1"
    extra = []
    if "activity_ready" in state.facts:
        extra = [monthly(1_154, 2023) if old else monthly(1_000, 2024)]
    if not old:
        extra = [*extra, monthly(1_092, 2025) * Fraction(6, 10)]  # six of ten are taken to be single
    return {
        "education_benefit_week": [monthly(6_545, 2023) if old else assistance, *extra],
        "cash_benefit_week": [monthly(7_699, 2023) if old else assistance, *extra],
        "sickness_benefit_week": [weekly(4_550, 2023)],
        "job_clarification_week": [monthly(11_944, 2023)],
        "resource_benefit_week": [monthly(11_944, 2023)],
        "rehabilitation_week": [monthly(7_700, 2022)],
        "unemployment_benefit_week": [monthly(14_106, 2023) if last_year else monthly(12_726, 2025)],
        "flex_job_week": [monthly(16_500, 2025)],
        "flex_job_waiting_week": [monthly(17_558, 2023) if last_year else monthly(18_772, 2025)],
        "disability_pension_week": [monthly(19_795, 2023) if last_year else monthly(21_164, 2025)],
        "fgu_week": [weekly(1_604, 2023)],
        "parental_benefit_week": [weekly(4_550, 2023)],
        "education_week": [Fraction(7_426 * 12, 52) if new else Fraction(6_589 * 12, 52) * THRESHOLDS],
    }.get(state.activity if "apprentice" not in state.facts else "", [])


def wage_of(state: State) -> Fraction:
    if "apprentice" in state.facts:
        return monthly(13_500, 2023)
    full, part = monthly(24_500, 2026), monthly(13_240, 2026)
    if state.activity in {"job_week", "flex_job_week"}:
        return full if "hours=full" in state.facts else part
    return {"wage_subsidy_week": full, "sickness_employer_week": weekly(4_550, 2023)}.get(state.activity, Fraction(0))


def ore(kroner: Fraction) -> int:
    return (kroner * 100 + Fraction(1, 2)) // 1


@dataclass(frozen=True)
class Taxed:
    """What a year's income tax is worked out with, in the kroner of that year."""

    base: str
    municipal: str
    personal: int
    share: str
    most: int
    floor: int
    top: int


TAXED = {
    2024: Taxed("0.1201", "0.2507", 49_700, "0.1065", 45_100, 216_100, 2_800),
    2025: Taxed("0.1201", "0.25068", 51_600, "0.123", 55_600, 224_500, 2_900),
    2026: Taxed("0.1201", "0.25049", 54_100, "0.1275", 63_300, 235_200, 3_100),
}


def taxes(wage: Fraction, benefit: Fraction, half_year: str) -> tuple[int, int, int]:
    year = TAXED[min(int(half_year[:4]), 2026)]
    lift = Fraction(54_100, year.personal)  # in prices of 2026, as the threshold of the personal allowance went
    am = Fraction("0.08") * wage
    above = wage - am + benefit - Fraction(54_100, 52)
    work = min(Fraction(year.share) * wage, year.most * lift / 52)
    work += min(Fraction("0.045") * max(wage - year.floor * lift / 52, 0), year.top * lift / 52)
    nothing = Fraction(0)
    return (
        ore(am),
        ore(Fraction(year.base) * max(above, nothing)),
        ore(Fraction(year.municipal) * max(above - work, nothing)),
    )


@cache
def by_hand(state: State, half_year: str, share: Fraction, there: bool) -> dict[str, int]:
    """Øre that each payer spends in one week."""
    town = "andre_kommuner" if there else "kommune"
    spent = dict.fromkeys(PAYERS, 0)
    benefits, wage = benefit_of(state, half_year), wage_of(state)
    for rate in benefits:
        gross = ore(rate)
        from_state = ore(Fraction(gross, 100) * share)
        if state.activity in {"unemployment_benefit_week", "disability_pension_week"}:
            from_state = gross - ore(Fraction(gross, 100) * (1 - share))
        if state.status != CLOCK:
            from_state = gross
        spent["stat"] += from_state
        spent[town] += gross - from_state
        spent["borger"] -= gross
    if wage and state.activity == "sickness_employer_week":
        spent["arbejdsgiver"] += ore(wage)
    spent["borger"] -= ore(wage)
    if state.activity == "wage_subsidy_week":
        subsidy = ore(weekly(3_188, 2023))
        spent["stat"] += ore(Fraction(subsidy, 100) * share)
        spent[town] += subsidy - ore(Fraction(subsidy, 100) * share)
    if state.activity == "fgu_week":
        operation = ore(Fraction(145_000, 52) * Fraction("111.8") / 104)
        spent[town] += round(operation * Fraction("0.65"))
        spent["stat"] += operation - round(operation * Fraction("0.65"))
    if state.activity == "education_week":
        lifted = Fraction(25_000, 52) * Fraction("1.118") if "apprentice" in state.facts else Fraction(85_000, 52)
        spent["stat"] += ore(lifted)
    am, base, municipal = taxes(wage, sum(benefits, Fraction(0)), half_year)
    spent["borger"] += am + base + municipal
    spent["stat"] -= am + base
    spent[town] -= municipal
    return spent


def benefit_weeks_by_looking_back(statuses: list[str]) -> list[int]:
    """Number the benefit weeks: again from 1 after 52 weeks of self-support within 3 years."""
    numbers, count, first = [], 0, None
    for week, status in enumerate(statuses):
        if status != CLOCK:
            numbers.append(0)
            continue
        if first is None or statuses[max(first + 1, week - 156) : week].count(SELF) >= 52:
            count, first = 0, week
        count += 1
        numbers.append(count)
    return numbers


def state_pays(benefit_week: int) -> Fraction:
    if benefit_week == 0:
        return Fraction(0)
    return Fraction(8 if benefit_week <= 4 else 4 if benefit_week <= 26 else 3 if benefit_week <= 52 else 2, 10)


# ---- The program's own way ------------------------------------------------------------------


def a_life(chance: random.Random) -> tuple[list[State], int]:
    """States week by week, in stretches of all lengths, and the week of moving away."""
    states: list[State] = []
    liked = chance.sample(STATES, chance.randint(2, 8))
    while len(states) < WEEKS:
        states += [chance.choice(liked)] * min(1 + int(chance.expovariate(1 / chance.choice((3, 15, 60)))), 120)
    return states[:WEEKS], chance.randint(0, 2 * WEEKS)


def programs_cells(states: list[State], moved: int) -> list[tuple[Cell, int]]:
    """The cell and the half-year of each week, by the program's clock."""
    clock = [state.status == CLOCK for state in states]
    numbers = benefit_week_numbers(clock, [state.status == SELF for state in states])
    bands = np.where(numbers > 0, np.searchsorted([4, 26, 52], numbers) + 1, 0)
    return [
        (Cell(state.activity, "", int(band), "moved" if week >= moved else "home", state.facts), week // 26)
        for week, (state, band) in enumerate(zip(states, bands, strict=True))
    ]


def priced(lives: list[list[tuple[Cell, int]]]) -> np.ndarray:
    """Øre by life and payer, by the program."""
    cells = sorted({cell for life in lives for cell, _ in life}, key=str)
    number = {cell: at for at, cell in enumerate(cells)}
    counts = np.zeros((len(lives), 1, len(HALF_YEARS), len(cells)), dtype=np.int32)
    for at, life in enumerate(lives):
        for cell, half_year in life:
            counts[at, 0, half_year, number[cell]] += 1
    draws = np.zeros(len(lives), dtype=np.int64)
    periods = tuple(Period(half_year, 1) for half_year in HALF_YEARS)
    activities = Activities(("control",), draws, np.arange(len(lives)), periods, tuple(cells), counts)
    scenario = load_scenario("tiny", {"price_year": 2026, "pricing": "dated"}).scenario
    ledger = price(scenario, activities, TABLE)
    default = [at for at, line in enumerate(ledger.lines) if not line.view]
    found = np.zeros((len(lives), len(PAYERS)), dtype=np.int64)
    for at in default:
        found[:, PAYERS.index(ledger.lines[at].payer)] += ledger.amount_ore[:, 0, :, at].sum(axis=1)
    return found


@pytest.mark.parametrize("batch", range(LIVES // AT_ONCE))
def test_clock_tax_and_price_book_agree_with_a_second_calculation(batch):
    chance = random.Random(batch)  # noqa: S311 - nothing secret
    lives = [a_life(chance) for _ in range(AT_ONCE)]
    found = priced([programs_cells(states, moved) for states, moved in lives])
    for at, (states, moved) in enumerate(lives):
        numbers = benefit_weeks_by_looking_back([state.status for state in states])
        mine = dict.fromkeys(PAYERS, 0)
        for week, (state, number) in enumerate(zip(states, numbers, strict=True)):
            spent = by_hand(state, HALF_YEARS[week // 26], state_pays(number), week >= moved)
            for payer, amount in spent.items():
                mine[payer] += amount
        # Where half an øre is rounded, fractions and decimals may part: one øre for each of the few
        # amounts of a week. A wrong week, rate or payer is thousands.
        assert np.abs(found[at] - [mine[payer] for payer in PAYERS]).max() <= WEEKS, (at, found[at], mine)


def test_the_shares_of_the_state_agree_in_every_week():
    weeks = list(range(600))
    assert state_share(weeks).tolist() == [float(state_pays(week)) for week in weeks]
