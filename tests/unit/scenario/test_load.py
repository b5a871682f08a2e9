"""Loading: names, paths, layers of scenarios and of parts, options, and the hash."""

import shutil
from pathlib import Path

import pytest

from ungespor.base.errors import InputError
from ungespor.scenario.find import find_scenario, scenario_name, shipped_scenarios
from ungespor.scenario.load import check_scenario, load_scenario

LIBRARY = Path(__file__).parent / "library"
FOLDERS = {"scenarios": LIBRARY / "scenarios", "cost_tables": LIBRARY / "cost_tables"}


def load_text(tmp_path, text, name="mine.yaml", **overrides):
    path = tmp_path / name
    path.write_text(text)
    return load_scenario(path, overrides, **FOLDERS)


def test_the_shipped_scenarios_are_named_by_their_files():
    assert shipped_scenarios(LIBRARY / "scenarios") == {"good": LIBRARY / "scenarios" / "programmes" / "good.yaml"}


def test_a_scenario_beside_the_folders_is_shipped_too(tmp_path):
    shutil.copytree(LIBRARY / "scenarios", tmp_path, dirs_exist_ok=True)
    (tmp_path / "tiny.yaml").write_text("extends: good\nname: tiny\n")
    assert list(shipped_scenarios(tmp_path)) == ["good", "tiny"]
    assert load_scenario("tiny", scenarios=tmp_path, cost_tables=FOLDERS["cost_tables"]).scenario.name == "tiny"


def test_a_name_and_its_path_are_the_same_scenario():
    by_name = load_scenario("good", **FOLDERS)
    by_path = load_scenario(str(by_name.path), **FOLDERS)
    assert by_name.scenario == by_path.scenario
    assert by_name.sha256 == by_path.sha256


def test_parts_are_filled_in_by_name():
    scenario = load_scenario("good", **FOLDERS).scenario
    assert scenario.population.name == "few"
    assert scenario.baseline.name == "plain_life"
    assert list(scenario.offers) == ["usual", "talks"]


def test_a_scenario_states_only_its_differences(tmp_path):
    loaded = load_text(tmp_path, "extends: good\npeople: 30\nbaseline: {summary: Other}\n")
    good = load_scenario("good", **FOLDERS)
    assert loaded.scenario.people == 30
    assert loaded.scenario.baseline.summary == "Other"
    assert loaded.scenario.baseline.transitions == good.scenario.baseline.transitions
    assert loaded.sha256 != good.sha256


def test_an_offer_under_another_name_remembers_what_it_builds_on(tmp_path):
    same = load_text(tmp_path, "extends: good\noffers: [{extends: talks, summary: Other talks are held.}]\n")
    assert same.scenario.offers["talks"].priced_as == []
    folder = tmp_path / "library"
    shutil.copytree(LIBRARY / "scenarios", folder)
    (folder / "offers" / "long_talks.yaml").write_text("extends: talks\nname: long_talks\n")
    mine = tmp_path / "mine.yaml"
    lines = ["extends: good", "offers:", "  - {extends: long_talks, name: own_talks}"]
    mine.write_text("\n".join([*lines, "  - {extends: talks, name: free_talks, priced_as: []}"]))
    offers = load_scenario(mine, scenarios=folder, cost_tables=FOLDERS["cost_tables"]).scenario.offers
    assert offers["own_talks"].priced_as == ["long_talks", "talks"]
    assert offers["free_talks"].priced_as == []


def test_a_scenario_without_a_name_of_its_own_is_called_by_its_file(tmp_path):
    assert load_text(tmp_path, "extends: good\n", "My plan-2.yaml").scenario.name == "my_plan_2"
    assert scenario_name(Path("2023.yaml")) == "scenario_2023"


def test_paths_in_extends_start_at_the_file_that_says_them(tmp_path):
    load_text(tmp_path, "extends: good\npeople: 7\n", "first.yaml")
    (tmp_path / "deeper").mkdir()
    loaded = load_text(tmp_path, "extends: ../first.yaml\nseed: 9\n", "deeper/second.yaml")
    assert (loaded.scenario.people, loaded.scenario.seed) == (7, 9)


def test_a_part_may_extend_a_named_one_in_the_same_breath(tmp_path):
    text = "extends: good\nbaseline:\n  extends: plain_life\n  name: harder_life\n  transitions: {finds_a_job: null}\n"
    baseline = load_text(tmp_path, text).scenario.baseline
    assert baseline.name == "harder_life"
    assert list(baseline.transitions) == ["job_loss"]


def test_naming_a_part_anew_forgets_what_the_base_changed_in_it(tmp_path):
    load_text(tmp_path, "extends: good\nbaseline: {summary: Changed}\n", "first.yaml")
    again = load_text(tmp_path, "extends: first.yaml\nbaseline: plain_life\n")
    kept = load_text(tmp_path, "extends: first.yaml\n")
    assert again.scenario.baseline.summary == "Two moves and nothing else."
    assert kept.scenario.baseline.summary == "Changed"


