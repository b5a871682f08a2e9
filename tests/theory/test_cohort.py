"""The cohort as it is drawn: every share, mean and correlation that a scenario states."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from ungespor.base.tables import STATES

PEOPLE = 8000
"""Expected participants; 22,410 are screened."""


@pytest.fixture(scope="module")
def cohort(engine):
    """Return IBBU-Nord's people, many of them, before anyone has lived a week."""
    return engine.drawn(engine.changed("ibbu_nord", {"people": PEOPLE}))


def assert_share(engine, mask, expected):
    assert engine.close(mask.mean(), expected, engine.share_error(expected, mask.size))


def test_so_many_are_screened_that_the_expected_number_is_offered(cohort):
    assert len(cohort.world.traits) == round(PEOPLE / (0.4946 * 0.7217))


def test_ibbu_nord_screens_465(engine):
    assert len(engine.drawn("ibbu_nord").world.traits) == 465


def test_the_funnel_keeps_its_shares(engine, cohort):
    outcome = cohort.world.enrolments["outcome"][:, 1, 0]
    assessed = outcome > 0
    assert_share(engine, assessed, 0.4946)
    assert_share(engine, outcome[assessed] == 1, 0.7217)
    assert_share(engine, outcome[assessed] == 2, 0.2522)
    assert_share(engine, outcome[assessed] == 3, 1 - 0.7217 - 0.2522)
    assert np.array_equal(cohort.world.traits["participant"] == 1, outcome == 1)
    accepts = cohort.world.enrolments["accepts"][outcome == 1, 1, 0] == 1
    assert_share(engine, accepts, cohort.scenario.offers["ibbu"].funnel.acceptance.central)


@pytest.mark.parametrize(
    ("trait", "value", "name"),
    [
        ("women", 1, "women"),
        ("diagnosis", 0, "anxiety"),
        ("diagnosis", 1, "depression"),
        ("low_grades", 1, "low_grades"),
        ("readiness", 2, "activity_ready"),
        ("readiness", 0, "openly_ready"),
        ("provider", 1, "provider"),
    ],
)
def test_traits_keep_their_shares(engine, cohort, trait, value, name):
    stated = getattr(cohort.scenario.population.traits, name).central
    assert_share(engine, cohort.world.traits[trait] == value, stated)


def test_ages_are_uniform_within_two_bands(engine, cohort):
    traits, ages = cohort.world.traits, cohort.scenario.population.ages
    years = (traits["start_week"] - traits["birth_week"]) * 7 / 365.25
    split = ages.split.central
    assert ages.youngest.central - 0.02 < years.min() < years.max() < ages.oldest.central
    assert_share(engine, years < split, ages.below_split.central)
    for low, high in ((ages.youngest.central, split), (split, ages.oldest.central)):
        within = years[(years >= low) & (years < high)]
        # Ages are whole weeks; half a week less than uniform on average.
        error = (high - low) / np.sqrt(12 * len(within))
        assert engine.close(within.mean() + 3.5 / 365.25, (low + high) / 2, error)


def test_home_depends_on_age(engine, cohort):
    traits, stated = cohort.world.traits, cohort.scenario.population.traits
    under_25 = (traits["start_week"] - traits["birth_week"]) * 7 / 365.25 < 25
    assert_share(engine, traits["living"][under_25] == 0, stated.living_with_parents_under_25.central)
    assert_share(engine, traits["living"][~under_25] == 0, stated.living_with_parents_from_25.central)


def test_arrivals_are_spread_evenly_over_the_intake_and_the_municipalities(engine, cohort):
    traits = cohort.world.traits
    intake, places = 87, 4
    table = np.zeros((intake, places))
    np.add.at(table, (traits["start_week"] - 52, traits["municipality"]), 1)
    expected = len(traits) / table.size
    chi_square = ((table - expected) ** 2 / expected).sum()
    assert stats.chi2.sf(chi_square, table.size - 1) > stats.norm.sf(engine.STANDARD_ERRORS)


