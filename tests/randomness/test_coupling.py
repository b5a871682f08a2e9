"""Do two worlds differ only where they should?"""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.base.tables import OFFSETS
from ungespor.evaluation.placebo import without_effects
from ungespor.scenario.offer import Entry, Service

SMALL = {"people": 30, "replications": 2, "horizon_years": 2}


def panel(engine, scenario, arm=None, persons=None):
    """Return the panel of a run, of one arm or of the first persons alone."""
    frame = engine.live(scenario, panel=True).panel
    if arm is not None:
        frame = frame[frame["arm"] == arm]
    if persons is not None:
        frame = frame[frame["person"] < persons]
    return frame.reset_index(drop=True)


def scores(frame):
    """Return every WHO-5 score that is not at an end of the scale."""
    return frame["who5"][frame["who5"].between(0, 100, inclusive="neither")].unique()


@pytest.fixture(scope="module")
def small(engine):
    return engine.changed("ibbu_nord", SMALL)


def test_the_same_seed_gives_the_same_lives_and_another_seed_others(engine, small):
    first = panel(engine, small)
    assert first.equals(panel(engine, small))
    other = panel(engine, engine.changed(small, {"seed": small.seed + 1}))
    assert not np.isin(scores(first), scores(other)).any()


def test_replications_are_different_worlds(engine, small):
    frame = panel(engine, small)
    one, two = (frame[frame["replication"] == number] for number in (0, 1))
    assert not np.isin(scores(one), scores(two)).any()


@pytest.mark.parametrize("way", [{"switches.queue": False}, {"capacity.ibbu": 100}])
def test_more_people_change_nobody_who_meets_no_queue(engine, small, way):
    """A hundred more participants, and every life of the first ones stays the same to the last bit."""
    way = {path: engine.quantity(value, "ratio") if path[0] == "c" else value for path, value in way.items()}
    few = engine.changed(small, way)
    many = engine.changed(few, {"people": 130})
    screened = engine.drawn(few).compiled.people
    assert engine.drawn(many).compiled.people > screened + 250
    before, after = panel(engine, few), panel(engine, many, persons=screened)
    assert before["person"].nunique() == screened
    assert before.equals(after)


def test_more_people_do_lengthen_a_queue_that_binds(engine):
    """The test above can fail: at fixed staff, more people mean other lives for the first ones."""
    few = engine.changed("tiny", {"replications": 2})
    staff = few.offers["ibbu"].programme.for_participants.central
    many = engine.changed(few, {"people": 14, "offers.ibbu.programme.for_participants": staff * 2})
    assert not panel(engine, few).equals(panel(engine, many, persons=20))


def test_more_replications_change_none_of_the_first(engine, small):
    more = engine.changed(small, {"replications": 4})
    frame = panel(engine, more)
    assert panel(engine, small).equals(frame[frame["replication"] < 2].reset_index(drop=True))


def test_a_longer_horizon_changes_no_week_before(engine):
    short = engine.changed("ibbu_nord", {**SMALL, "horizon_years": 1, "switches.queue": False})
    long = panel(engine, engine.changed(short, {"horizon_years": 3}))
    # END may lie beyond the shorter horizon.
    kept = long[long["week"] < 52].drop(columns="weeks_after_end").reset_index(drop=True)
    assert panel(engine, short).drop(columns="weeks_after_end").equals(kept)


def test_effects_change_nobody_in_the_control_arm(engine, small):
    """Whatever the offer does, and to whichever moves: life without it is the same life."""
    control = panel(engine, small, "control")
    effect = small.offers["ibbu"].effects["education_start"]
    wild = effect.model_copy(
        update={"from_states": ["education", "job", "school"], "to_states": ["self_support", "education_benefit"]}
    )
    strong = engine.changed(small, {"offers.ibbu.effects": {"wild": wild}})
    assert control.equals(panel(engine, without_effects(small), "control"))
    assert control.equals(panel(engine, strong, "control"))
    assert not panel(engine, small, "intervention").equals(panel(engine, strong, "intervention"))


def with_second_course(engine, scenario, *, given):
    """Return a scenario with another course, offered in the intervention arm or in none."""
    ibbu = scenario.offers["ibbu"]
    other = ibbu.model_copy(update={"name": "other", "title_da": "Andet", "title_en": "Other"})
    intervention = ["usual_practice", "ibbu", *(["other"] if given else [])]
    arms = scenario.arms.model_copy(update={"intervention": intervention})
    return engine.changed(scenario, {"offers": {**scenario.offers, "other": other}, "arms": arms})


def test_an_offer_that_no_arm_has_changes_nobody(engine, small):
    plain = {"offer": str}  # the offer that nobody has is a category all the same
    other = panel(engine, with_second_course(engine, small, given=False))
    assert panel(engine, small).astype(plain).equals(other.astype(plain))


def test_another_offer_changes_only_those_it_reaches(engine, small):
    """One more course: who is not treated in it keeps both lives; removing it brings everything back."""
    both = engine.lived(with_second_course(engine, small, given=True), panel=True)
    alone = engine.lived(small, panel=True)
    reached = both.world.enrolments["started"][:, 1, 1] < 1000
    burdened = both.world.enrolments["outcome"][:, 1, 1] == 2
    untouched = ~reached & ~burdened
    assert reached.sum() > 10
    assert untouched.sum() > 10
    fields = ["state", "who5", "benefit_week", "contact", "moved", "hours"]
    one, other = alone.world.panel[untouched][fields], both.world.panel[untouched][fields]
    assert np.array_equal(one, other)
    assert np.array_equal(alone.world.panel[:, 0][fields], both.world.panel[:, 0][fields])
    assert np.array_equal(alone.world.enrolments[:, :, 0]["started"], both.world.enrolments[:, :, 0]["started"])


