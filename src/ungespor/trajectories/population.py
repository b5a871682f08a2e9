"""Who the people are, drawn before week 0 and the same in every arm."""

from __future__ import annotations

import math

import numpy as np

from ungespor.base import randomness as chance
from ungespor.base.jit import rule
from ungespor.base.normals import normal_quantile, normal_share
from ungespor.trajectories import codes
from ungespor.trajectories.mental_health import NEVER
from ungespor.trajectories.offers import uncoordinated
from ungespor.trajectories.support import education_kind, hours_class

LONG_AGO = -10_000
SECOND_BAND = 2
THIRD_BAND = 3
WORD = 64
"""Bits of one history word."""


@rule
def trait_draw(key: np.uint64, purpose: int) -> float:
    """Return the uniform draw behind a lasting trait."""
    return chance.uniform(key, chance.TRAIT_WEEK, purpose)


@rule
def pick(cumulated: np.ndarray, row: int, share: float) -> int:
    """Return the category that a uniform draw falls in."""
    last = cumulated.shape[1] - 1
    for index in range(last):
        if share < cumulated[row, index]:
            return index
    return last


@rule
def draw_background(trait: np.void, feeder_shares: np.ndarray, g: np.void) -> None:
    """Draw start week, sex, age, place, schooling and home."""
    key = trait.key
    trait.start_week = codes.CALENDAR_ORIGIN + int(trait_draw(key, chance.START_WEEK) * g.intake_weeks)
    trait.women = 1 if trait_draw(key, chance.SEX) < g.women else 0
    low, high = g.split_weeks, g.oldest_weeks
    if trait_draw(key, chance.AGE_BAND) < g.below_split:
        low, high = g.youngest_weeks, g.split_weeks
    age_weeks = int(low + trait_draw(key, chance.AGE_WITHIN) * (high - low))
    trait.birth_week = trait.start_week - age_weeks
    trait.municipality = int(trait_draw(key, chance.MUNICIPALITY) * g.municipalities)
    trait.feeder = pick(feeder_shares, 0, trait_draw(key, chance.FEEDER))
    old_enough = age_weeks >= g.qualified_weeks
    trait.qualified = 1 if old_enough and trait_draw(key, chance.QUALIFIED) < g.qualified else 0
    trait.low_grades = 1 if trait_draw(key, chance.LOW_GRADES) < g.low_grades else 0
    at_home = g.living_with_parents_under_25 if age_weeks < g.age_25_weeks else g.living_with_parents_from_25
    trait.living = 0 if trait_draw(key, chance.LIVING) < at_home else 1
    trait.provider = 1 if trait_draw(key, chance.PROVIDER) < g.provider else 0
    trait.non_western = 1 if trait_draw(key, chance.ORIGIN) < g.non_western else 0
    ready = trait_draw(key, chance.READINESS)
    trait.readiness = 1
    if ready < g.activity_ready:
        trait.readiness = codes.ACTIVITY_READY
    elif ready < g.activity_ready + g.openly_ready:
        trait.readiness = 0
    symptom = trait_draw(key, chance.SYMPTOM)
    trait.diagnosis = 0 if symptom < g.anxiety else (1 if symptom < g.anxiety + g.depression else 2)


@rule
def draw_state(trait: np.void, feeder_states: np.ndarray, kinds: np.ndarray, g: np.void) -> None:
    """Draw the support state four weeks before week 0, within the law."""
    key = trait.key
    age_weeks = trait.start_week + codes.OBSERVATION_START - trait.birth_week
    under_age = 1 if age_weeks < g.adult_weeks else 0
    state = pick(feeder_states[under_age], trait.feeder, trait_draw(key, chance.STATE))
    # Kontanthjælp before 30 presupposes a qualifying education, uddannelseshjælp none.
    if state == codes.CASH_BENEFIT and age_weeks < g.cash_weeks:
        if age_weeks >= g.qualified_weeks:
            trait.qualified = 1
        else:
            state = codes.EDUCATION_BENEFIT
    if state == codes.EDUCATION_BENEFIT:
        trait.qualified = 0
        if age_weeks >= g.cash_weeks:
            state = codes.CASH_BENEFIT
    trait.state = state
    trait.hours = hours_class(trait_draw(key, chance.FIRST_HOURS), g)
    trait.kind = education_kind(trait_draw(key, chance.FIRST_KIND), kinds)


