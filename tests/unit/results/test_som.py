"""Is SØM's way of reckoning what one gets with pencil and paper, and does the difference add up?

Ten participants, two years, no discounting. Everything below is worked out by hand from the table.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from ungespor.base.errors import InputError
from ungespor.base.tables import PAYERS, STATES, WAITING, Activities, Cell, Ledger, LedgerLine, Period
from ungespor.report.som_text import som_notes, som_sentence, som_table
from ungespor.results.net import REPORTED_PAYERS, nets_of
from ungespor.results.payers import describe_payers
from ungespor.results.som import describe_som

ARMS = ("control", "intervention")
PARTICIPANTS = 10
# Units in all: activity, refusion band, then control year 1, year 2, intervention year 1, year 2.
COUNTED = (
    ("education_benefit_week", 3, 300, 0, 280, 0),
    ("education_benefit_week", 4, 0, 300, 0, 260),
    ("self_support_week", 0, 100, 100, 100, 100),
    ("school_week", 0, 20, 0, 20, 0),
    ("job_week", 0, 60, 80, 80, 120),
    ("education_week", 0, 40, 20, 40, 20),
    ("casework_week", 0, 150, 150, 100, 130),
    ("bed_day", 0, 5, 5, 3, 5),
    ("care_manager_hour", 0, 0, 0, 50, 0),
)
# Kroner for one unit: activity, band, payer, account, kroner.
BOOKED = (
    ("education_benefit_week", 3, "kommune", "benefits", 1000),
    ("education_benefit_week", 3, "borger", "benefits", -1000),
    ("education_benefit_week", 3, "stat", "refusion", 300),
    ("education_benefit_week", 3, "kommune", "refusion", -300),
    ("education_benefit_week", 4, "kommune", "benefits", 1000),
    ("education_benefit_week", 4, "borger", "benefits", -1000),
    ("education_benefit_week", 4, "stat", "refusion", 200),
    ("education_benefit_week", 4, "kommune", "refusion", -200),
    ("job_week", 0, "kommune", "tax", -700),
    ("job_week", 0, "borger", "tax", 700),
    ("education_week", 0, "stat", "benefits", 1000),
    ("education_week", 0, "borger", "benefits", -1000),
    ("casework_week", 0, "kommune", "activation", 200),
    ("bed_day", 0, "region", "psychiatry", 5000),
    ("care_manager_hour", 0, "region", "programme", 400),
)
# Mean refusion: (300 × 300 + 300 × 200) / 600 weeks = 250. A week without success: 600 on the
# benefit and 200 without any. The municipality pays (750 × 600 + 200 × 300 of case work) / 800 =
# 637.50, the state 250 × 600 / 800 = 187.50. A week with success: 140 in a job and 60 in education;
# the municipality gets 700 × 140 / 200 = 490, the state pays 1,000 × 60 / 200 = 300.
WORTH = {"kommune": 637.5 + 490, "stat": 187.5 - 300, "region": 0}
# 2 of 10 more succeed, for 104 weeks; the programme costs the region 50 × 400 / 10.
SOM = {"kommune": 0.2 * 104 * 1127.5, "stat": 0.2 * 104 * -112.5, "region": -2000}
# Clock: the intervention spares 20 weeks at 700 and 40 at 800 of the municipality's money: 46,000
# against 60 × 750 = 45,000. Case work: half the benefit weeks are served in the control arm; 140 +
# 130 weeks were due in the other one and 230 were given: 40 × 200. Health: 2 bed days.
TERMS = {
    "refusion_clock": {"kommune": 1000 / 10, "stat": -1000 / 10, "region": 0},
    "usual_practice": {"kommune": 40 * 200 / 10, "stat": 0, "region": 0},
    "health": {"kommune": 0, "stat": 0, "region": 2 * 5000 / 10},
    # 1 of 10 succeeds in weeks 0-69 and 3 of 10 in weeks 70-103; measured in week 72.
    "timing": {"kommune": (-0.1 * 70 + 0.1 * 2) * 1127.5, "stat": (-0.1 * 70 + 0.1 * 2) * -112.5, "region": 0},
    "fade_out": {"kommune": 0.1 * 32 * 1127.5, "stat": 0.1 * 32 * -112.5, "region": 0},
}


def a_scenario(horizon_years=2):
    share = SimpleNamespace(central=1.0)
    service = SimpleNamespace(
        activity="casework_week", states=["education_benefit"], share=share, initial_spell_only=False
    )
    weeks = {"assessment_weeks": SimpleNamespace(central=3), "course_weeks": SimpleNamespace(central=15)}
    course = SimpleNamespace(services={}, course=SimpleNamespace(**weeks))
    return SimpleNamespace(
        horizon_years=horizon_years,
        arms=SimpleNamespace(control=["usual"], intervention=["usual", "course"]),
        offers={"usual": SimpleNamespace(services={"casework": service}, course=None), "course": course},
    )


def what_happened(counted=COUNTED, worlds=1, years=2, first=0):
    cells = tuple(Cell(activity, "", band, "home", "") for activity, band, *_ in counted)
    table = np.array([numbers for _, _, *numbers in counted]).T.reshape(2, 2, len(cells))
    quantity = np.zeros((worlds, 2, years, len(cells)), dtype=np.int32)
    quantity[:, :, first : first + 2] = table
    periods = tuple(Period(f"{2021 + year}H1", year + 1) for year in range(years))
    number = np.arange(worlds)
    weeks = np.arange(-4, 52 * years)
    states = np.zeros((2, len(weeks), len(STATES)), dtype=np.int64)
    states[:, :, STATES.index("education_benefit")] = PARTICIPANTS * worlds
    moved = worlds * (1 * (weeks >= 0) + 2 * (weeks >= 70))
    states[1, :, STATES.index("education_benefit")] -= moved
    states[1, :, STATES.index("job")] += moved
    waiting = np.zeros((worlds, 2, 1, len(WAITING)), dtype=np.int64)
    waiting[:, 1, 0, WAITING.index("started")], waiting[:, 1, 0, WAITING.index("weeks_waited")] = 5, 10
    return SimpleNamespace(
        activities=Activities(ARMS, number, number, periods, cells, quantity),
        participants=np.full(worlds, PARTICIPANTS),
        weeks=weeks,
        weekly_states=states,
        offers=("course",),
        waiting=waiting,
    )


def booked(activities, prices=BOOKED):
    """Price every cell with the kroner of its activity and band; a line for each payer, account and activity."""
    lines = tuple(dict.fromkeys(LedgerLine("", a, p, account, a, "transfer", "") for a, _, p, account, _ in prices))
    lines = (*lines, LedgerLine("", "job_week", "stat", "tax", "x", "transfer", "indirect_tax"))
    shape = (*activities.quantity.shape[:3], len(lines))
    quantity, ore = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for activity, band, payer, account, kroner in prices:
        line = next(
            n for n, one in enumerate(lines) if (one.activity, one.payer, one.account) == (activity, payer, account)
        )
        for number, cell in enumerate(activities.cells):
            if (cell.activity, cell.refusion_band) == (activity, band):
                quantity[..., line] += activities.quantity[..., number]
                ore[..., line] += activities.quantity[..., number].astype(np.int64) * kroner * 100
    ore[..., -1] = 10**9  # another view must not count
    return Ledger(ARMS, activities.draws, activities.replications, activities.periods, lines, quantity, ore)


def reckoned(rate=0.2, horizon_years=2, discount_rate=0.0, counted=COUNTED, worlds=1, first=0, **more):
    lives = what_happened(counted, worlds, horizon_years, first)
    ledger = booked(lives.activities)
    net = nets_of(ledger, horizon_years, ["headline"])["headline"]
    measured = {"intervention": 0.4 + (rate or 0), "control": 0.4, "difference": {"mean": rate, "mcse": 0.01}}
    result = {
        "scenario": "by_hand",
        "title_da": "I hånden",
        "title_en": "By hand",
        "manifest": {"regime": "pre_2025H2", "price_year": 2023},
        "people": 20,
        "participants": PARTICIPANTS,
        "replications": 4,
        "horizon_years": horizon_years,
        "discount_rate": discount_rate,
        "headline_financing": "headline",
        "prices": {"used": 3, "from_memory": [{"price_id": "psy_bed_day"}], "assumed": []},
        "payers": describe_payers(net, PARTICIPANTS, discount_rate),
        "outcomes": {"job_or_education": {"52": measured}},
        **more,
    }
    return describe_som(a_scenario(horizon_years), lives, ledger, result)


def per_participant(answer, part="payers"):
    return {payer: answer[part][payer]["net_dkk_per_participant"]["mean"] for payer in REPORTED_PAYERS}


def terms_of(answer):
    return {term["name"]: term["dkk_per_participant"] for term in answer["difference_terms"]}


@pytest.mark.parametrize("worlds", [1, 3])
def test_som_is_programme_and_the_average_worth_of_a_success(worlds):
    answer = reckoned(worlds=worlds)
    for payer, amount in SOM.items():
        assert answer["success"]["worth_dkk_per_year"][payer] == pytest.approx(52 * WORTH[payer]), payer
        assert answer["payers"][payer]["net_dkk_per_participant"]["mean"] == pytest.approx(amount), payer
        assert answer["payers"][payer]["net_dkk_total"]["mean"] == pytest.approx(10 * amount), payer
    assert per_participant(answer)["public"] == pytest.approx(sum(SOM.values()))
    assert answer["success"]["rate"] == 0.2


@pytest.mark.parametrize("name", TERMS)
def test_each_term_is_what_its_one_assumption_changes(name):
    found = terms_of(reckoned())[name]
    for payer, amount in TERMS[name].items():
        assert found[payer] == pytest.approx(amount, abs=1e-9), payer
    assert found["public"] == pytest.approx(sum(TERMS[name].values()), abs=1e-9)


@pytest.mark.parametrize("discount_rate", [0.0, 0.035])
@pytest.mark.parametrize("horizon_years", [2, 12])
def test_the_terms_add_up_to_the_difference_for_every_payer(discount_rate, horizon_years):
    answer = reckoned(discount_rate=discount_rate, horizon_years=horizon_years)
    som, full, terms = per_participant(answer), per_participant(answer, "full_mode_payers"), terms_of(answer)
    for payer in REPORTED_PAYERS:
        assert sum(term[payer] for term in terms.values()) == pytest.approx(full[payer] - som[payer], abs=1e-9), payer
    assert list(terms)[-1] == "individuals"
    # By hand, undiscounted: the run's municipality gains 46,000 of benefits, 60 × 700 of tax and 70 × 200.
    if not discount_rate:
        assert full["kommune"] == pytest.approx((46_000 + 42_000 + 14_000) / 10)


def test_what_is_left_is_who_they_are():
    found = reckoned()
    known = {payer: sum(term[payer] for term in TERMS.values()) for payer in SOM}
    assert terms_of(found)["individuals"]["kommune"] == pytest.approx(10_200 - SOM["kommune"] - known["kommune"])
    assert terms_of(found)["individuals"]["region"] == pytest.approx(0, abs=1e-9)


def test_refusion_moves_money_and_makes_none():
    clock = terms_of(reckoned())["refusion_clock"]
    assert clock["kommune"] == -clock["stat"]
    assert clock["public"] == 0
    assert clock["borger"] == 0


def test_the_years_add_up_and_are_discounted():
    answer = reckoned(discount_rate=0.05)
    kommune = answer["payers"]["kommune"]
    a_year = 10 * 0.2 * 52 * 1127.5
    assert [year["net_dkk"] for year in kommune["by_year"]] == pytest.approx([a_year, a_year])
    assert kommune["net_dkk_total"]["mean"] == pytest.approx(a_year * (1 + 1 / 1.05))
    assert sum(year["present_value_dkk"] for year in kommune["by_year"]) == pytest.approx(
        kommune["net_dkk_total"]["mean"]
    )


def test_an_offer_that_does_nothing_only_costs():
    same = tuple((name, band, one, two, one, two) for name, band, one, two, *_ in COUNTED[:-1])
    answer = reckoned(rate=0.0, counted=(*same, COUNTED[-1]))
    assert {payer: amount for payer, amount in per_participant(answer).items() if amount} == {
        "region": -2000,
        "public": -2000,
        "public_plus_fond": -2000,
    }


def test_som_ends_after_ten_years():
    answer = reckoned(horizon_years=12)
    assert answer["years"] == 10
    assert len(answer["payers"]["stat"]["by_year"]) == 10
    assert terms_of(answer)["horizon"]["kommune"] == 0
    assert "horizon" not in terms_of(reckoned())
    ratio = per_participant(answer)["stat"] / per_participant(reckoned())["stat"]
    assert ratio == pytest.approx(10 / 2)


def test_an_assumed_consequence_takes_the_place_of_the_success_rate():
    consequence = {
        "event": "admission",
        "prevented_per_hundred": {"value": 10.0},
        "bundle": {
            "dkk": {"kommune": 0.0, "region": 60_000.0, "stat": 0.0, "public": 60_000.0, "public_plus_fond": 60_000.0}
        },
        "simulated": {"prevented_per_hundred": 2.0},
    }
    answer = reckoned(rate=0.3, consequence=consequence)
    assert per_participant(answer)["region"] == pytest.approx(0.1 * 60_000 - 2000)
    assert per_participant(answer)["kommune"] == 0
    assert answer["payers"]["region"]["by_year"][1]["net_dkk"] == 0
    terms = terms_of(answer)
    assert terms["events"]["region"] == pytest.approx(-0.08 * 60_000)
    assert terms["health"]["region"] == pytest.approx(1000 - 0.02 * 60_000)
    assert "14" not in som_sentence(answer, "da")
    assert "10 psykiatriske indlæggelser" in som_sentence(answer, "da")


def test_a_horizon_too_short_to_measure_anybody_is_refused():
    with pytest.raises(InputError, match="measured a year after the course"):
        reckoned(rate=None)


def test_what_comes_after_the_tenth_year_is_a_term_of_its_own():
    # The second of the two years falls in year 11: 40 weeks at 800, 40 × 700 of tax and 20 × 200.
    assert terms_of(reckoned(horizon_years=12, first=9))["horizon"]["kommune"] == pytest.approx(6400)


@pytest.mark.parametrize("rate", [0.2, 0.213, 0.1717, 0.0541])
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_column_adds_up_as_it_is_shown(language, rate):
    table = som_table(reckoned(rate), language)
    plain = str.maketrans({"−": "-", ".": "", ",": "", "+": ""})
    columns = zip(*([int(cell.translate(plain)) for cell in row.cells] for row in table.rows), strict=True)
    for som, *terms, full in columns:
        assert som + sum(terms) == full
    assert len(table.headings) == len(table.rows[0].cells) + 1
    assert PAYERS[0] not in table.headings  # words, not keys


@pytest.mark.parametrize(("language", "rate"), [("da", "20,0 procentpoint"), ("en", "20.0 percentage points")])
def test_the_notes_say_what_a_success_is_and_how_good_the_prices_are(language, rate):
    notes = " ".join(som_notes(reckoned(), language))
    assert rate in notes
    assert "1 " in notes.split("\n")[0]
    assert "kr.." not in notes + som_sentence(reckoned(), language)


def test_without_any_difference_the_sentence_says_so():
    same = tuple((name, band, one, two, one, two) for name, band, one, two, *_ in COUNTED[:-1])
    answer = reckoned(rate=0.0, counted=(*same, COUNTED[-1]))
    for term in answer["difference_terms"]:
        term["dkk_per_participant"] = dict.fromkeys(REPORTED_PAYERS, 0.0)
    assert "only the cost" in som_sentence(answer, "en")
    assert "largest" in som_sentence(reckoned(), "en").lower()