UNREACHED = {
    "nobody is of age": {"youngest": 80, "oldest": 90},
    "nobody is assessed": {"funnel.assessed": 0},
    "nobody is referred": {"entry": (0.0, ["job", "education_benefit"])},
    "nobody is in the state": {"entry": (1.0, ["disability_pension"])},
    "nobody ends the course before": {"follows": "unattended"},
}


@pytest.mark.parametrize("place", [2, None])
@pytest.mark.parametrize("why", UNREACHED)
def test_an_offer_that_reaches_nobody_changes_nobody(engine, why, place):
    """Neither the people nor the queues of the other offers, early in the list (after the measured one) or late."""
    scenario = engine.changed(engine.shipped(engine.EVERYTHING), {"replications": 1})
    values = {"effects": {"e": engine.effect(50, "education_benefit", "job")}, **UNREACHED[why]}
    if "entry" in values:
        hazard, states = values["entry"]
        values["entry"] = engine.filled(Entry, states=states, hazard_per_week=hazard)
    more = engine.another(scenario, "unattended", {"funnel.assessed": 0}, arms=())
    more = engine.another(more, "more", values)
    names = [name for name in more.offers if name != "more"]
    names.insert(len(names) if place is None else place, "more")
    more = engine.changed(more, {"offers": {name: more.offers[name] for name in names}})
    one, other = engine.lived(scenario, panel=True), engine.lived(more, panel=True)
    kept = [other.compiled.offers.index(name) for name in one.compiled.offers]
    assert other.compiled.offers[kept[0] + 1] == ("more" if place else "second")
    assert (one.world.lives == other.world.lives).all()
    assert (one.world.enrolments == other.world.enrolments[:, :, kept]).all()
    assert (one.world.waiting == other.world.waiting[:, kept]).all()
    fields = ["state", "who5", "benefit_week", "contact", "moved", "hours"]
    assert (one.world.panel[fields] == other.world.panel[fields]).all()
    assert other.world.waiting[1, other.compiled.offers.index("more"), 0] == 0


def with_staff_for(engine, people, seed):
    """Return the world of everything with so many participants and the same staff, busy with courses only."""
    scenario = engine.changed(engine.shipped(engine.EVERYTHING), {"people": people, "seed": seed})
    for offer in scenario.arms.intervention[1:]:
        values = {"programme.for_participants": 166 * people / 30, "course.screening_hours": 0}
        values["course.assessment_hours"] = 0
        scenario = engine.changed(scenario, {f"offers.{offer}.{path}": value for path, value in values.items()})
    return engine.lived(scenario, panel=True).world


def test_more_people_who_never_queue_change_nobody_else(engine):
    """However full the queues and however small the groups; one who does queue may change others."""
    same = {True: 0, False: 0}
    for seed in range(60):
        few, more = with_staff_for(engine, 30, seed), with_staff_for(engine, 30.4, seed)
        rows = len(few.traits)
        assert len(more.traits) == rows + 1
        assert (few.open_minutes == more.open_minutes).all()
        queues = bool((more.enrolments["joined"][rows:] < 1000).any())
        unchanged = bool((few.panel == more.panel[:rows]).all() and (few.enrolments == more.enrolments[:rows]).all())
        assert queues or unchanged
        same[queues] += unchanged
    assert same[False] >= 5
    assert same[True] < 60 - same[False], "a person more in the queue is felt"


@pytest.mark.parametrize("place", ["first", "last"])
def test_another_service_moves_no_other_draw(engine, small, place):
    """Half of the weeks are served, by chance; a service before or after it leaves that chance alone."""
    usual = small.offers["usual_practice"]
    half = {name: service.model_copy(update={"share": engine.quantity(0.5, "share")})
            for name, service in usual.services.items()}  # fmt: skip
    extra = {"extra": Service(activity="casework_week", states=["fgu"], share=engine.quantity(0.3, "share"))}
    both = {**extra, **half} if place == "first" else {**half, **extra}
    before = engine.live(engine.changed(small, {"offers.usual_practice.services": half}), panel=True)
    after = engine.live(engine.changed(small, {"offers.usual_practice.services": both}), panel=True)
    assert before.panel.equals(after.panel)
    for activity in ("activation_week", "guidance_week"):
        served = engine.count(before.activities, activity)
        assert served.min() > 100
        assert np.array_equal(served, engine.count(after.activities, activity))


def test_nothing_differs_between_the_arms_before_week_0(engine):
    run = engine.live(engine.changed("ibbu_nord", {**SMALL, "people": 80}), panel=True)
    frame = run.panel.drop(columns="arm")
    control, intervention = (frame[run.panel["arm"] == arm].reset_index(drop=True) for arm in run.activities.arms)
    past = control["week"] < 0
    assert past.sum() == 52 * run.people * 2
    assert control[past].equals(intervention[past])
    assert not control[~past].equals(intervention[~past])
    before = OFFSETS.index(-4)
    assert np.array_equal(run.observed[:, 0, before], run.participants)
    assert np.array_equal(run.outcomes[:, 0, :, before], run.outcomes[:, 1, :, before])
    assert not np.array_equal(run.outcomes[:, 0, 0, 1:], run.outcomes[:, 1, 0, 1:])
    early = run.weeks < 0
    assert np.array_equal(run.weekly_states[0, early], run.weekly_states[1, early])
    assert np.array_equal(run.weekly_who5[0, early], run.weekly_who5[1, early])
