"""The ways to a psychologist and to hospital psychiatry, week by week."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats

from ungespor.trajectories.psychiatry import is_waiting_or_seen, may_happen, need

NONE, PRIMARY, OUTPATIENT = 0, 1, 2
ONE_SCORE = {"population.who5.pool_mean": 35, "population.who5.pool_sd": 1e-9, "population.who5.entry_at_most": 100}


def first_week(found):
    """Return each row's first true column, and which rows have one."""
    return found.argmax(axis=1), found.any(axis=1)


def contacts(engine, people, weeks_from=52, **values):
    """Return contacts of people who all have the reference score, shape (person, arm, week)."""
    paths = {name.replace("__", "."): value for name, value in values.items()}
    scenario = engine.bare("job", {}, people, values={**ONE_SCORE, **paths}, horizon_years=2)
    return engine.lived(scenario, panel=True).world.panel["contact"][:, :, weeks_from:]


def test_the_wait_for_hospital_is_lognormal_in_whole_weeks(engine):
    """Everyone is referred in week 0; after n whole weeks of waiting the course begins in week n + 1."""
    values = {"baseline__psychiatry__outpatient_start": 5, "baseline__psychiatry__outpatient_wait": 8}
    contact = contacts(engine, 4000, **values)[:, 0]
    begins, seen = first_week(contact == OUTPATIENT)
    assert seen.mean() > 0.99
    referred_at_once = 1 - np.exp(-5)
    length = stats.lognorm(0.5, scale=8)
    for weeks in (5, 8, 12, 20):
        share = referred_at_once * length.cdf(weeks - 1.5)
        found = (begins < weeks).mean()
        # Those not referred in week 0 are referred a week or two later: at most 1 − p of them.
        assert share - engine.STANDARD_ERRORS * engine.share_error(share, 4000) < found
        assert found < share + (1 - referred_at_once) + engine.STANDARD_ERRORS * engine.share_error(share, 4000)


def test_a_hospital_course_has_its_weeks_and_visits(engine):
    """Nine visits in 26 weeks; a second course would begin too late in the year for its first visit."""
    values = {
        **ONE_SCORE,
        "baseline.psychiatry.outpatient_start": 5,
        "baseline.psychiatry.outpatient_wait": 10,
        "baseline.psychiatry.outpatient_wait_sd": 0.001,
    }
    scenario = engine.bare("job", {}, 400, values=values)
    contact = engine.lived(scenario, panel=True).world.panel["contact"][:, 0, 52:] == OUTPATIENT
    begins, seen = first_week(contact)
    assert seen.all()
    assert (contact[:, :40].sum(axis=1) == 26).all()
    assert all(row[start : start + 26].all() for row, start in zip(contact, begins, strict=True))
    assert engine.count(engine.live(scenario).activities, "outpatient_visit").tolist() == [[9 * 400] * 2]


def test_a_psychologist_is_seen_eight_weeks_in_a_row_after_the_wait(engine):
    contact = contacts(engine, 500, baseline__psychiatry__psychologist_start=5)[:, 0] == PRIMARY
    begins, seen = first_week(contact)
    assert seen.mean() > 0.95
    for row, start in zip(contact[seen], begins[seen], strict=True):
        whole = row[start : start + 9]
        assert whole[:8].all() or len(whole) < 8
        assert len(whole) < 9 or not whole[8]
    median = np.median(begins[seen])
    # 16 weeks from the referral in week 0; half of the waits are shorter.
    assert 15 <= median <= 19


def test_a_running_course_displaces_psychologist_starts(engine):
    """70 % of starts in course weeks 3 to 20 do not happen, and none of the others is lost."""
    values = {
        **engine.ALL_ACCEPT,
        **ONE_SCORE,
        "offers.ibbu.course.drop_out": 0,
        "offers.ibbu.displaces": engine.shipped("ibbu_nord").offers["ibbu"].displaces,
        "offers.ibbu.displaces.psychologist_starts": 0.70,
        "baseline.psychiatry.psychologist_start": 0.02,
        "baseline.psychiatry.psychologist_wait": 0,
        "baseline.psychiatry.psychologist_sessions": 1,
    }
    panel = engine.lived(engine.bare("job", {}, 2500, values=values), panel=True).world.panel
    starts = (panel["contact"][:, :, 52:] == PRIMARY).sum(axis=0)
    # Referred in week w, no wait: the place is found in week w + 1 and the session held in week w + 2.
    in_course = slice(3 + 2, 20 + 2 + 1)
    ratio = starts[1, in_course].sum() / starts[0, in_course].sum()
    assert engine.close(ratio, 0.30, np.sqrt(0.3 / starts[0, in_course].sum()))
    assert np.array_equal(starts[1, :5], starts[0, :5])


