"""Effects on psychiatric contact: which kinds they act on, how much, when, and for whom."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ungespor.scenario.effects import PsychiatricEffect
from ungespor.trajectories import codes

PEOPLE = 3000
HAZARDS = {
    "psychologist_start": 0.03,
    "outpatient_start": 0.03,
    "emergency_in_course": 0.03,
    "emergency_outside": 0.03,
    "admission_in_course": 0.02,
    "admission_outside": 0.02,
}
SHOWS_AS = {
    "psychologist_start": "psychologist_first_session",
    "outpatient_start": "outpatient_visit",
    "emergency": "emergency_visit",
    "admission": "admission",
}


def treated(engine, effects, people=PEOPLE, **values):
    """Return a scenario in which all begin in week 1, need the same, and meet these effects."""
    given = {
        **engine.ALL_ACCEPT,
        **{f"baseline.psychiatry.{name}": hazard for name, hazard in HAZARDS.items()},
        "baseline.psychiatry.who5_slope": 0,
        "baseline.psychiatry.too_light_above": 200,
        "baseline.psychiatry.psychologist_wait": 1,
        "baseline.psychiatry.outpatient_wait": 1,
        "offers.ibbu.course.assessment_weeks": 1,
        "offers.ibbu.course.drop_out": 0,
        "offers.ibbu.psychiatric_effects": effects,
    }
    return engine.bare("job", {}, people, values={**given, **values})


def on_contact(engine, ratio, *events, full=1000, half_life=1):
    given = {"hazard_ratio": ratio, "full_weeks_after_end": full, "half_life_weeks": half_life}
    return engine.filled(PsychiatricEffect, events=list(events), **given)


@pytest.mark.parametrize("event", SHOWS_AS)
def test_an_effect_acts_on_the_kinds_of_contact_it_names_and_on_no_other(engine, event):
    """With a ratio of 0 nothing of that kind begins from the first week of the course on."""
    run = engine.live(treated(engine, {"none": on_contact(engine, 0, event)}, 600))
    for kind, activity in SHOWS_AS.items():
        control, with_effect = engine.count(run.activities, activity)[0]
        assert control > 200
        if kind == event:
            assert with_effect < 0.15 * control, "only what began in week 0"
        else:
            assert with_effect > 0.8 * control


def visits(engine, scenario):
    """Return in which weeks each person visits the emergency ward, shape (week, person, arm)."""
    lived, _, lives = engine.watched(scenario, lambda world: world.lives)
    own_week = np.arange(lives.shape[0]) - 4
    return lived, (lives["last_contact"] == own_week[:, None, None])[4:56]


ONLY_EMERGENCY = {f"baseline.psychiatry.{name}": 0 for name in HAZARDS if not name.startswith("emergency")}


@pytest.mark.parametrize("ratio", [0.4, 2.5])
def test_effects_thin_or_add_to_the_same_events(engine, ratio):
    """Events of the arm with less are events of the arm with more; both come at their hazards."""
    effects = {"acute": on_contact(engine, ratio, "emergency")}
    _, happens = visits(engine, treated(engine, effects, **ONLY_EMERGENCY))
    control, with_effect = happens[:, :, 0], happens[:, :, 1]
    fewer, more = (with_effect, control) if ratio < 1 else (control, with_effect)
    assert not (fewer & ~more).any()
    assert (control[0] == with_effect[0]).all(), "nobody has begun in week 0"
    for arm, hazard in ((control, 0.03), (with_effect, 0.03 * ratio)):
        share = 1 - math.exp(-hazard)
        assert engine.close(arm[1:].mean(), share, engine.share_error(share, arm[1:].size))


def test_ratios_of_several_effects_multiply(engine):
    both = {"one": on_contact(engine, 2, "emergency", "admission"), "two": on_contact(engine, 1.5, "emergency")}
    _, happens = visits(engine, treated(engine, both, **ONLY_EMERGENCY))
    share = 1 - math.exp(-0.03 * 3)
    assert engine.close(happens[1:, :, 1].mean(), share, engine.share_error(share, happens[1:, :, 1].size))


def test_an_effect_fades_with_its_half_life_after_its_full_weeks(engine):
    """END is week 18; full until week 22, then the log ratio is halved every eight weeks."""
    fading = {"acute": on_contact(engine, 4, "emergency", full=4, half_life=8)}
    _, happens = visits(engine, treated(engine, fading, **ONLY_EMERGENCY))
    week = np.arange(52)
    left = np.where(week < 1, 0, 0.5 ** (np.maximum(week - 18 - 4, 0) / 8))
    share = 1 - np.exp(-0.03 * 4**left)
    assert engine.close(happens[:, :, 1].mean(axis=1), share, engine.share_error(share, PEOPLE))
    late = np.arange(23, 52)
    expected = share[late].mean()
    assert engine.close(happens[late, :, 1].mean(), expected, engine.share_error(expected, PEOPLE * len(late)))


def test_who_does_not_begin_feels_nothing_and_fidelity_weakens_the_effect(engine):
    """Half accept; carried out by half, a ratio of 4 is one of 2."""
    values = {"offers.ibbu.funnel.acceptance": 0.5, "offers.ibbu.fidelity": {"talks": engine.quantity(0.5, "share")}}
    scenario = treated(engine, {"acute": on_contact(engine, 4, "emergency")}, **{**ONLY_EMERGENCY, **values})
    lived, happens = visits(engine, scenario)
    begins = lived.world.enrolments["stage"][:, 1, 0] == codes.STAGE_COMPLETED
    assert 0.4 < begins.mean() < 0.6
    assert np.array_equal(happens[:, ~begins, 0], happens[:, ~begins, 1])
    share = 1 - math.exp(-0.03 * 2)
    found = happens[1:, begins, 1]
    assert engine.close(found.mean(), share, engine.share_error(share, found.size))


def test_an_effect_on_contact_changes_no_state(engine):
    effects = {"all": on_contact(engine, 0.2, *SHOWS_AS)}
    moves = {"there": engine.move("job", "self_support", 0.05), "back": engine.move("self_support", "job", 0.05)}
    scenario = engine.changed(treated(engine, effects, 300), {"baseline.transitions": moves})
    panel = engine.lived(scenario, panel=True).world.panel
    assert np.array_equal(panel["state"][:, 0], panel["state"][:, 1])
    assert np.array_equal(panel["who5"][:, 0], panel["who5"][:, 1])
    assert not np.array_equal(panel["contact"][:, 0], panel["contact"][:, 1])