def test_a_part_file_may_extend_another(tmp_path):
    shutil.copytree(LIBRARY / "scenarios", tmp_path, dirs_exist_ok=True)
    part = tmp_path / "populations" / "fewer.yaml"
    part.write_text("extends: few\nname: fewer\nmunicipalities: [one, two]\n")
    path = tmp_path / "mine.yaml"
    path.write_text("extends: good\npopulation: fewer\n")
    population = load_scenario(path, scenarios=tmp_path, cost_tables=FOLDERS["cost_tables"]).scenario.population
    assert population.municipalities == ["one", "two"]
    assert population.traits == load_scenario("good", **FOLDERS).scenario.population.traits


def test_parts_that_extend_each_other_run_in_a_circle(tmp_path):
    shutil.copytree(LIBRARY / "scenarios", tmp_path, dirs_exist_ok=True)
    for name, other in (("here", "there"), ("there", "here")):
        (tmp_path / "baseline" / f"{name}.yaml").write_text(f"extends: {other}\n")
    path = tmp_path / "mine.yaml"
    path.write_text("extends: good\nbaseline: here\n")
    problems = check_scenario(path, scenarios=tmp_path, cost_tables=FOLDERS["cost_tables"])
    assert [problem.what for problem in problems] == ["'extends' runs in a circle: here extends there extends here."]


DIFFERENT_TALKS = "offers:\n  - {extends: talks, summary: First}\n"


@pytest.mark.parametrize(
    ("item", "summary", "title"),
    [
        ("talks", "First", "Talks"),
        ("{extends: talks, title_en: Second}", "First", "Second"),
        ("{name: talks, title_en: Second}", "First", "Second"),
    ],
)
def test_offers_are_merged_by_name(tmp_path, item, summary, title):
    load_text(tmp_path, f"extends: good\n{DIFFERENT_TALKS}", "first.yaml")
    offers = load_text(tmp_path, f"extends: first.yaml\noffers:\n  - {item}\n").scenario.offers
    assert list(offers) == ["usual", "talks"]
    assert (offers["talks"].summary, offers["talks"].title_en) == (summary, title)


def test_an_offer_under_a_new_name_starts_from_its_file(tmp_path):
    load_text(tmp_path, f"extends: good\n{DIFFERENT_TALKS}", "first.yaml")
    text = "extends: first.yaml\noffers:\n  - {extends: talks, name: walks, effects: {to_work: null}}\n"
    offers = load_text(tmp_path, text).scenario.offers
    assert list(offers) == ["usual", "talks", "walks"]
    assert offers["walks"].name == "walks"
    assert offers["walks"].summary == "A course of talks."
    assert offers["walks"].effects == {}
    assert offers["talks"].effects


def test_a_second_offer_whose_file_is_another_replaces_one_of_that_name(tmp_path):
    offers = load_text(tmp_path, "extends: good\noffers:\n  - {extends: usual, name: talks}\n").scenario.offers
    assert offers["talks"].course is None


def test_options_of_the_command_line_come_last(tmp_path):
    loaded = load_text(tmp_path, "extends: good\npeople: 30\n", people=40, seed=None, replications=3)
    assert loaded.scenario.people == 40
    assert loaded.scenario.seed == 1
    assert loaded.scenario.replications == 3


def test_options_change_the_hash_and_no_options_do_not():
    plain = load_scenario("good", **FOLDERS).sha256
    assert load_scenario("good", {"people": None}, **FOLDERS).sha256 == plain
    assert load_scenario("good", {"people": 21}, **FOLDERS).sha256 != plain


def test_the_merged_scenario_as_one_file_is_the_same_scenario(tmp_path):
    loaded = load_text(tmp_path, f"extends: good\npeople: 30\n{DIFFERENT_TALKS}")
    again = load_text(tmp_path, loaded.as_yaml(), "whole.yaml")
    assert again.scenario == loaded.scenario
    assert again.sha256 == loaded.sha256


def test_a_name_wins_over_a_file_of_the_same_name_in_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good").touch()
    assert find_scenario("good", LIBRARY / "scenarios").name == "good.yaml"


def test_lost_tables_are_problems_and_not_ignored(tmp_path):
    shutil.copytree(LIBRARY / "scenarios", tmp_path / "scenarios")
    (tmp_path / "scenarios" / "facts.csv").unlink()
    problems = check_scenario("good", scenarios=tmp_path / "scenarios", cost_tables=tmp_path)
    files = {Path(problem.file).name for problem in problems}
    assert files == {"facts.csv", "sources.yaml", "regimes.yaml"}


def test_a_checked_scenario_raises_when_loaded():
    with pytest.raises(InputError, match="There is no scenario"):
        load_scenario("bad", **FOLDERS)