@rule
def band_week(band: int, share: float, g: np.void) -> int:
    """Return a benefit week within a refusion band; 0 for none."""
    if band == 0:
        return 0
    if band == 1:
        return 1 + int(share * g.edge_1)
    if band == SECOND_BAND:
        return g.edge_1 + 1 + int(share * (g.edge_2 - g.edge_1))
    if band == THIRD_BAND:
        return g.edge_2 + 1 + int(share * (g.edge_3 - g.edge_2))
    return g.edge_3 + 1 + int(-math.log1p(-share) * g.weeks_beyond_53)


@rule
def set_history(trait: np.void, first: int, weeks: int, window: int) -> None:
    """Mark weeks of self-support in the window (156 weeks) before the first simulated one."""
    for back in range(first, min(first + weeks, window)):
        bit = np.uint64(1) << np.uint64(back % WORD)
        if back < WORD:
            trait.history_0 |= bit
        elif back < 2 * WORD:
            trait.history_1 |= bit
        else:
            trait.history_2 |= bit


@rule
def draw_history(trait: np.void, status: int, mean: float, feeder_bands: np.ndarray, g: np.void) -> None:
    """Draw how the person came to be there: the spell so far and the benefit weeks used.

    The history reads backwards from the first simulated week: the present spell, for people
    on benefit perhaps a gap of self-support and earlier benefit weeks, and self-support
    before that.  Nobody has more benefit weeks than weeks since turning 18.
    """
    key = trait.key
    elapsed = int(-mean * math.log1p(-trait_draw(key, chance.ELAPSED)))
    band = pick(feeder_bands, trait.feeder, trait_draw(key, chance.CLOCK_BAND))
    used = band_week(band, trait_draw(key, chance.CLOCK_WEEKS), g)
    age_weeks = trait.start_week + codes.OBSERVATION_START - trait.birth_week
    adult = max(age_weeks - g.adult_weeks, 0)
    trait.history_0 = np.uint64(0)
    trait.history_1 = np.uint64(0)
    trait.history_2 = np.uint64(0)
    trait.gap_weeks = 0
    trait.earlier_weeks = 0
    if status == codes.CLOCK:
        before = min(max(used - 1, 0), adult)
        trait.entry_count = before
        trait.elapsed_weeks = min(elapsed, before)
        trait.earlier_weeks = before - trait.elapsed_weeks
        if trait.earlier_weeks > 0:
            gap = 1 + int(trait_draw(key, chance.CLOCK_GAP) * g.longest_gap)
            trait.gap_weeks = min(gap, adult - before)
            set_history(trait, trait.elapsed_weeks, trait.gap_weeks, g.window_weeks)
    else:
        trait.elapsed_weeks = elapsed
        trait.entry_count = min(used, max(adult - elapsed, 0))
        if trait.entry_count > 0 and status == codes.SELF_SUPPORTING:
            set_history(trait, 0, elapsed, g.window_weeks)


@rule
def draw_mind(trait: np.void, assessed: bool, g: np.void) -> None:
    """Draw WHO-5 at week 0, split it into set point and passing part, and draw the frailties.

    Those assessed were screened at or below a limit; that selection is what later looks like
    improvement in both arms.
    """
    key = trait.key
    share = trait_draw(key, chance.ENTRY_WHO5)
    mean = g.pool_mean + g.women_below_men * (g.women - trait.women)
    expected = 0.0
    if assessed:
        limit = (g.entry_at_most - mean) / g.pool_sd
        below = normal_share(limit)
        share *= below
        expected = -g.pool_sd * math.exp(-0.5 * limit * limit) / (math.sqrt(2.0 * math.pi) * below)
    deviation = normal_quantile(share) * g.pool_sd
    between = g.between_person_share
    spread = g.pool_sd * math.sqrt(between * (1.0 - between))
    lasting = between * deviation + spread * chance.normal(key, chance.TRAIT_WEEK, chance.SET_POINT)
    # Who comes by herself comes in a bad time: what is lasting about her lies above what she shows.
    trait.set_point = mean + lasting + g.entry_dip
    trait.entry_transient = deviation - lasting - g.entry_dip
    # Seen from what is expected of people like her, so that a hazard in a scenario is the hazard of those assessed.
    standard = (lasting - between * expected) / (g.pool_sd * math.sqrt(between)) if between > 0.0 else 0.0
    ready = 1.0 if trait.readiness == codes.ACTIVITY_READY else 0.0
    covariates = g.activity_ready_log_ratio * (ready - g.activity_ready)
    covariates += g.low_grades_log_ratio * (trait.low_grades - g.low_grades)
    own = chance.normal(key, chance.TRAIT_WEEK, chance.FOOTHOLD)
    trait.foothold = frailty(g.foothold_sd, g.foothold_correlation, standard, own) * math.exp(covariates)
    own = chance.normal(key, chance.TRAIT_WEEK, chance.RELAPSE)
    trait.relapse = frailty(g.relapse_sd, g.relapse_correlation, standard, own)