def test_the_note_to_the_gp_raises_referral_for_26_weeks(engine):
    """Everybody is too burdened; assessment ends in week 2, and the note acts in weeks 3 to 28."""
    values = {
        **ONE_SCORE,
        "offers.ibbu.funnel.offered": 0,
        "offers.ibbu.funnel.too_burdened": 1,
        "offers.ibbu.course.too_burdened_referral_ratio": 4,
        "baseline.psychiatry.outpatient_start": 0.005,
        "baseline.psychiatry.outpatient_wait": 0,
        "baseline.psychiatry.outpatient_weeks": 1,
    }
    scenario = engine.bare("job", {}, 4000, values=values)
    panel = engine.lived(scenario, panel=True).world.panel
    assert len(panel) == 4000
    # Referred in week w without a wait: the course is there in week w + 1.
    starts = (panel["contact"][:, :, 53:] == OUTPATIENT).sum(axis=0)
    week = np.arange(51)
    noted = (week >= 3) & (week <= 28)
    for arm in (0, 1):
        chance = 1 - np.exp(-0.005 * np.where(noted & (arm == 1), 4, 1))
        for weeks in (noted, ~noted):
            expected = 4000 * chance[weeks].sum()
            assert engine.close(starts[arm, weeks].sum(), expected, 1.1 * np.sqrt(expected))


@pytest.mark.parametrize("loss", [0.0, 0.3, 1.0])
def test_the_eighteenth_birthday_loses_some_courses_and_places_in_the_queue(engine, loss):
    """All turn 18 in the first year while in a long course that began before."""
    values = {
        **ONE_SCORE,
        "population.ages.youngest": 17.3,
        "population.ages.split": 17.5,
        "population.ages.oldest": 17.6,
        "offers.ibbu.youngest": 13,
        "baseline.psychiatry.outpatient_start": 5,
        "baseline.psychiatry.outpatient_wait": 0,
        "baseline.psychiatry.outpatient_weeks": 1000,
        "baseline.psychiatry.hand_over_loss_at_18": loss,
    }
    world = engine.lived(engine.bare("job", {}, 1500, values=values), panel=True).world
    birthday = int(18 * 365.25 / 7) - (world.traits["start_week"] - world.traits["birth_week"])
    assert birthday.min() > 5
    assert birthday.max() < 50
    contact = world.panel["contact"][:, 0, 52:] == OUTPATIENT
    rows = np.arange(len(contact))
    assert contact[rows, birthday - 1].all()
    lost = ~contact[rows, birthday]
    if loss in {0, 1}:
        assert (lost == bool(loss)).all()
    else:
        assert engine.close(lost.mean(), loss, engine.share_error(loss, len(lost)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("primary_sessions", 1),
        ("primary_wait", 0),
        ("outpatient_week", 0),
        ("outpatient_wait", 0),
        ("bed_days_left", 1),
    ],
)
def test_no_week_is_skipped_for_who_waits_is_seen_or_lies_in_a_bed(field, value):
    idle = {
        "primary_sessions": 0,
        "primary_wait": -1,
        "outpatient_week": -1,
        "outpatient_wait": -1,
        "bed_days_left": 0,
    }
    assert not is_waiting_or_seen.py_func(SimpleNamespace(**idle))
    assert is_waiting_or_seen.py_func(SimpleNamespace(**idle | {field: value}))


@pytest.mark.parametrize("event", ["psychologist_start", "outpatient_start", "emergency", "admission"])
def test_no_event_is_ruled_out_that_could_happen(engine, event):
    """The quick look at a week bounds need from above at every score, also beyond the scale."""
    found = engine.drawn("ibbu_nord").compiled.parameters.globals_[0]
    g = SimpleNamespace(**{name: found[name] for name in found.dtype.names})
    hazard = getattr(g, event) if event.endswith("start") else getattr(g, f"{event}_in_course")
    ratios = dict.fromkeys(("psychologist_ratio", "outpatient_ratio", "emergency_ratio", "admission_ratio"), 1.0)
    events = dict.fromkeys(("psychologist_start", "outpatient_start", "emergency", "admission"), 1.0)
    for natural in np.linspace(-50, 250, 301):
        for points in (0.0, 15.0):
            luck = SimpleNamespace(**events | {event: 0.999999 * hazard * need.py_func(natural, points, g)})
            assert may_happen.py_func(luck, SimpleNamespace(points=points, **ratios), natural, 1.0, g)
    assert not may_happen.py_func(SimpleNamespace(**events), SimpleNamespace(points=0.0, **ratios), 50.0, 1.0, g)
