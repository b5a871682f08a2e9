"""Every value knows where it comes from and what it replaced."""

from pathlib import Path

import pytest

from ungespor.base.errors import InputError
from ungespor.scenario.load import load_scenario
from ungespor.scenario.origins import rows_of

LIBRARY = Path(__file__).parent / "library"
FOLDERS = {"scenarios": LIBRARY / "scenarios", "cost_tables": LIBRARY / "cost_tables"}

MINE = """\
extends: good
people: 30
baseline:
  effect_cap: {value: 2, unit: ratio, source: assumption, low: 1, high: 4, confidence: low, note: A guess.}
offers:
  - extends: talks
    course:
      attendance: {value: 0.5, unit: share, source: FACT-002}
"""


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(MINE)
    return {origin.field: origin for origin in load_scenario(path, {"seed": 7}, **FOLDERS).origins}


def test_a_number_of_a_part_file(mine):
    origin = mine["population.traits.women"]
    assert (origin.value, origin.unit, origin.source) == (0.64, "share", "FACT-001")
    assert origin.place.endswith("populations/few.yaml:18")
    assert origin.layer == "few"
    assert not origin.changed
    assert origin.before == ""


def test_a_number_that_the_scenario_changed(mine):
    origin = mine["baseline.effect_cap"]
    assert (origin.value, origin.low, origin.high, origin.confidence) == (2, 1, 4, "low")
    assert origin.place.endswith("mine.yaml:4")
    assert origin.layer == "mine"
    assert origin.changed
    assert origin.before == "3 ratio"
    assert origin.note == "A guess."


def test_a_change_deep_in_an_offer(mine):
    assert mine["offers.talks.course.attendance"].place.endswith("mine.yaml:8")
    assert mine["offers.talks.course.attendance"].before == "0.8 share"
    assert not mine["offers.talks.course.drop_out"].changed


def test_a_part_named_anew_is_changed_only_where_it_differs(tmp_path):
    (tmp_path / "first.yaml").write_text("extends: good\nbaseline: {summary: Changed}\n")
    (tmp_path / "second.yaml").write_text("extends: first.yaml\nbaseline: plain_life\n")
    origins = load_scenario(tmp_path / "second.yaml", **FOLDERS).origins
    changed = {origin.field: origin.before for origin in origins if origin.changed}
    assert changed == {"name": "first", "baseline.summary": "Changed"}


def test_single_values_lists_and_options(mine):
    assert (mine["people"].value, mine["people"].before, mine["people"].changed) == (30, "20", True)
    assert (mine["seed"].value, mine["seed"].place) == (7, "command line")
    assert mine["arms.intervention"].value == "usual, talks"
    assert mine["start_date"].value == "2022-03-01"


def test_a_distribution_is_shown_by_its_family_and_range(mine):
    origin = mine["baseline.transitions.job_loss.hazard_per_week"]
    assert (origin.value, origin.low, origin.high) == ("lognormal", 0.005, 0.02)


def test_numbers_in_lists_have_origins(mine):
    assert mine["baseline.transitions.finds_a_job.duration_ratios.0"].value == 0.8


def test_what_nobody_states_is_a_default(mine):
    assert (mine["switches.queue"].value, mine["switches.queue"].place) == (True, "default")


def test_every_number_about_the_world_has_an_origin_with_a_line(mine):
    numbers = [origin for origin in mine.values() if origin.source]
    assert len(numbers) > 80
    assert all(origin.line for origin in numbers)


def test_rows_of_a_field_and_of_everything_below_it(mine):
    origins = tuple(mine.values())
    assert rows_of(origins) == origins
    assert [row.field for row in rows_of(origins, "people")] == ["people"]
    assert {row.field for row in rows_of(origins, "switches")} == {
        "switches.queue",
        "switches.moving",
        "switches.who5_clipping",
    }


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("pepole", "people"),
        ("population.traits.womn", "population.traits.women"),
        ("womn", "population.traits.women"),
        ("baseline.effectcap", "baseline.effect_cap"),
    ],
)
def test_an_unknown_field_offers_the_nearest(mine, written, nearest):
    with pytest.raises(InputError) as caught:
        rows_of(tuple(mine.values()), written)
    assert caught.value.problems[0].nearest == nearest


def test_an_unknown_field_far_from_all_says_how_to_see_them(mine):
    with pytest.raises(InputError, match="Leave the field out to see them all"):
        rows_of(tuple(mine.values()), "zzzzzz")