@rule
def frailty(log_sd: float, correlation: float, standard: float, own: float) -> float:
    """Return a lognormal multiplier with mean 1, correlated with the set point."""
    mixed = correlation * standard + math.sqrt(1.0 - correlation * correlation) * own
    return math.exp(log_sd * mixed - 0.5 * log_sd * log_sd)


@rule
def draw_contact(trait: np.void, g: np.void) -> None:
    """Draw when the person was last in contact with a psychiatric hospital, if in the last year."""
    trait.last_contact = LONG_AGO
    if trait_draw(trait.key, chance.PAST_CONTACT) < g.psychiatric_contact_last_year:
        trait.last_contact = -1 - int(trait_draw(trait.key, chance.PAST_CONTACT_WEEK) * 52)


@rule
def begin_life(trait: np.void, life: np.void, status: int) -> None:
    """Set one arm's life to where history leaves the person."""
    life.history_0 = trait.history_0
    life.history_1 = trait.history_1
    life.history_2 = trait.history_2
    life.transient = trait.entry_transient
    life.points = 0.0
    life.psychologist_ratio = 1.0
    life.outpatient_ratio = 1.0
    life.emergency_ratio = 1.0
    life.admission_ratio = 1.0
    uncoordinated(life)
    life.state = trait.state
    life.hours = trait.hours
    life.kind = trait.kind
    life.qualified = trait.qualified
    life.moved = 0
    life.spell_weeks = 0
    life.state_weeks = trait.elapsed_weeks
    life.initial_spell = 1
    life.from_job = 0
    life.education_weeks = NEVER
    life.count = trait.entry_count
    life.benefit_week = 0
    life.was_on_clock = 1 if status == codes.CLOCK and trait.elapsed_weeks > 0 else 0
    life.week_kind = trait.state
    life.primary_wait = -1
    life.primary_sessions = 0
    life.primary_session = 0
    life.outpatient_wait = -1
    life.outpatient_week = -1
    life.bed_days_left = 0
    life.last_contact = trait.last_contact
    life.admissions = 0
    life.bed_days = 0
    life.contact = codes.CONTACT_NONE
    life.good_weeks = 0


@rule
def history_state(trait: np.void, week: int, status: int, g: np.void) -> tuple[int, int]:
    """Return state and benefit week in a week before the first simulated one."""
    benefit = codes.EDUCATION_BENEFIT
    if trait.qualified == 1 or trait.start_week + week - trait.birth_week >= g.cash_weeks:
        benefit = codes.CASH_BENEFIT
    state = benefit if trait.state in (codes.EDUCATION_BENEFIT, codes.CASH_BENEFIT) else trait.state
    back = codes.OBSERVATION_START - week
    if back <= trait.elapsed_weeks:
        return state, (trait.entry_count + 1 - back if status == codes.CLOCK else 0)
    back -= trait.elapsed_weeks
    if status == codes.CLOCK:
        if back <= trait.gap_weeks:
            return codes.SELF_SUPPORT, 0
        back -= trait.gap_weeks
        if back <= trait.earlier_weeks:
            return state, trait.earlier_weeks + 1 - back
        return codes.SELF_SUPPORT, 0
    if back <= trait.entry_count:
        return benefit, trait.entry_count + 1 - back
    return (codes.EDUCATION if trait.state == codes.SELF_SUPPORT else codes.SELF_SUPPORT), 0