def test_feeders_and_their_states_keep_their_shares(engine, cohort):
    """Among adults, for whom the law changes uddannelseshjælp and kontanthjælp at most into each other."""
    traits = cohort.world.traits
    traits = traits[traits["start_week"] - 4 - traits["birth_week"] >= 18 * 365.25 / 7]
    benefits = ("education_benefit", "cash_benefit")
    for code, feeder in enumerate(cohort.scenario.population.feeders.values()):
        own = traits["feeder"] == code
        assert_share(engine, own, feeder.share.central)
        states = traits["state"][own]
        for state, share in feeder.states.items():
            if state not in benefits and 0 < share.central < 1:
                assert_share(engine, states == STATES.index(state), share.central)
        together = sum(feeder.states[state].central for state in benefits if state in feeder.states)
        if 0 < together < 1:
            assert_share(engine, np.isin(states, [STATES.index(state) for state in benefits]), together)


def test_frailties_have_mean_one_in_the_pool_and_lean_on_the_set_point(engine):
    """Nobody is assessed and no covariate acts, so that the pool is not selected."""
    values = {
        "offers.ibbu.funnel.assessed": 0,
        "baseline.frailty.foothold_sd": 0.7,
        "baseline.frailty.activity_ready_ratio": 1,
        "baseline.frailty.low_grades_ratio": 1,
    }
    scenario = engine.bare("job", {}, 20_000, values={**values, "baseline.frailty.relapse_sd": 0.4})
    traits = engine.drawn(scenario).world.traits
    standard = (traits["set_point"] - 48) / (20 * np.sqrt(0.6))
    for name, log_sd, correlation in (("foothold", 0.7, 0.3), ("relapse", 0.4, -0.3)):
        multiplier = traits[name]
        size = len(multiplier)
        assert engine.close(multiplier.mean(), 1, np.sqrt((np.exp(log_sd**2) - 1) / size))
        assert engine.close(np.log(multiplier).mean(), -(log_sd**2) / 2, log_sd / np.sqrt(size))
        found = np.corrcoef(np.log(multiplier), standard)[0, 1]
        assert engine.close(found, correlation, (1 - correlation**2) / np.sqrt(size))


def test_covariates_multiply_the_foothold_around_the_mean_person(engine, cohort):
    traits = cohort.world.traits
    frailty, shares = cohort.scenario.baseline.frailty, cohort.scenario.population.traits
    assessed = cohort.world.enrolments["outcome"][:, 1, 0] > 0
    unselected = traits[~assessed]
    logs = np.log(unselected["foothold"]) + frailty.foothold_sd.central**2 / 2
    for ready, low in ((0, 0), (1, 0), (0, 1), (1, 1)):
        group = logs[((unselected["readiness"] == 2) == ready) & (unselected["low_grades"] == low)]
        expected = np.log(frailty.activity_ready_ratio.central) * (ready - shares.activity_ready.central)
        expected += np.log(frailty.low_grades_ratio.central) * (low - shares.low_grades.central)
        assert engine.close(group.mean(), expected, group.std() / np.sqrt(len(group)))


def test_past_psychiatric_contact_lies_within_the_last_year(engine, cohort):
    last = cohort.world.traits["last_contact"]
    recent = last > -1000
    assert_share(engine, recent, cohort.scenario.population.traits.psychiatric_contact_last_year.central)
    assert set(last[recent]) == set(range(-52, 0))


def test_benefit_weeks_used_keep_the_shares_of_their_bands(engine, cohort):
    """People on benefit, old enough to have used any number of weeks, in one band each."""
    edges = {"1-4": (1, 4), "5-26": (5, 26), "27-52": (27, 52), "53+": (53, 10_000)}
    for band, (first, last) in edges.items():
        feeders = {"population.feeders": engine.everyone("sickness_benefit", band)}
        values = {**feeders, "population.ages.youngest": 40, "population.ages.split": 41, "population.ages.oldest": 42}
        used = engine.drawn(engine.bare("job", {}, 4000, values=values)).world.traits["entry_count"] + 1
        assert first == used.min()
        assert used.max() <= last
        if last < 100:
            mean, spread = (first + last) / 2, np.sqrt(((last - first + 1) ** 2 - 1) / 12)
        else:
            # Whole weeks of an exponential spread: a geometric number of weeks.
            stay = np.exp(-1 / cohort.scenario.population.history.weeks_beyond_53.central)
            mean, spread = 53 + stay / (1 - stay), np.sqrt(stay) / (1 - stay)
        assert engine.close(used.mean(), mean, spread / np.sqrt(len(used)))
