"""Running many worlds: shapes, progress, and what is left out."""

from __future__ import annotations

import numpy as np

from ungespor.base.tables import INDICATORS, OFFSETS, STATES


def test_tables_have_the_shapes_that_their_reader_expects(engine):
    run = engine.live("tiny")
    worlds, people = 20, run.people
    assert run.activities.arms == ("control", "intervention")
    assert run.activities.quantity.shape == (worlds, 2, len(run.activities.periods), len(run.activities.cells))
    assert run.activities.quantity.dtype == np.int32
    assert run.weekly_states.shape == (2, 156, len(STATES))
    assert run.outcomes.shape == (worlds, 2, 2, len(OFFSETS), len(INDICATORS))
    assert (run.twins[:, :3].sum(axis=1) == run.participants).all()
    assert (run.twins[:, 3] <= run.participants).all()
    assert (run.parted <= people).all()
    assert run.panel is None


def test_cells_and_periods_in_which_nothing_happened_are_left_out(engine):
    quantity = engine.live("tiny").activities.quantity
    assert quantity.any(axis=(0, 1, 2)).all()
    assert quantity.any(axis=(0, 1, 3)).all()


def test_progress_rises_to_one(engine):
    seen = []
    engine.live("tiny", chunks=7, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert len(seen) >= 3


def test_the_panel_has_one_row_for_each_person_week_and_arm(engine):
    run = engine.live(engine.changed("tiny", {"replications": 3}), panel=True)
    frame = run.panel
    assert len(frame) == 3 * 2 * run.people * 156
    assert not frame.duplicated(["replication", "arm", "person", "week"]).any()
    assert frame["state"].isin(STATES).all()


def test_the_panel_counts_dates_from_the_start_of_the_programme(engine):
    """Everyone arrives in the 13 weeks of the intake, and a week is a week for everyone."""
    frame = engine.live(engine.changed("tiny", {"replications": 2}), panel=True).panel
    week_0 = frame[frame["week"] == 0]["date"]
    start = np.datetime64("2022-03-01")
    assert week_0.min() >= start
    assert week_0.max() <= start + np.timedelta64(12 * 7, "D")
    ages = frame.groupby(["replication", "arm", "person"])["age"]
    np.testing.assert_allclose(ages.last() - ages.first(), 155 * 7 / 365.25)


def test_weeks_after_end_count_from_the_last_week_of_the_course(engine):
    frame = engine.live(engine.changed("tiny", {"replications": 2}), panel=True).panel
    own = frame[frame["arm"] == "intervention"]
    last = own[own["offer_stage"] == "in_course"].groupby(["replication", "person"])["week"].max()
    finished = own.set_index(["replication", "person"]).loc[last.index]
    at_end = finished[finished["weeks_after_end"] == 0]["week"]
    horizon_end = last[last == 103]
    expected = last.drop(horizon_end.index)
    assert at_end[expected.index].tolist() == expected.tolist()
    assert len(expected) > 5
